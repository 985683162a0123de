"""What the repair of timestamps weighs, in one table.

Costs are in nats: the negative logarithm of how likely something is, so that costs add up, and a hypothesis that costs
6 less is some 400 times as likely. ``benchmarks/repair.py`` shows what a change does.
"""

from __future__ import annotations

import math

from msgspec import Struct

ANY_SECOND = math.log(60)
"""What a field costs that can be any of 60."""


class Weights(Struct, frozen=True, kw_only=True):
    """The table."""

    # How readings follow one another in a note.
    begin_minutes: float = 4
    """The first clock is read as minutes; about one note in six is."""
    begin_hour: float = 5
    """… with an hour too many; rarer."""
    begin_rare: float = 8
    """… in any other way but as written."""
    change: float = 5
    """Two clocks in succession are read in different ways."""
    change_to_rare: float = 2
    """… and the later one in a rare way: that much more."""
    step: float = 60
    """Seconds from one claim to the next beyond which a step becomes unlikely."""

    # The third field of a clock.
    minutes_zero: float = 0.16
    """Minutes and seconds are mostly followed by ``:00`` …"""
    minutes_tail: float = 0.7
    """… or by the same two digits all through the note …"""
    minutes_doubled: float = 2.3
    """… or by the seconds once more …"""
    minutes_junk: float = 0.05
    """… or by anything: how often (a share), before the note itself has been looked at."""
    impossible: float = 9
    """60 minutes or seconds and more."""
    tail_share: float = 0.5
    """A third field is the note's usual one if this part of its clocks has it …"""
    tail_count: int = 5
    """… and so many."""

    # Hours.
    long_hour: int = 5
    """Few videos reach this hour …"""
    late: float = 2.5
    """… so that a clock that does costs this …"""
    very_late: float = 6
    """… and from twice that hour on this."""

    # The video's length.
    tolerance: int = 5
    """Seconds that a timestamp may lie beyond a length that is known exactly."""
    beyond: float = 8
    """A clock lies beyond a length that is known …"""
    beyond_implied: float = 2
    """… or beyond one that other notes imply …"""
    overrun: float = 2.2
    """… (sound timestamps were seen up to 1.6 times it, shifted ones from this factor) …"""
    beyond_implied_far: float = 6
    """… or far beyond it."""
    needless: float = 1.5
    """An hour is taken off or put on though the clock fits the length as written."""

    # What other notes of the video say.
    similar: float = 0.5
    """Two claims speak of the same thing if they share this part of their words, by weight."""
    echo: float = 2
    """How much an echo counts, times the similarity."""
    echo_step: float = 10
    """Seconds beyond which an echo is somewhere else."""
    echo_cap: float = 5
    """The most that one echo can contradict; people say things twice."""
    echo_minutes: float = 0.5
    """The other note's clock may be minutes written as hours itself …"""
    echo_junk: float = 3
    """… which is less likely if it does not end in ``:00``, …"""
    echo_hour: float = 2
    """… or have an hour too many."""

    # Authors who round to the minute.
    rounding: float = 5
    """An author does …"""
    round_fifth: tuple[float, float] = (-1.1, 0.69)
    """… and then minutes are often multiples of five (or are not), …"""
    round_again: tuple[float, float] = (-1.4, 0.4)
    """… the same time comes again, …"""
    round_early: tuple[float, float] = (-1.0, 0.3)
    """… and the first hour is the most frequent one."""

    # Decisions.
    clear: float = 6
    """The best hypothesis wins if it is so much cheaper than the timestamps as they are written …"""
    clear_clock: float = 2
    """… and one clock's reading if it is so much cheaper than that clock's next best …"""
    clear_hour: float = 5
    """… or so much, if an hour is taken off or put on."""
    crowded_share: float = 0.1
    """A note is not repaired if all of it would then be about this first part of the video …"""
    fastest: float = 3
    """… or if its claims would follow one another in fewer seconds than these, on average."""
    stray_share: float = 0.5
    """Without a clear winner, clocks beyond the length are single mistakes if they are no more than this part."""
    elsewhere: float = 2
    """An echo that costs so much speaks of another place …"""
    agree: int = 2
    """… and so many such echoes are trusted more than a repaired clock, if all of them are somewhere else."""
    same_second: int = 2
    """Readings that differ by no more seconds are the same."""
    least_clocks: int = 4
    """A note with fewer clocks is only judged by a length or by other notes."""
    suspicious_share: float = 0.12
    """Sound notes have less than this part of their clocks end in ``:00`` …"""
    suspicious_count: int = 3
    """… or fewer than so many of them."""


WEIGHTS = Weights()
