"""Lets go of what a practice keeps no longer: counted first, then in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from waylight.intake.rows import EntryRow, InteractionRow, MailRow, OccurrenceRow, TurnRow
from waylight.intake.rows import Kind as FileKind
from waylight.record.asking.answering import answers_until, forget_who_answered
from waylight.record.bringing.people_met import met
from waylight.record.bringing.transcript import date_in_name
from waylight.record.bringing.undoing import forget_unused
from waylight.record.engagement import Engagement
from waylight.record.imports import ImportFile
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.kept import rows_changed
from waylight.record.meeting import Meeting, Utterance
from waylight.record.packing import MemberRead, packed, unpacked
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.retention import Kind, LetGo, cut, instant_of, periods

if TYPE_CHECKING:
    from waylight.intake.rows import Row
    from waylight.record.people import Practice


@dataclass(frozen=True, slots=True)
class Going:
    """What will go of one engagement: how many rows of a kind, from before which day. Nothing of what they say."""

    engagement: Engagement
    kind: Kind
    before: date
    rows: int  # in the record
    staged: int  # as they were read of files, kept for undoing


def what_will_go(practice: Practice, on: date) -> list[Going]:
    """What letting go on a day would take, by engagement and kind; what has nothing due is left out."""
    found = []
    for engagement, kind, before in _due(practice, on):
        rows = _rows(engagement, kind, before).count()
        staged = sum(_staged(file, engagement, kind, before, change=False) for file in _files(engagement, kind))
        if rows or staged:
            found.append(Going(engagement, kind, before, rows, staged))
    return found


@transaction.atomic
def let_go(practice: Practice, on: date) -> list[Going]:
    """Let go of what is due on a day, and note the date; returns what went. It cannot be undone."""
    mine = Engagement.objects.filter(practice=practice)
    list(mine.select_for_update().values_list("pk", flat=True))  # no import meanwhile
    gone = what_will_go(practice, on)
    for one in gone:
        _take(one)
        _note(one)
    for engagement in {one.engagement.pk: one.engagement for one in gone}.values():
        _forget_the_unmet(engagement)
    return gone


def _note(going: Going) -> None:
    """Keep the day before which a kind is gone. It never moves back: what went does not come again."""
    noted, _ = LetGo.objects.get_or_create(
        engagement=going.engagement, kind=going.kind, defaults={"before": going.before}
    )
    noted.before = max(noted.before, going.before)
    noted.save(update_fields=["before", "at"])


def _due(practice: Practice, on: date) -> list[tuple[Engagement, Kind, date]]:
    kept = periods(practice)
    every = Engagement.objects.filter(practice=practice).select_related("client", "coach__user").order_by("pk")
    return [
        (engagement, Kind(kind), before)
        for engagement in every
        for kind, months in sorted(kept.items())
        if (before := cut(engagement, kind, months, on)) is not None
    ]


def _rows(engagement: Engagement, kind: Kind, before: date) -> Any:
    """The rows of the record that go, as a query."""
    at = instant_of(engagement, before)
    if kind == Kind.TRANSCRIPT:
        return Utterance.objects.filter(meeting__engagement=engagement, meeting__at__lt=at)
    if kind == Kind.JOURNAL:
        return Reflection.objects.filter(engagement=engagement)
    if kind == Kind.PULSE:
        return answers_until(engagement, before)
    mine = Interaction.objects.filter(engagement=engagement, at__lt=at)
    meeting = Q(kind=Interaction.Kind.MEETING)
    return mine.filter(meeting if kind == Kind.CALENDAR else ~meeting)


FILES = {
    Kind.TRANSCRIPT: (FileKind.TRANSCRIPT,),
    Kind.MAIL: (FileKind.MAIL, FileKind.INTERACTIONS),
    Kind.CALENDAR: (FileKind.CALENDAR, FileKind.INTERACTIONS),
    Kind.JOURNAL: (FileKind.JOURNAL,),
    Kind.PULSE: (),
}


def _files(engagement: Engagement, kind: Kind) -> Any:
    return ImportFile.objects.filter(brought__engagement=engagement, kind__in=FILES[kind])


def _take(going: Going) -> None:
    for file in _files(going.engagement, going.kind):
        _staged(file, going.engagement, going.kind, going.before, change=True)
    _rows(going.engagement, going.kind, going.before).delete()
    if going.kind == Kind.PULSE:
        forget_who_answered(going.engagement, going.before)
    rows_changed(going.engagement)


def _staged(file: ImportFile, engagement: Engagement, kind: Kind, before: date, *, change: bool) -> int:
    """How many staged rows of a file go; with ``change`` they do, and who stood only in them goes from its list."""
    at, gone = instant_of(engagement, before), 0
    whole = _transcript_goes(file, at) if kind == Kind.TRANSCRIPT else kind == Kind.JOURNAL
    left = MemberRead(name=file.name, kind=file.kind)
    for chunk in file.chunks.order_by("number").iterator(chunk_size=1):
        rows = list(unpacked(bytes(chunk.rows_gz), file.kind))
        kept = [row for row in rows if not (whole or _older(row, kind, at))]
        gone += len(rows) - len(kept)
        for row in kept:
            left.meet(row)
        if change and len(kept) < len(rows):
            chunk.rows_gz = packed(kept)
            chunk.save(update_fields=["rows_gz"]) if kept else chunk.delete()
    if change and gone:
        file.people, file.first_at, file.last_at = left.people, left.first_at, left.last_at
        file.problems = []  # they quote lines that may have gone; how many there were stays
        file.save(update_fields=["people", "first_at", "last_at", "problems"])
    return gone


def _transcript_goes(file: ImportFile, at: datetime) -> bool:
    """Whether a file is the transcript of a meeting from before that time, as far as anything says when it was."""
    same = ImportFile.objects.filter(brought__engagement=file.brought.engagement_id, sha256=file.sha256)
    chosen = file.brought.choices.get("files", {}).get(str(file.pk), {})
    meetings = Meeting.objects.filter(engagement=file.brought.engagement_id)
    known = meetings.filter(Q(utterances__source__in=same) | Q(pk=chosen.get("meeting") or None)).first()
    if known:
        return known.at < at
    day = date.fromisoformat(chosen["day"]) if chosen.get("day") else date_in_name(file.name)
    return instant_of(file.brought.engagement, day) < at if day else file.brought.at < at


def _older(row: Row, kind: Kind, at: datetime) -> bool:
    match row:
        case MailRow():
            return row.at < at
        case OccurrenceRow():
            return row.at < at
        case InteractionRow():
            return row.at < at and (row.kind == Interaction.Kind.MEETING) == (kind == Kind.CALENDAR)
        case TurnRow() | EntryRow() | _:
            return False


def _forget_the_unmet(engagement: Engagement) -> None:
    """Who stood only in what went, and of whom nobody said anything, goes too: their names were part of it."""
    still = met(engagement)
    nobody_said = Stakeholder.objects.filter(
        engagement=engagement,
        named=False,
        **dict.fromkeys(("level", "side", "role", "stands", "wanted", "language"), ""),
        invitations=None,
    )
    nobody_said.exclude(person__in=list(still)).delete()
    forget_unused(Alias.objects.filter(engagement=engagement, source__isnull=False))
