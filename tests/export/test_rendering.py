"""Exporters in two halves: notes are rendered anywhere, kept, and never stale."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from noteport.api import (
    Context,
    Exporter,
    ExportReport,
    Fragments,
    Note,
    NoteCache,
    Options,
    ReadOptions,
    Rendered,
    Spool,
    Target,
    Vault,
    option,
    words_of,
)
from noteport.errors import Crash, Interrupted
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.run import Job, run_export
from noteport.testing.runs import noteport

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "write_an_exporter.md").read_text(encoding="utf-8")
[OF_THE_PAGE] = [block for block in re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL) if "def assemble" in block]


@dataclass(frozen=True, kw_only=True)
class LinesOptions(Options):
    """The options of the exporter under test."""

    mark: str = option("-", help="Text before each line", trust="anyone")


DEFAULTS = ReadOptions()
rendered: list[str] = []
"""The titles of the notes that were rendered."""


class LinesExporter(Exporter[LinesOptions]):
    """Asks the context everything that it can be asked."""

    name, summary, suffixes = "lines", "Lines.", (".txt",)
    Options = LinesOptions

    def counts(self) -> Callable[[Note], Collection[str]]:
        return words_of

    def prepare(self, notes: Any) -> int:
        return len(notes) > 5

    def render(self, note: Note, context: Context) -> Rendered:
        rendered.append(note.title)
        asset = context.asset(note, "picture.png")
        said = (
            self.options.mark,
            context.suffix,
            context.shared,
            context.untimed,
            str(context.file_of(note)),
            context.place_in_hub(note),
            context.terms.name(f"{note.channel}/rye"),
            asset.read() if asset is not None else b"",
            context.words["water"],
            note.video,
            [(claim.text, claim.verdict, claim.start) for claim in note.claims()],
        )
        return Rendered(f"{said}\n".encode(), index=note.title.encode())

    def assemble(self, fragments: Fragments, target: Target) -> ExportReport:
        with target.scratch() as folder, Spool(folder) as spool, target.open_binary() as out:
            titles = []
            for fragment in fragments:
                spool.add(fragment.data)
                titles.append(fragment.index)
            out.write(b", ".join(titles) + b"\n")
            out.writelines(spool[number] for number in range(len(spool)))
        return target.report({"lines": len(titles)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bread"
    folder.mkdir()
    video = "---\nvideoId: golden_test\n---\n"
    notes = {
        "dough.md": f"{video}# Dough\nIt needs [[Water]] and [[rye]] [00:10].\n",
        "water.md": f"{video}# Water\nCold water boils later than warm water [00:20].\n",
        "salt.md": "# Salt\nSalt attracts water from the air [00:30].\n",
        "oven.md": "# Oven\nAn oven loses heat through its door [00:40].\n",
    }
    for name, text in notes.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def export(
    folder: Path, cache: Path | None, *, mark: str = "-", suffix: str = ".txt", options: ReadOptions = DEFAULTS
) -> tuple[str, list[str]]:
    """The output, and the titles of the notes that were rendered for it."""
    rendered.clear()
    file = folder.parent / f"out{suffix}"
    with NoteCache(cache) if cache is not None else NoCache() as kept:
        target = Target(file, force=True)
        LinesExporter(LinesOptions(mark=mark)).export(Vault([folder], options=options, cache=kept), target)
        target.commit()
    return file.read_text(encoding="utf-8"), list(rendered)


class NoCache:
    def __enter__(self) -> None:
        return None

    def __exit__(self, *exception: object) -> None:
        pass


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


ALL = ["Dough", "Oven", "Salt", "Water"]


def test_a_second_run_renders_nothing_and_writes_the_same(folder: Path, tmp_path: Path) -> None:
    expected, titles = export(folder, None)
    assert titles == ALL
    assert export(folder, tmp_path / "cache") == (expected, ALL)
    assert export(folder, tmp_path / "cache") == (expected, [])


def of_the_note(folder: Path) -> None:
    edit(folder / "oven.md", "door", "glass")


def of_a_linked_title(folder: Path) -> None:
    edit(folder / "water.md", "# Water", "# Waters")
    edit(folder / "dough.md", "[[Water]]", "[[Water]]")


def of_the_name_of_a_term(folder: Path) -> None:
    (folder / "rye.md").write_text("# Rye of winter\n", encoding="utf-8")


def of_a_picture(folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"picture")


def of_the_hub(folder: Path) -> None:
    (folder / "bread.md").write_text(
        "### [A](https://youtu.be/golden_test)\n- [[oven]]\n- [[salt]]\n", encoding="utf-8"
    )


def of_the_title_of_a_video(folder: Path) -> None:
    (folder / "bread.md").write_text("### [All](https://youtu.be/golden_test)\n", encoding="utf-8")


def of_the_length_of_a_video(folder: Path) -> None:
    (folder / "length.md").write_text("---\nvideoId: golden_test\nduration: 15\n---\n", encoding="utf-8")


def of_captions(folder: Path) -> None:
    cue = "1\n00:00:20,000 --> 00:00:29,000\nCold water boils later than warm water.\n"
    (folder / "water.srt").write_text(cue, encoding="utf-8")


def of_the_words_of_a_vault(folder: Path) -> None:
    edit(folder / "oven.md", "An oven", "Water cools an oven, which")


def of_the_place(folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "salt.md").rename(folder / "below" / "salt.md")


def of_the_number_of_notes(folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.md").write_text("Nothing.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (of_the_note, {"Oven"}),
        (of_a_linked_title, {"Waters", "Dough"}),
        (of_the_name_of_a_term, {"Dough", "Rye of winter", "Oven", "Salt", "Water"}),
        (of_a_picture, set(ALL)),
        (of_the_hub, {"Oven", "Salt", "Dough", "Water"}),
        (of_the_title_of_a_video, {"Dough", "Water"}),
        (of_the_length_of_a_video, {"Dough", "Water", "length"}),
        (of_captions, {"Water"}),
        (of_the_words_of_a_vault, set(ALL)),
        (of_the_place, {"Salt"}),
        (of_the_number_of_notes, {*ALL, "a", "b", "c"}),
    ],
)
def test_nothing_stale_is_written(
    folder: Path, tmp_path: Path, change: Callable[[Path], None], again: set[str]
) -> None:
    export(folder, tmp_path / "cache")
    change(folder)
    output, titles = export(folder, tmp_path / "cache")
    assert set(titles) == again
    assert output == export(folder, None)[0]


@pytest.mark.parametrize(
    ("shown", "old", "new"),
    [("The oven is [[oven#^hot]] [00:50].", "It is hot", "It is cold"), ("![[oven#Steam]]", "A pan", "A bowl")],
    ids=["block", "section"],
)
def test_a_note_shows_the_words_of_others_as_they_are_today(
    folder: Path, tmp_path: Path, shown: str, old: str, new: str
) -> None:
    (folder / "salt.md").write_text(f"# Salt\n{shown}\n", encoding="utf-8")
    (folder / "oven.md").write_text("# Oven\nIt is hot. ^hot\n\n## Steam\nA pan.\n", encoding="utf-8")
    export(folder, tmp_path / "cache")
    edit(folder / "oven.md", old, new)
    output, titles = export(folder, tmp_path / "cache")
    assert {"Oven", "Salt"} == set(titles)
    assert output == export(folder, None)[0]


@pytest.mark.parametrize("name", ["clay.kiln", "kiln"])
def test_a_link_that_is_turned_round_leads_to_the_note_of_today(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / "salt.md").write_text("# Salt\nThe [[kiln|clay.kiln]] is hot [00:50].\n", encoding="utf-8")
    export(folder, tmp_path / "cache")
    for new in (name, "clay.kiln"):
        (folder / f"{new}.md").write_text("# Fire\n", encoding="utf-8")
        assert export(folder, tmp_path / "cache")[0] == export(folder, None)[0]


@pytest.mark.parametrize(
    "changed",
    [{"mark": "*"}, {"suffix": ".text"}, {"options": ReadOptions(untimed=True)}],
    ids=["mark", "suffix", "read"],
)
def test_other_options_render_anew(folder: Path, tmp_path: Path, changed: dict[str, Any]) -> None:
    export(folder, tmp_path / "cache")
    assert export(folder, tmp_path / "cache", **changed) == export(folder, None, **changed)
    assert export(folder, tmp_path / "cache")[1] == []


def test_two_equal_notes_in_two_places_are_kept_side_by_side(folder: Path, tmp_path: Path) -> None:
    (folder / "below").mkdir()
    shutil.copy(folder / "salt.md", folder / "below" / "salt.md")
    export(folder, tmp_path / "cache")
    assert export(folder, tmp_path / "cache")[1] == []


# --- plugins --------------------------------------------------------------------------------------------------------


Install = Callable[..., Path]


def job(notes: Path, output: Path, **common: Any) -> Job:
    reference = registry.find("outline")
    return Job(
        exporter=registry.load(reference),
        reference=reference,
        paths=(notes,),
        output=output,
        common=CommonOptions(**common),
        force=True,
    )


@pytest.mark.usefixtures("eager_workers")
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_exporter_of_the_page_counts_and_tells_what_an_export_tells(
    install: Install, notes: Path, tmp_path: Path, jobs: int
) -> None:
    install(source=OF_THE_PAGE)
    for _ in range(2):
        outcome = run_export(job(notes, tmp_path / "a.txt", jobs=jobs))
        assert (outcome.notes, outcome.claims, dict(outcome.report.counts)) == (2, 3, {"lines": 3})
        assert [problem.code for problem in outcome.problems] == ["timestamp-label-differs"]
        text = (tmp_path / "a.txt").read_text(encoding="utf-8")
        assert text.startswith("Claims by noteport-outline\n\nheat\n- Water boils at 100 degrees.\n")


def test_another_source_of_the_exporter_renders_anew(install: Install, notes: Path, tmp_path: Path) -> None:
    module = install(source=OF_THE_PAGE) / "noteport_outline.py"
    for mark in ("- ", "** "):  # of two lengths, by which Python knows compiled code
        module.write_text(OF_THE_PAGE.replace('f"- ', f'f"{mark}'), encoding="utf-8")
        assert noteport("outline", str(notes), "-o", "a.txt", "--quiet", cwd=tmp_path).returncode == 0
        assert f"{mark}Water boils" in (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("eager_workers")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("raised", ["1 / 0", "raise SystemExit(3)", "return 5"])
def test_what_render_raises_is_the_exporters_bug_on_that_note(
    install: Install, notes: Path, tmp_path: Path, raised: str, jobs: int
) -> None:
    body = f"if note.title == 'light': {raised}\n        lines = ["
    install(source=OF_THE_PAGE.replace("lines = [", body))
    with pytest.raises(Crash, match=r"^outline of noteport-outline 1\.2 failed on .*light\.md: this is a bug in that"):
        run_export(job(notes, tmp_path / "a.txt", jobs=jobs))
    assert not (tmp_path / "a.txt").exists()


def test_an_interrupt_names_the_note_that_was_being_rendered(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source=OF_THE_PAGE.replace("lines = [", "raise KeyboardInterrupt\n        lines = ["))
    with pytest.raises(Interrupted, match=r"^outline of noteport-outline 1\.2 was running on .*heat\.md$"):
        run_export(job(notes, tmp_path / "a.txt", jobs=1))


def test_a_spool_returns_what_was_added(tmp_path: Path) -> None:
    parts = [b"one", b"", b"three" * 10_000]
    with Spool(tmp_path) as spool:
        assert [spool.add(part) for part in parts] == [0, 1, 2]
        assert [spool[number] for number in (2, 0, 1)] == [parts[2], parts[0], parts[1]]
        with pytest.raises(IndexError):
            spool[3]
