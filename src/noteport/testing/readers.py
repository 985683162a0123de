"""The promises of plugins that take part in reading, to inherit.

ProviderContract     a site, or a kind of file
DialectContract      the way in which a tool writes notes
TransformContract    changes of notes
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from msgspec.structs import replace

from noteport.errors import PluginUnavailable
from noteport.model.note import Note
from noteport.parse import parse_note
from noteport.parse.dialects import DIALECTS
from noteport.parse.dialects.dialect import Dialect, Page
from noteport.parse.options import ReadOptions
from noteport.plugins.fields import fields_of
from noteport.plugins.kinds import Kind
from noteport.plugins.use import Use
from noteport.testing import runs, sources
from noteport.testing.awkward import AWKWARD
from noteport.testing.failing import fail, suffering
from noteport.vault.transforms import TRANSFORMS, Transform, transformed
from noteport.videos import asking, media_fragment
from noteport.videos.address import parse_address
from noteport.videos.provider import Provider
from noteport.videos.registry import ANYWHERE, PROVIDERS, SITES

_LONGEST_IMPORT = 0.2
"""In seconds."""
_ADDRESSES = (
    *(address for provider in (*SITES, *ANYWHERE) for address, _ in provider.examples),
    "https://example.org/",
    "https://example.org/watch?v=x&t=65",
    "#t=65",
    "mailto:ada@example.org",
    "notes/heat.md",
    "//",
    "https://[::1]:80/a?b#c",
    "https://example.org/%ff%00?t=99999999999999999999",
)
"""Addresses of everybody else."""


class ReaderContract:
    """What all of them promise."""

    plugin: ClassVar[type[Any]]
    """The class that is tested."""
    kind: ClassVar[Kind[Any]]

    @property
    def use(self) -> Use:
        """The plugin with its default options."""
        where = f"{self.plugin.__module__}:{self.plugin.__qualname__}"
        return Use(group=self.kind.group, name=self.plugin.name, value=where, culprit=self.plugin.name, source="")

    def read(self, text: str) -> Note:
        """Read a note with the plugin."""
        return parse_note(text, options=ReadOptions(plugins=(self.use,), untimed=True))

    def test_noteport_finds_it_by_its_name(self) -> None:
        name = self.plugin.name
        reference = self.kind.references().get(name)
        if reference is None:
            fail(
                f"Users install it, and nothing changes: noteport does not find the {self.kind.noun} {name!r}.",
                f'pyproject.toml needs {name} = "{self.use.value}" under [project.entry-points."{self.kind.group}"]; '
                "then install it: pip install -e .",
            )
        try:
            loaded = self.kind.load(reference)
        except PluginUnavailable as error:
            fail("Users cannot read their notes any more: noteport refuses the plugin.", error.message)
        if loaded is not self.plugin:
            fail(f"Users get another {self.kind.noun}: the entry point leads to {loaded}.", reference.clash)

    def test_its_summary_and_options_are_valid(self) -> None:
        summary = getattr(self.plugin, "summary", "")
        if not summary.strip() or not summary.isprintable():
            fail("Users do not learn what it is for: its summary is not one line.", repr(summary))
        try:
            fields_of(self.plugin.Options)
            self.plugin(self.plugin.Options())
        except Exception as error:  # noqa: BLE001  # whatever its declaration raises
            fail("Users cannot read their notes: it cannot be made with its default options.", repr(error))

    def test_importing_it_is_quick_and_loads_no_library(self) -> None:
        with suffering("Users cannot read their notes: importing it fails in a new process."):
            libraries = runs.libraries_imported_by(self.plugin) - {"msgspec"}
            seconds = runs.seconds_of_import(self.plugin, enough=_LONGEST_IMPORT)
        if libraries or seconds > _LONGEST_IMPORT:
            detail = f"It takes {seconds:.1f} seconds and loads: {', '.join(sorted(libraries)) or 'no library'}."
            fail("Users wait for it in every run: import what is heavy where it is used.", detail)

    def test_it_imports_nothing_private_of_noteport(self) -> None:
        if private := sources.private_imports(self.plugin.__module__):
            sentence = "Users lose it with the next release: it uses parts of noteport that may change without notice."
            fail(sentence, f"Use noteport.api: {', '.join(private)}")

    def test_every_awkward_note_is_read(self) -> None:
        for name, text in AWKWARD.items():
            with suffering(f"Users cannot read a note because of one unusual line ({name})."):
                note = self.read(text)
                if self.finished(note) != self.finished(self.read(text)):
                    fail("Users see changes where there are none: it reads the same note in two ways.", name)

    def finished(self, note: Note) -> Note:
        """The note as exporters see it."""
        return note


class ProviderContract(ReaderContract):
    """The promises of a provider of videos. Subclass it, name the class as ``plugin``, and run pytest."""

    plugin: ClassVar[type[Provider]]
    kind = PROVIDERS

    def test_its_examples_are_read(self) -> None:
        if not any(id for _, id in self.plugin.examples):
            fail("Users cannot tell which addresses it knows: it has no examples.", 'examples = (("https://…", "id"),)')
        for address, id in self.plugin.examples:
            video = self._video(address)
            if (video and video.id) != id or (video and video.provider) != (id and self.plugin.name):
                found = f"{video.provider} {video.id}" if video else "no video"
                fail("Users' links do not open the video.", f"{address}: {id!r} was expected, and {found} was found.")

    def test_a_link_opens_the_second_and_is_recognised_again(self) -> None:
        for address, id in self.plugin.examples:
            video = self._video(address)
            if video is None or not video.time_suffix:
                continue
            with asking([self.use]):
                again = media_fragment(video.url(65))
            if again is None or again.video is None or again.video.id != id or again.time is None:
                fail("Users' links do not open the second.", f"{video.url(65)} is not recognised as second 65 of {id}.")
            if again.time.start != 65:
                fail("Users' links open another second.", f"{video.url(65)} is read as second {again.time.start}.")

    def test_a_note_may_name_its_video_in_front_matter(self) -> None:
        for address, id in self.plugin.examples:
            if id is not None:
                note = self.read(f"---\nurl: '{address}'\n---\nA fact [00:01:05].\n")
                if note.video is None or note.video.id != id:
                    fail("Users' notes have no video.", f"url: {address} in front matter gives {note.video}.")

    def test_it_leaves_other_addresses_alone(self) -> None:
        provider = self.plugin(self.plugin.Options())
        for text in _ADDRESSES:
            address = parse_address(text)
            with suffering(f"Users cannot read a note because of an address: {text}"):
                if address is not None and provider.knows(address):
                    fail("Users' links to other sites stop working: it takes them for its own.", text)

    def _video(self, address: str) -> Any:
        with asking([self.use]), suffering("Users cannot read a note with one of its addresses."):
            fragment = media_fragment(address)
        return fragment.video if fragment is not None else None


class DialectContract(ReaderContract):
    """The promises of a dialect. Subclass it, name the class as ``plugin``, and run pytest."""

    plugin: ClassVar[type[Dialect]]
    kind = DIALECTS

    def test_its_examples_are_translated(self) -> None:
        if not self.plugin.examples:
            sentence = "Users cannot tell which notes it reads: it has no examples."
            fail(sentence, 'examples = (("as the tool writes it", "in noteport\'s notation"),)')
        for written, expected in self.plugin.examples:
            got = "\n".join(self._translated(written))
            if got != expected:
                fail("Users' notes are not read.", f"{written!r} became {got!r}, not {expected!r}.")

    def test_its_examples_make_claims(self) -> None:
        texts = [written for written, _ in self.plugin.examples]
        if texts and not any(claim.start for text in texts for claim in self.read(text).claims()):
            fail("Users get no claim from any of its examples.", "Its notation is [00:12:34] or [12:34](address).")

    def test_it_leaves_other_notes_alone(self) -> None:
        for name, text in AWKWARD.items():
            usual = parse_note(text, options=ReadOptions(untimed=True))
            with suffering(f"Users cannot read a note that is not its own ({name})."):
                if _claims(self.read(text)) != _claims(usual):
                    sentence = "Users' other notes are read differently: it recognises notes that are not its own."
                    fail(sentence, f"{name}: mark its own notes by words that only the tool writes.")

    def test_code_stays_as_it_is(self) -> None:
        for written, _ in self.plugin.examples:
            lines = ["```text", *written.replace("```", "~~~").split("\n"), "```"]
            if self._translated("\n".join(lines)) != lines:
                fail("Users' code is changed: leave lines alone where page.in_code is true.", written)

    def test_parts_of_its_notes_do_no_harm(self) -> None:
        for written, _ in self.plugin.examples:
            for end in range(len(written)):
                with suffering(f"Users cannot read a note that is not finished yet: {written[:end]!r}"):
                    self._translated(written[:end])

    def _translated(self, text: str) -> Sequence[str]:
        page = Page(text, has_video=True)
        before = len(page.lines)
        dialect = self.plugin(self.plugin.Options())
        if not dialect.marks(page):
            return text.split("\n")
        lines: object = dialect.translate(page)
        if not isinstance(lines, list) or len(lines) != before:
            fail("Users are told wrong lines: translate() must return as many lines as the page has.", repr(lines))
        return lines


class TransformContract(ReaderContract):
    """The promises of a transform. Subclass it, name the class as ``plugin``, and run pytest."""

    plugin: ClassVar[type[Transform]]
    kind = TRANSFORMS

    def finished(self, note: Note) -> Note:
        return transformed(note, [self.use])

    def test_the_original_stays_as_it_was(self) -> None:
        for text in AWKWARD.values():
            note = parse_note(text)
            before = repr(note)
            self.finished(note)
            if repr(note) != before:
                fail("Users get changed notes where they did not ask for it: transform() changed its argument.")

    def test_it_does_something(self) -> None:
        notes = [parse_note(text, options=ReadOptions(untimed=True)) for text in AWKWARD.values()]
        if all(self.finished(note) == note for note in notes):
            pytest.skip("No awkward note is changed; test what it does in a test of your own.")

    def test_claims_keep_their_ids(self) -> None:
        for name, text in AWKWARD.items():
            note = parse_note(text)
            known = {claim.id for claim in note.claims()}
            if new := {claim.id for claim in self.finished(note).claims()} - known:
                sentence = "Users lose what depends on a claim (reviews, links): it got another id."
                fail(sentence, f"{name}: {min(new)}")


def _claims(note: Note) -> list[object]:
    return [replace(claim, place=replace(claim.place, line=0)) for claim in note.claims()]
