"""How soon she answers and is answered, and whether the two take turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.contacts import HOUR
from waylight.lenses.influence.log.passed import Measured

if TYPE_CHECKING:
    import pyarrow

    from waylight.lenses.influence.log.working import Working

NO_EXCHANGE = "Nothing followed on anything between her and somebody in this time."


def reply_hours(follows: pyarrow.Table, *, hers: bool, working: Working | None = None) -> Measured:
    """Return the median hours until ``hers`` (or theirs) answered, with ``intervals.median``.

    An answer is the first row after one or more of the other side in an exchange (``tally.successions``), and is timed
    from the last of those. With ``working`` only working time counts. Unknown under five answers.
    """
    chosen = follows["answers"].to_numpy() & (follows["out"].to_numpy() == hers)
    asked, at = follows["asked"].to_numpy()[chosen], follows["at"].to_numpy()[chosen]
    if len(at) < intervals.FEWEST_FOR_A_MEDIAN:
        who = "She gave" if hers else "She was given"
        why = f"{who} fewer than {intervals.FEWEST_FOR_A_MEDIAN} answers in this time, too few for their middle."
        return Measured(Figure.unknown(why), len(at))
    seconds = working.between(asked, at) if working else (at - asked).astype(np.float64)
    return Measured(intervals.median(seconds / HOUR), len(at))


def turn_taking(follows: pyarrow.Table) -> Measured:
    """Return the share of what followed on something that came from the other side, with ``intervals.share``.

    1 where the two always take turns; the nearer to 0, the more one of them writes again unanswered.
    """
    if not len(follows):
        return Measured(Figure.unknown(NO_EXCHANGE), 0)
    return Measured(intervals.share(int(follows["answers"].to_numpy().sum()), len(follows)), len(follows))
