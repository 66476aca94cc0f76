"""What can be seen of a promise: the people it names, contact with them since, and entries that speak of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from waylight.lenses.influence.contacts import Contact, Contacts
from waylight.lenses.opening.seen import Entry, Seen, what_came_of_it

SINCE = datetime(2026, 5, 23, 16, tzinfo=UTC)
PEOPLE = {
    1: ["Ines Calder"],
    2: ["Tomás Ferrão", "plant director"],
    3: ["Mei Okafor"],
    4: ["Priya Raman"],
    5: ["Priya Shah"],
    6: ["Will Turner"],
    7: ["Dr. Hale"],
    8: ["Brandt, Luca"],
}


def at(days: float) -> datetime:
    return SINCE + timedelta(days=days)


def seen(promise: str, contacts: list[Contact] | None = None, entries: list[Entry] | None = None) -> Seen:
    return what_came_of_it(promise, SINCE, PEOPLE, Contacts.of(contacts or []), 1, entries or [])


def test_people_are_found_by_name_first_name_and_role() -> None:
    assert seen("I'll ask Tomás Ferrão.").people == (2,)
    assert seen("I'll ask Tomas's team and then Mei.").people == (2, 3)
    assert seen("I'll ask the plant director.").people == (2,)
    assert seen("I'll write to Dr Hale.").people == (7,)
    assert seen("I'll call Luca.").people == (8,)


def test_a_first_name_of_two_people_names_neither() -> None:
    assert seen("I'll ask Priya.").people == ()
    assert seen("I'll ask Priya Shah.").people == (5,)


def test_somebody_else_with_the_same_first_name_is_not_meant() -> None:
    assert seen("I'll ask Mei Tanaka.").people == ()


def test_a_name_that_is_also_a_word_needs_its_capital_in_the_middle_of_a_sentence() -> None:
    assert seen("I will ask what they will do. Will it run?").people == ()
    assert seen("I will ask Will.").people == (6,)


def test_the_client_herself_is_never_among_the_people() -> None:
    assert seen("I'll write down what Ines wants.").people == ()


def test_contacts_since_are_shown_either_way_with_who_began() -> None:
    rows = [
        Contact(1, at(-1), 1, 2, thread=1),
        Contact(2, at(1), 1, 2, thread=2),
        Contact(3, at(2), 2, 1, thread=2, reply=True),
        Contact(4, at(3), 2, 1, thread=3),
        Contact(5, at(3), 1, 3, thread=4),
        Contact(6, at(3), 3, 2, thread=5),
    ]
    found = seen("I'll ask Tomás.", rows)
    assert found.contacts == (2, 3, 4)
    assert found.begun_by_her == (2,)
    assert found.begun_by_them == (4,)


def test_an_old_thread_gone_on_with_was_begun_by_nobody_since() -> None:
    rows = [Contact(1, at(-2), 1, 2, thread=1), Contact(2, at(1), 1, 2, thread=1)]
    found = seen("I'll ask Tomás.", rows)
    assert (found.contacts, found.begun_by_her) == ((2,), ())


def test_entries_since_that_name_them_are_shown_and_earlier_ones_are_not() -> None:
    entries = [Entry(2, at(2), "Tomás drew it on a napkin."), Entry(1, at(-1), "Tomás again.")]
    assert seen("I'll ask Tomás.", entries=entries).entries == (2,)


def test_two_words_in_common_are_enough_and_one_is_not() -> None:
    promise = "I'll let operations name the pilot sites."
    entries = [
        Entry(1, at(1), "They named three sites for the pilots by themselves."),
        Entry(2, at(2), "The pilot was sick, so the flight was late."),
    ]
    assert seen(promise, entries=entries).entries == (1,)


def test_words_that_every_promise_has_are_not_counted() -> None:
    assert (
        seen("I'll ask and talk next week.", entries=[Entry(1, at(1), "We will talk and ask next week.")]).entries == ()
    )


def test_accents_and_endings_do_not_matter() -> None:
    entries = [Entry(1, at(1), "We were sharing the RESUME's last page.")]
    assert seen("I'll share the résumé.", entries=entries).entries == (1,)


def test_nothing_seen_is_three_empty_hands_and_no_verdict() -> None:
    assert seen("I'll call the regulator's lab.") == Seen((), (), ())


def test_a_name_that_two_people_share_is_no_word_in_common() -> None:
    entries = [Entry(1, at(1), "Priya asked about the pilot.")]
    assert seen("I'll tell Priya about the pilot.", entries=entries).entries == ()
