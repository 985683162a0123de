"""What an exporter with ``render`` and ``assemble`` promises, so that its fragments can be made anywhere and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from noteport.export.exporter import Exporter
from noteport.export.rendering import Fragment, Rendering
from noteport.export.rendering.start import start_rendering
from noteport.plugins.fields import fields_of
from noteport.plugins.options import Options
from noteport.testing import runs
from noteport.testing.failing import fail, same, suffering
from noteport.testing.promises.base import Promises
from noteport.vault.cache import NoteCache
from noteport.vault.vault import Vault

_ABOUT = "---\ntitle: {}\ntags: [food]\nvideoId: dQw4w9WgXcQ\n---\n"
_HUB = "### [Baking](https://www.youtube.com/watch?v=dQw4w9WgXcQ)\n"
_CONNECTED: Mapping[str, str] = MappingProxyType(
    {
        "Bread/Bread.md": _HUB + "- [[dough]]\n- [[yeast]]\n- [[salt]]\n",
        "Bread/dough.md": _ABOUT.format("Dough")
        + "## Kneading\n\nFlour, [[yeast|the yeast]] and [[water]] make dough in 3 hours [00:01:05]. ![](oven.png)\n\n"
        "* **Weight**: a loaf needs 500 grams of flour [00:02:10].\n",
        "Bread/yeast.md": _ABOUT.format("Yeast") + "Yeast turns sugar into gas at 35 °C [00:03:20]. See [[dough]].\n",
        "Bread/salt.md": _ABOUT.format("Salt") + "Salt slows [[yeast]] down by a third [00:04:30].\n",
    }
)
_PICTURE = b"\x89PNG\r\n\x1a\n of an oven"


def _edit(vault: Path) -> None:
    file = vault / "Bread" / "dough.md"
    file.write_text(file.read_text(encoding="utf-8").replace("500", "750"), encoding="utf-8")


def _rename(vault: Path) -> None:
    file = vault / "Bread" / "yeast.md"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Yeast", "title: Leaven"), encoding="utf-8")


def _reorder(vault: Path) -> None:
    (vault / "Bread" / "Bread.md").write_text(_HUB + "- [[salt]]\n- [[yeast]]\n- [[dough]]\n", encoding="utf-8")


_CHANGES: Mapping[str, Callable[[Path], object]] = MappingProxyType(
    {
        "the text of the note was edited": _edit,
        "another note got another title": _rename,
        "another note was added": lambda vault: runs.write_vault(
            vault, {"Bread/a_mill.md": _ABOUT.format("Water") + "Water drives a mill [00:05:40]. Yeast does not.\n"}
        ),
        "another note was deleted": lambda vault: (vault / "Bread" / "yeast.md").unlink(),
        "the hub got another order": _reorder,
        "an image was replaced": lambda vault: (vault / "Bread" / "oven.png").write_bytes(_PICTURE[::-1]),
    }
)
_ASK = "Ask the context for what render() needs, so that it is recorded."


class Halves(Promises):
    """Users get the same file when notes are rendered in several processes or kept from the last export, and sooner.

    Exporters that have only ``export`` keep these promises without doing anything.
    """

    def test_the_order_of_rendering_makes_no_difference(self, tmp_path: Path) -> None:
        for suffix in self._suffixes:
            vault = self.awkward(tmp_path)
            with suffering():
                rendering = Rendering(self.exporter(None), vault, suffix)
                first = _made(rendering.render(vault.tasks))
                again = _made(rendering.render(reversed(vault.tasks)))
            sentence = "Users get another file when notes are rendered again or in another order."
            same(first, again, f"{sentence} Keep nothing in the exporter or a module while it renders.")

    def test_rendering_leaves_the_note_as_it_is(self, tmp_path: Path) -> None:
        for suffix in self._suffixes[:1]:
            vault = self._connected(tmp_path)
            exporter = self.exporter(None)
            rendering = Rendering(exporter, vault, suffix)
            for task, note, unchanged in zip(vault.tasks, vault, vault, strict=True):
                with suffering():
                    exporter.render(note, rendering.context(task))
                if note != unchanged:
                    sentence = "Users get wrong files when a note is used again: render() changes it."
                    fail(sentence, f"It changed {task.file.shown}. Copy what you change.")

    def test_another_process_renders_the_same(self, tmp_path: Path) -> None:
        if not self._suffixes:
            return
        with suffering():
            for suffix in self._suffixes:
                self._rendered(self._connected(tmp_path), suffix)
            _edit(tmp_path / "vault")
            vault = self._connected(tmp_path)
            renderings = [Rendering(self.exporter(None), vault, suffix) for suffix in self._suffixes]
        with suffering("Users with several processes get no file: it cannot be rendered in another process."):
            made = runs.render_elsewhere(renderings, vault.tasks, tmp_path)
        sentence = "Users with several processes get another file than those with one."
        for rendering, there in zip(renderings, made, strict=True):
            here = _made(rendering.render(vault.tasks))
            same(here, _made(there), f"{sentence} Does it depend on the order of a set, or on what it did before?")

    def test_kept_fragments_give_the_same_file(self, tmp_path: Path) -> None:
        if not self._suffixes:
            return
        with suffering():
            usual = self.run(self._connected(tmp_path), tmp_path / "usual").files
            with NoteCache(tmp_path / "cache") as cache:
                for number in range(2):
                    vault = self._connected(tmp_path, cache)
                    kept = self.run(vault, tmp_path / f"kept{number}").files
                    sentence = "Users get another file when they export again: assemble() uses more than the fragments."
                    same(usual, kept, f"{sentence} Put what it needs into what render() returns.")

    def test_an_edit_renders_one_note_again(self, tmp_path: Path) -> None:
        for suffix in self._suffixes:
            with suffering(), NoteCache(tmp_path / f"cache{suffix}") as cache:
                self._rendered(self._connected(tmp_path, cache), suffix)
                with _renders(self.exporter) as untouched:
                    self._rendered(self._connected(tmp_path, cache), suffix)
                _edit(tmp_path / "vault")
                with _renders(self.exporter) as edited:
                    self._rendered(self._connected(tmp_path, cache), suffix)
                _write(tmp_path / "vault")
            sentence = "Users wait for all notes after each edit: they are rendered again for nothing."
            detail = "Does prepare() return what has another repr() each time, or what depends on the text of notes?"
            if untouched:
                fail(sentence, f"{', '.join(untouched)}, although no note had changed. {detail}")
            if len(edited) > 1:
                fail(sentence, f"{', '.join(edited)}, although one of them had changed. {detail}")

    def test_a_kept_fragment_is_never_out_of_date(self, tmp_path: Path) -> None:
        for suffix in self._suffixes:
            for number, (what, change) in enumerate(_CHANGES.items()):
                with suffering(), NoteCache(tmp_path / f"cache{number}{suffix}") as cache:
                    self._rendered(self._connected(tmp_path, cache), suffix)
                    change(tmp_path / "vault")
                    kept = self._rendered(self._connected(tmp_path, cache), suffix)
                    fresh = self._rendered(self._connected(tmp_path), suffix)
                    _write(tmp_path / "vault")
                same(fresh, kept, f"Users get what was true before: {what}, and an old fragment was used. {_ASK}")

    def test_options_are_not_those_of_the_last_export(self, tmp_path: Path) -> None:
        for suffix in self._suffixes:
            with NoteCache(tmp_path / f"cache{suffix}") as cache:
                with suffering():
                    self._rendered(self._connected(tmp_path, cache), suffix)
                for key, options in self._other_options():
                    try:
                        fresh = self._rendered(self._connected(tmp_path), suffix, options)
                    except Exception:  # noqa: BLE001, S112  # a value that is refused, or for others to report
                        continue
                    kept = self._rendered(self._connected(tmp_path, cache), suffix, options)
                    same(fresh, kept, f"Users set --{key} and get what they got without it. {_ASK}")

    @property
    def _suffixes(self) -> tuple[str, ...]:
        """The kinds of files for which notes are rendered; none if there are no two halves."""
        if self.exporter.render is Exporter.render:
            return ()
        return self.exporter.suffixes or ("",)

    def _connected(self, folder: Path, cache: NoteCache | None = None) -> Vault:
        """Notes that know of each other, below ``folder``."""
        vault = folder / "vault"
        if not vault.exists():
            _write(vault)
        return Vault([vault], cache=cache)

    def _rendered(self, vault: Vault, suffix: str, options: Options | None = None) -> dict[str, bytes]:
        return _made(start_rendering(self.exporter(options), vault, suffix))

    def _other_options(self) -> Iterator[tuple[str, Options]]:
        """The options with one of them changed, by its key."""
        for field in fields_of(self.exporter.Options):
            for value in self.values_of(field):
                try:
                    options = replace(self.exporter.Options(), **{field.name: value})
                except ValueError:
                    continue
                yield field.key, options


def _write(vault: Path) -> None:
    """Write the connected notes as they were in the beginning."""
    if vault.exists():
        for file in vault.rglob("*.md"):
            file.unlink()
    runs.write_vault(vault, _CONNECTED)
    (vault / "Bread" / "oven.png").write_bytes(_PICTURE)


def _made(fragments: Any) -> dict[str, bytes]:
    """What was made of each note, in a form that ``same`` can compare."""
    made: dict[str, bytes] = {}
    fragment: Fragment
    for fragment in sorted(fragments, key=lambda fragment: str(fragment.path)):
        made[f"The fragment of {fragment.path.name}"] = fragment.data
        made[f"The index of {fragment.path.name}"] = fragment.index
    return made


@contextmanager
def _renders(exporter: type[Exporter[Any]]) -> Iterator[list[str]]:
    """Give the names of the notes that are rendered inside the with block."""
    names: list[str] = []
    render = exporter.render

    def noted(self: Any, note: Any, context: Any) -> Any:
        names.append(note.path.name)
        return render(self, note, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporter, "render", noted)
        yield names
