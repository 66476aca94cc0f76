"""A table of interactions is read whatever its separator, encoding and way of writing times."""

import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from waylight.intake.interactions import read_interactions
from waylight.intake.rows import Choices, InteractionRow, Problem

AT = datetime(2026, 1, 1, 10, tzinfo=UTC)


def items(content: bytes | str, **choices):
    given_bytes = content.encode() if isinstance(content, str) else content
    return list(read_interactions(io.BytesIO(given_bytes), name="t.csv", choices=Choices(**choices)))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_separators_and_encodings(delimiter, encoding):
    text = (
        delimiter.join(["Recipient", "At", "Sender"])
        + "\r\n"
        + delimiter.join(["Mei", "2026-01-01T10:00:00Z", "Tomás"])
    )
    (row,) = items(text.encode(encoding))
    assert (row.at, row.sender, row.recipient, row.kind, row.thread) == (AT, "Tomás", "Mei", "message", "")


@pytest.mark.parametrize(
    "written",
    [
        "2026-01-01T10:00:00Z",
        "2026-01-01 11:00+01:00",
        "1767261600",
        "1767261600.0",
        "2026-01-01T10:00:00",
        "20260101T100000Z",
    ],
)
def test_times_with_and_without_a_zone_and_in_seconds(written):
    (row,) = items(f"at,sender,recipient\n{written},a,b\n")
    assert row.at == AT


def test_a_time_without_a_zone_is_taken_in_the_chosen_one():
    (row,) = items("at,sender,recipient\n2026-01-01T11:00:00,a,b\n", zone="Europe/Berlin")
    assert row.at == AT


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("tomorrow,a,b", "no time that can be read"),
        ("2026-01-01,a,a", "the same"),
        ("2026-01-01,,b", "sender is missing"),
        ("2026-01-01,a", "recipient is missing"),
        ("2199-01-01,a,b", "outside 1970 to 2099"),
        ("99999999999999999999,a,b", "no time that can be read"),
    ],
)
def test_a_bad_row_is_a_problem_with_its_line_and_the_others_are_read(line, reason):
    first, bad, last = items(f"at,sender,recipient\n2026-01-01,a,b\n{line}\n2026-01-02,a,b\n")
    assert isinstance(first, InteractionRow)
    assert isinstance(last, InteractionRow)
    assert bad.place.line == 3
    assert reason in bad.reason


def test_a_table_without_the_columns_says_which_it_needs():
    (problem,) = items("a,b,c\n1,2,3\n")
    assert "at, sender and recipient" in problem.reason


def test_parquet_is_read_with_its_own_times():
    held = io.BytesIO()
    table = pa.table({"at": [AT, None], "sender": ["a", "a"], "recipient": ["b", "b"], "kind": ["mail", "mail"]})
    parquet.write_table(table, held)
    row, problem = items(held.getvalue())
    assert (row.at, row.kind, row.place.line) == (AT, "mail", 1)
    assert isinstance(problem, Problem)


def test_names_that_parquet_holds_as_bytes_are_text():
    held = io.BytesIO()
    parquet.write_table(pa.table({"at": [1767261600], "sender": ["Zoë".encode()], "recipient": ["b"]}), held)
    (row,) = items(held.getvalue())
    assert row.sender == "Zoë"


def test_broken_parquet_is_one_problem():
    (problem,) = items(b"PAR1" + b"\x00" * 100)
    assert "could not be read" in problem.reason


names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=20)


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)), names, names, names
        ).filter(lambda row: row[1] != row[2]),
        max_size=20,
    )
)
def test_a_written_table_survives_the_round_trip(rows):
    import csv

    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(["at", "sender", "recipient", "kind", "thread"])
    writer.writerows([at.isoformat(), sender, recipient, "mail", thread] for at, sender, recipient, thread in rows)
    found = items(held.getvalue())
    assert [(r.at, r.sender, r.recipient, r.thread) for r in found] == [tuple(row) for row in rows]


@given(st.binary(max_size=2000))
def test_any_bytes_give_rows_and_problems(content):
    assert all(isinstance(one, InteractionRow | Problem) for one in items(b"at,sender,recipient\n" + content))
    assert all(isinstance(one, InteractionRow | Problem) for one in items(content))


def test_eight_digits_are_a_day_and_no_seconds():
    (row,) = items("at,sender,recipient\n20260101,a,b\n")
    assert row.at == datetime(2026, 1, 1, tzinfo=UTC)
