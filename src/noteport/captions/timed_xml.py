"""Timed text in XML: TTML (``.ttml``, https://www.w3.org/TR/ttml2/) and YouTube's own ``.srv1``, ``.srv2``, ``.srv3``.

    TTML   <p begin="00:00:01.000" end="00:00:04.000">Sleep washes<br/>the brain.</p>
    srv1   <text start="1.0" dur="3.0">Sleep washes the brain.</text>
    srv2   <text t="1000" d="3000">Sleep washes the brain.</text>
    srv3   <p t="1000" d="3000"><s>Sleep</s><s t="400"> washes</s></p>

One pass tells them apart by their attributes. Entities that a file declares itself are refused, so that none can grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from noteport.captions.cues import LATEST, Cue, make_cue
from noteport.captions.timed_blocks import milliseconds
from noteport.model.patterns import pattern

_DEEPEST = 50
"""Elements in each other. Real files have six."""
_OFFSET = pattern(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_FRAMES = pattern(r"(\d{1,5}:\d{1,2}:\d{1,2}):(\d{1,3})(?:\.\d{1,3})?")
_NUMBER = pattern(r"\d{1,12}(?:\.\d{1,9})?")
_LANGUAGE = pattern(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def read_timed_xml(data: bytes) -> tuple[list[Cue], str | None]:
    """Read the cues of a file, and the BCP 47 tag of its language if it has one.

    Raises:
        ValueError: the data are not XML, declare entities, or name an encoding that does not exist.
    """
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if not reader.cues:
            raise ValueError(str(error)) from error
    except LookupError as error:  # expat asks Python for encodings that it does not know
        raise ValueError(str(error)) from error
    return reader.cues, reader.language


def _refuse(*_declaration: object) -> NoReturn:
    raise ValueError("it declares entities")


class _Reader:
    """Collects cues while the file is parsed, so that those before an error are kept."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.language: str | None = None
        self._starts: list[float] = []
        """Where each open element begins; times inside count from there."""
        self._cue: tuple[int, float, float] | None = None
        """Depth, start and end of the open cue."""
        self._pieces: list[tuple[float, str]] = []
        self._rates = {"f": 30.0, "t": 1.0}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if len(self._starts) >= _DEEPEST:
            raise ValueError("nested too deep")
        tag = name.rpartition(":")[2]
        if not self._starts:
            self._read_root(attributes)
        outer = self._starts[-1] if self._starts else 0.0
        begin, length = self._interval(attributes)
        self._starts.append(outer if begin is None else outer + begin)
        if self._cue is not None:
            self._pieces.append((self._starts[-1], "\n" if tag == "br" else ""))
        elif tag in {"p", "text"} and begin is not None:
            self._cue = (len(self._starts), outer + begin, outer + begin + length)
            self._pieces = [(outer + begin, "")]

    def text(self, text: str) -> None:
        if self._cue is not None:
            self._pieces.append((self._starts[-1], text))

    def end(self, _name: str) -> None:
        if self._cue is not None and self._cue[0] == len(self._starts):
            _, start, end = self._cue
            cue = make_cue(start, end, self._joined())
            if cue:
                self.cues.append(cue)
            self._cue = None
        self._starts.pop()

    def _joined(self) -> list[tuple[float, str]]:
        """Return the pieces, joined where they have the same time; a word without a time takes that of the last."""
        joined: list[tuple[float, list[str]]] = []
        for at, text in self._pieces:
            if joined and at <= joined[-1][0]:
                joined[-1][1].append(text)
            elif text:
                joined.append((at, [text]))
        return [(at, "".join(texts)) for at, texts in joined]

    def _read_root(self, attributes: Mapping[str, str]) -> None:
        tag = _LANGUAGE.fullmatch(attributes.get("xml:lang", ""))
        self.language = tag[0] if tag else None
        for name, value in attributes.items():
            rate = {"frameRate": "f", "tickRate": "t"}.get(name.rpartition(":")[2])
            if rate and value.isdecimal() and int(value[:9]) > 0:
                self._rates[rate] = float(value[:9])

    def _interval(self, attributes: Mapping[str, str]) -> tuple[float | None, float]:
        """Return when an element begins, relative to its parent, and how long it lasts, in milliseconds."""
        if "begin" in attributes:
            begin = self._time(attributes["begin"])
            end, length = self._time(attributes.get("end", "")), self._time(attributes.get("dur", ""))
            if length is None:
                length = 0.0 if begin is None or end is None else end - begin
            return begin, length
        if "start" in attributes:
            begin, length = _number(attributes["start"]), _number(attributes.get("dur", ""))
            return None if begin is None else begin * 1000, (length or 0.0) * 1000
        begin, length = _number(attributes.get("t", "")), _number(attributes.get("d", ""))
        return begin, length or 0.0

    def _time(self, text: str) -> float | None:
        text = text.strip()
        if offset := _OFFSET.fullmatch(text):
            unit = {"h": 3_600_000.0, "m": 60_000.0, "s": 1000.0, "ms": 1.0}.get(offset[2])
            value = float(offset[1])
            return min(value * unit if unit else value * 1000 / self._rates[offset[2]], 2 * LATEST)
        if frames := _FRAMES.fullmatch(text):
            clock = milliseconds(frames[1])
            return None if clock is None else clock + int(frames[2]) * 1000 / self._rates["f"]
        return milliseconds(text)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None
