"""Contact with one person week by week as bars: up what the client sent, down what came from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext

from waylight.lenses.influence.contacts import instant
from waylight.lenses.weeks import weeks_between
from waylight.pages.templatetags.words import day_and_year

if TYPE_CHECKING:
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement

WIDE, HALF = 720.0, 30.0
LONGEST = 104  # weeks: what lies before is in the evidence


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: how much in each direction, and its two bars in the drawing's units."""

    monday: date
    out: int
    into: int
    x: float
    width: float
    up: float
    down: float

    @property
    def top(self) -> float:
        """Where the upper bar begins."""
        return HALF - self.up

    @property
    def words(self) -> str:
        """What it shows, in words."""
        said = gettext("Week of {day}: {out} sent, {into} received")
        return said.format(day=day_and_year(self.monday), out=self.out, into=self.into)


@dataclass(frozen=True, slots=True)
class Bars:
    """All weeks from the first contact (or two years back) to the last."""

    weeks: list[Bar]
    most: int
    wide: float = WIDE
    half: float = HALF

    @property
    def about(self) -> str:
        """The whole drawing in words."""
        first, last = day_and_year(self.weeks[0].monday), day_and_year(self.weeks[-1].monday)
        said = gettext("Contacts a week from {first} to {last}, at most {most} in one direction")
        return said.format(first=first, last=last, most=self.most)


def bars(table: Contacts, engagement: Engagement) -> Bars | None:
    """The weeks in which there was contact with one person, and those between; None without any."""
    if not len(table):
        return None
    first, last = (engagement.local_day(datetime.fromisoformat(f"{at}Z")) for at in (table.at[0], table.at[-1]))
    weeks = weeks_between(first, last, engagement.zone)[-LONGEST:]
    edges = np.array([instant(week.start) for week in weeks] + [instant(weeks[-1].end)])
    hers = table.sender == engagement.client_id
    out, into = (np.diff(np.searchsorted(table.at[mask], edges)) for mask in (hers, ~hers))
    most, step = int(max(out.max(), into.max(), 1)), WIDE / max(len(weeks), 26)
    return Bars(
        [
            Bar(week.monday, int(o), int(i), n * step, step * 0.8, HALF * o / most, HALF * i / most)
            for n, (week, o, i) in enumerate(zip(weeks, out, into, strict=True))
        ],
        most,
    )
