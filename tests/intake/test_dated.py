"""Tables of dated values: what can be read is read, and the rest is said with its line."""

from __future__ import annotations

import io
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from waylight.intake.dated import read_dated
from waylight.intake.rows import Choices, Problem, ValueRow


def read(text: str | bytes, *, whole: bool = True, zone: str = "UTC") -> list[ValueRow | Problem]:
    body = text.encode() if isinstance(text, str) else text
    return list(read_dated(io.BytesIO(body), name="f.csv", whole=whole, choices=Choices(zone=zone)))


def reasons(text: str, *, whole: bool = True) -> list[tuple[int | None, str]]:
    return [(item.place.line, item.reason) for item in read(text, whole=whole) if isinstance(item, Problem)]


def test_a_row_has_series_day_value_and_the_days_worked() -> None:
    (row,) = read("series,at,value,exposure\nreach out,2026-01-05,3,4.5\n")
    assert isinstance(row, ValueRow)
    assert (row.series, row.at, row.value, row.exposure) == ("reach out", datetime(2026, 1, 5), 3, 4.5)
    assert (row.place.file, row.place.line) == ("f.csv", 2)


def test_an_empty_value_is_missing_and_not_nought() -> None:
    rows = read("series,at,value\na,2026-01-05,\na,2026-01-12,NA\na,2026-01-19,0\n")
    assert [row.value for row in rows if isinstance(row, ValueRow)] == [None, None, 0]


def test_a_table_without_its_columns_says_which_are_missing() -> None:
    expected = "A table of dated values needs columns series, at and value; missing here: at."
    assert reasons("series,value\na,3\n") == [(1, expected)]
    assert reasons("") == [(1, expected.replace("at.", "series, at, value."))]


def test_what_is_no_count_is_said_with_its_line_and_the_rest_is_read() -> None:
    text = (
        "series,at,value\na,2026-01-05,-1\na,2026-01-12,2.5\na,2026-01-19,many\n"
        "a,2026-01-26,inf\na,soon,3\n,2026-02-02,3\na,2026-02-09,4\n"
    )
    assert reasons(text) == [
        (2, "-1 is below 0, and nothing can be counted less than not at all."),
        (3, "2.5 is no whole number, as counts are; these may be ratings."),
        (4, "“many” is no number."),
        (5, "“inf” is no number that a value can have."),
        (6, "“soon” is no day that can be read; write 2026-06-11."),
        (7, "The name of the series is missing."),
    ]
    assert [row.value for row in read(text) if isinstance(row, ValueRow)] == [4]


def test_ratings_may_be_below_nought_and_have_halves() -> None:
    assert reasons("series,at,value\na,2026-01-05,-2.5\n", whole=False) == []


def test_an_exposure_that_cannot_be_is_said() -> None:
    text = "series,at,value,exposure\na,2026-01-05,1,-1\na,2026-01-12,1,\na,2026-01-19,1,0\na,2026-01-26,0,0\n"
    assert reasons(text) == [
        (2, "The exposure is -1; time worked cannot be less than 0."),
        (3, "The exposure is missing; write the days worked, and 0 for an absence."),
        (4, "1 counted in a time without work; one of the two is wrong."),
    ]


def test_times_with_and_without_a_zone_are_not_mixed() -> None:
    text = "series,at,value\na,2026-01-05T10:00:00Z,1\na,2026-01-06T10:00:00,1\n"
    assert reasons(text) == [
        (3, "This time is written without a zone and those before it with one; write all in one way.")
    ]


def test_a_time_with_a_zone_counts_for_the_day_where_it_was() -> None:
    (row,) = read("series,at,value\na,2026-01-05T23:30:00Z,1\n", zone="Europe/Lisbon")
    (other,) = read("series,at,value\na,2026-01-05T23:30:00Z,1\n", zone="Asia/Tokyo")
    assert isinstance(row, ValueRow)
    assert isinstance(other, ValueRow)
    assert (row.at.day, other.at.day) == (5, 6)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise(body: bytes) -> None:
    read(b"series,at,value,exposure\n" + body)
    read(body)
