"""What is known of each stakeholder: place, last contact each way, four weeks of contact, and who has gone quiet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from waylight.lenses.influence.from_sums import gone_quiet, ties
from waylight.lenses.influence.week_sums import NEVER
from waylight.pages.evidence.links import evidence
from waylight.pages.kept import contact
from waylight.record.people import Stakeholder
from waylight.record.stakeholder import mark_of_all

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.influence.added_up import AddedUp
    from waylight.lenses.influence.quiet import Quiet
    from waylight.lenses.influence.ties import Tie
    from waylight.record.engagement import Engagement

WINDOW = 4  # weeks, as on the map
MINUTE = timedelta(minutes=1)  # addresses of evidence carry whole minutes


@dataclass(frozen=True, slots=True)
class Last:
    """The last time somebody turned to somebody; ``person`` is the stakeholder."""

    at: datetime
    person: int
    engagement: Engagement

    @property
    def evidence(self) -> str:
        """Where that row is shown."""
        minute = self.at.replace(second=0)
        return evidence(self.engagement, "contact", start=minute, end=minute + MINUTE, person=self.person)


@dataclass(frozen=True, slots=True)
class Standing:
    """One stakeholder as list and page show them. ``quiet_days`` is None where they have not gone quiet."""

    stakeholder: Stakeholder
    seen: Seen | None  # None where nothing at all has been brought in
    out: Last | None = None  # the client turned to them
    into: Last | None = None  # they turned to the client
    tie: Tie | None = None  # the last four weeks; None as for ``seen``
    quiet_days: float | None = None
    quiet_usual: float | None = None  # days between contacts that were usual before
    contacts: int = 0  # ever, of what is kept

    def rows_of(self, what: str) -> str:
        """Where the rows of the four weeks behind a figure are."""
        return self.seen.rows_of(what, self.stakeholder.person_id) if self.seen else ""

    @property
    def every_row(self) -> str:
        """Where all rows of contact are, those from before the four weeks too."""
        return self.seen.every_row(self.stakeholder.person_id) if self.seen else ""

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
    until: datetime | None  # what is dated from then on is not known, or only planned


def standings(engagement: Engagement, user: Asking, now: datetime) -> Known:
    """How it stands with every stakeholder whom the asking person may see, by name.

    What went to a crowd turned to nobody in particular, and what a calendar only planned is no contact yet.
    """
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement).exclude(person=engagement.client_id)
    every = list(mine.select_related("person__organisation").order_by("person__name", "person"))
    for one in every:
        one.engagement = engagement  # what is sealed opens by it, and it is read already
    found = contact(engagement, user, now)
    if found is None:
        return Known([Standing(one, None) for one in every], None, None, None)
    until, all_weeks = min(found.until, now).replace(second=0) + MINUTE, found.weeks
    if found.known.last > found.until.timestamp():
        found.sums(all_weeks)  # what a calendar planned is taken off those before; all are read at once
    weeks = all_weeks[-WINDOW:]
    people, known = [one.person_id for one in every], found.until_known()
    tie_of = {tie.person: tie for tie in ties(found.sums(weeks), found.known, people)}
    quiet = gone_quiet(known, at=until, among=people)
    seen = Seen(engagement, known, weeks[0].start, weeks[-1].end, until)
    standing = [seen.standing(one, tie_of.get(one.person_id), quiet.get(one.person_id)) for one in every]
    return Known(standing, seen.start, seen.end, until)


class Seen:
    """Contact before ``until`` (UTC), looked up for everybody; ``start`` and ``end`` are of the four weeks."""

    def __init__(self, engagement: Engagement, known: AddedUp, start: datetime, end: datetime, until: datetime) -> None:
        self.engagement, self.start, self.end, self.until = engagement, start, end, until
        people = known.person.tolist()
        self.out = dict(zip(people, known.last_out.tolist(), strict=True))
        self.into = dict(zip(people, known.last_in.tolist(), strict=True))
        self.times = dict(zip(people, known.contacts.tolist(), strict=True))

    def standing(self, one: Stakeholder, tie: Tie | None, quiet: Quiet | None) -> Standing:
        """How it stands with one of them."""
        person = one.person_id
        return Standing(
            stakeholder=one,
            seen=self,
            out=self._last(self.out.get(person), person),
            into=self._last(self.into.get(person), person),
            tie=tie,
            quiet_days=quiet.days if quiet else None,
            quiet_usual=quiet.usual_days if quiet else None,
            contacts=self.times.get(person, 0),
        )

    def rows_of(self, what: str, person: int) -> str:
        """Where somebody's rows of the four weeks behind a figure are."""
        return evidence(self.engagement, what, start=self.start, end=self.end, person=person)

    def every_row(self, person: int) -> str:
        """Where all rows of contact with somebody are."""
        return evidence(self.engagement, "contact", person=person, end=self.until)

    def _last(self, at: int | None, person: int) -> Last | None:
        if at is None or at == NEVER:
            return None
        return Last(datetime.fromtimestamp(at, UTC), person, self.engagement)
