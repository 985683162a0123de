from __future__ import annotations

import pytest

from noteport.parse.hidden.comments import Uncommented, without_comments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a %%b%% c", "a  c"),
        ("%%a%%%%b%%c", "c"),
        ("a\n%%\nb\n\nc\n%%\nd", "a\n\n\n\n\n\nd"),
        ("%%\n```\nb\n```\n%%\nc", "\n\n\n\n\nc"),
        ("> %%b\n> c%% d", "> \n d"),
        ("- `a %% b` %%c%%", "- `a %% b` "),
        ("a ` b %%c%% ` d", "a ` b %%c%% ` d"),
        ("a ` b %%c%%\n` d", "a ` b \n` d"),
        ("``a ` %% b`` %%c%%", "``a ` %% b`` "),
        ("~~~\n%% a\n~~~\n%%b%%", "~~~\n%% a\n~~~\n"),
        ("1. ```\n   %% a\n   ```\n%%b%%", "1. ```\n   %% a\n   ```\n"),
        ("a \\%% b", "a \\%% b"),
        ("a 5%% b", "a 5%% b"),
        ("5 % and 6 %", "5 % and 6 %"),
    ],
)
def test_a_comment_leaves_only_its_lines(text: str, shown: str) -> None:
    assert without_comments(text) == Uncommented(shown)


@pytest.mark.parametrize(
    ("text", "shown", "line"), [("a\nb %% c\nd", "a\nb \n", 1), ("%%\nb\n", "\n\n", 0), ("a %%b%% %%c", "a  ", 0)]
)
def test_a_comment_without_an_end_hides_the_rest(text: str, shown: str, line: int) -> None:
    assert without_comments(text) == Uncommented(shown, line)
