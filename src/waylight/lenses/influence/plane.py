"""The plane of ownership and leadership: has the client given up the one without giving up the other?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure
from waylight.lenses.influence.acts import joined, organising, starting
from waylight.lenses.influence.leadership import FEWEST_ACTIVE, active, leadership
from waylight.lenses.influence.ownership import BOUNDS, DRAWS, FEWEST_UNITS, drawn, ownership, same_person_drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts, Moment

    Numbers = NDArray[np.float64]

MARGIN = 0.1  # one thread in ten: presence that changes by less is the same presence
SURE = 0.95  # of the draws
TOO_FEW = gettext_noop(
    "Each of the two times needs {started} threads or meetings that somebody started, and {active} that were going on."
)
MOVED = gettext_noop(
    "To the left without falling: it is started and organised by more people than before, and she is as present."
)
STAYED = gettext_noop("Not to the left without falling.")
OPEN = gettext_noop("Not settled: what there is fits with either.")

Window = tuple["Moment", "Moment"]


@dataclass(frozen=True, slots=True)
class Point:
    """Where an initiative stood in one window; the parts are those of ``ownership`` and ``leadership``."""

    start: Moment
    end: Moment
    ownership: Figure
    leadership: Figure


@dataclass(frozen=True, slots=True)
class Shift:
    """From one window to another: the change in ownership and leadership, and whether it is the story's.

    ``held`` is the share of drawings in which ownership fell and leadership fell by no more than ``MARGIN``; its
    bounds are those of drawing alone. ``words`` says the same, and says "not settled" between 5 and 95 %.
    """

    ownership: Figure
    leadership: Figure
    held: Figure
    words: str


def path(contacts: Contacts, person: int, windows: Sequence[Window], *, seed: int = 0) -> tuple[Point, ...]:
    """Return where an initiative stood in each window: how concentrated starting and organising together are
    (``Ownership.together.herfindahl``), and how present ``person`` is.

    Give all contacts of the initiative.
    """
    return tuple(
        Point(
            start,
            end,
            ownership(contacts, start=start, end=end, seed=seed).together.herfindahl,
            leadership(contacts, person, start=start, end=end),
        )
        for start, end in windows
    )


def shift(
    contacts: Contacts, person: int, *, before: Window, after: Window, margin: float = MARGIN, seed: int = 0
) -> Shift:
    """Return how ownership and leadership changed from one window to the other.

    In each drawing the threads and series of each window are drawn anew, and both measures are taken of the same
    drawing, because she is present in what she starts. What goes on in both windows is drawn in each by itself, which
    makes the intervals (90 %) a little wide. Where every drawing says the same, its uncertainty is that of the
    figure's own interval (``ownership.same_person_drawn``, ``intervals.share``).
    """
    rng = np.random.default_rng(seed)
    first, last = (_draws(contacts, person, window, rng) for window in (before, after))
    if first is None or last is None:
        why = gettext(TOO_FEW).format(started=FEWEST_UNITS, active=FEWEST_ACTIVE)
        none = Figure.unknown(why)
        return Shift(none, none, none, why)
    owned = _change(first.ownership, last.ownership, first.owned, last.owned, (*first.rows, *last.rows))
    led = _change(first.leadership, last.leadership, first.led, last.led, (*first.rows, *last.rows))
    held = int(((last.owned < first.owned) & (last.led >= first.led - margin)).sum())
    share = intervals.share(held, DRAWS, owned.rows)
    return Shift(owned, led, share, _in_words(held / DRAWS))


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    ownership: float
    leadership: float
    owned: Numbers
    led: Numbers
    rows: tuple[int, ...]


def _draws(contacts: Contacts, person: int, window: Window, rng: np.random.Generator) -> _Drawn | None:
    start, end = window
    found = active(contacts, person, start=start, end=end)
    acts = joined(starting(contacts), organising(contacts)).between(start, end)
    if len(found.unit) < FEWEST_ACTIVE or len(np.unique(acts.unit)) < FEWEST_UNITS:
        return None
    table = acts.by_unit(found.unit, np.unique(acts.person))
    times = drawn(len(found.unit), rng)
    begun = table.any(axis=1)
    value, owned = same_person_drawn(table[begun], times[:, begun])
    # Drawings without a pair of starts have no ownership; others stand in for them, which are as likely.
    owned = rng.permutation(np.resize(owned, DRAWS)) if len(owned) < DRAWS or value in (0.0, 1.0) else owned
    present = int(found.present.sum())
    led = times @ found.present / len(found.unit)
    if present in (0, len(found.unit)):
        led = rng.beta(present + 0.5, len(found.unit) - present + 0.5, size=DRAWS)
    return _Drawn(value, present / len(found.unit), owned, led, tuple(acts.row.tolist()))


def _change(before: float, after: float, first: Numbers, last: Numbers, rows: tuple[int, ...]) -> Figure:
    low, high = np.percentile(last - first, BOUNDS)
    value = after - before
    return Figure(value, min(float(low), value), max(float(high), value), rows)


def _in_words(held: float) -> str:
    return gettext(MOVED if held >= SURE else STAYED if held <= 1 - SURE else OPEN)
