"""The rows behind each figure, found again by the lens that made it, so that page and evidence cannot differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop

from waylight.lenses.influence.breadth import breadth
from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.reach import people, reach, reciprocity
from waylight.lenses.influence.showing import shown
from waylight.pages.columns import contacts, contacts_of, others_shares, places, rows_of_initiatives
from waylight.pages.movement.measured import came_through, moved, reached
from waylight.record.between.mood import Mood
from waylight.record.initiative import Perspective
from waylight.record.insight import Confidence, Insight
from waylight.record.interaction import Interaction
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.access.predicates import Asking
    from waylight.lenses.figure import Figure
    from waylight.record.engagement import Engagement
    from waylight.record.initiative import Initiative

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FAR_OFF = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose evidence, for whom, in which window (UTC, half-open), about which person or initiative if only one."""

    engagement: Engagement
    user: Asking
    start: datetime = LONG_AGO
    end: datetime = FAR_OFF
    person: int | None = None
    initiative: Initiative | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def until(self) -> datetime:
        """Where the window ends, and now at the latest: what a calendar plans is in no figure."""
        return min(self.end, self.now)

    @property
    def last(self) -> datetime:
        """A time within the last day of the window."""
        return self.end - timedelta(seconds=1)


def _reach_out(asked: Asked) -> tuple[int, ...]:
    return _initiations(asked, out=True)


def _reach_in(asked: Asked) -> tuple[int, ...]:
    return _initiations(asked, out=False)


def _initiations(asked: Asked, *, out: bool) -> tuple[int, ...]:
    table = contacts(asked.engagement, asked.user, until=asked.until)
    found = reach(table, asked.engagement.client_id, start=asked.start, end=asked.end)
    both = found.out if out else found.into
    return tuple(row for one in both if asked.person in (None, one.person) for row in one.initiations.rows)


def _contact(asked: Asked) -> tuple[int, ...]:
    """What went to a crowd is in no figure of contact, so it is not among the rows of one."""
    table = contacts(asked.engagement, asked.user, until=asked.until).between(asked.start, asked.end).personal()
    if asked.person is not None:
        table = table.with_person(asked.person)
    return tuple(int(row) for row in table.id)


def _people(asked: Asked) -> tuple[int, ...]:
    table = contacts(asked.engagement, asked.user, until=asked.until)
    return people(table, asked.engagement.client_id, start=asked.start, end=asked.end).rows


def _reciprocity(asked: Asked) -> tuple[int, ...]:
    table = contacts(asked.engagement, asked.user, until=asked.until)
    return reciprocity(table, asked.engagement.client_id, start=asked.start, end=asked.end).rows


def _breadth(asked: Asked) -> tuple[int, ...]:
    engagement, user = asked.engagement, asked.user
    table = contacts(engagement, user, until=asked.until)
    where = places(engagement, user)
    of = len(engagement.practice.levels) * len(engagement.practice.sides)
    found = breadth(table, engagement.client_id, where, start=asked.start, end=asked.end, of=of, zone=engagement.zone)
    return found.figure.rows


def _moved(asked: Asked, figure: str) -> tuple[int, ...]:
    found: Figure = getattr(moved(asked.engagement, asked.user, asked.start, asked.end), figure)
    return found.rows


def _sharing(asked: Asked) -> tuple[int, ...]:
    table = contacts(asked.engagement, asked.user, until=asked.end)
    about = rows_of_initiatives(asked.engagement, asked.user)
    mine = shown(table, asked.engagement.client_id, about, zone=asked.engagement.zone)
    inside = (mine.at >= instant(asked.start)) & (mine.at < instant(asked.end))
    return tuple(int(row) for row in mine.id[inside])


def _brought(asked: Asked) -> tuple[int, ...]:
    every = came_through(asked.engagement, asked.user, asked.start, asked.end)
    return tuple(one.row for one in every if asked.person in (None, one.person))


def _began(asked: Asked) -> tuple[int, ...]:
    """The first row of each who began to reach the client, for the first time or after a long silence."""
    every = reached(asked.engagement, asked.user, asked.start, asked.end).began
    return tuple(one.row for one in every if asked.person in (None, one.person))


def _initiative(asked: Asked) -> tuple[int, ...]:
    if asked.initiative is None:
        return ()
    table = contacts_of(asked.initiative, asked.user, until=asked.until).between(asked.start, asked.end)
    if asked.person is not None:
        table = table.with_person(asked.person)
    return tuple(int(row) for row in table.id)


ROWS: dict[str, tuple[str, Callable[[Asked], tuple[int, ...]]]] = {
    "reach-out": (gettext_noop("reached out first"), _reach_out),
    "reach-in": (gettext_noop("was reached by others first"), _reach_in),
    "sharing": (gettext_noop("began on an initiative"), _sharing),
    "contact": (gettext_noop("contact either way"), _contact),
    "people": (gettext_noop("people in contact"), _people),
    "reciprocity": (gettext_noop("written to, and writing back"), _reciprocity),
    "initiative": (gettext_noop("contact that belongs to it"), _initiative),
    "breadth": (gettext_noop("contact with people whose place is known"), _breadth),
    "movement": (gettext_noop("begun with anybody but the client"), partial(_moved, figure="everyone")),
    "movement-around": (gettext_noop("begun with people around the client"), partial(_moved, figure="one_another")),
    "movement-others": (gettext_noop("begun with other people"), partial(_moved, figure="others")),
    "movement-before": (gettext_noop("begun in the weeks before"), partial(_moved, figure="trend")),
    "began": (gettext_noop("began to reach out first"), _began),
    "brought": (gettext_noop("came through somebody else"), _brought),
}


def interactions(asked: Asked, what: str) -> list[Interaction]:
    """The interactions behind a figure, newest first. Raises KeyError for a figure that is not known."""
    _, find = ROWS[what]
    mine = Interaction.objects.visible_to(asked.user).filter(engagement=asked.engagement)
    mine = mine.select_related("sender__person", "recipient__person", "source")
    found = mine.in_bulk(find(asked)).values()
    return sorted(found, key=lambda row: (row.at, row.pk), reverse=True)


def ratings(asked: Asked) -> list[Confidence]:
    """The ratings in the window, newest first."""
    mine = Confidence.objects.visible_to(asked.user).filter(engagement=asked.engagement)
    return list(mine.filter(on__gte=_first_day(asked), on__lt=_day_after(asked)).order_by("-on"))


def moods(asked: Asked) -> list[Mood]:
    """How she felt in the window, newest first."""
    mine = Mood.objects.visible_to(asked.user).filter(engagement=asked.engagement)
    return list(mine.filter(on__gte=_first_day(asked), on__lt=_day_after(asked)).order_by("-on", "-pk"))


def insights(asked: Asked) -> list[Insight]:
    """What was heard from others in the window, newest first."""
    mine = Insight.objects.visible_to(asked.user).filter(engagement=asked.engagement, heard_from__isnull=False)
    mine = mine.filter(on__gte=_first_day(asked), on__lt=_day_after(asked))
    return list(mine.select_related("engagement", "heard_from", "source").order_by("-on"))


def heard_views(asked: Asked) -> list[Perspective]:
    """The views of others noted in the window, newest first."""
    mine = Perspective.objects.visible_to(asked.user).filter(engagement=asked.engagement, removed_at=None)
    mine = mine.exclude(person=asked.engagement.client_id)
    mine = mine.filter(on__gte=_first_day(asked), on__lt=_day_after(asked))
    return list(mine.select_related("engagement", "initiative", "person").order_by("-on", "-pk"))


def own_meetings(asked: Asked) -> list[tuple[Meeting, float]]:
    """The client's own meetings in the window that have a transcript, and the others' share of the words in each."""
    shares = {one.id: one.value for one in others_shares(asked.engagement, asked.user)}
    mine = Meeting.objects.visible_to(asked.user).filter(pk__in=shares, at__gte=asked.start, at__lt=asked.end)
    return [(one, shares[one.pk]) for one in mine.order_by("-at", "-pk")]


def landmarks(asked: Asked) -> list[Landmark]:
    """Notes at a date that reach into the window, in order."""
    mine = Landmark.objects.visible_to(asked.user).filter(engagement=asked.engagement, on__lt=_day_after(asked))
    return [one for one in mine.select_related("engagement") if one.last >= _first_day(asked)]


def _first_day(asked: Asked) -> date:
    return asked.engagement.local_day(asked.start)


def _day_after(asked: Asked) -> date:
    return asked.engagement.local_day(asked.end)
