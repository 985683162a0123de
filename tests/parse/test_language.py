from __future__ import annotations

import pytest

from noteport.parse.language import language_by_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("月は自分では光らない。", "ja"),
        ("달은 스스로 빛나지 않는다.", "ko"),
        ("月亮自己不发光。", "zh"),
        ("הירח אינו מאיר בעצמו", "he"),
        ("القمر لا يضيء بنفسه", "ar"),
        ("月は Moon のこと。太陽は Sun。", "ja"),
        ("The Moon does not shine", None),
        ("La lune n’éclaire pas d’elle-même", None),
        ("Луна не светит сама", None),
        ("The kanji 月 is read tsuki and stands for both the Moon and the month", None),
        ("", None),
        ("123 — …", None),
    ],
)
def test_only_scripts_that_tell_name_a_language(text: str, language: str | None) -> None:
    assert language_by_script(text) == language
