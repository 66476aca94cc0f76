"""Replaces names and addresses by keyed hashes, so that a client can hand over times and directions and no names."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from zoneinfo import available_timezones

from waylight.intake.rows import (
    KIND_OF,
    CommitmentRow,
    ContactRow,
    EntryRow,
    InsightRow,
    InteractionRow,
    Mailbox,
    MailRow,
    MeetingRow,
    OccurrenceRow,
    Place,
    Problem,
    Row,
    TurnRow,
)

DOMAIN = "pseudonym.invalid"
SHORTEST_KEY = 16  # bytes
REFUSED = "{kind}s hold what people said, and names stand in it; they cannot be made nameless and were left out."
# Words that name nobody; whatever else stands in their column might.
LEVELS = {"board", "c-suite", "senior leader", "manager", "individual contributor"}
SIDES = {"own team", "peer", "upward", "elsewhere", "industry"}
KINDS = {"message", "mail", "email", "e-mail", "meeting", "call", "chat", "letter", "visit"}
SUFFIXES = set("vtt srt txt docx ics eml mbox csv tsv parquet vcf md zip gz".split())
QUOTED = re.compile("“.*”", re.S)  # to the last mark, for what is quoted may hold some itself
OTHER_FILE = re.compile(r"(?<=^Same message as )(?!line \d)(.+)(?=; counted once\.$)", re.S)


class BrokenKey(ValueError):
    """A key that cannot be used; the message says why and what to do."""


def fold(value: str) -> str:
    """An address or a name as it is hashed: lower case, single spaces, and letters with accents written one way."""
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


class Files:
    """Gives files and folders numbers for names, because exports are named after the people in them.

    They are counted as they come, each in its folder, so that the third file on a command line is file 3.

    >>> files = Files()
    >>> files.label("ann.zip/sent.mbox"), files.label("bob.ics"), files.label("ann.zip/inbox.mbox")
    ('1.zip/1.mbox', '2.ics', '1.zip/2.mbox')
    """

    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._within: dict[str, int] = {}

    def label(self, name: str) -> str:
        """The number of a file, after those of the archive and folders it lies in."""
        if name not in self._labels:
            folder, _, last = name.rpartition("/")
            self._within[folder] = number = self._within.get(folder, 0) + 1
            suffix = last.rpartition(".")[2].lower()
            known = f"{number}.{suffix}" if suffix in SUFFIXES else str(number)
            self._labels[name] = f"{self.label(folder)}/{known}" if folder else known
        return self._labels[name]


class Pseudonymiser:
    """Gives every person the same pseudonym wherever they stand.

    A pseudonym is an HMAC-SHA-256 (Krawczyk, Bellare and Canetti 1997, RFC 2104) under the key.
    ``known`` are addresses and names that are kept: people the client lists herself.
    """

    def __init__(self, key: bytes, known: Iterable[str] = ()) -> None:
        if len(key) < SHORTEST_KEY:
            raise BrokenKey(f"The key has {len(key)} bytes; it needs at least {SHORTEST_KEY}.")
        self._key = key
        self._known = {fold(value) for value in known}
        self._files = Files()

    def rows(self, items: Iterable[Row | Problem]) -> Iterator[Row | Problem]:
        """The same rows with pseudonyms. Of files that hold text one Problem each says that they were left out."""
        refused: set[str] = set()
        for item in items:
            place = Place(self._files.label(item.place.file), item.place.line)
            if isinstance(item, TurnRow | EntryRow | MeetingRow | CommitmentRow | InsightRow):
                if place.file not in refused:
                    refused.add(place.file)
                    kind = KIND_OF[type(item)].capitalize().removesuffix("s")
                    yield Problem(Place(place.file), REFUSED.format(kind=kind))
            elif isinstance(item, Problem):
                yield replace(item, place=place, reason=self._reason(item.reason))
            else:
                yield replace(self.row(item), place=place)

    def _reason(self, reason: str) -> str:
        """A reason without what it quotes from the file, and without the name of another file."""
        plain = QUOTED.sub("“…”", reason)
        return OTHER_FILE.sub(lambda other: self._files.label(other[1]), plain)

    def row(
        self, row: MailRow | OccurrenceRow | InteractionRow | ContactRow
    ) -> MailRow | OccurrenceRow | InteractionRow | ContactRow:
        """One row with pseudonyms for people and ids, and without titles, subjects and free words; its place stays."""
        match row:
            case MailRow():
                return self._mail(row)
            case OccurrenceRow():
                return self._occurrence(row)
            case InteractionRow():
                thread = self._hash("id", row.thread) if row.thread else ""
                kind = row.kind if row.kind in KINDS else "message"
                sender, recipient = self.value(row.sender), self.value(row.recipient)
                return replace(row, sender=sender, recipient=recipient, kind=kind, thread=thread)
            case ContactRow():
                return self._contact(row)

    def _contact(self, row: ContactRow) -> ContactRow:
        return replace(
            row,
            name=self.value(row.name),
            addresses=tuple(map(self.value, row.addresses)),
            organisation="",
            level=row.level if row.level in LEVELS else "",
            side=row.side if row.side in SIDES else "",
        )

    def _mail(self, row: MailRow) -> MailRow:
        return replace(
            row,
            message_id=self._hash("id", row.message_id),
            thread=self._hash("id", row.thread),
            sender=self.mailbox(row.sender),
            to=tuple(map(self.mailbox, row.to)),
            cc=tuple(map(self.mailbox, row.cc)),
            list_id=self._hash("id", row.list_id) if row.list_id else "",
            subject_hash=self._hash("id", row.subject_hash) if row.subject_hash else "",
            subject=None,
        )

    def _occurrence(self, row: OccurrenceRow) -> OccurrenceRow:
        return replace(
            row,
            calendar="",
            uid=self._hash("id", row.uid),
            zone=row.zone if row.zone in _zones() | {"floating"} else "",
            organiser=row.organiser and self.mailbox(row.organiser),
            person=row.person and self.mailbox(row.person),
            title_hash=self._hash("id", row.title_hash) if row.title_hash else "",
            title=None,
        )

    def mailbox(self, box: Mailbox) -> Mailbox:
        """A mailbox with the pseudonym of its address, or of its name if it has none; what is known of it stays."""
        name = box.name if fold(box.name) in self._known or not box.address else ""
        return Mailbox(self.value(name) if not box.address else name, self.value(box.address))

    def value(self, value: str) -> str:
        """The pseudonym of an address or a name; one that is known, or empty, stays."""
        if not value or fold(value) in self._known:
            return value
        pseudonym = f"p-{self._hash('person', value)[:16]}"
        return f"{pseudonym}@{DOMAIN}" if "@" in value else pseudonym

    def _hash(self, what: str, value: str) -> str:
        """Ids and people are hashed apart, so that one never tells the other."""
        message = f"{what}\0{fold(value) if what == 'person' else value}".encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
