"""Intake turns a file into typed rows and a list of what could not be read. It knows no database.

>>> import io
>>> from waylight.intake import read
>>> [row.text for row in read(io.BytesIO(b"## 2026-06-11\\nIt grew.\\n"), name="journal.md")]
['It grew.']
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, cast

from waylight.intake.rows import (
    Choices,
    CommitmentRow,
    ContactRow,
    EntryRow,
    Heard,
    InsightRow,
    InteractionRow,
    Kind,
    Mailbox,
    MailRow,
    MeetingRow,
    OccurrenceRow,
    Place,
    Problem,
    Promise,
    Row,
    TurnRow,
    as_json,
)
from waylight.language import gettext, gettext_noop

if TYPE_CHECKING:
    from waylight.intake.mail import SeenMessages

__all__ = [
    "Choices",
    "CommitmentRow",
    "ContactRow",
    "EntryRow",
    "Heard",
    "InsightRow",
    "InteractionRow",
    "Kind",
    "MailRow",
    "Mailbox",
    "MeetingRow",
    "OccurrenceRow",
    "Place",
    "Problem",
    "Promise",
    "Row",
    "TurnRow",
    "as_json",
    "read",
    "read_path",
]

Reader: TypeAlias = Callable[..., Iterator[Row | Problem]]
READERS = {
    Kind.TRANSCRIPT: ("waylight.intake.transcript", "read_transcript"),
    Kind.CALENDAR: ("waylight.intake.calendar", "read_calendar"),
    Kind.MAIL: ("waylight.intake.mail", "read_mail"),
    Kind.INTERACTIONS: ("waylight.intake.interactions", "read_interactions"),
    Kind.CONTACTS: ("waylight.intake.contacts", "read_contacts"),
    Kind.JOURNAL: ("waylight.intake.journal", "read_journal"),
    Kind.MEETINGS: ("waylight.intake.exported.reading", "read_meetings"),
    Kind.COMMITMENTS: ("waylight.intake.exported.reading", "read_commitments"),
    Kind.INSIGHTS: ("waylight.intake.exported.reading", "read_insights"),
}
OF_TABLES = {Kind.MEETINGS, Kind.COMMITMENTS, Kind.INSIGHTS}
NOT_TOLD = gettext_noop("It could not be told what this file holds; say which kind it is.")
EMPTY = gettext_noop("This file is empty.")
CONVERSATIONS = gettext_noop(
    "This is a table of conversations, which belongs to no single meeting: waylight mirror FILE reads it, and nothing "
    "of it is kept. To bring one meeting in, save its turns as lines that begin with who speaks and a colon."
)
WORKBOOK = gettext_noop(
    "This is a workbook, which may hold anything: say which of its columns hold what. On the page Files that is "
    "“Bring a table”; on the command line, --map FILE."
)
NO_FILES = gettext_noop("There is no file in this folder.")


def read(
    stream: BinaryIO,
    *,
    name: str,
    kind: Kind | None = None,
    choices: Choices = Choices(),  # noqa: B008
    seen: SeenMessages | None = None,
) -> Iterator[Row | Problem]:
    """Read a file, or the files inside an archive, as what they are or as ``kind``.

    ``stream`` is binary, at its beginning, and seekable if it may be a ZIP. Whatever the bytes are, rows and problems
    come out, and no exception. Of mail, a message in ``seen`` or twice in an archive is counted once.
    """
    from waylight.intake.archive import BROKEN, TOO_LARGE, Member, TooLarge, members
    from waylight.intake.mail import SeenMessages

    seen = SeenMessages() if seen is None else seen
    for member in members(stream, name=name):
        if not isinstance(member, Member):
            yield member
            continue
        try:
            yield from _read_member(member.stream, member.name, kind, choices, seen)
        except TooLarge:
            yield Problem(Place(member.name), gettext(TOO_LARGE))
        except BROKEN as reason:
            said = gettext("The file is damaged; the rest could not be read ({why}).")
            yield Problem(Place(member.name), said.format(why=type(reason).__name__))


def _read_member(
    stream: BinaryIO, name: str, kind: Kind | None, choices: Choices, seen: SeenMessages
) -> Iterator[Row | Problem]:
    from waylight.intake.conversations import holds_conversations
    from waylight.intake.recognise import HEAD, is_workbook, recognise
    from waylight.intake.tables import joined

    head = stream.read(HEAD)
    if not head:
        yield Problem(Place(name), gettext(EMPTY))
        return
    if choices.named is not None:
        from waylight.intake.exported.reading import read_exported

        yield from read_exported(joined(head, stream), name=name, choices=choices)
        return
    if kind not in OF_TABLES and is_workbook(head):
        yield Problem(Place(name), gettext(WORKBOOK))
        return
    if kind in (None, Kind.TRANSCRIPT) and holds_conversations(head):
        yield Problem(Place(name, 1), gettext(CONVERSATIONS))
        return
    found = kind or recognise(head, name)
    if found is None:
        yield Problem(Place(name), gettext(NOT_TOLD))
        return
    once = {"seen": seen} if found is Kind.MAIL else {}
    yield from reader_of(found)(joined(head, stream), name=name, choices=choices, **once)


def reader_of(kind: Kind) -> Reader:
    """The function that reads a kind; loaded when first asked for, because some need large libraries."""
    module, function = READERS[kind]
    return cast("Reader", getattr(importlib.import_module(module), function))


def read_path(
    path: Path,
    *,
    kind: Kind | None = None,
    choices: Choices = Choices(),  # noqa: B008
) -> Iterator[Row | Problem]:
    """Read a file, a Maildir, or every file of a folder. Raises OSError for a path that cannot be opened."""
    if not path.is_dir():
        with path.open("rb") as stream:
            yield from read(stream, name=path.name, kind=kind, choices=choices)
    elif (path / "cur").is_dir() or (path / "new").is_dir():
        from waylight.intake.mail import read_maildir

        yield from read_maildir(path, choices=choices)
    else:
        yield from _read_folder(path, kind, choices)


def _read_folder(path: Path, kind: Kind | None, choices: Choices) -> Iterator[Row | Problem]:
    from waylight.intake.mail import SeenMessages

    seen = SeenMessages()
    files = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    if not files:
        yield Problem(Place(path.name), gettext(NO_FILES))
    for inner in files:
        name = inner.relative_to(path.parent).as_posix()
        try:
            with inner.open("rb") as stream:
                yield from read(stream, name=name, kind=kind, choices=choices, seen=seen)
        except OSError as reason:
            yield Problem(Place(name), gettext("It could not be opened: {why}.").format(why=reason.strerror))
