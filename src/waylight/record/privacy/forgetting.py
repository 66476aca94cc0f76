"""Takes erased names out of whatever is brought, and out of what was read before.

It knows names by their keyed hash alone, so the same file is treated alike before and after an erasure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from waylight.intake.rows import (
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
    Row,
    TurnRow,
)
from waylight.record.packing import packed, unpacked
from waylight.record.people import Alias, normalise
from waylight.record.privacy.erased import SOMEONE, WORD, ErasedName, bare, keyed

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement
    from waylight.record.packing import MemberRead

LONGEST = 8  # words of a name or an address inside a longer text
J = TypeVar("J")


class Forgetting:
    """The erased names of one engagement. Without any it is false, and nothing has to be looked at.

    ``names`` maps keyed hashes to the value of the nameless alias. ``others`` are addresses and spellings that are
    known to be somebody else's: a namesake keeps her name. Without a ``client`` her journal is not taken in.
    """

    def __init__(
        self, engagement: int, names: Mapping[str, str], *, others: Collection[str] = (), client: bool = True
    ) -> None:
        self.engagement, self._names, self._others, self.client = engagement, names, others, client
        self._known: dict[tuple[str, bool], str] = {}
        self._labels: dict[str, str] = {}

    @classmethod
    def of(cls, engagement: Engagement) -> Forgetting:
        """What is to be forgotten in an engagement."""
        mine = ErasedName.objects.filter(engagement=engagement)
        names = dict(mine.values_list("keyed", "alias__value"))
        if not names:
            return cls(engagement.pk, {})
        others = Alias.objects.filter(engagement=engagement, erased_names=None).values_list("value", flat=True)
        client = not mine.filter(alias__person=engagement.client_id).exists()
        return cls(engagement.pk, names, others=set(others), client=client)

    def __bool__(self) -> bool:
        return bool(self._names)

    def instead(self, name: str, *, first: bool = False) -> str:
        """The nameless alias that stands for a name or an address; "" if nobody of that name was erased."""
        if (name, first) not in self._known:
            words = bare(name)
            hashed = keyed(self.engagement, name, first=first) if words else ""
            self._known[name, first] = self._names.get(hashed, "")
        return self._known[name, first]

    def value(self, name: str) -> str:
        """A name or an address, or the nameless alias that stands for it."""
        return self.instead(name) or name

    def label(self, text: str) -> str:
        """A file's name or a sentence of ours with *someone* for every erased name or address in it."""
        if text not in self._labels:
            self._labels[text] = self._labelled(text) if self else text
        return self._labels[text]

    def _labelled(self, text: str) -> str:
        words, said, at, n = [found.span() for found in WORD.finditer(text)], "", 0, 0
        while n < len(words):
            ends = [end for _, end in words[n : n + LONGEST]]
            span = next((k for k in range(len(ends), 0, -1) if self.instead(text[words[n][0] : ends[k - 1]])), 0)
            if span:
                said += text[at : words[n][0]] + SOMEONE
                at = ends[span - 1]
            n += span or 1
        return said + text[at:]

    def mailbox(self, box: Mailbox) -> Mailbox:
        """A mailbox, or a nameless one: an erased address, or an erased name that nobody else's address bears."""
        found = self.instead(box.address) if box.address else ""
        if not found and box.name and normalise(box.address or box.name) not in self._others:
            found = self.instead(box.name)
        return Mailbox(SOMEONE, found) if found else box

    def row(self, row: Row) -> Row | None:
        """A row without what is to be forgotten; None if nothing of it may stay."""
        place = Place(self.label(row.place.file), row.place.line)
        if isinstance(row, EntryRow | CommitmentRow | InsightRow) and not self.client:
            return None
        return replace(self._row(row), place=place)

    def _row(self, row: Row) -> Row:
        match row:
            case MailRow():
                to, cc = tuple(map(self.mailbox, row.to)), tuple(map(self.mailbox, row.cc))
                return replace(row, sender=self.mailbox(row.sender), to=to, cc=cc)
            case OccurrenceRow():
                organiser, person = (
                    row.organiser and self.mailbox(row.organiser),
                    row.person and self.mailbox(row.person),
                )
                return replace(row, organiser=organiser, person=person, calendar=self.label(row.calendar))
            case InteractionRow():
                return replace(row, sender=self.value(row.sender), recipient=self.value(row.recipient))
            case TurnRow():
                gone = self.instead(row.speaker)
                turn = replace(row, meeting=self.label(row.meeting))
                return replace(turn, speaker=gone, text="") if gone else turn
            case ContactRow():
                return self._contact(row)
            case EntryRow():
                heard = tuple(replace(one, person=self._heard_from(one.person)) for one in row.heard)
                return replace(row, heard=heard)
            case InsightRow():
                return replace(row, heard_from=self._heard_from(row.heard_from) if row.heard_from else "")
            case MeetingRow() | CommitmentRow():
                return row

    def _contact(self, row: ContactRow) -> ContactRow:
        found = [gone for address in row.addresses if (gone := self.instead(address))]
        if not found and not any(normalise(address) in self._others for address in row.addresses):
            found = [gone] if (gone := self.instead(row.name)) else []
        if not found:
            return row
        return replace(row, name="", addresses=tuple(dict.fromkeys(found)), organisation="")

    def _heard_from(self, name: str) -> str:
        return self.instead(name) or self.instead(name, first=True) or name

    def member(self, read: MemberRead) -> MemberRead:
        """What was read of a file on its way in, without what is to be forgotten."""
        read.name = self.label(read.name)
        read.people = self.people(read.people)
        read.problems = [{**one, "reason": self.label(str(one["reason"]))} for one in read.problems]
        if read.kind:
            read.chunks = [packed(kept) for chunk in read.chunks if (kept := self._kept(chunk, read.kind))]
        return read

    def _kept(self, chunk: bytes, kind: str) -> list[Row]:
        return [kept for row in unpacked(chunk, kind) if (kept := self.row(row)) is not None]

    def people(self, people: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
        """The people of a file (address or spelling to name and count) without those to be forgotten."""
        found: dict[str, tuple[str, int]] = {}
        for value, (name, times) in people.items():
            box = Mailbox(name, value) if "@" in value else Mailbox(value, "")
            gone = self.mailbox(box)
            key, shown = (value, name) if gone is box else (gone.address, SOMEONE)
            found[key] = (shown, found.get(key, (shown, 0))[1] + times)
        return found

    def chosen(self, choices: J) -> J:
        """What a user chose about names, however deep it stands, with nameless aliases in it."""
        match choices:
            case str():
                return self.value(choices)  # type: ignore[return-value]
            case list():
                return [self.chosen(one) for one in choices]  # type: ignore[return-value]
            case dict():
                return {self.label(key): self.chosen(one) for key, one in choices.items()}  # type: ignore[return-value]
            case _:
                return choices
