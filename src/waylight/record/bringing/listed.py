"""Meetings, commitments and insights as other tools' tables list them."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from waylight.record.bringing.outcome import Bringing, Outcome, digest
from waylight.record.insight import STANDS, Commitment, Insight
from waylight.record.meeting import Meeting, Note
from waylight.record.people import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from waylight.intake.rows import CommitmentRow, InsightRow, MeetingRow
    from waylight.record.engagement import Engagement


def listed_key(row: MeetingRow) -> str:
    """The name of a meeting in a table: its time. What a table says again is the same meeting."""
    return digest("listed", row.at.isoformat(), row.time_known)


def bring_meetings(rows: Iterable[MeetingRow], to: Bringing) -> Outcome:
    """Each line is a coaching meeting; one that is in the record already, at that time or on that day, stays as it is.

    Notes come in beside it: they are of who brings the table, private to her or shared as the column says.
    """
    outcome = Outcome()
    for n, row in enumerate(rows):
        to.report(n)
        meeting, new = _meeting(row, to)
        noted = [_note(meeting, words, private, row, to) for words, private in ((row.notes, True), (row.shared, False))]
        if new or any(noted):
            outcome.new += 1
        else:
            outcome.already_there += 1
    return outcome


def _meeting(row: MeetingRow, to: Bringing) -> tuple[Meeting, bool]:
    key = listed_key(row)
    if there := same_meeting(to.engagement, row):
        return there, False
    meeting = Meeting.objects.create(
        engagement=to.engagement,
        at=row.at,
        minutes=row.minutes,
        zone=to.engagement.zone,
        time_known=row.time_known,
        cancelled=row.cancelled,
        key=key,
        source=to.file,
        line=row.place.line,
    )
    return meeting, True


def same_meeting(engagement: Engagement, row: MeetingRow) -> Meeting | None:
    """The coaching meeting of the record that a line is of: by name, by time, or by day where no time is known."""
    zone = ZoneInfo(engagement.zone)
    day = row.at.astimezone(zone).date()
    first, last = (datetime.combine(day, edge, zone).astimezone(UTC) for edge in (time(), time.max))
    on_the_day = Q(at__range=(first, last))
    same = Q(key=listed_key(row)) | Q(at=row.at) | (on_the_day & Q(time_known=False))
    if not row.time_known:
        same |= on_the_day
    mine = Meeting.objects.filter(engagement=engagement, kind=Meeting.Kind.COACHING)
    return mine.filter(same).order_by("cancelled", "pk").first()


def _note(meeting: Meeting, words: str, private: bool, row: MeetingRow, to: Bringing) -> bool:
    """Keep a line's notes on its meeting, unless the same words stand there."""
    words, author = words.strip(), to.file.brought.by
    if not words:
        return False
    mine = Note.objects.filter(meeting=meeting, author=author, private=private).select_related("meeting__engagement")
    if any(one.text == words for one in mine):
        return False
    Note.objects.create(
        meeting=meeting, author=author, private=private, text=words, source=to.file, line=row.place.line
    )
    return True


def bring_commitments(rows: Iterable[CommitmentRow], to: Bringing) -> Outcome:
    """Each line is a commitment; one in the same words, chosen or due the same day, is there already.

    Of one that is there and open, a line that knows better says what became of it.
    """
    outcome = Outcome()
    known: dict[str, list[Commitment]] = defaultdict(list)
    for one in Commitment.objects.filter(STANDS, engagement=to.engagement).order_by("pk"):
        known[normalise(one.text)].append(one)
    today = to.engagement.local_day(timezone.now())
    for n, row in enumerate(rows):
        to.report(n)
        on = min(row.on, today)  # what is only known to be due in the future was chosen by now
        same = next((one for one in known[normalise(row.text)] if same_commitment(one, row, today)), None)
        if same is None:
            given = {"due": row.due, "state": row.state, "settled_on": row.settled_on}
            place = {"source": to.file, "line": row.place.line}
            made = Commitment.objects.create(engagement=to.engagement, on=on, text=row.text, **given, **place)
            known[normalise(row.text)].append(made)
            outcome.new += 1
            continue
        outcome.already_there += 1
        if same.state == Commitment.State.OPEN and row.state != Commitment.State.OPEN:
            to.touched.change(same, state=row.state, settled_on=row.settled_on)
    return outcome


def same_commitment(one: Commitment, row: CommitmentRow, today: date) -> bool:
    """Whether a line, in the same words, is of a commitment of the record."""
    return one.on == min(row.on, today) or (row.due is not None and one.due == row.due)


def new_meetings(engagement: Engagement, rows: Iterable[MeetingRow]) -> int:
    """How many lines are of meetings that the record does not hold."""
    return sum(same_meeting(engagement, row) is None for row in rows)


def new_commitments(engagement: Engagement, rows: Iterable[CommitmentRow]) -> int:
    """How many lines are of commitments that the record does not hold."""
    today, known = engagement.local_day(timezone.now()), defaultdict[str, list[Commitment]](list)
    for one in Commitment.objects.filter(STANDS, engagement=engagement):
        known[normalise(one.text)].append(one)
    return sum(not any(same_commitment(one, row, today) for one in known[normalise(row.text)]) for row in rows)


def new_insights(engagement: Engagement, rows: Iterable[InsightRow]) -> int:
    """How many lines are of insights that the record does not hold."""
    known = {(one.on, normalise(one.text)) for one in Insight.objects.filter(STANDS, engagement=engagement)}
    return sum((row.on, normalise(row.text)) not in known for row in rows)


def bring_insights(rows: Iterable[InsightRow], to: Bringing) -> Outcome:
    """Each line is an insight; one in the same words of the same day is there already."""
    outcome = Outcome()
    known = {(one.on, normalise(one.text)) for one in Insight.objects.filter(STANDS, engagement=to.engagement)}
    for n, row in enumerate(rows):
        to.report(n)
        if (row.on, normalise(row.text)) in known:
            outcome.already_there += 1
            continue
        known.add((row.on, normalise(row.text)))
        line = row.place.line
        person = to.naming.person_called(row.heard_from, file=to.file, line=line) if row.heard_from else None
        given = {"text": row.text, "changed": row.changed, "heard_from": person}
        Insight.objects.create(engagement=to.engagement, on=row.on, **given, source=to.file, line=line)
        outcome.new += 1
    return outcome
