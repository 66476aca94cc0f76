"""What can be counted in a transcript without any model: words, times, gaps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop
from waylight.lenses.figure import Figure
from waylight.lenses.mirror.turns import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.lenses.mirror.turns import Turn

SILENCE_S = (
    3.0  # a pause that both notice; turns follow one another within a second (Stivers et al. 2009, PNAS 106, 10587)
)
OVERLAP_S = 0.5  # shorter overlaps are how talk runs, and how captions are cut
NO_TIMES = gettext_noop("The transcript has no times, so nothing can be said about this.")
NOTHING_SAID = gettext_noop("Nothing is said by the coach here.")


def exactly(value: float, rows: Sequence[int] = ()) -> Figure:
    """Return what was counted and not estimated: its bounds are itself."""
    return Figure(value, value, value, tuple(rows))


def talk_share(turns: Sequence[Turn]) -> Figure:
    """Return the coach's words as a share of the coach's and the client's."""
    said = {role: sum(len(turn.text.split()) for turn in turns if turn.role is role) for role in Role}
    both = said[Role.COACH] + said[Role.CLIENT]
    if not both:
        return Figure.unknown(gettext(NOTHING_SAID))
    return exactly(said[Role.COACH] / both, [turn.id for turn in turns if turn.role is Role.COACH])


def longest_turn(turns: Sequence[Turn]) -> Figure:
    """Return the words of the coach's longest turn; the first of several."""
    own = [turn for turn in turns if turn.role is Role.COACH]
    if not own:
        return Figure.unknown(gettext(NOTHING_SAID))
    longest = max(own, key=lambda turn: len(turn.text.split()))
    return exactly(len(longest.text.split()), [longest.id])


def turns_per_minute(turns: Sequence[Turn]) -> Figure:
    """Return how often the speaker changed in a minute, from the first start to the last end known."""
    starts = [turn.start_s for turn in turns if turn.start_s is not None]
    ends = [turn.end_s if turn.end_s is not None else turn.start_s for turn in turns if turn.start_s is not None]
    minutes = (max((end for end in ends if end is not None), default=0) - min(starts, default=0)) / 60
    if len(starts) < len(turns) or minutes <= 0:
        return Figure.unknown(gettext(NO_TIMES))
    return exactly(len(turns) / minutes)


def silences(turns: Sequence[Turn]) -> Figure:
    """Return the number of pauses of three seconds and more; its rows are the turns that ended them."""
    gaps = list(_gaps(turns))
    return (
        exactly(len(found := [after.id for after, gap in gaps if gap >= SILENCE_S]), found)
        if gaps
        else Figure.unknown(gettext(NO_TIMES))
    )


def interruptions(turns: Sequence[Turn]) -> Figure:
    """Return how often the coach began half a second or more before the client had ended, as the times have it."""
    gaps = list(_gaps(turns))
    found = [after.id for after, gap in gaps if gap <= -OVERLAP_S and after.role is Role.COACH]
    return exactly(len(found), found) if gaps else Figure.unknown(gettext(NO_TIMES))


def stacked_questions(turns: Sequence[Turn]) -> Figure:
    """Return the number of the coach's turns that hold more than one question mark."""
    found = [turn.id for turn in turns if turn.role is Role.COACH and turn.text.count("?") > 1]
    return exactly(len(found), found)


def _gaps(turns: Sequence[Turn]) -> Iterator[tuple[Turn, float]]:
    """Each turn after another's, and the seconds between: less than none where they overlap."""
    for before, after in pairwise(turns):
        if before.end_s is not None and after.start_s is not None and before.role is not after.role:
            yield after, after.start_s - before.end_s
