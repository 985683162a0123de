"""The GitHub Action: its script publishes to a branch, run here against a local repository, and its steps are sound."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "action" / "publish"
OUTPUTS = ("deck.apkg", "guide.epub", "claims.parquet")

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or sys.platform == "win32", reason="the script needs git and bash"
)


class Repository:
    """A clone of a repository of notes, in which the script runs."""

    def __init__(self, folder: Path) -> None:
        self.origin, self.clone = folder / "origin.git", folder / "clone"
        # Nothing of the user's own configuration, and the noteport of this environment.
        self.environment = os.environ | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Ana",
            "GIT_AUTHOR_EMAIL": "ana@example.org",
            "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@example.org",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin), cwd=folder)
        self.git("clone", "--quiet", str(self.origin), str(self.clone), cwd=folder)

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        command = ["git", *arguments]
        return subprocess.check_output(
            command, cwd=cwd or self.clone, env=self.environment, encoding="utf-8", stderr=subprocess.PIPE
        )

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Write notes")
        self.git("push", "--quiet", "origin", "HEAD:main")

    def publish(self, *outputs: str) -> str:
        """Run the script, and return its answer."""
        return self.run(*outputs).stdout.strip()

    def run(self, *outputs: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = ["bash", str(SCRIPT), "notes", *(outputs or OUTPUTS)]
        return subprocess.run(
            command, cwd=self.clone, env=self.environment, capture_output=True, encoding="utf-8", check=check
        )

    def published(self, name: str, to: Path) -> Path:
        """A file as it is on the branch now."""
        data = subprocess.check_output(["git", "show", f"noteport:{name}"], cwd=self.origin, env=self.environment)
        to.write_bytes(data)
        return to


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path)
    shutil.copytree(ROOT / "samples" / "vault" / "night_kitchen", repository.clone / "notes")
    repository.commit()
    return repository


def cards_in(deck: Path) -> dict[str, str]:
    """The fields of each note by its guid."""
    with zipfile.ZipFile(deck) as package:
        package.extract("collection.anki2", deck.parent)
    connection = sqlite3.connect(deck.parent / "collection.anki2")
    try:
        return dict(connection.execute("select guid, flds from notes"))
    finally:
        connection.close()


@needs_git
def test_the_second_run_after_an_edit_keeps_every_card(repository: Repository, tmp_path: Path) -> None:
    assert repository.publish() == "changed"
    before = cards_in(repository.published("deck.apkg", tmp_path / "first.apkg"))
    assert len(before) > 5
    assert repository.publish() == "unchanged"

    note = repository.clone / "notes" / "why_dough_rises.md"
    note.write_text(note.read_text(encoding="utf-8").replace("dough", "bread dough"), encoding="utf-8")
    note.rename(note.with_name("why_bread_rises.md"))
    repository.commit()
    assert repository.publish() == "changed"
    after = cards_in(repository.published("deck.apkg", tmp_path / "second.apkg"))
    assert before.keys() <= after.keys()
    assert before != after
    assert repository.git("rev-list", "--count", "noteport", cwd=repository.origin).strip() == "1"
    listed = repository.git("ls-tree", "--name-only", "noteport", cwd=repository.origin).split()
    assert set(OUTPUTS) <= set(listed)
    assert not any(name.startswith(".") for name in listed)


@needs_git
def test_without_the_ledger_nothing_is_published(repository: Repository) -> None:
    """If the branch cannot be read, a new deck would give every claim another card."""
    repository.publish("deck.apkg")
    moved = repository.origin.rename(repository.origin.with_name("unreachable.git"))
    done = repository.run("deck.apkg", check=False)
    assert done.returncode not in {0, 2}
    moved.rename(repository.origin)
    assert repository.publish("deck.apkg") == "unchanged"


@needs_git
def test_an_unknown_output_or_a_failing_export_publishes_nothing(repository: Repository) -> None:
    assert repository.run("notes.docx", check=False).returncode == 2
    (repository.clone / "noteport.toml").write_text("nonsense = true\n")
    assert repository.run("deck.apkg", check=False).returncode == 2
    assert repository.git("branch", "--list", cwd=repository.origin).split() == ["*", "main"]


def test_the_steps_of_the_action_are_sound() -> None:
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert {"name", "description", "inputs", "outputs", "runs"} <= set(action)
    used: set[str] = set()
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "an expression in a script can inject commands: pass it in env"
            subprocess.run(["bash", "-n"], input=step["run"], encoding="utf-8", check=True)
        used.update(name for name in action["inputs"] if f"inputs.{name} " in str(step))
    assert used == set(action["inputs"])
    assert set(action["inputs"]["outputs"]["default"].split()) == set(OUTPUTS)
