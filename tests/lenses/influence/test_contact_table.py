"""The contacts table: sorted, each row once, UTC, whatever order and zone the rows come in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.contacts import Contact, Contacts, Kind, instant

# Hypothesis takes bounds without a zone and adds the zone itself.
EARLY, LATE = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2090-01-01")
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_rows_come_out_in_order_of_time() -> None:
    table = Contacts.of([Contact(1, NINE, 1, 2), Contact(2, NINE - timedelta(hours=1), 2, 1)])
    assert table.id.tolist() == [2, 1]


def test_a_row_given_twice_is_one_row() -> None:
    assert Contacts.of([Contact(7, NINE, 1, 2), Contact(7, NINE, 1, 2)]).id.tolist() == [7]


def test_two_equal_messages_with_two_ids_are_two_rows() -> None:
    assert len(Contacts.of([Contact(7, NINE, 1, 2), Contact(8, NINE, 1, 2)])) == 2


def test_what_somebody_sends_to_herself_is_no_contact() -> None:
    assert len(Contacts.of([Contact(1, NINE, 1, 1)])) == 0


def test_a_time_without_a_zone_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        Contacts.of([Contact(1, datetime(2026, 3, 2, 9), 1, 2)])


def test_a_window_holds_its_start_and_not_its_end() -> None:
    table = Contacts.of([Contact(n, NINE + timedelta(hours=n), 1, 2) for n in range(3)])
    assert table.between(NINE, NINE + timedelta(hours=2)).id.tolist() == [0, 1]


def test_with_person_keeps_both_directions_and_nobody_else() -> None:
    table = Contacts.of([Contact(1, NINE, 1, 2), Contact(2, NINE, 2, 1), Contact(3, NINE, 2, 3)])
    assert table.with_person(1).id.tolist() == [1, 2]
    assert table.with_person(1).other(1).tolist() == [2, 2]


def test_an_announcement_is_not_personal() -> None:
    table = Contacts.of([Contact(1, NINE, 1, 2, recipients=20), Contact(2, NINE, 1, 2, recipients=21)])
    assert table.personal().id.tolist() == [1]


def test_an_empty_table_has_days_and_windows_too() -> None:
    table = Contacts.of([])
    assert table.between(NINE, NINE).days("Europe/Lisbon").tolist() == []


def test_on_the_day_the_clocks_change_each_hour_has_its_own_offset() -> None:
    night = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # Lisbon goes from UTC to an hour ahead at one o'clock
    table = Contacts.of([Contact(n, night + timedelta(hours=hours), 1, 2) for n, hours in enumerate((0, 22, 23))])
    assert [str(day) for day in table.days("Europe/Lisbon")] == ["2026-03-29", "2026-03-29", "2026-03-30"]


@given(
    st.lists(
        st.datetimes(EARLY, LATE, timezones=st.just(UTC)),
        max_size=30,
    ),
    st.sampled_from(["UTC", "Europe/Lisbon", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
@settings(max_examples=60, deadline=None)
def test_local_days_are_those_of_the_calendar(times: list[datetime], zone: str) -> None:
    table = Contacts.of([Contact(n, at, 1, 2, kind=Kind.CALL) for n, at in enumerate(times)])
    expected = [times[n].astimezone(ZoneInfo(zone)).date() for n in table.id.tolist()]
    assert table.days(zone).astype(object).tolist() == expected


@given(st.datetimes(EARLY, LATE), st.sampled_from(["Asia/Tokyo", "America/Lima"]))
def test_an_instant_is_the_same_in_every_zone(moment: datetime, zone: str) -> None:
    local = moment.replace(tzinfo=ZoneInfo(zone))
    assert instant(local) == instant(local.astimezone(UTC)) == instant(instant(local).astype("datetime64[ms]"))
