"""Calendar occurrences become coaching meetings, or interactions of the organiser with those invited."""

from __future__ import annotations

import contextlib
import uuid
from datetime import UTC, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db.models import Q
from django.utils.translation import gettext_noop

from waylight.record.bringing.outcome import Bringing, Outcome, digest, store
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting
from waylight.record.moving import note_moved
from waylight.record.people import normalise
from waylight.record.planning.series import Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waylight.intake.rows import OccurrenceRow
    from waylight.record.engagement import Engagement

ANSWERS = {"accepted", "declined", "tentative", "needs-action"}
A_DAY = 24 * 60


def meeting_key(row: OccurrenceRow) -> str:
    """The name of an occurrence as a coaching meeting; it stays when the meeting moves."""
    return digest("meeting", row.uid, row.occurrence)


def invited_key(row: OccurrenceRow, organiser: str, invited: str) -> str:
    """The name of one invitation to an occurrence; it stays when the meeting moves."""
    return digest("invited", row.uid, row.occurrence, normalise(organiser), normalise(invited))


def event_group(row: OccurrenceRow) -> str:
    """The name of the events of equal title, or of one series where they have none."""
    return row.title_hash or digest("untitled", row.uid)


def occurrences(rows: Iterable[OccurrenceRow]) -> Iterator[list[OccurrenceRow]]:
    """Occurrences with all their people together, as they stand in a file."""
    for _, people in groupby(rows, key=lambda row: (row.uid, row.occurrence)):
        yield list(people)


def bring_calendar(rows: Iterable[OccurrenceRow], to: Bringing) -> Outcome:
    """An occurrence of client and coach alone is a coaching meeting; any other is the organiser's interaction.

    A later calendar renews what an earlier one said: a moved meeting moves, a cancelled one is marked.
    """
    outcome = Outcome()
    store(_interactions(rows, to, outcome), to, outcome, renew=True)
    return outcome


def _interactions(rows: Iterable[OccurrenceRow], to: Bringing, outcome: Outcome) -> Iterator[Interaction]:
    # What was a coaching meeting stays one, even when the import that said who is who was undone since.
    keyed = Meeting.objects.filter(engagement=to.engagement, key__isnull=False)
    known = {meeting.key: meeting for meeting in keyed}
    coaching, done = set(to.chosen.get("coaching", ())), 0
    for people in occurrences(rows):
        done += len(people)
        to.report(done)
        if _planned_here(people[0], to):
            outcome.aside(gettext_noop("was planned here"))
            continue
        named = {
            alias.person_id
            for row in people
            if row.person and (alias := to.naming.mailbox(row.person, file=to.file, line=row.place.line))
        }
        if named == to.naming.pair or meeting_key(people[0]) in known or event_group(people[0]) in coaching:
            _coaching(people[0], to, outcome, known)
        elif people[0].all_day:
            outcome.aside(gettext_noop("lasts whole days"))
        elif len(named) < 2:
            outcome.aside(gettext_noop("nobody else was invited"))
        else:
            yield from _invited(people, to, outcome)


def _planned_here(row: OccurrenceRow, to: Bringing) -> bool:
    """Whether it is what was planned in this very engagement, come back from a calendar that it was sent to."""
    name, _, here = row.uid.partition("@")
    if here != "waylight":
        return False
    with contextlib.suppress(ValueError):
        seal = uuid.UUID(name)
        mine = {"engagement": to.engagement, "seal": seal}
        return Series.objects.filter(**mine).exists() or Meeting.objects.filter(**mine).exists()
    return False


def _coaching(row: OccurrenceRow, to: Bringing, outcome: Outcome, known: dict[str | None, Meeting]) -> None:
    key = meeting_key(row)
    given: dict[str, Any] = {
        "at": row.at,
        "minutes": max(0, min(round((row.until - row.at).total_seconds() / 60), A_DAY)),
        "zone": row.zone if _known(row.zone) else to.engagement.zone,
        "cancelled": row.status == "cancelled",
        "time_known": not row.all_day,
    }
    given["moved"] = _moved(row, given["zone"])
    if meeting := known.get(key):
        if to.again is None or meeting.pk in to.again:
            note_moved(meeting, to=row.at)
        Meeting.objects.filter(pk=meeting.pk).update(**given)
        outcome.already_there += 1
    elif meeting := _without_calendar(to.engagement, row):
        to.touched.change(meeting, **given, key=key)
        outcome.already_there += 1
    else:
        meeting = known[key] = Meeting.objects.create(
            engagement=to.engagement, key=key, source=to.file, line=row.place.line, **given
        )
        outcome.new += 1
    if to.again is not None:
        to.again.add(meeting.pk)


def _moved(row: OccurrenceRow, zone: str) -> bool:
    """Whether it is on another day than its series puts it; of a single event a calendar says no such thing."""
    here = ZoneInfo(zone)
    try:
        original = datetime.fromisoformat(row.occurrence)
    except ValueError:
        return False
    return original.tzinfo is not None and original.astimezone(here).date() != row.at.astimezone(here).date()


def _known(zone: str) -> bool:
    """Whether pages can show a time in this zone; "floating" and rules of a calendar's own are no zone's name."""
    try:
        return bool(zone) and bool(ZoneInfo(zone))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return False


def _without_calendar(engagement: Engagement, row: OccurrenceRow) -> Meeting | None:
    """The same meeting, planned by hand at this time or known from a transcript of this day, if there is one."""
    if row.status == "cancelled":
        return None
    zone = ZoneInfo(engagement.zone)
    day = row.at.astimezone(zone).date()
    bounds = tuple(datetime.combine(day, edge, zone).astimezone(UTC) for edge in (time(), time.max))
    same = Q(at=row.at) | Q(time_known=False, at__range=bounds)
    mine = Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING, key=None, cancelled=False)
    return mine.filter(same).order_by("pk").first()


def _invited(people: list[OccurrenceRow], to: Bringing, outcome: Outcome) -> Iterator[Interaction]:
    organiser = people[0].organiser
    sender = organiser and to.naming.mailbox(organiser, file=to.file, line=people[0].place.line)
    if not sender:
        outcome.aside(gettext_noop("does not say who invited"))
        return
    invited = [row for row in people if row.person and row.answer != "organiser"]
    for row in invited:
        alias = row.person and to.naming.mailbox(row.person, file=to.file, line=row.place.line)
        if not alias or alias.pk == sender.pk:
            continue
        answer = "cancelled" if row.status == "cancelled" else row.answer
        yield Interaction(
            engagement=to.engagement,
            kind=Interaction.Kind.MEETING,
            at=row.at,
            sender=sender,
            recipient=alias,
            thread=digest("series", row.uid),
            recipients=len(invited),
            answer=answer if answer == "cancelled" or answer in ANSWERS else "",
            title=row.title or "",
            key=invited_key(row, sender.value, alias.value),
            source=to.file,
            line=row.place.line,
        )
