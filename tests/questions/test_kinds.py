"""What is worth asking for: marks, numbers, names, phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import Card

Ask = Callable[..., Card]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The list is built anew by `map()` in every case @.", "map()"),
        ("Trees are walked by the *depth-first search* from the root @.", "depth-first search"),
        ("The market is seen as the “long tail” of narrow models @.", "long tail"),
        ('The market is seen as the "long tail" of narrow models @.', "long tail"),
        ("Der Markt ist der „lange Schwanz“ vieler kleiner Modelle @.", "lange Schwanz"),
        ("It is best known for [[uniswap | automated market making]] these days @.", "automated market making"),
    ],
)
def test_the_authors_marks_come_first(ask: Ask, text: str, answer: str) -> None:
    assert ask(text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("The fund lost $1.8 billion within days of that @.", "$1.8 billion", "amount"),
        ("The fund lost 35% of it within days @.", "35%", "percentage"),
        ("The fund lost 12.5 percent of it within days @.", "12.5 percent", "percentage"),
        ("The fund was closed in 2008 without a word @.", "2008", "year"),
        ("The fund was at its best in the 1990s without doubt @.", "1990s", "year"),
        ("The fund was closed on March 5, 2020 without a word @.", "March 5, 2020", "date"),
        ("The samples were heated to 42 °C in the end @.", "42 °C", "number"),
        ("The samples were kept for 5 to 7 days in the end @.", "5 to 7 days", "number"),
        ("The samples numbered 2,000 people in the end @.", "2,000 people", "number"),
    ],
)
def test_numbers_are_hidden_with_what_belongs_to_them(ask: Ask, text: str, answer: str, hint: str) -> None:
    card = ask(text)
    assert (card.answer, card.hint) == (answer, hint)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The proof is given in chapter 3 of the textbook @.", "3"),
        ("The proof starts at 12:34 in the recorded lecture @.", "12"),
        ("The proof is about COVID-19 and nothing else besides @.", "19"),
    ],
)
def test_labels_and_times_are_no_numbers(ask: Ask, text: str, wrong: str) -> None:
    assert ask(text).answer != wrong


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("The theory was put forward by Hannah Arendt at that time @.", "Hannah Arendt", "name"),
        ("The notes are held by the Bank of England to this day @.", "Bank of England", "name"),
        ("The search is done by DeepSeek before anyone else @.", "DeepSeek", "name"),
        ("The text is kept in UTF-8 by nearly everyone today @.", "UTF-8", "acronym"),
        ("In the end it was OpenAI's idea all along, they say @.", "OpenAI", "name"),
    ],
)
def test_names_are_hidden_whole(ask: Ask, text: str, answer: str, hint: str) -> None:
    card = ask(text)
    assert (card.answer, card.hint) == (answer, hint)


def test_the_capital_of_a_sentence_makes_no_name(ask: Ask) -> None:
    assert ask("Applications are walked through one by one with great patience @.").hint is None


def test_a_title_in_capitals_has_no_names(ask: Ask) -> None:
    assert ask("Ten Great Ways To Boil An Egg At Home @.").hint is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("They have always worked on the infrastructure layer of it @.", "infrastructure layer"),
        ("It is very often the case that there is a sudden hemorrhage @.", "a sudden hemorrhage"),
    ],
)
def test_else_the_rarest_looking_phrase_is_asked_for(ask: Ask, text: str, answer: str) -> None:
    assert ask(text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Die Zelle teilt sich nach der Verdopplungszeit noch einmal @.", "Verdopplungszeit"),
        ("Клетка получает энергию благодаря **митохондриям** @.", "митохондриям"),
        ("Клетка получает энергию от митохондрий круглые сутки @.", "митохондрий"),
        ("تتشكل **الذاكرة طويلة المدى** خلال النوم العميق @.", "الذاكرة طويلة المدى"),
        ("كان ذلك في عام ١٩٨٩ بعد سقوط الجدار @.", "١٩٨٩"),
        ("כך נבנתה החומה במשך 28 שנים @.", "28"),
        ("कोशिका की ऊर्जा माइटोकॉन्ड्रिया से आती है @।", "माइटोकॉन्ड्रिया"),
        ("细胞的能量来自线粒体@。", "线粒体"),
        ("壁は1989年に壊された@。", "1989年"),
        ("この装置は「量子もつれ」を使う@。", "量子もつれ"),
        ("この装置はコンピュータで動く@。", "コンピュータ"),
        ("세포는 미토콘드리아에서 에너지를 얻는다 @.", "미토콘드리아에서"),
        ("เซลล์ได้พลังงานจาก **ไมโทคอนเดรีย** เสมอ @", "ไมโทคอนเดรีย"),
    ],
)
def test_other_languages_and_scripts_work_too(ask: Ask, text: str, answer: str) -> None:
    assert ask(text).answer == answer
