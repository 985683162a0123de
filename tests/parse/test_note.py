from __future__ import annotations

import pickle
import textwrap
from pathlib import PurePosixPath

import pytest

from noteport.api import Note, ReadOptions, Verbatim, parse_note

HEAD = "---\nvideoId: golden_test\n---\n"


def note(text: str, path: str = "channel/some_note.md") -> Note:
    return parse_note(textwrap.dedent(text), path)


def codes(note: Note) -> list[str]:
    return [problem.code for problem in note.problems]


# --- what a note is -------------------------------------------------------------------------------------------------


def test_title_comes_from_front_matter_then_first_heading_then_file_name() -> None:
    assert note("---\ntitle: Topic\n---\n# Heading").title == "Topic"
    assert note("---\nvideoTitle: Film\n---\n# Heading").title == "Film"
    assert note("From: [[x]]\n\n# Heading").title == "Heading"
    assert note("Text.\n\n# Heading").title == "some note"


def test_title_from_a_heading_has_no_markup_and_no_timestamp() -> None:
    canonical = '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>'
    assert note(f"# The **night** [[sky_above | sky]] {canonical}").title == "The night sky"


def test_heading_too_deep_to_read_is_the_title_as_it_stands() -> None:
    assert note("# " + "[" * 5_000).title.startswith("[[[")


def test_channel_comes_from_the_vault_then_from_line_then_front_matter_then_folder() -> None:
    text = "---\nchannel: Front\n---\nFrom: [[Line]] <br/>\n"
    assert parse_note(text, "folder/a.md", channel="hub").channel == "hub"
    assert note(text).channel == "Line"
    assert note("---\nchannel: Front\n---\n").channel == "Front"
    assert note("---\nauthor: ['[[Front]]', other]\n---\n").channel == "Front"
    assert note("").channel == "channel"
    assert parse_note("", "a.md").channel == "_"


def test_language_comes_from_front_matter_then_options_then_script() -> None:
    russian = ReadOptions(language="ru")
    assert parse_note("---\nlang: ja\n---\nText", options=russian).language == "ja"
    assert parse_note("---\nlanguage: ar\n---\nText").language == "ar"
    assert parse_note("本文です", options=russian).language == "ru"
    assert parse_note("本文です").language == "ja"
    assert parse_note("Text, texte, testo").language is None


def test_id_is_channel_and_stem() -> None:
    assert note("").id == "channel/some_note"
    assert parse_note("", "channel/some_note.md", id="x/y~2").id == "x/y~2"


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "---", "---\n---\n", "---\ntitle: x", "\0", "\r"])
def test_a_note_with_nothing_in_it_is_a_note(text: str) -> None:
    assert list(parse_note(text).claims()) == []


def test_claims_without_a_video_and_text_without_claims_are_problems() -> None:
    assert codes(parse_note("It rains [00:10].")) == ["note-no-video"]
    assert codes(parse_note("It rains.")) == ["note-without-claims"]


@pytest.mark.parametrize("text", ["", "# Rain", "- [[rain]]\n- [Snow](snow.md)", "![[rain.png]]", "```\nrain\n```"])
def test_a_note_that_says_nothing_itself_needs_no_claims(text: str) -> None:
    assert codes(parse_note(text)) == []
    assert codes(parse_note(HEAD + "It rains [00:10].")) == []


# --- lines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_are_those_of_the_file_whatever_its_line_ends(end: str, mark: str) -> None:
    text = mark + f"{HEAD}\n\nIt rains [00:10].\n\nIt snows\n[00:20]. Then it stops [00:30].\n".replace("\n", end)
    assert [claim.place.line for claim in parse_note(text).claims()] == [6, 8, 9]


def test_places_name_the_file_as_it_was_given() -> None:
    claim = next(parse_note("It rains [00:10].", PurePosixPath("../notes/a b.md")).claims())
    assert str(claim.place) == "../notes/a b.md:1"


def test_what_is_taken_out_leaves_its_lines_behind() -> None:
    text = HEAD + "From: [[x]] <br/>\n\n---\ntitle: again\n---\n\n```markdown\n\nIt rains [00:10].\n```\n"
    read = parse_note(text)
    assert [claim.place.line for claim in read.claims()] == [12]
    assert [(problem.code, problem.line) for problem in read.problems] == [("front-matter-twice", 6)]


def test_broken_front_matter_names_its_line() -> None:
    [problem] = parse_note("---\na: b\ntitle: Bread: a story\n---\n").problems
    assert problem.code == "front-matter-broken"
    assert "line 3" in problem.message


# --- nothing stops the parser ---------------------------------------------------------------------------------------


def test_lists_nested_thirty_deep_are_read() -> None:
    text = "\n".join(f"{'  ' * depth}- level {depth} is there [00:{depth:02}]" for depth in range(30))
    assert len(list(parse_note(text).claims())) == 30


@pytest.mark.parametrize("text", [">" * 5_000 + " a", "[" * 5_000 + "a", "- " * 5_000 + "a"])
def test_a_note_nested_too_deep_keeps_its_text_and_says_so(text: str) -> None:
    read = parse_note(HEAD + text)
    assert codes(read) == ["note-too-deep"]
    [block] = read.sections[0].blocks
    assert isinstance(block, Verbatim)
    assert block.text.strip() == text


# --- values ---------------------------------------------------------------------------------------------------------


def test_a_note_crosses_to_other_processes_unchanged() -> None:
    text = HEAD + "## A [00:01]\n\nIt *rains* [00:10]-[00:20], see [[b]].\n\n| a | b |\n|---|---|\n| c | d [00:30] |\n"
    read = parse_note(text)
    assert pickle.loads(pickle.dumps(read)) == read


def test_front_matter_is_read_only() -> None:
    read = pickle.loads(pickle.dumps(parse_note(HEAD)))
    with pytest.raises(TypeError):
        read.front_matter["videoId"] = "other"


def test_later_sentences_of_a_block_are_marked() -> None:
    claims = list(parse_note("It rains. It snows [00:10]. [00:20]\n\nIt hails [00:30].").claims())
    assert [claim.first_in_block for claim in claims] == [True, False, True]


def test_untimed_claims_have_no_timestamp_and_an_id_of_their_own() -> None:
    [claim] = parse_note("It rains.", "c/n.md", options=ReadOptions(untimed=True)).claims()
    assert claim.start is None
    assert claim.id == "c/n@-.1"


def test_surrogates_become_replacement_characters_everywhere() -> None:
    note = parse_note("---\ntitle: a\ud800b\n---\nIt rains\udfff [00:10].")
    assert note.title == "a\ufffdb"
    assert [claim.text for claim in note.claims()] == ["It rains\ufffd."]
