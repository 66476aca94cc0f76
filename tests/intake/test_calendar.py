"""What a calendar becomes: one row for each occurrence and person, in UTC, with nothing guessed."""

import io
from datetime import UTC, datetime

import pytest

from waylight.intake.calendar import read_calendar
from waylight.intake.rows import Choices, Mailbox, OccurrenceRow, Problem

PARIS = Choices(zone="Europe/Paris")
TITLES = Choices(keep_subjects=True)
UNTIL = datetime(2026, 1, 1, tzinfo=UTC)
START = "DTSTART:20250106T100000Z"


def event(*lines: str, uid: str = "1@x") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*parts: str, name: str = "") -> str:
    named = f"X-WR-CALNAME:{name}\r\n" if name else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{named}{''.join(parts)}END:VCALENDAR\r\n"


def found_in(
    text: str | bytes,
    choices: Choices = Choices(),  # noqa: B008 (frozen)
    *,
    until: datetime = UNTIL,
) -> list[OccurrenceRow | Problem]:
    raw = text.encode() if isinstance(text, str) else text
    return list(read_calendar(io.BytesIO(raw), name="mine.ics", choices=choices, until=until))


def rows_of(text: str | bytes, choices: Choices = Choices()) -> list[OccurrenceRow]:  # noqa: B008 (frozen)
    found = found_in(text, choices)
    assert [one for one in found if isinstance(one, Problem)] == []
    return [one for one in found if isinstance(one, OccurrenceRow)]


def starts(text: str, choices: Choices = Choices()) -> list[str]:  # noqa: B008 (frozen)
    return [f"{row.at:%m-%d %H:%M}" for row in rows_of(text, choices)]


def test_an_occurrence_says_who_was_invited_and_what_they_answered() -> None:
    rows = rows_of(
        calendar(
            event(
                START, "DTEND:20250106T110000Z", "SUMMARY:The Pilot",
                "ORGANIZER;CN=Ann Lee:MAILTO:Ann@Example.org",
                "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ann Lee:mailto:ann@example.org",
                'ATTENDEE;CN="Lee, Bob";PARTSTAT=declined:mailto:bob@example.org',
                "ATTENDEE;PARTSTAT=TENTATIVE;CN=kim@example.org:mailto:kim@example.org",
                "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lu@example.org",
                "ATTENDEE;CN=Mo;EMAIL=mo@example.org:urn:uuid:77",
                "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED;CN=Room 4:mailto:room4@example.org",
            ), name="Work\\, mine")
    )  # fmt: skip
    assert [(row.person, row.answer) for row in rows] == [
        (Mailbox("Ann Lee", "ann@example.org"), "organiser"),
        (Mailbox("Lee, Bob", "bob@example.org"), "declined"),
        (Mailbox("", "kim@example.org"), "tentative"),
        (Mailbox("", "lu@example.org"), "needs-action"),
        (Mailbox("Mo", "mo@example.org"), ""),
    ]
    assert {row.organiser for row in rows} == {Mailbox("Ann Lee", "ann@example.org")}
    assert {(row.at, row.until) for row in rows} == {
        (datetime(2025, 1, 6, 10, tzinfo=UTC), datetime(2025, 1, 6, 11, tzinfo=UTC))
    }
    assert {(row.calendar, row.uid, row.zone, row.status) for row in rows} == {
        ("Work, mine", "1@x", "UTC", "confirmed")
    }


def test_an_event_nobody_is_invited_to_has_one_row() -> None:
    [row] = rows_of(calendar(event(START)))
    assert (row.person, row.organiser, row.answer, row.at) == (None, None, "", row.until)


def test_a_title_is_kept_only_if_the_user_asks() -> None:
    text = calendar(event(START, "SUMMARY;LANGUAGE=en:The  Pilot\\, again\\nand again"))
    [plain], [kept] = rows_of(text), rows_of(text, TITLES)
    assert plain.title is None
    assert kept.title == "The  Pilot, again\nand again"
    assert plain.title_hash == kept.title_hash != ""


def test_a_title_written_in_other_letter_cases_and_spaces_has_the_same_hash() -> None:
    first, second, other = rows_of(
        calendar(*(event(START, f"SUMMARY:{one}", uid=one) for one in ("The Pilot", " the  PILOT ", "The Pilots")))
    )
    assert first.title_hash == second.title_hash != other.title_hash


@pytest.mark.parametrize(
    ("line", "status"),
    [("STATUS:CANCELLED", "cancelled"), ("STATUS:tentative", "tentative"), ("STATUS:CONFIRMED", "confirmed"),
     ("STATUS:odd", "confirmed")],
)  # fmt: skip
def test_an_event_says_whether_it_takes_place(line: str, status: str) -> None:
    assert [row.status for row in rows_of(calendar(event(START, line)))] == [status]


def test_a_calendar_sent_to_call_a_meeting_off_cancels_it() -> None:
    [row] = rows_of(calendar("METHOD:CANCEL\r\n", event(START)))
    assert row.status == "cancelled"


def test_a_duration_ends_a_meeting_as_an_end_does() -> None:
    [row] = rows_of(calendar(event(START, "DURATION:PT1H30M")))
    assert row.until == datetime(2025, 1, 6, 11, 30, tzinfo=UTC)


def test_an_end_before_the_start_does_not_move_the_start() -> None:
    [row] = rows_of(calendar(event(START, "DTEND:20250106T090000Z")))
    assert row.at == row.until == datetime(2025, 1, 6, 10, tzinfo=UTC)


def test_whole_days_are_days_of_the_zone_the_user_chose() -> None:
    [row] = rows_of(calendar(event("DTSTART;VALUE=DATE:20250106", "DTEND;VALUE=DATE:20250108")), PARIS)
    assert (row.at, row.until) == (datetime(2025, 1, 5, 23, tzinfo=UTC), datetime(2025, 1, 7, 23, tzinfo=UTC))
    assert (row.all_day, row.zone) == (True, "floating")


def test_a_day_without_an_end_is_one_day_long() -> None:
    [row] = rows_of(calendar(event("DTSTART;VALUE=DATE:20250106")))
    assert (row.until - row.at).days == 1


def test_a_floating_time_is_one_of_the_zone_the_user_chose() -> None:
    [row] = rows_of(calendar(event("DTSTART:20250706T100000", "DTEND:20250706T110000")), PARIS)
    assert (row.at, row.until) == (datetime(2025, 7, 6, 8, tzinfo=UTC), datetime(2025, 7, 6, 9, tzinfo=UTC))
    assert (row.all_day, row.zone) == (False, "floating")


def test_the_events_of_several_calendars_in_a_file_know_their_calendar_and_their_line() -> None:
    text = calendar(event(START), name="Work") + calendar(event(START, uid="2@x"), event(START, uid="3@x"), name="Home")
    assert [(row.calendar, row.uid, row.place.line) for row in rows_of(text)] == [
        ("Work", "1@x", 4), ("Home", "2@x", 12), ("Home", "3@x", 16),
    ]  # fmt: skip


def test_the_same_uid_in_two_calendars_is_two_series() -> None:
    weekly = event(START, "RRULE:FREQ=WEEKLY;COUNT=2")
    assert len(rows_of(calendar(weekly) + calendar(weekly))) == 4


def test_an_alarm_inside_an_event_is_not_read() -> None:
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nSUMMARY:Alarm\r\nATTENDEE:mailto:bot@example.org\r\nEND:VALARM"
    [row] = rows_of(calendar(event(START, alarm, "SUMMARY:Pilot")), TITLES)
    assert (row.title, row.person) == ("Pilot", None)


def test_tasks_and_busy_times_are_no_meetings() -> None:
    task = "BEGIN:VTODO\r\nUID:2@x\r\nDTSTART:20250106T100000Z\r\nSUMMARY:Task\r\nEND:VTODO\r\n"
    [row] = rows_of(calendar(task, event(START, "SUMMARY:Pilot"), task), TITLES)
    assert row.title == "Pilot"


def test_events_without_a_uid_are_separate_and_named_by_what_they_say() -> None:
    nameless = "BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\n"
    first, second = (nameless.format(f"DTSTART:2025010{day}T100000Z") for day in (6, 7))
    both = rows_of(calendar(first, second))
    assert len({row.uid for row in both}) == 2
    assert rows_of(calendar("X-A:b\r\n", first))[0].uid == both[0].uid  # wherever it stands


def test_a_file_without_events_says_so() -> None:
    for text in ("", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "%PDF-1.4"):
        [problem] = found_in(text)
        assert isinstance(problem, Problem)
        assert problem.reason == "No event was found in this calendar."


def test_an_event_at_no_likely_time_is_said_to_be_left_out() -> None:
    [problem] = found_in(calendar(event("DTSTART:16000101T000000")))
    assert isinstance(problem, Problem)
    assert problem.reason == "It takes place at no time from 1970 to 2099; it was left out."
