"""The typed rows that intake makes of files, and the problems it met on the way.

Every row knows its place in the file it came from, because a place is what evidence points at. Times are aware and
UTC unless a field says otherwise; what a file does not say is ``None``, never invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from waylight.intake.exported.column_map import ColumnMap


class Kind(StrEnum):
    """What a file holds. The value is the word used on the command line and in the pages."""

    TRANSCRIPT = "transcript"
    CALENDAR = "calendar"
    MAIL = "mail"
    INTERACTIONS = "interactions"
    CONTACTS = "contacts"
    JOURNAL = "journal"
    MEETINGS = "meetings"
    COMMITMENTS = "commitments"
    INSIGHTS = "insights"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file (``archive.zip/inbox.mbox`` inside an archive) and a line, counted from 1.

    ``line`` is None where lines mean nothing (a row group of a Parquet file, an archive as a whole).
    """

    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or was read otherwise than it stands, as a sentence for who brought the file.

    ``lost`` is False where nothing of the file is missing from its rows: a remark that asks nothing of anybody.
    """

    place: Place
    reason: str
    lost: bool = True

    def __str__(self) -> str:
        line = f":{self.place.line}" if self.place.line is not None else ""
        return f"{self.place.file}{line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person as a mail header or calendar names them. ``address`` is lower case; either part may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One speaker's turn in a transcript: neighbouring cues of the same speaker are one turn."""

    place: Place
    meeting: str  # the file's name without its suffix
    turn: int  # counted from 1
    start_s: float | None  # seconds from the start of the recording
    end_s: float | None
    speaker: str  # "" when the file does not say
    text: str


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """One person in one occurrence of a calendar event; an event nobody is invited to has one row for its owner."""

    place: Place
    calendar: str  # X-WR-CALNAME, or ""
    uid: str
    occurrence: str  # identifies the occurrence inside the series: its original start, ISO 8601
    at: datetime  # start, UTC
    until: datetime  # end, UTC
    zone: str  # IANA name, "UTC", "floating" when the file names no zone, "" when it names one that has no IANA name
    all_day: bool
    status: str  # "confirmed", "tentative" or "cancelled"
    organiser: Mailbox | None
    person: Mailbox | None
    answer: str  # "organiser", "accepted", "declined", "tentative", "needs-action", or "" when not said
    title_hash: str  # SHA-256 of the normalised title, "" when there is none
    title: str | None  # only if the user asked to keep titles


@dataclass(frozen=True, slots=True)
class MailRow:
    """The header block of one message. Nothing of a body is ever here."""

    place: Place
    at: datetime  # UTC
    at_from: str  # "date", or "received" when the Date header could not be used
    message_id: str  # without angle brackets; made from the header block's hash when missing
    thread: str  # the id of the message that began the thread, as far as the headers tell
    reply: bool  # answers another message (In-Reply-To or References, or a Re: subject)
    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    list_id: str  # "" when not sent through a list
    automatic: bool  # Auto-Submitted, Precedence bulk/junk/list, and no-reply senders
    subject_hash: str  # SHA-256 of the subject without Re:/Fwd: and white space, "" when there is none
    subject: str | None  # only if the user asked to keep subjects


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """Somebody turned to somebody: one row of an interactions table."""

    place: Place
    at: datetime  # UTC
    sender: str
    recipient: str
    kind: str
    thread: str  # "" when not said


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person as a contact list names them. Level and side are the file's own words, lower case, or ""."""

    place: Place
    name: str
    addresses: tuple[str, ...]
    organisation: str
    level: str
    side: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A view heard from somebody, and what it changed ("" when not said)."""

    person: str
    text: str
    changed: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Something the client chose to do, in her words, and how it went: "open", "kept", "changed" or "dropped"."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One dated entry of a journal."""

    place: Place
    on: date  # a local date: the writer's
    text: str
    private: bool
    confidence: float | None  # 0 to 10
    confidence_words: str
    heard: tuple[Heard, ...]
    promises: tuple[Promise, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A coaching meeting as a table lists it. ``notes`` are for who brings it alone, ``shared`` for both."""

    place: Place
    at: datetime  # UTC; midnight in the writer's zone where only the day is known
    time_known: bool
    minutes: int
    cancelled: bool
    notes: str
    shared: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """Something the client chose to do, as a table lists it: "open", "kept", "changed" or "dropped"."""

    place: Place
    on: date
    text: str
    due: date | None
    state: str
    settled_on: date | None  # None while it is open


@dataclass(frozen=True, slots=True)
class InsightRow:
    """Something the client learned, as a table lists it: from whom ("" when not said), and what it changed."""

    place: Place
    on: date
    text: str
    heard_from: str
    changed: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a dated series, as ``waylight growth`` reads it."""

    place: Place
    series: str
    at: datetime  # as clocks show it where it was noted, without a zone; midnight for a day
    value: float | None  # None: missing
    exposure: float  # time worked behind it; 0 for an absence


ListedRow: TypeAlias = MeetingRow | CommitmentRow | InsightRow
"""What stands in tables of other tools alone."""

Row: TypeAlias = TurnRow | OccurrenceRow | MailRow | InteractionRow | ContactRow | EntryRow | ListedRow

KIND_OF: dict[type, Kind] = {
    TurnRow: Kind.TRANSCRIPT,
    OccurrenceRow: Kind.CALENDAR,
    MailRow: Kind.MAIL,
    InteractionRow: Kind.INTERACTIONS,
    ContactRow: Kind.CONTACTS,
    EntryRow: Kind.JOURNAL,
    MeetingRow: Kind.MEETINGS,
    CommitmentRow: Kind.COMMITMENTS,
    InsightRow: Kind.INSIGHTS,
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user may choose about reading.

    ``keep_subjects``: keep mail subjects and calendar titles in clear, not only their hashes.
    ``zone``: IANA name used for floating times and dates without a zone.
    ``named``: which column of a table holds what; without it tables are read by the columns that are known.
    """

    keep_subjects: bool = False
    zone: str = "UTC"
    named: ColumnMap | None = None


def as_json(row: Row | Problem) -> dict[str, object]:
    """Turn a row or a problem into what ``json.dumps`` takes; a row gains a ``row`` key naming its kind."""
    body: dict[str, object] = msgspec.to_builtins(row)
    kind = KIND_OF.get(type(row))
    return {"row": kind.value, **body} if kind else body
