"""What is known of each stakeholder: place, last contact each way, four weeks of contact, and who has gone quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.reach import gone_quiet
from waylight.lenses.influence.ties import ties
from waylight.pages.columns import contacts, known_until
from waylight.pages.evidence.links import evidence
from waylight.record.people import Stakeholder
from waylight.record.stakeholder import mark_of_all

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.lenses.influence.ties import Tie
    from waylight.record.engagement import Engagement

FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Last:
    """The last time somebody turned to somebody, and where that row is shown."""

    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One stakeholder as list and page show them. ``quiet_days`` is None where they have not gone quiet."""

    stakeholder: Stakeholder
    out: Last | None  # the client turned to them
    into: Last | None  # they turned to the client
    tie: Tie | None  # the last four weeks; None where nothing at all has been brought in
    quiet_days: float | None
    quiet_usual: float | None  # days between contacts that were usual before
    contacts: int  # ever, of what is kept
    address: dict[str, str]  # where the rows are: ``out``, ``into`` (four weeks), ``contact`` (ever)

    @property
    def missing(self) -> bool:
        """Whether they matter to the client and there was never any contact."""
        return self.stakeholder.named and not self.contacts

    @property
    def last(self) -> datetime | None:
        """The last contact either way."""
        return max((one.at for one in (self.out, self.into) if one), default=None)

    @property
    def mark(self) -> str:
        """All that is said of them now, as the form carries it."""
        return mark_of_all(self.stakeholder)


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody's standing, and the four weeks that the rates are of (UTC, half-open); None without any contact."""

    standings: list[Standing]
    start: datetime | None
    end: datetime | None


def standings(engagement: Engagement, user: Asking, now: datetime) -> Known:
    """How it stands with every stakeholder whom the asking person may see, by name."""
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement).exclude(person=engagement.client_id)
    every = list(mine.select_related("person__organisation", "engagement").order_by("person__name", "person"))
    table = contacts(engagement, user, until=now)
    end = min(known_until(table) or now, now) if len(table) else None
    if end is None:
        return Known([_standing(one, table, None, {}, engagement, (now, now)) for one in every], None, None)
    end += timedelta(seconds=1)  # windows are half-open; the last row is within
    table = table.only(table.at < instant(end))  # what a calendar only planned is not contact yet
    start, people = end - FOUR_WEEKS, [one.person_id for one in every]
    tie_of = {tie.person: tie for tie in ties(table, engagement.client_id, start=start, end=end, among=people)}
    quiet = gone_quiet(table, engagement.client_id, at=end, among=people, zone=engagement.zone)
    quiet_of = {one.person: (one.days, one.usual_days) for one in quiet}
    window = (start, end)
    found = [_standing(one, table, tie_of.get(one.person_id), quiet_of, engagement, window) for one in every]
    return Known(found, start, end)


def _standing(
    one: Stakeholder,
    table: Contacts,
    tie: Tie | None,
    quiet_of: dict[int, tuple[float, float]],
    engagement: Engagement,
    window: tuple[datetime, datetime],
) -> Standing:
    person, (start, end) = one.person_id, window
    silence, usual = quiet_of.get(person, (None, None))
    return Standing(
        stakeholder=one,
        out=_last(table, table.recipient == person, engagement, person),
        into=_last(table, table.sender == person, engagement, person),
        tie=tie,
        quiet_days=silence,
        quiet_usual=usual,
        contacts=len(table.with_person(person)),
        address={
            "out": evidence(engagement, "reach-out", start=start, end=end, person=person),
            "into": evidence(engagement, "reach-in", start=start, end=end, person=person),
            "four": evidence(engagement, "contact", start=start, end=end, person=person),
            "contact": evidence(engagement, "contact", person=person, end=end),
        },
    )


def _last(table: Contacts, mask: NDArray[np.bool_], to: Engagement, person: int) -> Last | None:
    rows = np.flatnonzero(mask)
    if not len(rows):
        return None
    at = datetime.fromtimestamp(int(table.at[rows[-1]].astype(np.int64)), UTC)
    minute = at.replace(second=0)  # addresses carry minutes
    return Last(at, evidence(to, "contact", start=minute, end=minute + timedelta(minutes=1), person=person))
