"""What stakeholders answered on listening in the pulse: a series of groups, never of anybody alone."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from waylight.lenses.figure import Figure
from waylight.lenses.weeks import monday_of
from waylight.pages.path.series import Points, Series, Value
from waylight.pages.pulse.results import over_time
from waylight.record.consent import Consent, agreed
from waylight.record.pulse import Behaviour

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.pulse.groups import Grouped
    from waylight.lenses.weeks import Week
    from waylight.record.engagement import Engagement
    from waylight.record.pulse import Pulse

    Rounds = dict[date, tuple[Pulse, Grouped]]

NO_ROUND = gettext_noop("No round of the pulse ended in this week.")
MUCH = 3.0  # more or less, at the ends of the scale


def asked_of_others(engagement: Engagement, user: Asking, weeks: Sequence[Week], now: datetime) -> Series | None:
    """The mean answer of each round, in the week in which it ended; None where no round asked about listening.

    Each round asks how much more of it is seen than the last time. So what the lens takes are the means added up; a
    round that is not shown, for too few answers, adds nothing that is known.
    """
    if not agreed(engagement, Consent.Use.PULSE):
        return None
    rounds = _rounds(engagement, user, now)
    if not rounds:
        return None
    values = _values(weeks, rounds, engagement)
    shown = [(day, grouped.figure.value) for day, (_, grouped) in sorted(rounds.items())]
    known = [(day, value) for day, value in shown if value is not None]
    points = Points("ratings", tuple(day for day, _ in known), tuple(accumulate(value for _, value in known)))
    name, unit = gettext("Listening, as others see it"), gettext("pulse, since the last time")
    return Series(
        "asked", name, unit, "listen", values, MUCH, -MUCH, sampled=False, points=points, grouped=True, digits="signed"
    )


def _rounds(engagement: Engagement, user: Asking, now: datetime) -> Rounds:
    """The rounds that asked about listening, by the day on which each ended."""
    mine = Behaviour.objects.visible_to(user).filter(engagement=engagement, listening=True)
    every = list(mine.order_by("-pk"))
    for one in every:
        one.engagement = engagement  # whose client it is about is known already
    return {_ended(pulse): (pulse, shown) for one in every for pulse, shown in over_time(one, user, now=now)}


def _ended(pulse: Pulse) -> date:
    return min(pulse.closes, pulse.engagement.local_day(pulse.closed_at)) if pulse.closed_at else pulse.closes


def _values(weeks: Sequence[Week], rounds: Rounds, engagement: Engagement) -> tuple[Value, ...]:
    """Of each week the last round that ended in it; the address is that of its page."""
    last = {monday_of(day): one for day, one in sorted(rounds.items())}
    none, pulse = Figure.unknown(gettext(NO_ROUND)), reverse("pulse", args=[engagement.pk])
    pages = {week: reverse("round", args=[engagement.pk, round_.pk]) for week, (round_, _) in last.items()}
    return tuple(
        Value(week, last[week.monday][1].figure, pages[week.monday])
        if week.monday in last
        else Value(week, none, pulse)
        for week in weeks
    )
