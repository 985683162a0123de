"""Generates a vault of notes that are built like real ones. Usage: python benchmarks/generate.py FOLDER NOTES [SEED]

The same number and seed give the same bytes. The contents follow the counts in docs/dialects.md: 8 kB, about forty
timestamps, eight wikilinks (a fifth of them to no note) and bold lead-ins; one note in six has minutes written as
hours, one in fourteen has bare timestamps, and there are the rarer hazards: damaged tags, labels that differ, enclosed
bodies, tables, callouts, code, formulas, tags in prose, links of other tools, non-Latin text and broken front matter.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

CHANNEL = 200
"""Notes per channel."""
NOTES_A_VIDEO = 3

NOUNS = """yeast dough oven crumb gluten starter comet orbit planet telescope crater gravity market token ledger price
demand supply tensor layer gradient model dataset neuron protein enzyme cell membrane antibody virus court treaty empire
river glacier forest soil climate battery circuit signal antenna compiler parser kernel thread cache engine""".split()
VERBS = """slows doubles predicts explains limits measures absorbs releases needs replaces surrounds resembles carries
shapes hides reveals weakens strengthens follows delays""".split()
ADJECTIVES = """early late cold warm dense open narrow silent hidden famous fragile steady modern ancient simple rare
common distant bright central""".split()
ENDINGS = [
    "in most of the cases that were measured",
    'which people call "the quiet phase"',
    "as Dr. Ada Vane showed in the U.S. study of 1994",
    "by 3.5 percent a year, i.e. more than $2.5 million",
    "although nobody knows why (at least not yet)",
    "at 42 °C and above",
    "and that is why it matters so much",
    "when the file config.yaml is read",
    "because List<T> holds more than one of them",
    "unlike what **most people** believe",
    "in *every* version since",
    "once `reset()` was called",
]
OTHER_SCRIPTS = [
    "Тесто поднимается медленнее, когда холодно",
    "发酵需要时间。低温会让它变慢",
    "El pan necesita sal, agua y tiempo",
    "पानी और आटा मिलते हैं",
]


class Vault:
    """Writes notes one by one; it knows only the names of the others."""

    def __init__(self, notes: int, seed: int) -> None:
        self._notes = notes
        self._random = random.Random(seed)

    def channel(self, number: int) -> str:
        return f"channel_{number // CHANNEL:03}"

    def name(self, number: int) -> str:
        picked = random.Random(number)  # a link must name a note that has not been written yet
        return "_".join([picked.choice(ADJECTIVES), picked.choice(NOUNS), "and", picked.choice(NOUNS), f"{number}"])

    def video(self, number: int) -> str:
        return f"vid{number // NOTES_A_VIDEO:07}x"

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and text of every file."""
        for number in range(self._notes):
            if number % CHANNEL == 0:
                yield self._hub(number)
            yield f"{self.channel(number)}/{self.name(number)}.md", self._note(number)

    def _hub(self, first: int) -> tuple[str, str]:
        lines = []
        for number in range(first, min(first + CHANNEL, self._notes)):
            if number % NOTES_A_VIDEO == 0 or number == first:
                lines.append(
                    f"\n### [The {self.name(number)} talk](https://www.youtube.com/watch?v={self.video(number)})\n"
                )
            lines.append(f"- [[{self.name(number)} | {self.name(number).replace('_', ' ')}]]")
        return f"{self.channel(first)}/{self.channel(first)}.md", "\n".join(lines) + "\n"

    # --- one note ------------------------------------------------------------------------------------------------

    def _note(self, number: int) -> str:
        pick = self._random
        self._number = number
        self._second = pick.randint(5, 60)
        self._shifted = number % 6 == 5
        self._bare = number % 14 == 13
        title = self.name(number).replace("_", " ")
        head = f"---\ntitle: {title}\nvideoId: {self.video(number)}\n---\n\n"
        if number % 500 == 499:
            head = f'---\ntitle: {title}: "unclosed\nvideoId: {self.video(number)}\n---\n\n'
        parts = [f"From: [[{self.channel(number)}]] <br/> \n", self._paragraph(3)]
        for _ in range(pick.randint(3, 6)):
            parts += [f"## {self._phrase().capitalize()}{f' [[{self._target()}]]' if pick.random() < 0.05 else ''}\n"]
            parts += [self._part() for _ in range(pick.randint(2, 3))]
        body = "\n".join(parts)
        return head + (f"```markdown\n{body}\n```\n" if number % 130 == 129 else body)

    def _part(self) -> str:
        kinds: list[tuple[float, Callable[[], str]]] = [
            (0.42, lambda: self._paragraph(self._random.randint(1, 4))),
            (0.46, self._list),
            (0.05, self._callout),
            (0.02, self._table),
            (0.03, self._code),
            (0.02, self._oddity),
        ]
        [kind] = self._random.choices([one for _, one in kinds], [weight for weight, _ in kinds])
        return kind()

    def _paragraph(self, sentences: int) -> str:
        return " ".join(self._sentence() for _ in range(sentences)) + "\n"

    def _list(self) -> str:
        lines = []
        if self._random.random() < 0.5:
            lines.append(f"Several things {self._random.choice(VERBS)} the {self._random.choice(NOUNS)}:")
        for _ in range(self._random.randint(3, 6)):
            term = f"**{self._phrase().capitalize()}**: " if self._random.random() < 0.6 else ""
            lines.append(f"*   {term}{self._sentence()}")
            if self._random.random() < 0.15:
                lines += [f"    *   {self._sentence()}" for _ in range(2)]
        return "\n".join(lines) + "\n"

    def _callout(self) -> str:
        return f"> [!info] {self._phrase().capitalize()}\n> {self._sentence()}\n> {self._sentence()}\n"

    def _table(self) -> str:
        rows = [f"| {self._phrase()} | {self._phrase()} {self._timestamp()} |" for _ in range(4)]
        return "\n".join(["| What | Why |", "|---|---|", *rows]) + "\n"

    def _code(self) -> str:
        return f"```python\nfor {self._random.choice(NOUNS)} in range(10):\n    print('[00:10:00]')\n```\n"

    def _oddity(self) -> str:
        pick, clock = self._random, self._clock()
        return pick.choice(
            [
                f'{self._words()} <a class="yt="yt-timestamp" data-t="{clock}">[{clock}]</a>.\n',
                f"{self._words()} <a data-t=>[{clock}]</a>. And it goes on.\n",
                f'{self._words()} <a class="yt-timestamp" data-t="{clock}">. While it lasts\n',
                f"{self._words()} [{clock}](https://www.youtube.com/watch?v={self.video(self._number)}&t=90s).\n",
                f"{self._words()}, see [a study](https://example.org/a_(b)?c=d&e=f) &amp; more {self._timestamp()}.\n",
                f"The energy is $E = mc^2$ and the rest costs $5 {self._timestamp()}.\n",
                f"{pick.choice(OTHER_SCRIPTS)} {self._timestamp()}.\n",
                f"<div>{self._words()}</div>\n",
                f"[!note] {self._words()} {self._timestamp()}\n",
                f"{self._words()} at {self._timestamp()}, then a second <br> line {self._timestamp()}.\n",
            ]
        )

    # --- words ---------------------------------------------------------------------------------------------------

    def _sentence(self) -> str:
        pick = self._random
        words = self._words()
        if pick.random() < 0.16:
            target = self._target()
            words += f", which [[{target} | {target.rsplit('_', 1)[0].replace('_', ' ')}]] {pick.choice(VERBS)}"
        if pick.random() < 0.2:
            return words + "."
        timestamps = self._timestamp() if pick.random() > 0.06 else f"{self._timestamp()}, {self._timestamp()}"
        return f"{words} {timestamps}." if pick.random() < 0.95 else f"{words}. {timestamps}"

    def _words(self) -> str:
        pick = self._random
        opening = pick.choice(["The", "The", "A", "This", "It is said that the", "For example, the"])
        clause = (
            f"{opening} {pick.choice(ADJECTIVES)} {pick.choice(NOUNS)} {pick.choice(VERBS)} the {pick.choice(NOUNS)}"
        )
        more = f" of the {pick.choice(ADJECTIVES)} {pick.choice(NOUNS)}" if pick.random() < 0.6 else ""
        return f"{clause}{more}, {pick.choice(ENDINGS)}" if pick.random() < 0.8 else clause + more

    def _phrase(self) -> str:
        return f"{self._random.choice(ADJECTIVES)} {self._random.choice(NOUNS)}"

    def _target(self) -> str:
        pick = self._random
        if pick.random() < 0.2:
            return f"{self._phrase().replace(' ', '_')}_that_nobody_wrote"
        first = self._number // CHANNEL * CHANNEL
        return self.name(pick.randrange(first, min(first + CHANNEL, self._notes)))

    def _clock(self) -> str:
        pick = self._random
        # Notes are ordered by topic and not by time, so some steps go back.
        self._second = max(5, self._second + (pick.randint(5, 90) if pick.random() < 0.85 else -pick.randint(60, 600)))
        minutes, second = divmod(self._second % 5400, 60)
        if self._shifted:
            return f"{minutes:02}:{second:02}:00"
        return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"

    def _timestamp(self) -> str:
        clock = self._clock()
        if self._bare:
            return f"[{clock}]"
        label = clock if self._random.random() > 0.007 else ""
        return f'<a class="yt-timestamp" data-t="{clock}">[{label}]</a>'


def generate(folder: Path, notes: int, seed: int = 1) -> Path:
    """Write a vault, and return its folder."""
    for name, text in Vault(notes, seed).files():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
