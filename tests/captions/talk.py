"""A talk about bees, invented for the tests, with claims of a note about it, and captions of it in every format."""

from __future__ import annotations

TALK: tuple[tuple[int, str], ...] = (
    (0, "Good evening, and thank you all for coming out in this rain."),
    (6, "Tonight I want to tell you how a colony of honeybees chooses its next home."),
    (13, "It begins in late spring, when the old hive has become too crowded."),
    (20, "The queen leaves with about ten thousand workers, and they settle on a branch."),
    (28, "From that branch, a few hundred scouts fly out in every direction."),
    (35, "A scout that finds a hollow tree measures it by walking around inside in the dark."),
    (43, "She likes a cavity of roughly forty litres, with a small entrance that faces south."),
    (51, "When she is back she dances, and the dance tells the others where the cavity lies."),
    (60, "The angle of the dance is the angle between the sun and the direction of flight."),
    (68, "The longer she waggles, the farther away the place is."),
    (75, "A better cavity gets more circuits, so an excellent tree may be danced for an hour."),
    (84, "Other scouts follow the dance, inspect the tree themselves and come back with their own opinion."),
    (93, "Nobody compares two trees; each bee judges only what she has seen."),
    (100, "And here is the strange part: every dancer slowly loses interest, whatever she found."),
    (108, "That forgetting is what keeps the swarm from being stuck with an early mistake."),
    (116, "Now let me come to the experiments on a small island off the coast of Maine."),
    (124, "There are hardly any trees on the island, so the only nest boxes are the ones we bring."),
    (132, "We put out five boxes, four of them mediocre and one of them very good."),
    (140, "In four trials out of five the swarm picked the excellent box."),
    (148, "It took them between one and three days to make up their minds."),
    (156, "We marked the scouts with dots of paint, so that each could be recognised."),
    (164, "Then we saw the stop signal: a short beep, delivered with a butt of the head."),
    (172, "Scouts of one box beep at the dancers of the other box, and those dance less."),
    (180, "With the stop signal the deadlock between two equal boxes disappears."),
    (188, "A decision is reached at the box, not on the branch, when about twenty scouts meet there."),
    (197, "We call that number the quorum, and it is remarkably constant."),
    (204, "Once the quorum is sensed, the scouts return and pipe loudly to warm up the cluster."),
    (212, "Flight muscles need thirty five degrees before the swarm can take off."),
    (220, "Within a minute all ten thousand bees are in the air, and only a few know the way."),
    (228, "The informed ones streak through the cloud at high speed, and the rest follow them."),
    (236, "So what can a committee learn from insects?"),
    (242, "First, let people look for options independently before anybody speaks."),
    (250, "Second, let support fade unless somebody checks again and renews it."),
    (258, "Third, agree on a quorum beforehand and stop when it has been reached."),
    (266, "And please, keep the chair neutral: the queen has no vote in any of this."),
    (274, "Thank you very much. I am happy to take your questions."),
)
END = 282

CLAIMS: tuple[tuple[int, str], ...] = (
    (20, "The queen departs with around ten thousand workers, which settle on a branch."),
    (35, "A scout measures a hollow tree by walking around inside it in the dark."),
    (43, "Scouts prefer a cavity of about forty litres with a small entrance facing south."),
    (60, "The angle of the dance corresponds to the angle between the sun and the flight direction."),
    (84, "Other scouts follow the dance and inspect the tree themselves."),
    (100, "Every dancer gradually loses interest, whatever she found."),
    (140, "In four out of five trials, the swarm picked the excellent nest box."),
    (156, "Scouts were marked with dots of paint so that each could be recognised."),
    (164, "The stop signal is a short beep delivered with a butt of the head."),
    (188, "A decision is reached at the box when about twenty scouts meet there."),
    (212, "Flight muscles need a temperature of thirty five degrees before take-off."),
    (250, "Support should fade unless somebody checks again and renews it."),
)

OTHER_CLAIMS: tuple[str, ...] = (
    "Sourdough rises because wild yeast turns sugar into carbon dioxide.",
    "A wet dough makes larger holes than a stiff one.",
    "Salt slows fermentation down and tightens the gluten.",
    "Steam in the oven keeps the crust soft until the loaf has expanded.",
    "The starter is fed with rye flour twice a day.",
    "Bakers weigh flour on a balance instead of trusting cups.",
    "An overnight rest in the refrigerator deepens the flavour.",
    "Scoring the loaf decides where it tears open.",
)


def clock(seconds: float, mark: str = ".") -> str:
    """A time as WebVTT writes it, or SubRip with a comma."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{mark}{thousandths:03}"


def spans() -> list[tuple[int, int, str]]:
    """Start, end and text of every sentence."""
    ends = [start for start, _ in TALK[1:]] + [END]
    return [(start, end, text) for (start, text), end in zip(TALK, ends, strict=True)]


def as_srt() -> str:
    """The talk in SubRip, as a person captions it: lines of half a sentence."""
    cues = []
    for start, end, text in spans():
        words = text.split()
        half, middle = len(words) // 2, (start + end) / 2
        cues += [(start, middle, words[:half]), (middle, end, words[half:])]
    return "\n".join(
        f"{number}\n{clock(start, ',')} --> {clock(end, ',')}\n{' '.join(words)}\n"
        for number, (start, end, words) in enumerate(cues, start=1)
    )


def as_automatic_vtt() -> str:
    """The talk as YouTube's automatic captions, in WebVTT: no full stops, each word timed, lines that roll."""
    timed = [
        (start + (end - start) * index / len(text.split()), word.strip(".,:;?").lower())
        for start, end, text in spans()
        for index, word in enumerate(text.split())
    ]
    cues = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    before = " "
    for at in range(0, len(timed), 8):
        line = timed[at : at + 8]
        start, end = line[0][0], timed[at + 8][0] if at + 8 < len(timed) else END
        tagged = line[0][1] + "".join(f"<{clock(time)}><c> {word}</c>" for time, word in line[1:])
        plain = " ".join(word for _, word in line)
        cues.append(f"{clock(start)} --> {clock(end - 0.01)} align:start position:0%\n{before}\n{tagged}\n")
        cues.append(f"{clock(end - 0.01)} --> {clock(end)} align:start position:0%\n{plain}\n \n")
        before = plain
    return "\n".join(cues)
