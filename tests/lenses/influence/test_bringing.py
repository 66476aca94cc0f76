"""Who brought whom: a newcomer comes through somebody who was known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from waylight.lenses.influence.bringing import Brought, brought
from waylight.lenses.influence.contacts import Contact, Contacts

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
HER, MEI, NEW = 1, 2, 3


def at(days: float) -> datetime:
    return SINCE + timedelta(days=days)


KNOWN = Contact(1, at(-60), MEI, HER, thread=1)


def came(*rows: Contact) -> list[tuple[int, int, int]]:
    found = brought(Contacts.of(rows), HER, since=SINCE, until=at(90))
    assert all(isinstance(one, Brought) for one in found)
    return [(one.person, one.by, one.row) for one in found]


def test_who_is_written_to_together_with_her_was_brought_by_the_sender() -> None:
    rows = Contact(2, at(5), MEI, HER, thread=2, recipients=2), Contact(3, at(5), MEI, NEW, thread=2, recipients=2)
    assert came(KNOWN, *rows) == [(NEW, MEI, 3)]


def test_whom_she_adds_herself_nobody_brought() -> None:
    rows = Contact(2, at(5), HER, MEI, thread=2, recipients=2), Contact(3, at(5), HER, NEW, thread=2, recipients=2)
    assert came(KNOWN, *rows) == []


def test_who_speaks_up_in_a_thread_was_brought_by_the_last_who_wrote_in_it() -> None:
    rows = Contact(2, at(5), MEI, HER, thread=2), Contact(3, at(6), NEW, HER, thread=2, reply=True)
    assert came(KNOWN, *rows) == [(NEW, MEI, 3)]


def test_who_writes_to_her_of_their_own_accord_was_not_brought() -> None:
    assert came(KNOWN, Contact(2, at(5), NEW, HER, thread=2)) == []


def test_who_was_in_the_record_before_is_no_newcomer() -> None:
    old = Contact(4, at(-50), NEW, MEI, thread=4)
    rows = Contact(2, at(5), MEI, HER, thread=2, recipients=2), Contact(3, at(5), MEI, NEW, thread=2, recipients=2)
    assert came(KNOWN, old, *rows) == []


def test_two_newcomers_bring_nobody_along() -> None:
    rows = Contact(2, at(5), 7, HER, thread=2, recipients=2), Contact(3, at(5), 7, NEW, thread=2, recipients=2)
    assert came(KNOWN, *rows) == []


def test_what_she_has_no_part_in_brings_nobody_to_her() -> None:
    assert came(KNOWN, Contact(2, at(5), MEI, NEW, thread=2)) == []


def test_an_announcement_brings_nobody() -> None:
    rows = Contact(2, at(5), MEI, HER, thread=2, recipients=99), Contact(3, at(5), MEI, NEW, thread=2, recipients=99)
    assert came(KNOWN, *rows) == []


def test_nobody_is_new_while_the_record_has_hardly_begun() -> None:
    rows = Contact(2, at(5), MEI, HER, thread=2, recipients=2), Contact(3, at(5), MEI, NEW, thread=2, recipients=2)
    assert came(KNOWN._replace(at=at(-20)), *rows) == []
