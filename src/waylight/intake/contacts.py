"""Reads lists of contacts: vCard, or CSV with a header line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import vobject

from waylight.intake.contact_columns import ContactColumns
from waylight.intake.recognise import HEAD, text_of
from waylight.intake.rows import Choices, ContactRow, Place, Problem
from waylight.intake.tables import LONGEST_LINE, Table, joined, text_lines
from waylight.language import gettext, gettext_noop
from waylight.language import number as written

LARGEST_CARD = 2**18  # characters, photographs and sounds not counted
PICTURE = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.I)
PROPERTY = re.compile(r"[\w.-]+[;:]")
LONGEST_CELL = 4_000  # characters of a cell with addresses
GROUP = ("kind", "x-addressbookserver-kind")  # what a card is, as the standard and as Apple writes it
A_GROUP = gettext_noop("This card is a list of people, not a person; the people in it have cards of their own.")
NOT_CLOSED = gettext_noop("This card is not closed with END:VCARD.")
WANTED = gettext_noop(
    "A table of contacts needs a column name and a column address; organisation, level and side may follow."
)


def read_contacts(
    stream: BinaryIO,
    *,
    name: str,
    choices: Choices = Choices(),  # noqa: B008
) -> Iterator[ContactRow | Problem]:
    """Read contacts, one at a time; a card or a line that cannot be read is a Problem and the others are read."""
    del choices
    head = stream.read(HEAD)
    again = joined(head, stream)
    if text_of(head).lstrip().upper().startswith("BEGIN:VCARD"):
        yield from _cards(again, name)
    else:
        yield from _table(again, name)


def _cards(stream: BinaryIO, name: str) -> Iterator[ContactRow | Problem]:
    """One card after the other, split by line first, so that a broken one harms no other."""
    card: _Card | None = None
    head = stream.read(HEAD)
    lines = text_lines(joined(head, stream), head)
    for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), ""), start=1):
        mark = line.strip().upper() if len(line) < LARGEST_CARD else ""
        if mark == "BEGIN:VCARD":
            if card:
                yield Problem(card.place, gettext(NOT_CLOSED))
            card = _Card(Place(name, number))
        if card:
            card.take(line)
        if card and mark == "END:VCARD":
            yield card.row()
            card = None
    if card:
        yield Problem(card.place, gettext(NOT_CLOSED))


class _Card:
    """The lines of one card as they come; pictures are left out."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lines: list[str] = []
        self._size = 0
        self._in_picture = False

    def take(self, line: str) -> None:
        """Keep a line, unless it is of a picture or the card has grown beyond any card."""
        if PROPERTY.match(line):
            self._in_picture = PICTURE.match(line) is not None
        if not self._in_picture:
            self._size += len(line)
            if self._size <= LARGEST_CARD:
                self._lines.append(line)

    def row(self) -> ContactRow | Problem:
        """The person that the card names."""
        if self._size > LARGEST_CARD:
            said = gettext("This card is longer than {most} characters; it was left out.")
            return Problem(self.place, said.format(most=written(LARGEST_CARD)))
        return _card("".join(self._lines), self.place)


def _card(text: str, place: Place) -> ContactRow | Problem:
    try:
        # Quoted-printable is what version 2.1 writes, and Outlook with it.
        card = vobject.readOne(text, allowQP="QUOTED-PRINTABLE" in text.upper())
        fields = {key.lower(): values for key, values in card.contents.items()}
    except Exception as reason:  # vobject raises many kinds; whichever it is, only this card is lost
        return Problem(place, gettext("This card could not be read: {why}.").format(why=type(reason).__name__))
    if any(_plain(one).lower() == "group" for key in GROUP for one in fields.get(key, [])):
        return Problem(place, gettext(A_GROUP), lost=False)
    name = _first(fields.get("fn", [])) or _from_parts(fields.get("n", []))
    addresses = tuple(dict.fromkeys(a.lower() for a in map(_address, fields.get("email", [])) if "@" in a))
    if not name and not addresses:
        return Problem(place, gettext("This card has neither a name nor an address."))
    return ContactRow(
        place,
        name or addresses[0],
        addresses,
        _first(fields.get("org", [])),
        _word(fields, "level"),
        _word(fields, "side"),
    )


def _plain(field: object) -> str:
    """A field's value as one line of text: parts of an organisation one after the other, with the commas in them."""
    value = getattr(field, "value", "")
    parts = value if isinstance(value, list) else [value]
    texts = (", ".join(str(one).strip() for one in part) if isinstance(part, list) else str(part) for part in parts)
    return re.sub(r"\s+", " ", " ".join(texts)).strip()[:320]


def _address(field: object) -> str:
    """An address, without the scheme that version 4.0 may write before it."""
    return re.sub(r"^mailto:", "", _plain(field), flags=re.I)


def _first(values: Iterable[object]) -> str:
    return next(filter(None, map(_plain, values)), "")


def _from_parts(values: Iterable[object]) -> str:
    for field in values:
        parts = getattr(field, "value", None)
        given, family = getattr(parts, "given", ""), getattr(parts, "family", "")
        if given or family:
            return f"{given} {family}".strip()
    return ""


def _word(fields: dict[str, list[object]], what: str) -> str:
    """Level or side: of an ``X-WAYLIGHT-LEVEL`` field, or a category ``level:manager``."""
    if said := _first(fields.get(f"x-waylight-{what}", [])):
        return said.lower()
    values = [getattr(field, "value", "") for field in fields.get("categories", [])]
    categories = [
        str(word) for value in values for word in (value if isinstance(value, list) else str(value).split(","))
    ]
    found = [word.partition(":")[2] for word in categories if word.strip().lower().startswith(f"{what}:")]
    return found[0].strip().lower() if found else ""


def _table(stream: BinaryIO, name: str) -> Iterator[ContactRow | Problem]:
    table = Table(stream, name)
    columns = ContactColumns.of(table.columns)
    if not columns.enough:
        yield Problem(Place(name, 1), gettext(WANTED))
        return
    for item in table.rows():
        if isinstance(item, Problem):
            yield item
            continue
        line, cells = item
        addresses = _addresses(columns.written_addresses(cells))
        title = columns.name(cells) or (addresses[0] if addresses else "")
        if not title:
            yield Problem(Place(name, line), gettext("This line has neither a name nor an address."))
            continue
        organisation = columns.organisation(cells)
        level, side = (cells.get(what, "").lower() for what in ("level", "side"))
        yield ContactRow(Place(name, line), title[:320], addresses, organisation[:200], level[:60], side[:60])


def _addresses(cell: str) -> tuple[str, ...]:
    """The addresses that stand in a cell, each once, in lower case."""
    words = re.split(r"[\s;,<>]+", cell[:LONGEST_CELL].lower())
    return tuple(dict.fromkeys(word for word in words if "@" in word[1:-1]))
