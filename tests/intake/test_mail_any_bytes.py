"""Mailboxes as nobody should write them: rows and problems come out, never an error, in bounded time and memory."""

import io
import random
import resource
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.intake.mail import MailboxReader, SeenMessages, read_mail
from waylight.intake.mail_mbox import LONGEST_HEADER
from waylight.intake.rows import Choices, MailRow, Problem

DATED = b"From: Ann <ann@example.org>\nDate: Mon, 6 Jan 2025 10:00:00 +0000\n"
ENVELOPE = b"From ann@example.org Mon Jan  6 10:00:00 2025\n"
PIECES = st.sampled_from(
    [b"\n", b"\r\n", b"\n\n", ENVELOPE, DATED, b"From ", b"From: a@x\n", b"To: (a, <b@c>;\"\n", b"Date: ",
     b"Subject: =?utf-7?q?+2AA-?=\n", b"Subject: =?unicode_escape?q?=5Cud800?=\n", b"Received: ;\n", b"Cc: a\0b@c\n",
     b"Message-ID: <>\n", b"References: < \n", b" x\n", b"\xff\xfe\x00", b"\xef\xbb\xbf", b"a:b:c:;\n",
     b"Cc: a:b:c:;<@>\n",
     b"From: =?idna?q?=FF..?= <x@y>\n"]
)  # fmt: skip


def found_in(raw: bytes) -> list[MailRow | Problem]:
    return list(read_mail(io.BytesIO(raw), name="box", choices=Choices(keep_subjects=True)))


def in_chunks(raw: bytes, draw: random.Random) -> list[MailRow | Problem]:
    reader, found, at = MailboxReader(name="box", choices=Choices(keep_subjects=True)), [], 0
    while at < len(raw):
        size = draw.choice((1, 2, 5, 50, 4096))
        found += reader.feed(raw[at : at + size])
        at += size
    return found + reader.close()


@given(
    st.one_of(st.binary(max_size=400), st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=25).map(b"".join)),
    st.randoms(),
)
@settings(max_examples=400, deadline=None)
def test_any_bytes_give_the_same_rows_and_problems_in_any_chunks(raw: bytes, draw: random.Random) -> None:
    found = found_in(raw)
    assert in_chunks(raw, draw) == found
    for one in found:
        repr(one).encode()  # nothing that cannot be stored or shown
        assert "\\x00" not in repr(one)
        assert isinstance(one, Problem) or datetime(1970, 1, 1, tzinfo=UTC) < one.at < datetime(2101, 1, 1, tzinfo=UTC)


def test_a_header_that_never_ends_is_passed_over_and_the_next_message_is_read() -> None:
    endless = ENVELOPE + b"X: " + b"x" * 3 * LONGEST_HEADER + b"\n\nbody\n\n"
    problem, row = found_in(endless + ENVELOPE + DATED + b"\n")
    assert isinstance(problem, Problem)
    assert problem.reason == "The header block is longer than 1 MiB; the message is left out."
    assert isinstance(row, MailRow)
    assert row.place.line == 6


@pytest.mark.parametrize("size", range(LONGEST_HEADER - 6, LONGEST_HEADER + 6))
def test_the_longest_header_is_the_same_in_any_chunks(size: int) -> None:
    raw = ENVELOPE + DATED + b"X: "
    raw += b"x" * (size - len(raw)) + b"\n\nbody\n\n" + ENVELOPE + DATED + b"Cc: a@x\n\n"
    whole = found_in(raw)
    assert len(whole) == 2
    for cut in range(size - 3, size + 6):
        reader = MailboxReader(name="box", choices=Choices(keep_subjects=True))
        assert reader.feed(raw[:cut]) + reader.feed(raw[cut:]) + reader.close() == whole


def test_the_first_2000_recipients_are_kept_and_the_rest_is_counted() -> None:
    to = ",\n ".join(f"p{number}@example.org" for number in range(30_000)).encode()
    row, problem = found_in(DATED + b"To: " + to + b"\nCc: q@example.org\n\n")
    assert isinstance(row, MailRow)
    assert isinstance(problem, Problem)
    assert (len(row.to), row.cc) == (2000, ())
    assert problem.reason == "The message names 30,001 recipients; the first 2,000 are kept, 28,001 left out."


def test_a_million_recipients_are_a_header_too_long_to_read() -> None:
    to = b",\n ".join(b"p%d@example.org" % number for number in range(1_000_000))
    [problem] = found_in(DATED + b"To: " + to + b"\n\n")
    assert isinstance(problem, Problem)
    assert "longer than 1 MiB" in problem.reason


@pytest.mark.parametrize(
    "unit", [b"(", b"a:", b"a,", b"<", b'"', b"=?utf-8?q?a?= ", b"\n a", b"a@b ", b"\\", b"[", b"<a@b>", b"; "]
)
@pytest.mark.parametrize("field", [b"To", b"Subject", b"References", b"Date", b"List-Id"])
def test_a_header_made_to_be_slow_ends(field: bytes, unit: bytes) -> None:
    """Quadratic time would take minutes and end the suite; `bench/fuzz.py` measures the slowest of many."""
    found = found_in(
        b"From: a@x\n" + field + b": " + unit * (400_000 // len(unit)) + b"\nReceived: " + b"x" * 200_000 + b"\n\n"
    )
    assert len(found) == 1


def test_a_line_of_100_mb_and_many_small_messages_stay_within_memory() -> None:
    """Peak memory of the process grows by less than 100 MB over 100 MB of line and 40,000 messages."""

    def stream() -> list[bytes]:
        return [ENVELOPE + DATED + b"\n", *[b"x" * (1 << 20)] * 100, b"\n\n"]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reader = MailboxReader(name="box")
    count = sum(len(reader.feed(chunk)) for chunk in stream())
    for number in range(40_000):
        count += len(reader.feed(ENVELOPE + DATED + b"Message-ID: <%d@x>\n\n\n" % number))
    assert count == 40_001
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 100


def test_what_was_seen_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SeenMessages, "REMEMBERED", 10)
    seen = SeenMessages()
    rows = [found_in(DATED + b"Message-ID: <%d@x>\n\n" % number)[0] for number in range(40)]
    for number, row in enumerate(rows):
        assert isinstance(row, MailRow)
        assert seen.seen_at(row) is None
        assert len(seen._recent) + len(seen._earlier) <= 20
        last = rows[max(0, number - 9)]
        assert isinstance(last, MailRow)
        assert seen.seen_at(last) == last.place
