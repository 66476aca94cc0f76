"""Who has gone quiet: people she was in touch with, silent for long and for longer than usual."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from waylight.lenses.influence.contacts import Contact, Contacts
from waylight.lenses.influence.reach import Quiet, gone_quiet

NOW = datetime(2026, 6, 11, 15, tzinfo=UTC)


def ago(days: float, *, person: int = 2, mine: bool = True, number: int | None = None, to: int = 1) -> Contact:
    sender, recipient = (1, person) if mine else (person, 1)
    return Contact(
        int(days * 10) if number is None else number, NOW - timedelta(days=days), sender, recipient, recipients=to
    )


def quiet(*rows: Contact, among: tuple[int, ...] = (2,)) -> tuple[Quiet, ...]:
    return gone_quiet(Contacts.of(rows), 1, at=NOW, among=among)


def test_a_weekly_contact_silent_for_nine_weeks_has_gone_quiet() -> None:
    assert quiet(ago(63), ago(70, mine=False), ago(77)) == (Quiet(2, 63.0, 630, 7.0),)


def test_four_weeks_less_a_day_is_not_long() -> None:
    assert quiet(ago(27), ago(34), ago(41)) == ()
    assert len(quiet(ago(28), ago(35), ago(42))) == 1


def test_a_quarterly_contact_is_not_quiet_after_two_months() -> None:
    assert quiet(ago(60), ago(150), ago(240)) == ()


def test_ten_mails_on_one_day_are_one_contact() -> None:
    assert quiet(*(ago(60 + n / 100, number=n) for n in range(10)), ago(65)) == ()


def test_two_days_of_contact_have_no_usual_gap() -> None:
    assert quiet(ago(60), ago(61)) == ()


def test_a_word_from_them_ends_the_silence_and_an_announcement_does_not() -> None:
    rows = (ago(63), ago(70), ago(77))
    assert quiet(*rows, ago(3, mine=False)) == ()
    assert len(quiet(*rows, ago(3, mine=False, to=300))) == 1


def test_only_those_asked_about_are_named_and_the_longest_silence_first() -> None:
    rows = [ago(day, person=person, number=person * 100 + day) for person in (2, 3, 4) for day in (40 + person, 50, 60)]
    assert [one.person for one in quiet(*rows, among=(2, 4))] == [4, 2]


def test_what_comes_after_the_moment_asked_about_is_not_known_yet() -> None:
    assert len(quiet(ago(63), ago(70), ago(77), ago(-1, number=5))) == 1
