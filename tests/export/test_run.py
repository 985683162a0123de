from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from noteport.errors import Crash, ExportError, Interrupted, NoteError, UsageError
from noteport.export import registry
from noteport.export.common_options import CommonOptions
from noteport.export.run import Job, run_export
from noteport.export.watched import Watch

Install = Callable[..., Path]


def job(notes: Path, output: Path | None, **changes: Any) -> Job:
    reference = registry.find("outline")
    values: dict[str, Any] = {
        "exporter": registry.load(reference),
        "reference": reference,
        "paths": (notes,),
        "output": output,
    }
    return Job(**values | changes)


WRITE = "with target.open_text() as out: out.write('x')"


def plugin(body: str, *, text: bool = True) -> str:
    """An exporter whose ``export`` has these lines."""
    lines = "\n".join(f"        {line}" for line in body.splitlines())
    return f"""
from noteport.api import *

class OutlineExporter(Exporter):
    name, summary, suffixes, text = "outline", "x", (".txt",), {text}

    def export(self, notes, target):
{lines}
"""


def left(folder: Path) -> list[str]:
    """What an export has put into a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir() if path.name not in {"notes", "site-packages"})


def test_an_export_is_one_call(install: Install, notes: Path, tmp_path: Path) -> None:
    install()
    outcome = run_export(job(notes, tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text().startswith("outline\n# heat\n- Water boils at 100 degrees.\n")
    assert (outcome.notes, outcome.claims, outcome.report.counts) == (2, 3, {"lines": 3})
    assert [problem.code for problem in outcome.problems] == ["timestamp-label-differs"]
    assert outcome.report.paths == (tmp_path / "a.txt",)
    assert left(tmp_path) == ["a.txt"]


def test_progress_is_told_after_each_note(install: Install, notes: Path, tmp_path: Path) -> None:
    install()
    seen: list[tuple[object, ...]] = []

    class Seen(Watch):
        def looked(self, done: int, total: int) -> None:
            seen.append(("looked", done, total))

        def read(self, done: int, total: int, problems: int) -> None:
            seen.append(("read", done, total, problems))

    run_export(job(notes, tmp_path / "a.txt"), Seen())
    assert seen == [("looked", 1, 2), ("looked", 2, 2), ("read", 1, 2, 0), ("read", 2, 2, 1)]


def test_progress_knows_no_problems_that_were_to_be_ignored(install: Install, notes: Path, tmp_path: Path) -> None:
    install()
    told: list[int] = []

    class Told(Watch):
        def read(self, done: int, total: int, problems: int) -> None:
            told.append(problems)

    run_export(job(notes, tmp_path / "a.txt", common=CommonOptions(ignore=("timestamp-label-differs",))), Told())
    assert told == [0, 0]


def test_notes_that_the_exporter_does_not_read_are_counted_too(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source=plugin(f"next(iter(notes))\n{WRITE}\nreturn target.report()"))
    outcome = run_export(job(notes, tmp_path / "a.txt"))
    assert (outcome.notes, outcome.claims, len(outcome.problems)) == (2, 3, 1)


def test_notes_may_be_read_twice_and_are_counted_once(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source=plugin(f"{WRITE}\nreturn target.report({{'notes read': len([*notes, *notes])}})"))
    outcome = run_export(job(notes, tmp_path / "a.txt"))
    assert (outcome.report.counts["notes read"], outcome.notes, outcome.claims) == (4, 2, 3)


def test_a_problem_is_fatal_under_strict_and_nothing_is_written(install: Install, notes: Path, tmp_path: Path) -> None:
    install()
    with pytest.raises(NoteError, match=r"light\.md:4: timestamp-label-differs: "):
        run_export(job(notes, tmp_path / "a.txt", common=CommonOptions(strict=True)))
    assert left(tmp_path) == []
    run_export(job(notes, tmp_path / "a.txt", common=CommonOptions(strict=True, ignore=("timestamp-label-differs",))))
    assert left(tmp_path) == ["a.txt"]


def test_problems_of_the_exporter_count_as_those_of_the_notes(install: Install, notes: Path, tmp_path: Path) -> None:
    body = "problem = Problem(code='mine', path=next(iter(notes)).path, line=1, message='It is odd.')\n"
    install(source=plugin(body + f"{WRITE}\nreturn target.report(problems=[problem])"))
    outcome = run_export(job(notes, tmp_path / "a.txt"))
    assert [problem.code for problem in outcome.problems] == ["mine", "timestamp-label-differs"]


def test_a_dry_run_writes_nothing(install: Install, notes: Path, tmp_path: Path) -> None:
    install()
    outcome = run_export(job(notes, tmp_path / "a.txt", dry_run=True))
    assert outcome.report.counts == {"lines": 3}
    assert left(tmp_path) == []


def test_whatever_a_plugin_raises_is_its_bug_and_leaves_nothing(install: Install, notes: Path, tmp_path: Path) -> None:
    body = "with target.open_text() as out:\n    for note in notes:\n        out.write(note.title)\n        1 / 0"
    install(source=plugin(body))
    with pytest.raises(Crash) as caught:
        run_export(job(notes, tmp_path / "a.txt"))
    assert str(caught.value) == (
        f"outline of noteport-outline 1.2 failed on {notes / 'heat.md'}: this is a bug in that plugin "
        "(ZeroDivisionError: division by zero, noteport_outline.py line 11)."
    )
    assert "1 / 0" in "".join(traceback.format_exception(caught.value))
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        "return None",
        "raise KeyError",
        "raise RecursionError",
        "target.open_text('../x')",
        "raise SystemExit(0)",
        "import sys; sys.exit()",
        "class Odd(BaseException): pass\nraise Odd",
    ],
)
def test_other_ways_to_fail_are_bugs_too(install: Install, notes: Path, tmp_path: Path, body: str) -> None:
    install(source=plugin(body))
    with pytest.raises(Crash, match="failed outside any note: this is a bug in that plugin"):
        run_export(job(notes, tmp_path / "a.txt"))


def test_a_plugin_may_give_up_in_its_own_words(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source=plugin("raise ExportError('Too many notes.', 'Name fewer.')"))
    with pytest.raises(ExportError, match="Too many notes"):
        run_export(job(notes, tmp_path / "a.txt"))


def test_a_failure_in_reading_is_not_blamed_on_the_exporter(
    install: Install, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("deep inside")

    monkeypatch.setattr("noteport.vault.loading.jobs.parse_note", broken)
    with pytest.raises(Crash, match=r"^noteport failed .*: this is a bug in noteport \(RuntimeError: deep inside"):
        run_export(job(notes, tmp_path / "a.txt"))


def test_what_is_not_text_does_not_go_to_standard_output(install: Install, notes: Path) -> None:
    install(source=plugin("return target.report()", text=False))
    with pytest.raises(UsageError, match="does not write text"):
        run_export(job(notes, None))


def test_a_note_is_never_overwritten(install: Install, notes: Path) -> None:
    install()
    note = notes / "heat.md"
    with pytest.raises(UsageError, match=r"heat\.md: outline writes \.txt files, not \.md files"):
        run_export(job(note, note, force=True))


def test_a_note_is_not_even_overwritten_by_a_plugin_that_knows_no_file_from_another(
    install: Install, notes: Path
) -> None:
    install(
        source=plugin("with target.open_text() as out: out.write('x')\nreturn target.report()").replace(".txt", ".md")
    )
    before = (notes / "heat.md").read_bytes()
    with pytest.raises(UsageError, match=r"heat\.md is one of the notes"):
        run_export(job(notes, notes / "heat.md", force=True))
    assert (notes / "heat.md").read_bytes() == before
    run_export(job(notes, notes / "another.md"))


@pytest.mark.parametrize("handler", ["except BaseException: pass", "except Exception: pass"])
def test_a_plugin_that_swallows_a_failure_in_reading_makes_no_half_file(
    install: Install, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handler: str
) -> None:
    body = "with target.open_text() as out:\n    try:\n        for note in notes: out.write(note.title)\n    "
    install(source=plugin(f"{body}{handler}\nreturn target.report()"))

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("deep inside")

    monkeypatch.setattr("noteport.vault.loading.jobs.parse_note", broken)
    with pytest.raises(Crash, match=r"^noteport failed .*: this is a bug in noteport"):
        run_export(job(notes, tmp_path / "a.txt"))
    assert left(tmp_path) == []


def test_an_interrupt_names_the_plugin_and_the_note(install: Install, notes: Path, tmp_path: Path) -> None:
    install(source=plugin("with target.open_text() as out:\n    for note in notes: raise KeyboardInterrupt"))
    with pytest.raises(Interrupted, match=r"^outline of noteport-outline 1\.2 was running on .*heat\.md$"):
        run_export(job(notes, tmp_path / "a.txt"))
    assert left(tmp_path) == []


def test_a_plugin_that_fails_to_look_at_an_old_file_is_named(install: Install, notes: Path, tmp_path: Path) -> None:
    install(
        source=plugin("return target.report()") + "\n    recognises = classmethod(lambda cls, head: head.nonsense)\n"
    )
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(Crash, match=r"^outline of noteport-outline 1\.2 failed when looking at the existing file: "):
        run_export(job(notes, tmp_path / "a.txt"))
    assert (tmp_path / "a.txt").read_text() == "old"
