"""A transcript becomes the utterances of one meeting: the one the user chose, or one on the day she gave."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from waylight.language import day_and_year
from waylight.record.bringing.outcome import BATCH, Bringing, Outcome
from waylight.record.meeting import Meeting, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from waylight.intake.rows import TurnRow
    from waylight.record.engagement import Engagement

DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")


def date_in_name(name: str) -> date | None:
    """The day that a file's name gives (``2026-03-12``, ``GMT20260312-160000``), or None; never a guess."""
    if found := DATE_IN_NAME.search(name):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None


def meetings_on(engagement: Engagement, day: date, kind: str) -> QuerySet[Meeting]:
    """The engagement's meetings of that kind on that day in its zone, but for cancelled ones."""
    zone = ZoneInfo(engagement.zone)
    start = datetime.combine(day, time(), zone).astimezone(UTC)
    end = datetime.combine(day, time.max, zone).astimezone(UTC)
    return Meeting.objects.filter(engagement=engagement, kind=kind, at__range=(start, end), cancelled=False)


def bring_transcript(rows: Iterable[TurnRow], to: Bringing) -> Outcome:
    """Add the turns to their meeting. A meeting that has a transcript keeps it; a file without a day is left out."""
    turns = list(rows)
    meeting = _meeting(to, turns)
    if meeting is None:
        said = gettext("{file}: no day was given for this meeting, so it was left out.")
        return Outcome(left_out=[said.format(file=to.file.name)])
    there = Utterance.objects.filter(meeting=meeting)
    if there.exists():
        return _kept(meeting, turns, to)
    utterances = [_utterance(row, meeting, to) for row in turns]
    Utterance.objects.bulk_create(utterances, batch_size=BATCH)
    return Outcome(new=len(utterances))


def _kept(meeting: Meeting, turns: list[TurnRow], to: Bringing) -> Outcome:
    """The meeting has a transcript: the same one needs no word, another one is left out with one."""
    outcome = Outcome(already_there=len(turns))
    if not _same_words(meeting, turns):
        said = gettext("{file}: the meeting of {day} has another transcript already.")
        outcome.left_out.append(said.format(file=to.file.name, day=day_and_year(meeting.local)))
    return outcome


def _same_words(meeting: Meeting, turns: list[TurnRow]) -> bool:
    return [said.text for said in meeting.utterances.order_by("turn")] == [row.text for row in turns]


def _meeting(to: Bringing, turns: list[TurnRow]) -> Meeting | None:
    """The meeting the user chose, by number or by its calendar's key; else one on the day; else a new one."""
    chosen, mine = to.chosen, Meeting.objects.filter(engagement=to.engagement)
    if found := mine.filter(pk=chosen["meeting"]).first() if chosen.get("meeting") else None:
        return found
    if found := mine.filter(key=chosen["meeting_key"]).first() if chosen.get("meeting_key") else None:
        return found
    day = date.fromisoformat(chosen["day"]) if chosen.get("day") else date_in_name(to.file.name)
    if day is None:
        return None
    kind = chosen.get("meeting_kind") or Meeting.Kind.COACHING
    return _on_that_day(to, day, kind, turns) or Meeting.objects.create(
        engagement=to.engagement,
        kind=kind,
        at=datetime.combine(day, time(12), ZoneInfo(to.engagement.zone)),
        zone=to.engagement.zone,
        time_known=False,
        source=to.file,
    )


def _on_that_day(to: Bringing, day: date, kind: str, turns: list[TurnRow]) -> Meeting | None:
    """The meeting of that day whose transcript this is, or that has none yet.

    Client and coach seldom meet twice in a day, so a second coaching transcript meets the first; of her own meetings
    the client may well have several.
    """
    there = list(meetings_on(to.engagement, day, kind).order_by("at", "pk"))
    same = next((meeting for meeting in there if _same_words(meeting, turns)), None)
    silent = next((meeting for meeting in there if not meeting.utterances.exists()), None)
    return same or silent or (there[0] if there and kind == Meeting.Kind.COACHING else None)


def _utterance(row: TurnRow, meeting: Meeting, to: Bringing) -> Utterance:
    line = row.place.line
    to.report(row.turn)
    return Utterance(
        meeting=meeting,
        turn=row.turn,
        start_s=row.start_s,
        end_s=row.end_s,
        speaker=to.naming.alias(row.speaker, name=row.speaker, file=to.file, line=line) if row.speaker else None,
        text=row.text,
        source=to.file,
        line=line,
    )
