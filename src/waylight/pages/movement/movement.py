"""What the page of a movement shows: figures with the addresses of their rows, names in place of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_noop

from waylight.pages.evidence.links import evidence
from waylight.pages.kept import contact
from waylight.pages.movement.measured import everybody, moved, reached, standings
from waylight.pages.templatetags.words import days_long, percent
from waylight.record.people import Person

if TYPE_CHECKING:
    import numpy as np

    from waylight.access.predicates import Asking
    from waylight.lenses.figure import Figure
    from waylight.lenses.influence.movement import Movement
    from waylight.lenses.influence.reached_her import ReachedHer
    from waylight.record.engagement import Engagement

LISTED = 12  # of those who began and who were brought; of the others it says how many
ENOUGH_BEFORE = timedelta(weeks=7)  # three to see who had been silent, four to compare with
SOON = timedelta(minutes=1)  # addresses of evidence carry minutes
FIGURES = (
    ("everyone", "movement", gettext_noop("With anybody")),
    ("one_another", "movement-around", gettext_noop("With one another")),
    ("others", "movement-others", gettext_noop("With others")),
    ("trend", "movement-before", gettext_noop("Already before that day")),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of change in words, and where its rows are; ``key`` is its name in files, in every language."""

    key: str
    name: str
    figure: Figure
    evidence: str

    @property
    def words(self) -> str:
        """*34 % more*, or why that cannot be said."""
        return more_or_less(self.figure.value) if self.figure.value is not None else self.figure.why_not

    @property
    def between(self) -> str:
        """The bounds of the interval: *2 % less and 60 % more*."""
        low, high = more_or_less(self.figure.low), more_or_less(self.figure.high)
        return gettext("{low} and {high}").format(low=low, high=high)


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who began to reach the client, or whom somebody brought: on which day, in words how."""

    name: str
    on: date
    how: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page shows; ``weeks`` are the Mondays or other first days, the number of people, the rows."""

    since: date
    change: Claim
    weeks: list[tuple[date, Figure, str]]
    began: list[Came]
    brought: list[Came]
    moved: Movement
    claims: list[Claim]
    matches: int
    within: str  # beside the level: within what people are compared
    more: int  # who began or were brought and are not listed
    all_began: int
    all_brought: int
    behind_began: str  # the address of the rows of all who began
    behind_brought: str

    @staticmethod
    def moment(at: np.datetime64) -> datetime:
        """A time of the lens, as UTC."""
        return _utc(at)


def compose(engagement: Engagement, user: Asking, since: date | None, now: datetime) -> Shown | None:
    """The movement since a day, as it is known ``now``; None when there is no contact to show.

    Where no day is given it is the one on which the engagement began, or, where the record hardly reaches back before
    that, the one in the middle of it.
    """
    known = contact(engagement, user, now)
    if known is None:
        return None
    until = known.until
    since = since or _usual(engagement, known.first, until)
    begin = datetime.combine(since, time(), ZoneInfo(engagement.zone)).astimezone(UTC)
    end = until.replace(second=0, microsecond=0) + SOON
    table = everybody(engagement, user, end)
    came, found = reached(engagement, user, begin, end, table), moved(engagement, user, begin, end, table)
    names = dict(Person.objects.filter(aliases__engagement=engagement).values_list("pk", "name"))
    weeks = [(_utc(one.start), _utc(one.start) + timedelta(weeks=1), one.people) for one in came.weeks]
    whole = {"start": weeks[0][0], "end": weeks[-1][1]} if weeks else {}
    return Shown(
        since=since,
        change=Claim("", "", came.change, evidence(engagement, "reach-in", **whole)),
        weeks=[
            (engagement.local_day(start), people, evidence(engagement, "reach-in", start=start, end=stop))
            for start, stop, people in weeks
        ],
        began=_began(came, engagement, names, begin, end)[:LISTED],
        brought=_brought(came, engagement, names, begin, end)[:LISTED],
        moved=found,
        claims=[
            Claim(name.lower(), gettext(name), getattr(found, figure), evidence(engagement, what, start=begin, end=end))
            for figure, what, name in FIGURES
        ],
        matches=sum(len(one.matches) for one in found.sets),
        within=standings(engagement, user)[1],
        more=sum(max(len(every) - LISTED, 0) for every in (came.began, came.brought)),
        all_began=len(came.began),
        all_brought=len(came.brought),
        behind_began=evidence(engagement, "began", start=begin, end=end),
        behind_brought=evidence(engagement, "brought", start=begin, end=end),
    )


def _usual(engagement: Engagement, first: datetime, last: datetime) -> date:
    begins, known = engagement.begins, engagement.local_day(first)
    reaches_back = known + ENOUGH_BEFORE <= begins <= engagement.local_day(last)
    return begins if reaches_back else engagement.local_day(first + (last - first) / 2)


def more_or_less(share: float | None) -> str:
    """A share more or less in words: *34 % more*, *12 % less*."""
    given = share or 0.0
    said = gettext("{share} less") if given < 0 else gettext("{share} more")
    return said.format(share=percent(abs(given)))


def _began(
    came: ReachedHer, engagement: Engagement, names: dict[int, str], begin: datetime, end: datetime
) -> list[Came]:
    return [
        Came(
            names.get(one.person) or gettext("someone"),
            engagement.local_day(_utc(one.at)),
            gettext("for the first time")
            if one.after_days is None
            else gettext("again, after {time}").format(time=days_long(one.after_days)),
            evidence(engagement, "reach-in", person=one.person, start=begin, end=end),
        )
        for one in came.began
    ]


def _brought(
    came: ReachedHer, engagement: Engagement, names: dict[int, str], begin: datetime, end: datetime
) -> list[Came]:
    return [
        Came(
            names.get(one.person) or gettext("someone"),
            engagement.local_day(_utc(one.at)),
            gettext("through {name}").format(name=names.get(one.by) or gettext("someone")),
            evidence(engagement, "brought", person=one.person, start=begin, end=end),
        )
        for one in came.brought
    ]


def _utc(at: np.datetime64) -> datetime:
    return datetime.fromisoformat(f"{at}").replace(tzinfo=UTC)
