"""The path: the stages from listening to being reached, week by week, and what tells more of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from waylight.lenses.weeks import Week, monday_of, weeks_between
from waylight.pages.columns import known_until
from waylight.pages.gone import contact_known_from
from waylight.pages.kept import contact
from waylight.pages.path.asked import asked_of_others
from waylight.pages.path.contact import Contact
from waylight.pages.path.contact_kept import Span
from waylight.pages.path.series import Series, Value
from waylight.pages.path.written import Written
from waylight.record.kept import changes
from waylight.record.landmark import Landmark
from waylight.record.meeting import coaching_times

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.contacts import Contacts
    from waylight.record.engagement import Engagement

LONGEST = 520  # weeks: ten years; what lies before is not drawn


@dataclass(frozen=True, slots=True)
class Path:
    """The weeks of an engagement, the series over them, the days of its coaching meetings, and notes at a date.

    ``seen`` is how often its rows had changed before they were read.
    """

    weeks: tuple[Week, ...]
    series: tuple[Series, ...]
    meetings: tuple[datetime, ...]
    landmarks: tuple[Landmark, ...]
    until: date  # the last day of which anything can be known
    more_planned: bool  # a calendar goes on after the last mail; those weeks are left out
    seen: int

    @property
    def stages(self) -> list[Series]:
        """The series that are stages of the way."""
        return [one for one in self.series if one.stage]

    @property
    def beside(self) -> list[Series]:
        """The others."""
        return [one for one in self.series if not one.stage]

    @property
    def by_week(self) -> list[tuple[Week, list[tuple[Series, Value]]]]:
        """The same values as rows of a table: one row for each week."""
        return [(week, [(one, one.values[n]) for one in self.series]) for n, week in enumerate(self.weeks)]


def compose(engagement: Engagement, user: Asking, now: datetime) -> Path | None:
    """The path until ``now`` for who asks; None when there is not a row that it could show."""
    seen = changes(engagement)
    known, written = contact(engagement, user, now), Written(engagement, user, now)
    of_contact = _days_from(known.first, known.until, engagement) if known else []
    days = [*of_contact, *written.days]
    if not days:
        return None
    weeks = weeks_between(min(days), max(days), engagement.zone)[-LONGEST:]
    meetings = tuple(at for at in coaching_times(engagement) if weeks[0].start <= at < min(weeks[-1].end, now))
    of_others = asked_of_others(engagement, user, weeks, now)
    span = Span(engagement, user, weeks, of_contact, known, now, seen, contact_known_from(engagement))
    return Path(
        weeks,
        _series(Contact(span), written, of_others, weeks),
        meetings,
        _landmarks(engagement, user, weeks),
        _end(days, engagement, now),
        known is not None and known.known.last >= weeks[-1].end.timestamp(),
        seen,
    )


def last_day(engagement: Engagement, user: Asking, now: datetime, table: Contacts) -> date | None:
    """The last day of which anything can be known, as ``Path.until`` has it; ``table`` are the contacts by then."""
    days = [*_days(table, known_until(table), engagement), *Written(engagement, user, now).days]
    return _end(days, engagement, now) if days else None


def _end(days: list[date], engagement: Engagement, now: datetime) -> date:
    """The end of the week of the last of these days, or today."""
    return min(engagement.local_day(now), monday_of(max(days)) + timedelta(days=6))


def _series(contact: Contact, written: Written, asked: Series | None, weeks: tuple[Week, ...]) -> tuple[Series, ...]:
    """In the order of the way: listening, insight, confidence, reaching out, sharing, being reached."""
    every = (
        written.listening(weeks),
        written.in_own_meetings(weeks),
        asked,
        written.insights(weeks),
        written.confidence(weeks),
        contact.reach_out(),
        contact.sharing(),
        contact.reach_in(),
        *contact.beside(),
        written.mood(weeks),
    )
    return tuple(one for one in every if one is not None)


def _days(table: Contacts, until: datetime | None, engagement: Engagement) -> list[date]:
    """Every day from the first row of contact to the last of which anything is known."""
    if until is None:
        return []
    return _days_from(datetime.fromisoformat(f"{table.at[0]}Z"), until, engagement)


def _days_from(first_at: datetime, last_at: datetime, engagement: Engagement) -> list[date]:
    first, last = engagement.local_day(first_at), engagement.local_day(last_at)
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _landmarks(engagement: Engagement, user: Asking, weeks: tuple[Week, ...]) -> tuple[Landmark, ...]:
    """The notes that reach into these weeks."""
    mine = Landmark.objects.visible_to(user).filter(engagement=engagement, on__lt=weeks[-1].monday + timedelta(7))
    found = [one for one in mine if one.last >= weeks[0].monday]
    for one in found:
        one.engagement = engagement  # it leads to the key of their words
    return tuple(found)
