from __future__ import annotations

from pathlib import Path

import pytest

from noteport.api import Vault
from noteport.vault.hubs import ChannelFolders, read_hub

HUB = "### [A video](https://www.youtube.com/watch?v=golden_test)\n- [[a_note | A note]]\n"


def titles(text: str) -> dict[str, str]:
    hub = read_hub(text)
    return hub.video_titles if hub else {}


def test_a_hub_gives_its_videos_their_titles() -> None:
    assert titles(HUB + "\n### [Another](https://youtu.be/golden-two_)\n- [[b]]\n") == {
        "golden_test": "A video",
        "golden-two_": "Another",
    }


@pytest.mark.parametrize("title", ["Why [and how] it works", "A (short) one", "50 % & *more*", "日本語"])
def test_titles_may_hold_nearly_anything(title: str) -> None:
    assert titles(HUB.replace("A video", title)) == {"golden_test": title}


@pytest.mark.parametrize("id", ["abcdefghij_", "-bcdefghijk", "__--__--__-"])
def test_ids_may_begin_and_end_in_any_of_their_characters(id: str) -> None:
    assert titles(HUB.replace("golden_test", id)) == {id: "A video"}


def test_the_first_title_of_a_video_counts() -> None:
    assert titles(HUB + HUB.replace("A video", "Again")) == {"golden_test": "A video"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## A heading\n- [[a_note]]\n",
        "### [An article](https://example.org/watch?v=golden_test)\n",
        "[A video](https://www.youtube.com/watch?v=golden_test)\n",
        HUB + "It rains [00:01:05].\n",
        HUB + '<a class="yt-timestamp" data-t="00:01:05">[00:01:05]</a>\n',
    ],
)
def test_what_is_no_hub(text: str) -> None:
    assert read_hub(text) is None


def test_a_channel_is_the_nearest_folder_above_with_a_hub_of_its_name(tmp_path: Path) -> None:
    deep = tmp_path / "bread" / "2024" / "may"
    deep.mkdir(parents=True)
    (tmp_path / "bread" / "bread.md").write_text(HUB)
    (tmp_path / "bread" / "2024" / "2024.md").write_text("no hub")
    (tmp_path / "sky").mkdir()
    (tmp_path / "sky" / "bread.md").write_text(HUB)
    folders = ChannelFolders()
    assert folders.folder_of(deep / "a.md") == tmp_path.resolve() / "bread"
    assert folders.folder_of(tmp_path / "bread" / "a.md") == tmp_path.resolve() / "bread"
    assert folders.folder_of(tmp_path / "sky" / "a.md") is None


# --- the order of notes ---------------------------------------------------------------------------------------------


def test_notes_have_their_place_in_the_hub(tmp_path: Path) -> None:
    channel = tmp_path / "c"
    channel.mkdir()
    hub = "---\ntitle: c\n---\n### [V](https://youtu.be/dQw4w9WgXcQ)\n- [[b | B]]\n- [[gone]]\n- [[a#x]]\n- [[b]]\n"
    channel.joinpath("c.md").write_text(hub, encoding="utf-8")
    for name in "abd":
        channel.joinpath(f"{name}.md").write_text("Text [00:10].", encoding="utf-8")
    notes = Vault([tmp_path])
    assert {note.path.stem: notes.place_in_hub(note) for note in notes} == {"a": 2, "b": 0, "d": None}
    alone = Vault([channel / "a.md"])
    assert [alone.place_in_hub(note) for note in alone] == [2]
