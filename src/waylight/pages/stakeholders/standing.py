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
    from waylight.lenses.influence.quiet import Quiet
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
    """How it stands with every stakeholder whom the asking person may see, by name.

    What went to a crowd turned to nobody in particular, and what a calendar only planned is no contact yet.
    """
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement).exclude(person=engagement.client_id)
    every = list(mine.select_related("person__organisation", "engagement").order_by("person__name", "person"))
    table = contacts(engagement, user, until=now)
    until = known_until(table)
    if until is None:
        return Known([Standing(one, None, None, None, None, None, 0, {}) for one in every], None, None)
    end = min(until, now).replace(second=0) + timedelta(minutes=1)  # half-open; addresses carry whole minutes
    seen = _Seen(engagement, table.only(table.at < instant(end)), end - FOUR_WEEKS, end)
    people = [one.person_id for one in every]
    tie_of = {tie.person: tie for tie in ties(table, seen.client, start=seen.start, end=end, among=people)}
    quiet = gone_quiet(table, seen.client, at=end, among=people, zone=engagement.zone)
    quiet_of = {one.person: one for one in quiet}
    found = [seen.standing(one, tie_of.get(one.person_id), quiet_of.get(one.person_id)) for one in every]
    return Known(found, seen.start, end)


class _Seen:
    """Contact before ``end`` (UTC), looked through once for everybody."""

    def __init__(self, engagement: Engagement, table: Contacts, start: datetime, end: datetime) -> None:
        self.engagement, self.client, self.start, self.end = engagement, engagement.client_id, start, end
        personal = table.personal()
        self.out, self.into = _lasts(personal.recipient, personal), _lasts(personal.sender, personal)
        people, times = np.unique(personal.other(self.client), return_counts=True)
        self.times = dict(zip(people.tolist(), times.tolist(), strict=True))

    def standing(self, one: Stakeholder, tie: Tie | None, quiet: Quiet | None) -> Standing:
        """How it stands with one of them."""
        person = one.person_id
        return Standing(
            stakeholder=one,
            out=self._last(self.out.get(person), person),
            into=self._last(self.into.get(person), person),
            tie=tie,
            quiet_days=quiet.days if quiet else None,
            quiet_usual=quiet.usual_days if quiet else None,
            contacts=self.times.get(person, 0),
            address={
                "out": self._rows("reach-out", person),
                "into": self._rows("reach-in", person),
                "four": self._rows("contact", person),
                "contact": evidence(self.engagement, "contact", person=person, end=self.end),
            },
        )

    def _rows(self, what: str, person: int) -> str:
        return evidence(self.engagement, what, start=self.start, end=self.end, person=person)

    def _last(self, at: datetime | None, person: int) -> Last | None:
        if at is None:
            return None
        minute = at.replace(second=0)
        ends = minute + timedelta(minutes=1)
        return Last(at, evidence(self.engagement, "contact", start=minute, end=ends, person=person))


def _lasts(who: NDArray[np.int64], table: Contacts) -> dict[int, datetime]:
    """When each person's last row was (UTC); rows are sorted by time."""
    people, back = np.unique(who[::-1], return_index=True)
    seconds = table.at.astype(np.int64)[::-1][back]
    return {
        person: datetime.fromtimestamp(at, UTC) for person, at in zip(people.tolist(), seconds.tolist(), strict=True)
    }
