"""What a coach did over many meetings, and what is otherwise since a day: intervals are over meetings, not turns.

Turns of one meeting are alike, so it is meetings that are drawn: each figure is a ratio of sums over meetings with the
interval of the ratio estimator (Cochran 1977, *Sampling Techniques*, 6.13, with Student's t), never narrower than that
of the counts. The interval of a difference is made of the two (MOVER: Zou and Donner 2008, Statistics in Medicine 27,
1693–1702).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from scipy.special import stdtrit

from waylight.language import gettext
from waylight.lenses.figure import Figure
from waylight.lenses.intervals import TAIL, count, share
from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.language import NOT_ENGLISH
from waylight.lenses.mirror.meeting import part_of
from waylight.lenses.mirror.reading import Reading
from waylight.lenses.mirror.talking import talk_share
from waylight.lenses.mirror.turns import Role, Turn

FEWEST_MEETINGS = 3  # of fewer nothing can be said about how meetings differ from one another


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in one meeting; ``id`` is its number. None where its language is not known."""

    id: int
    asked: int | None
    told: int | None
    reflected: int | None
    own_words: int
    words: int


@dataclass(frozen=True, slots=True)
class Overall:
    """Three figures of one meeting, or of several: shares in [0, 1], and reflections a meeting."""

    asked_to_told: Figure
    talk_share: Figure
    reflections: Figure


def counts(number: int, turns: Sequence[Turn], readings: Sequence[Reading] | None) -> Counts:
    """Count what the coach did in a meeting."""
    labels = [one.label for one in readings or ()]
    asked, told, reflected = (
        None if readings is None else labels.count(label)
        for label in (Behaviour.QUESTION, Behaviour.INPUT, Behaviour.REFLECTION)
    )
    said = {role: sum(len(turn.text.split()) for turn in turns if turn.role is role) for role in Role}
    return Counts(number, asked, told, reflected, said[Role.COACH], said[Role.COACH] + said[Role.CLIENT])


def single(turns: Sequence[Turn], readings: Sequence[Reading] | None) -> Overall:
    """Return the figures of one meeting: a share of turns, the exact share of its words, and a count."""
    if readings is None:
        not_read = Figure.unknown(gettext(NOT_ENGLISH))
        return Overall(not_read, talk_share(turns), not_read)
    asked, told, reflected = (
        [one.turn for one in readings if one.label == label]
        for label in (Behaviour.QUESTION, Behaviour.INPUT, Behaviour.REFLECTION)
    )
    asked_to_told = part_of(asked, told, "asked_or_told")
    return Overall(asked_to_told, talk_share(turns), count(len(reflected), reflected))


def overall(meetings: Sequence[Counts]) -> Overall:
    """Return the figures of several meetings together; with fewer than three, why there are none."""
    read = [one for one in meetings if one.asked is not None and one.told is not None]
    heard = [one for one in meetings if one.words]
    asked = [(one.asked or 0, (one.asked or 0) + (one.told or 0), one.id) for one in read]
    return Overall(
        asked_to_told=_share([one for one in asked if one[1]]),
        talk_share=_share([(one.own_words, one.words, one.id) for one in heard]),
        reflections=_mean([(one.reflected or 0, one.id) for one in read]),
    )


def _share(meetings: Sequence[tuple[int, int, int]]) -> Figure:
    """Part, whole and number of each meeting as one share."""
    rows = tuple(number for _, _, number in meetings)
    if len(meetings) < FEWEST_MEETINGS:
        return _too_few(rows)
    part, whole = sum(one[0] for one in meetings), sum(one[1] for one in meetings)
    least = share(part, whole)
    half = _half([(part, whole) for part, whole, _ in meetings])
    value = part / whole
    low, high = min(value - half, least.low or 0.0), max(value + half, least.high or 1.0)
    return Figure(value, max(low, 0.0), min(high, 1.0), rows)


def _mean(meetings: Sequence[tuple[int, int]]) -> Figure:
    """Count and number of each meeting as a mean."""
    rows = tuple(number for _, number in meetings)
    if len(meetings) < FEWEST_MEETINGS:
        return _too_few(rows)
    m = len(meetings)
    whole = count(sum(n for n, _ in meetings))
    half = _half([(n, 1) for n, _ in meetings])
    value = (whole.value or 0.0) / m
    return Figure(
        value, max(min(value - half, (whole.low or 0) / m), 0.0), max(value + half, (whole.high or 0) / m), rows
    )


def _too_few(rows: tuple[int, ...]) -> Figure:
    why = gettext("There are {count} meetings of which this can be said; it takes {fewest} to say how they differ.")
    return Figure.unknown(why.format(count=len(rows), fewest=FEWEST_MEETINGS), rows)


def _half(pairs: Sequence[tuple[int, int]]) -> float:
    """Half of the 90 % interval of a ratio of sums over meetings."""
    m, whole = len(pairs), sum(n for _, n in pairs)
    ratio = sum(part for part, _ in pairs) / whole
    rest = sum((part - ratio * n) ** 2 for part, n in pairs)
    return float(-stdtrit(m - 1, TAIL)) * sqrt(m / (m - 1) * rest) / whole


def difference(before: Figure, after: Figure) -> Figure:
    """Return how much more a figure is after than before, with its 90 % interval; its rows are those of both."""
    rows = (*before.rows, *after.rows)
    if before.value is None:
        return Figure.unknown(gettext("There are too few meetings before that day to say what is otherwise."), rows)
    if after.value is None:
        return Figure.unknown(gettext("There are too few meetings since that day to say what is otherwise."), rows)
    apart = after.value - before.value
    low = hypot(after.value - (after.low or 0.0), (before.high or 0.0) - before.value)
    high = hypot((after.high or 0.0) - after.value, before.value - (before.low or 0.0))
    return Figure(apart, apart - low, apart + high, rows)
