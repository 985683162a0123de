"""What is worth asking for: marks, what a sentence announces, numbers, names, phrases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from noteport.api import Card

from .conftest import CandidatesOf

Ask = Callable[..., Card]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("In Python the built-in `enumerate()` gives each item together with its index @.", "enumerate()"),
        ("It is `a:` and no more than that @.", "a:"),
        ("Bread gets its chew from the *autolyse* before the dough is kneaded by hand @.", "autolyse"),
        ("Search engines call this **query expansion** when synonyms are added to a search @.", "query expansion"),
        (
            "Most pools replaced their order books by [[amm|automated market making]] in the end @.",
            "automated market making",
        ),
    ],
)
def test_the_authors_marks_come_first(ask: Ask, text: str, answer: str) -> None:
    assert ask(text).answer == answer


def test_so_do_they_in_other_languages(ask: Ask) -> None:
    text = "Der Markt besteht aus einem „langen Schwanz“ vieler kleiner Modelle @."
    assert ask(text, language="de").answer == "langen Schwanz"


@pytest.mark.parametrize(
    ("text", "what", "answer"),
    [
        ("The slow hardening of arteries with age is called atherosclerosis @.", "called", "atherosclerosis"),
        (
            "Random access memory (RAM) loses its content when it is switched off @.",
            "acronym spelt out",
            "Random access memory",
        ),
        ("Apoptosis is a programmed death of cells that keeps tissues in balance @.", "definition", "Apoptosis"),
        ("The largest planet of the solar system is Jupiter, whose red spot is a storm @.", "superlative", "Jupiter"),
    ],
)
def test_so_does_what_a_sentence_announces(ask: Ask, text: str, what: str, answer: str) -> None:
    card = ask(text)
    assert (card.what, card.answer) == (what, answer)


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("The hedge fund lost $1.8 billion within days of the default @.", "$1.8 billion", "how much"),
        ("The hedge fund lost 35% of its capital within days of the default @.", "35%", "what percentage"),
        ("The hedge fund lost 12.5 percent of its capital within days @.", "12.5 percent", "what percentage"),
        ("The hedge fund Long-Term Capital Management collapsed in 1998 without a buyer @.", "1998", "year"),
        ("Heavy industry made the Soviet economy grow fastest in the 1950s @.", "1950s", "decade"),
        ("The calendar was changed for all of the empire in the 1380s @.", "1380s", "decade"),
        ("The siege of the city was lifted on October 4, 1957 @.", "October 4, 1957", "date"),
        ("Yeast cultures die once the dough is heated to 55 °C in the oven @.", "55 °C", "temperature"),
        ("The samples were kept in the dark for 5 to 7 days in the end @.", "5 to 7 days", "how long"),
        ("The island is home to 2,000 people who fish for herring @.", "2,000 people", "how many people"),
    ],
)
def test_numbers_are_hidden_with_what_belongs_to_them(ask: Ask, text: str, answer: str, hint: str) -> None:
    card = ask(text)
    assert (card.answer, card.hint) == (answer, hint)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The proof of the lemma is given in chapter 3 of Rudin's textbook on analysis @.", "3"),
        ("The proof of the lemma starts at 12:34 in the recorded lecture on analysis @.", "12"),
        ("The vaccine works against COVID-19 and against no other coronavirus @.", "19"),
        ("The seeds of the red lily show an exchange of 11;22 in half of the cells @.", "11"),
        ("The treaty of the P5+1 powers limits what may be mined in the hills @.", "1"),
    ],
)
def test_labels_and_times_are_no_numbers(ask: Ask, text: str, wrong: str) -> None:
    assert ask(text).answer != wrong


@pytest.mark.parametrize(
    ("text", "answer", "hint"),
    [
        ("Kala-azar of the spleen is cured at last by Amphotericin B in drops @.", "Amphotericin B", "name"),
        (
            "The banality of evil was described by the philosopher Hannah Arendt in a report @.",
            "Hannah Arendt",
            "name",
        ),
        (
            "British gold reserves are stored in the vaults of the Bank of England @.",
            "Bank of England",
            "name",
        ),
        ("The model that undercut all others on price was trained by DeepSeek in China @.", "DeepSeek", "name"),
        ("Nearly all text on the web is stored in UTF-8 these days, emoji included @.", "UTF-8", "acronym"),
    ],
)
def test_names_are_hidden_whole(ask: Ask, text: str, answer: str, hint: str | None) -> None:
    card = ask(text)
    assert (card.answer, card.hint) == (answer, hint)


def test_the_capital_of_a_sentence_makes_no_name(ask: Ask) -> None:
    assert ask("Applications are walked through one by one with great patience @.").what != "name"


def test_a_title_in_capitals_has_no_names(ask: Ask) -> None:
    assert ask("How To Boil An Egg At Home Without Any Water @.").what != "name"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Batches of signed payments are posted to the settlement layer @.", "settlement layer"),
        ("A burst vessel under the skull shows itself by a subdural hemorrhage @.", "subdural hemorrhage"),
    ],
)
def test_else_the_rarest_phrase_is_asked_for(ask: Ask, text: str, answer: str) -> None:
    assert ask(text).answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
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


def test_what_stands_between_two_pieces_of_code_is_no_code(candidates: CandidatesOf) -> None:
    found = candidates("To stop the mill at ebb`, the miller has to set` the lever at the gate @.")
    assert ", the miller has to set" not in found
