"""A whole page. It contains its style, its script and its text; only players are loaded, when one is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template

from noteport.api import Claim, Note, NoteRef, WordStatistics, escape
from noteport_studypage.note import channel_name, note_html, parts, shown_claims
from noteport_studypage.players import Player, player_of
from noteport_studypage.policy import policy


@dataclass(frozen=True)
class Piece:
    """A piece of a page, and the number of claims in it."""

    html: str
    claims: int = 0


def page(
    title: str, notes: Iterable[Note], words: WordStatistics, *, has_player: bool, untimed: bool
) -> Iterator[Piece]:
    """Yield a page of notes piece by piece. ``notes`` are read twice, because the head lists all players and headings.

    ``words`` has the rarity of words in all notes of the export.
    """
    style, program = _own("page.css"), _own("page.js")
    players: dict[str, Player] = {}
    choices: list[str] = []
    for number, note in enumerate(notes):
        claims = shown_claims(note, untimed=untimed)
        choices.append(_choices(note, claims, f"n{number}"))
        videos = {note.video_of(claim) for claim in claims} if has_player else set()
        players |= {player.address: player for video in videos if (player := player_of(video))}
    filled = Template(_own("page.html")).substitute(
        title=escape(title),
        policy=escape(policy(style, program, players.values())),
        style=style,
        program=program,
        choices="".join(choices),
        layout="with-player" if players else "no-player",
    )
    before, _, after = filled.partition("<!-- notes -->\n")
    yield Piece(before)
    for number, note in enumerate(notes):
        claims = shown_claims(note, untimed=untimed)
        if claims:
            yield Piece(note_html(note, claims, f"n{number}", words, has_player=has_player), len(claims))
    yield Piece(after)


def page_title(refs: Iterable[NoteRef]) -> str:
    """The channels of the notes, if they are few."""
    channels = list(dict.fromkeys(name for ref in refs if (name := channel_name(ref.channel))))
    return ", ".join(channels) if 0 < len(channels) <= 3 else "Notes of videos"


def index_page(title: str, refs: Iterable[NoteRef], names: Mapping[str, str]) -> str:
    """Write the list of the pages in a folder; ``names`` has their file names by the id of the note."""
    style = _own("page.css")
    links = [
        f'<li><a href="{escape(names[ref.id])}" dir="auto">{escape(ref.title)}</a> '
        f'<span class="about">{escape(channel_name(ref.channel))}</span></li>'
        for ref in refs
        if ref.id in names
    ]
    filled = {
        "title": escape(title),
        "policy": escape(policy(style, "", [])),
        "style": style,
        "links": "\n".join(links),
    }
    return Template(_own("index.html")).substitute(filled)


def _choices(note: Note, claims: list[Claim], place: str) -> str:
    """A note and its headings for the menu."""
    if not claims:
        return ""
    options = [f'<option value="{place}">{escape(note.title)}</option>']
    for number, (section, _) in enumerate(parts(claims)):
        if section:
            options.append(f'<option value="{place}.{number}">{escape(" › ".join(section))}</option>')
    return f'<optgroup label="{escape(note.title)}">{"".join(options)}</optgroup>'


def _own(name: str) -> str:
    return files("noteport_studypage").joinpath(name).read_text(encoding="utf-8")
