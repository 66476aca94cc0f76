"""Calendars as nobody should write them: rows and problems come out, never an error."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.test_calendar import found_in
from waylight.intake.rows import Choices, OccurrenceRow, as_json

PIECES = st.sampled_from(
    [b"\r\n", b"\n", b" ", b"\r\n ", b"BEGIN:VCALENDAR\n", b"END:VCALENDAR\n", b"BEGIN:VEVENT\n", b"END:VEVENT\n",
     b"BEGIN:VTIMEZONE\n", b"TZID:Z\n", b"BEGIN:STANDARD\nDTSTART:16010101T000000\n", b"TZOFFSETFROM:+2359\n",
     b"TZOFFSETTO:-2359\nEND:STANDARD\n", b"END:VTIMEZONE\n", b"BEGIN:VALARM\n", b"END:VALARM\n", b"UID:1\n",
     b"DTSTART:20250106T100000Z\n", b"DTSTART;TZID=Z:20250106T100000\n", b"DTSTART;VALUE=DATE:20250106\n",
     b"DTSTART:16000101T000000\n", b"DTSTART:21991231T235959\n", b"DTEND:99991231T235959Z\n", b"DURATION:P999999W\n",
     b"DURATION:-PT5M\n", b"RRULE:FREQ=DAILY\n", b"RRULE:FREQ=HOURLY;COUNT=30;BYSETPOS=-9\n", b"EXDATE:20250107\n",
     b"RRULE:FREQ=WEEKLY;UNTIL=19700101\n", b"RRULE:FREQ=YEARLY;BYWEEKNO=53;BYEASTER=1\n", b"RDATE;VALUE=PERIOD:",
     b"20250108T100000Z/PT1H\n", b"RECURRENCE-ID;RANGE=THISANDFUTURE:20250107T100000Z\n", b"SEQUENCE:9\n",
     b"STATUS:CANCELLED\n", b"ORGANIZER;CN=\"\xff:mailto:a@x\n", b"ATTENDEE;CN=^n^^\\;;;:b@x\n", b"SUMMARY:\xf0\x9f\n",
     b"RECURRENCE-ID;VALUE=DATE:20250107\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"RDATE:21991231T235959Z\n"]
)  # fmt: skip


@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(PIECES, st.binary(max_size=5)), max_size=40).map(b"".join)),
    st.sampled_from(["UTC", "Pacific/Apia", "America/Nome"]),
)
@settings(max_examples=600, deadline=None)
def test_any_bytes_give_rows_and_problems(raw: bytes, zone: str) -> None:
    for one in found_in(raw, Choices(keep_subjects=True, zone=zone)):
        repr(as_json(one)).encode()  # nothing that cannot be stored or shown
        assert "\\x00" not in repr(one)
        if isinstance(one, OccurrenceRow):
            assert datetime(1970, 1, 1, tzinfo=UTC) <= one.at <= one.until
            assert one.at < datetime(2100, 1, 1, tzinfo=UTC)
            assert datetime.fromisoformat(one.occurrence).tzinfo is not None
        else:
            assert one.reason.endswith(".")


@given(st.lists(PIECES, max_size=25).map(b"".join))
@settings(max_examples=100, deadline=None)  # a third of a second each: series are followed up to their bounds
def test_pieces_of_an_event_in_any_order_give_rows_and_problems(inside: bytes) -> None:
    raw = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20250106T100000Z\n" + inside + b"\nEND:VEVENT\nEND:VCALENDAR\n"
    assert found_in(raw)
