"""What she begins, day by day, and which of it is about her initiatives."""

from __future__ import annotations

from datetime import UTC, date, datetime

from waylight.lenses.influence.contacts import Contact, Contacts
from waylight.lenses.influence.showing import NOTHING, begun, by_day, by_week, shown
from waylight.lenses.weeks import weeks_between

HER, MEI, LUCA = 1, 2, 3
WEEKS = weeks_between(date(2026, 1, 5), date(2026, 1, 20), "UTC")
DAYS = [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)]


def contact(
    number: int, day: int, sender: int = HER, recipient: int = MEI, thread: int = -1, hour: int = 10
) -> Contact:
    at = datetime(2026, 1, day, hour, tzinfo=UTC)
    return Contact(id=number, at=at, sender=sender, recipient=recipient, thread=thread)


def test_somebody_turned_to_twice_on_a_day_counts_once():
    table = Contacts.of([contact(1, 5, thread=1), contact(2, 5, thread=2, hour=11), contact(3, 5, HER, LUCA, 3)])
    assert by_day(begun(table, HER, out=True, zone="UTC"), DAYS) == (2.0, 0.0, 0.0)


def test_who_turned_to_her_is_another_matter():
    table = Contacts.of([contact(1, 5, thread=1), contact(2, 6, MEI, HER, 2)])
    assert by_day(begun(table, HER, out=False, zone="UTC"), DAYS) == (0.0, 1.0, 0.0)


def test_a_day_is_hers_and_not_that_of_greenwich():
    table = Contacts.of([contact(1, 5, hour=23, thread=1)])
    assert by_day(begun(table, HER, out=True, zone="Europe/Berlin"), DAYS) == (0.0, 1.0, 0.0)


def test_only_threads_that_she_began_and_that_are_about_it_are_shown_and_each_counts_once():
    rows = [
        contact(1, 5, thread=1),
        contact(2, 5, HER, LUCA, 1),
        contact(3, 6, HER, MEI, 2),
        contact(4, 6, LUCA, HER, 3),
    ]
    mine = shown(Contacts.of(rows), HER, {1, 2, 4}, zone="UTC")
    assert by_day(mine, DAYS) == (1.0, 0.0, 0.0)
    assert sorted(by_week(mine, WEEKS, [True] * 3)[0].rows) == [1, 2]


def test_a_week_that_is_not_known_is_no_zero():
    figures = by_week(begun(Contacts.of([contact(1, 5)]), HER, out=True, zone="UTC"), WEEKS, [True, False, True])
    assert [one.value for one in figures] == [1.0, None, 0.0]
    assert figures[1].why_not == NOTHING
