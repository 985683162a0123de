from __future__ import annotations

from pathlib import Path

import pytest

from noteport.api import NoteRef, WikiLink
from noteport.parse.options import ReadOptions
from noteport.vault.files import find_files
from noteport.vault.link_index import LinkIndex
from noteport.vault.loading.reader import Reader
from noteport.vault.survey import Survey, Surveyor

HUB = "### [A video](https://www.youtube.com/watch?v=golden_test)\n- [[a]]\n"


def survey(root: Path, **files: str) -> Survey:
    """The survey of a folder after writing ``channel__note=text`` as ``channel/note.md``."""
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return survey_of(root)


def survey_of(path: Path) -> Survey:
    return Surveyor({}).survey(Reader().facts(find_files([path]).notes, ReadOptions()))


def ids(survey: Survey) -> list[str]:
    return [entry.ref.id for entry in survey.entries]


def test_notes_are_listed_in_path_order_with_id_title_and_channel(tmp_path: Path) -> None:
    found = survey(tmp_path, sky__b="---\ntitle: Bee\n---\n", bread__a_b="", sky__a="# Ay")
    assert [(entry.ref.id, entry.ref.title, entry.ref.channel) for entry in found.entries] == [
        ("bread/a_b", "a b", "bread"),
        ("sky/a", "Ay", "sky"),
        ("sky/b", "Bee", "sky"),
    ]


def test_hubs_are_no_notes_and_name_videos_and_channels(tmp_path: Path) -> None:
    found = survey(
        tmp_path, bread__bread=HUB, bread__a="From: [[other]]\n", bread__deep__b="---\nchannel: other\n---\n"
    )
    assert ids(found) == ["bread/a", "bread/b"]
    assert found.video_titles == {"golden_test": "A video"}


def test_a_hub_outside_the_given_paths_names_the_channel_too(tmp_path: Path) -> None:
    survey(tmp_path, bread__bread=HUB, bread__a="From: [[other]]\n")
    alone = survey_of(tmp_path / "bread" / "a.md")
    assert ids(alone) == ["bread/a"]
    assert alone.video_titles == {"golden_test": "A video"}


def test_without_a_hub_the_note_names_its_channel(tmp_path: Path) -> None:
    found = survey(tmp_path, x__a="From: [[one]] <br/>\n", x__b="---\nchannel: two\n---\n", x__c="")
    assert ids(found) == ["one/a", "two/b", "x/c"]


def test_a_second_note_with_the_same_id_gets_a_suffix_and_a_problem(tmp_path: Path) -> None:
    found = survey(tmp_path, c__c=HUB, c__a="", c__x__a="", c__y__a="")
    assert ids(found) == ["c/a", "c/a~2", "c/a~3"]
    assert [(problem.code, problem.path.parts[-2]) for problem in found.problems] == [
        ("note-same-id", "x"),
        ("note-same-id", "y"),
    ]


def test_a_suffix_never_makes_an_id_that_another_note_has(tmp_path: Path) -> None:
    path = tmp_path / "c"
    (path / "x").mkdir(parents=True)
    (path / "c.md").write_text(HUB)
    for name in ("a.md", "a~2.md", "x/a.md"):
        (path / name).write_text("")
    found = survey_of(tmp_path)
    assert len(set(ids(found))) == 3


def test_text_files_are_notes_only_with_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("---\ntitle: A\n---\n")
    (tmp_path / "b.txt").write_text("title: B\n")
    assert [entry.ref.stem for entry in survey(tmp_path).entries] == ["a"]


@pytest.mark.parametrize("value", ["skip", "Skip", "'skip'"])
def test_notes_may_ask_to_be_left_out(tmp_path: Path, value: str) -> None:
    assert ids(survey(tmp_path, c__a=f"---\nnoteport: {value}\n---\n", c__b="---\nnoteport: other\n---\n")) == ["c/b"]


def test_a_file_that_cannot_be_read_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "b.md").symlink_to(tmp_path / "nowhere")
    found = survey(tmp_path, a="", c="")
    assert [entry.ref.stem for entry in found.entries] == ["a", "c"]
    assert [problem.code for problem in found.problems] == ["file-unreadable"]


# --- where links lead -----------------------------------------------------------------------------------------------


def ref(channel: str, stem: str, title: str) -> NoteRef:
    return NoteRef(id=f"{channel}/{stem}", title=title, channel=channel, stem=stem)


NOTES = [
    ref("bread", "why_dough_rises", "Why dough rises"),
    ref("bread", "Salt", "On salt"),
    ref("bread", "salt_2", "Salt"),
    ref("sky", "moon", "Crème de la lune"),
    ref("sky", "Salt", "Salt in the sea"),
    ref("sky", "月", "月の満ち欠け"),
]


@pytest.mark.parametrize(
    ("target", "channel", "id"),
    [
        ("why_dough_rises", "bread", "bread/why_dough_rises"),
        ("Why_Dough_Rises", "bread", "bread/why_dough_rises"),
        ("Why dough rises", "bread", "bread/why_dough_rises"),
        ("why DOUGH rises", "bread", "bread/why_dough_rises"),
        ("Why dough rises?", "bread", "bread/why_dough_rises"),
        ("why-dough-rises", "bread", "bread/why_dough_rises"),
        ("creme de la lune", "sky", "sky/moon"),
        ("月の満ち欠け", "sky", "sky/月"),
        ("why_dough_rises", "sky", "bread/why_dough_rises"),
        ("Salt", "bread", "bread/Salt"),
        ("Salt", "sky", "sky/Salt"),
        ("salt", "bread", "bread/Salt"),
        ("sky/moon", "bread", "sky/moon"),
        ("folder/moon.md", "bread", "sky/moon"),
        ("moo", "sky", None),
        ("", "sky", None),
        ("!?", "sky", None),
    ],
)
def test_links_lead_by_name_then_title_then_folded_and_to_the_own_channel_first(
    target: str, channel: str, id: str | None
) -> None:
    index = LinkIndex()
    for note in NOTES:
        index.add(note)
    found = index.find(WikiLink(target), channel)
    assert (found.id if found else None) == id


def test_of_two_notes_with_one_name_the_first_is_found() -> None:
    index = LinkIndex()
    index.add(ref("c", "a", "A"))
    index.add(NoteRef(id="c/a~2", title="A", channel="c", stem="a"))
    found = index.find(WikiLink("a"), "c")
    assert found is not None
    assert found.id == "c/a"
