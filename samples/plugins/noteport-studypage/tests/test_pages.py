"""The contents of the files."""

import re
from pathlib import Path

import pytest
from noteport.api import Video, parse_note
from noteport.testing import export

from noteport_studypage import StudyPageExporter, StudyPageOptions, _file_name
from noteport_studypage.players import player_of

HEAT = "---\ntitle: Heat\nvideoId: dQw4w9WgXcQ\n---\n## Water\nIt boils at **100 °C** [00:01:05].\n\nNobody said so.\n"
COLD = "---\ntitle: Cold\nvideoId: aaaaaaaaaaa\n---\nIce melts at 0 °C [00:00:10].\n"


def text(notes: dict[str, str], folder: Path, options: StudyPageOptions | None = None, *, untimed: bool = False) -> str:
    return export(StudyPageExporter(options), notes, folder, untimed=untimed).read_text(encoding="utf-8")


def test_a_claim_has_its_link_its_second_and_its_player(tmp_path: Path) -> None:
    page = text({"heat.md": HEAT}, tmp_path)
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=65s"' in page
    assert 'data-kind="youtube"' in page
    assert 'data-start="65"' in page
    assert '<h3 dir="auto">Water</h3>' in page


def test_what_a_card_asks_for_can_be_hidden(tmp_path: Path) -> None:
    page = text({"heat.md": HEAT + "\nThe liver of an adult stores 120 grams of glycogen [00:02:00].\n"}, tmp_path)
    assert re.search(r'stores <span class="gap"[^>]*>120 grams</span> of', page)
    assert re.search(r"It boils at <(?!span)", page), "a claim that makes no good question stays as it is"


def test_a_page_loads_nothing_from_anywhere_but_players(tmp_path: Path) -> None:
    page = text({"heat.md": HEAT}, tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert "frame-src https://www.youtube-nocookie.com;" in policy[1]
    assert re.findall(r"<(?:link|img|script src|iframe|base)\b", page) == []
    assert re.findall(r"<[^>]+\son\w+=", page.partition("<script>")[0]) == []
    assert re.findall(r"<[^>]+\sstyle=", page.partition("<script>")[0]) == []


def test_without_a_player_no_site_is_named(tmp_path: Path) -> None:
    page = text({"heat.md": HEAT}, tmp_path, StudyPageOptions(player=False))
    assert "frame-src 'none'" in page
    assert "nocookie" not in page
    assert 'class="no-player"' in page


@pytest.mark.parametrize("untimed", [False, True])
def test_claims_without_a_time_are_shown_if_they_are_asked_for(tmp_path: Path, untimed: bool) -> None:
    page = text({"rest.md": "A sentence that has no timestamp.\n", "heat.md": HEAT}, tmp_path, untimed=untimed)
    assert ("A sentence that has no timestamp." in re.sub("<[^>]*>", "", page)) is untimed


def test_a_title_may_be_given_and_cannot_break_out(tmp_path: Path) -> None:
    page = text({"heat.md": HEAT}, tmp_path, StudyPageOptions(title="</title><script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert "<title>&lt;/title&gt;" in page


def test_names_of_pages_are_apart_on_every_system() -> None:
    taken: list[str] = []
    for id in ("a/b", "A/B", "a b", "index", "日本/語", "..", "x" * 200):
        taken.append(_file_name(parse_note("", "x.md", id=id), taken))
    assert len({name.lower() for name in taken}) == len(taken)
    assert all(re.fullmatch(r"[\w][\w.-]{0,90}\.html", name) for name in taken)
    assert "index.html" not in taken


@pytest.mark.parametrize(
    ("provider", "id", "page", "source"),
    [
        ("youtube", "dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com"),
        ("youtube", '"><script>', "x", None),
        ("vimeo", "76979871", "https://vimeo.com/76979871/abc123", "https://player.vimeo.com"),
        ("podcast", "x", "https://cdn.example.org/a/1.mp3?x=1", "https://cdn.example.org"),
        ("podcast", "x", "https://example.org;script-src/a.mp3", None),
        ("podcast", "x", "https://example.org/episode/1", None),
        ("local", "x", "media/a%20b.mp4", "'self' file:"),
        ("local", "x", "file:///home/ada/a.mp4", "file:"),
        ("local", "x", "javascript:alert(1)//a.mp4", None),
    ],
)
def test_players_come_from_known_places_alone(provider: str, id: str, page: str, source: str | None) -> None:
    player = player_of(Video(provider=provider, id=id, page=page, time_suffix="#t={}"))
    assert (player and player.source) == source
