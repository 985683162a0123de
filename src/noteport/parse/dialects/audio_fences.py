"""Players of sound files in a fence: Audio Player and Audio Notes, plugins for Obsidian.

```audio-player                        ```audio-note
[[owls.mp3]]                           audio: talks/owls.mp3
00:00:44 --- the first owl calls       start: 1:10
00:01:50 --- a second one answers      end: 1:30
```                                    ---
                                       Owls hear better than we do.
                                       ```
"""

from __future__ import annotations

from noteport.model.patterns import pattern
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.markdown.timestamps import CLOCK

_OPENING = pattern(r"([ \t>]*)`{3,}(audio-player|audio-note)[ \t]*")
_FILE = pattern(r"[ \t>]*!?\[\[([^\[\]|#\n]+)(?:\|[^\[\]\n]*)?\]\][ \t]*")
_LINE = pattern(rf"[ \t>]*({CLOCK})(?:\.\d{{1,3}})?(?:[ \t]*+(?:-{{1,3}}|[–—:]))?[ \t]++(.*\S)[ \t]*")
_VALUE = pattern(r"[ \t>]*+(\w+):[ \t]*+(.*\S)[ \t]*")
_RULE = pattern(r"[ \t>]*-{3,}[ \t]*")


class AudioFences(Dialect):
    name, summary = "audio-fences", "Audio Player and Audio Notes, plugins for Obsidian."
    words = ("``audio-player", "``audio-note")

    def translate(self, page: Page) -> list[str]:
        lines = list(page.lines)
        for start, end in page.fences:
            opening = _OPENING.fullmatch(lines[start])
            if opening is None:
                continue
            read = _player if opening[2] == "audio-player" else _note
            content = read(lines[start + 1 : end])
            lines[start : end + 1] = ["", *(f"{opening[1]}{line}" for line in content), ""]
        return lines


def _player(lines: list[str]) -> list[str]:
    """The lines of a player as a list; other lines are kept as they are."""
    file = next((found[1] for line in lines if (found := _FILE.fullmatch(line))), "")
    out = []
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is not None:
            out.append(f"- {_timestamp(file, found[1])} {found[2]}")
        else:
            out.append("" if _FILE.fullmatch(line) else line)
    return out


def _note(lines: list[str]) -> list[str]:
    """The quotation of a note, led by its timestamp."""
    rule = next((index for index, line in enumerate(lines) if _RULE.fullmatch(line)), len(lines))
    values = {found[1].lower(): found[2] for line in lines[:rule] if (found := _VALUE.fullmatch(line))}
    quoted = [f"> {line.lstrip(' >')}" for line in lines[rule + 1 :]]
    if quoted and "start" in values:
        clock = f"{values['start']}-{values['end']}" if "end" in values else values["start"]
        quoted[0] = f"> {_timestamp(values.get('audio', ''), clock)} {quoted[0][2:]}"
    return [*[""] * (len(lines) - len(quoted)), *quoted]


def _timestamp(file: str, clock: str) -> str:
    times = clock.replace("-", ",")
    return f"[[{file}#t={times}|{clock}]]" if file and not set("[]|#") & set(file) else f"[{clock}]"
