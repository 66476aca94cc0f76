"""The six signs, each read from its rows: there, not there, or not to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from waylight.language import gettext, gettext_noop
from waylight.lenses import intervals
from waylight.lenses.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.growth.stalling.rows import Rows

Name = Literal["few_reflections", "carried_over", "no_new_people", "reach_in_flat", "confidence_falling", "moved"]
NAMES: tuple[Name, ...] = (
    "few_reflections",
    "carried_over",
    "no_new_people",
    "reach_in_flat",
    "confidence_falling",
    "moved",
)
LATELY = timedelta(weeks=6)  # two or three coaching meetings
SOONEST = timedelta(weeks=4)  # before the last six weeks, for what is compared with what was before
FEWEST_WEEKS = 3.0  # of work in the last six, so that an absence is no sign
OFTEN = 2  # meetings past which a commitment was carried, and commitments carried, before it is a sign
FEWEST_REACHED, FEWEST_RATINGS, FEWEST_MEETINGS = 5, 2, 3
FLAT = 1.1  # times what it was: less is no growth
FALLEN = 0.5  # points
MANY_MOVED = 1 / 3  # of the last six meetings, and at least two
LAST_MEETINGS = 6

AWAY = gettext_noop("She was away for most of the last six weeks.")
EARLY = gettext_noop("It takes ten weeks to compare the last six with what was before.")


class Weight(NamedTuple):
    """What a sign moves the log odds by, there and absent; and how often it is there, of those that can be known."""

    there: float
    absent: float
    of_stalled: float
    of_others: float


@dataclass(frozen=True, slots=True)
class Read:
    """One sign: ``there`` is None when it can't be known; ``figure.why_not`` says why. Evidence: ``figure.rows``."""

    name: Name
    there: bool | None
    figure: Figure


def read(rows: Rows, today: date) -> tuple[Read, ...]:
    """Read every sign, in the order of ``NAMES``, from the rows until ``today``, which is counted."""
    each = (few_reflections, carried_over, no_new_people, reach_in_flat, confidence_falling, moved)
    return tuple(one(rows, today) for one in each)


def few_reflections(rows: Rows, today: date) -> Read:
    """At most half as many entries a week in the last six weeks as before, or one in all. Figure: entries a week."""
    days = {one.id: one.on for one in rows.reflections if one.on <= today}
    late, before = _weeks(rows, today)
    if why := _why_not(rows, today) or ("" if days else gettext("There is no entry in the journal.")):
        return _unknown("few_reflections", why)
    lately = [pk for pk, on in days.items() if on > today - LATELY]
    figure = intervals.weekly_rate(len(lately), late, sorted(lately))
    usual = (len(days) - len(lately)) / before
    return Read("few_reflections", len(lately) <= 1 or len(lately) / late <= usual / 2, figure)


def carried_over(rows: Rows, today: date) -> Read:
    """Two commitments or more stood open over two later meetings, the last in these six weeks. Figure: how many."""
    made = [one for one in rows.promises if one.on <= today]
    held = sorted(one.on for one in rows.meetings if one.on <= today)
    if not made or len(held) < FEWEST_MEETINGS:
        return _unknown("carried_over", gettext("It takes a commitment and three meetings."))
    carried = []
    for one in made:
        passed = [on for on in held if on > one.on and (one.settled_on is None or on < one.settled_on)]
        if len(passed) >= OFTEN and passed[-1] > today - LATELY:
            carried.append(one.id)
    return Read("carried_over", len(carried) >= OFTEN, _counted(len(carried), carried))


def no_new_people(rows: Rows, today: date) -> Read:
    """Nobody was in contact for the first time in the last six weeks. Figure: how many were."""
    begun = [one for one in rows.begun if one.on <= today]
    if why := _why_not(rows, today) or ("" if begun else gettext("No contact has been brought in.")):
        return _unknown("no_new_people", why)
    ordered = sorted(begun, key=lambda one: (one.person, one.on, one.id))
    first = [next(each) for _, each in groupby(ordered, key=lambda one: one.person)]
    new = [one.id for one in first if one.on > today - LATELY]
    return Read("no_new_people", not new, _counted(len(new), new))


def reach_in_flat(rows: Rows, today: date) -> Read:
    """Others began no more than 1.1 times as much a week as before. Figure: contacts a week in the last six weeks."""
    into = [one for one in rows.begun if one.into and one.on <= today]
    late, before = _weeks(rows, today)
    said = gettext("Others began fewer than {fewest} contacts.")
    few = "" if len(into) >= FEWEST_REACHED else said.format(fewest=FEWEST_REACHED)
    if why := _why_not(rows, today) or few:
        return _unknown("reach_in_flat", why)
    lately = [one.id for one in into if one.on > today - LATELY]
    figure = intervals.weekly_rate(len(lately), late, sorted(lately))
    return Read("reach_in_flat", len(lately) / late <= FLAT * (len(into) - len(lately)) / before, figure)


def confidence_falling(rows: Rows, today: date) -> Read:
    """Her own ratings lie on average half a point or more under those before. Figure: the mean of these six weeks."""
    ratings = [one for one in rows.ratings if one.on <= today]
    lately = [one for one in ratings if one.on > today - LATELY]
    before = [one.value for one in ratings if one.on <= today - LATELY]
    if min(len(lately), len(before)) < FEWEST_RATINGS:
        few = gettext("It takes two ratings in the last six weeks and two before.")
        return _unknown("confidence_falling", few)
    values = [one.value for one in lately]
    mean = sum(values) / len(values)
    figure = Figure(mean, min(values), max(values), tuple(one.id for one in lately))
    return Read("confidence_falling", mean <= sum(before) / len(before) - FALLEN, figure)


def moved(rows: Rows, today: date) -> Read:
    """A third of the last six coaching meetings, and at least two, were moved or cancelled. Figure: the share."""
    last = sorted((one.on, one.id, one.moved) for one in rows.meetings if one.on <= today)[-LAST_MEETINGS:]
    if len(last) < FEWEST_MEETINGS:
        return _unknown("moved", gettext("It takes three meetings."))
    many = [pk for _, pk, was_moved in last if was_moved]
    figure = intervals.share(len(many), len(last), many)
    return Read("moved", len(many) >= max(OFTEN, MANY_MOVED * len(last)), figure)


def _counted(many: int, rows: Sequence[int]) -> Figure:
    """Everything that is known is counted, nothing is sampled: the bounds are the count itself."""
    return Figure(float(many), float(many), float(many), tuple(sorted(rows)))


def _unknown(name: Name, why: str) -> Read:
    return Read(name, None, Figure.unknown(why))


def _weeks(rows: Rows, today: date) -> tuple[float, float]:
    """Return the weeks of work in the last six, and before."""
    away = {first + timedelta(n) for first, last in rows.away for n in range((last - first).days + 1)}
    edge = today - LATELY
    late = LATELY.days - sum(edge < day <= today for day in away)
    before = (edge - rows.begins).days + 1 - sum(rows.begins <= day <= edge for day in away)
    return late / 7, before / 7


def _why_not(rows: Rows, today: date) -> str:
    late, _ = _weeks(rows, today)
    if today - rows.begins < LATELY + SOONEST:
        return gettext(EARLY)
    return gettext(AWAY) if late < FEWEST_WEEKS or _weeks(rows, today)[1] <= 1 else ""
