"""The command fetches what is missing, one video after the other, and can be run again at any time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests

from noteport.captions.reader import read_captions
from noteport.captions.youtube import YouTubeCaptions
from noteport.cli.app import run
from noteport.cli.fetching import Wanted, fetch_all
from noteport.errors import ExportError

if TYPE_CHECKING:
    from .conftest import YouTube

XML = '<transcript><text start="65" dur="3">yeast turns sugar into gas</text></transcript>'
FIRST, SECOND, THIRD = "aaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccc"


def wanted(*ids: str, languages: tuple[str, ...] = ()) -> list[Wanted]:
    return [Wanted(id, f"Video {id[0]}", languages) for id in ids]


def note(folder: Path, name: str, video: str) -> None:
    (folder / f"{name}.md").write_text(f"---\n{video}\n---\nYeast is alive [00:01:05].\n", encoding="utf-8")


@pytest.fixture
def fetcher(session: requests.Session) -> YouTubeCaptions:
    return YouTubeCaptions(session)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_each_video_gets_a_file_that_noteport_reads(youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path) -> None:
    youtube.captions |= {FIRST: {"en": XML}, SECOND: {"de*": XML}}
    folder = tmp_path / "new" / "captions"
    result = fetch_all(wanted(FIRST, SECOND), folder, fetcher, pause=0)
    assert result.fetched == 2
    assert names(folder) == [f"{FIRST}.en.vtt", f"{SECOND}.de.vtt"]
    captions = read_captions((folder / f"{FIRST}.en.vtt").read_bytes())
    assert captions is not None


def test_what_has_no_captions_is_named_and_the_rest_is_fetched(
    youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    youtube.captions[SECOND] = {"en": XML}
    result = fetch_all(wanted(FIRST, SECOND), tmp_path, fetcher, pause=0)
    assert (result.fetched, len(result.without)) == (1, 1)
    assert f"{FIRST} (Video a): no captions: the video has none" in capsys.readouterr().err


def test_it_stops_when_it_is_refused_and_keeps_what_it_has(
    youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path
) -> None:
    youtube.captions |= {id: {"en": XML} for id in (FIRST, SECOND, THIRD)}
    youtube.refuse_after = 1
    with pytest.raises(ExportError, match=r"1 caption fetched, 2 videos left.*it continues where it stopped"):
        fetch_all(wanted(FIRST, SECOND, THIRD), tmp_path, fetcher, pause=0)
    assert names(tmp_path) == [f"{FIRST}.en.vtt"]
    assert youtube.asked == [FIRST]


def test_it_waits_between_two_videos_and_not_before_or_after(
    youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path
) -> None:
    youtube.captions |= {id: {"en": XML} for id in (FIRST, SECOND, THIRD)}
    waits: list[float] = []
    fetch_all(wanted(FIRST, SECOND, THIRD), tmp_path, fetcher, pause=7, wait=waits.append)
    assert waits == [7, 7]


def test_the_languages_of_notes_are_preferred_and_those_of_the_user_required(
    youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path
) -> None:
    youtube.captions |= {FIRST: {"en": XML, "de": XML}, SECOND: {"en": XML}}
    fetch_all(wanted(FIRST, SECOND, languages=("de",)), tmp_path / "notes", fetcher, pause=0)
    assert names(tmp_path / "notes") == [f"{FIRST}.de.vtt", f"{SECOND}.en.vtt"]
    result = fetch_all(wanted(FIRST, SECOND), tmp_path / "user", fetcher, languages=["de"], pause=0)
    assert names(tmp_path / "user") == [f"{FIRST}.de.vtt"]
    assert result.without == [f"{SECOND} (Video b): no captions: only in en"]


def test_a_folder_that_cannot_be_written_is_an_error_and_leaves_nothing(
    youtube: YouTube, fetcher: YouTubeCaptions, tmp_path: Path
) -> None:
    youtube.captions[FIRST] = {"en": XML}
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be written"):
        fetch_all(wanted(FIRST), tmp_path / "file" / "captions", fetcher, pause=0)
    assert names(tmp_path) == ["file"]


# --- the command ----------------------------------------------------------------------------------------------------


def test_a_dry_run_names_what_is_missing_once_a_video_and_fetches_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    note(tmp_path, "two", f"videoId: {FIRST}")
    note(tmp_path, "three", f"videoId: {SECOND}")
    note(tmp_path, "four", "url: https://vimeo.com/123456789")
    captions = tmp_path / "captions"
    captions.mkdir()
    (captions / f"{SECOND}.en.vtt").write_text("WEBVTT\n", encoding="utf-8")
    before = names(tmp_path)
    assert run(["captions", str(tmp_path), "-o", str(captions), "--dry-run"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "2 videos, 1 with captions, 1 to fetch",
        "1 video elsewhere than at YouTube were left out",
        f"{FIRST}: would be fetched",
    ]
    assert names(tmp_path) == before


@pytest.mark.parametrize("name", [f"{FIRST}.en.vtt", f"Bread [{FIRST}].en.srt", f"Bread-{FIRST}.vtt"])
def test_captions_next_to_the_notes_are_not_fetched_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    (tmp_path / name).write_text("WEBVTT\n", encoding="utf-8")
    assert run(["captions", str(tmp_path / "one.md"), "-o", str(tmp_path / "captions")]) == 0
    assert "1 video, 1 with captions, 0 to fetch" in capsys.readouterr().err


def test_captions_in_another_language_than_the_wanted_one_do_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    (tmp_path / f"{FIRST}.en.vtt").write_text("WEBVTT\n", encoding="utf-8")
    output = ["captions", str(tmp_path), "-o", str(tmp_path), "--dry-run", "--language"]
    assert run([*output, "de"]) == 0
    assert "1 to fetch" in capsys.readouterr().err
    assert run([*output, "en-GB"]) == 0
    assert "0 to fetch" in capsys.readouterr().err


def test_a_site_that_cannot_be_reached_ends_it_with_one_line(tmp_path: Path) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    done = subprocess.run(
        [sys.executable, "-m", "noteport", "captions", str(tmp_path), "-o", str(tmp_path / "captions")],
        env={"HTTPS_PROXY": "http://127.0.0.1:9", "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 5
    assert "YouTube cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "captions").exists()


@pytest.mark.parametrize(
    "arguments", [["captions"], ["captions", "notes"], ["captions", "nowhere", "-o", "x"], ["captions", "-o", "x"]]
)
def test_what_is_missing_is_asked_for(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert "noteport: error:" in capsys.readouterr().err


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    assert run(["captions", str(tmp_path), "-o", str(tmp_path / "one.md")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_what_fetches_is_loaded_only_to_fetch(tmp_path: Path) -> None:
    note(tmp_path, "one", f"videoId: {FIRST}")
    program = (
        "import sys; from noteport.cli.app import run;"
        f"run(['captions', {str(tmp_path)!r}, '-o', {str(tmp_path / 'captions')!r}, '--dry-run']);"
        "sys.exit(bool({'youtube_transcript_api', 'requests', 'urllib3'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=tmp_path).returncode == 0
