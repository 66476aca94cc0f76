"""What repeats: every occurrence once, where it was meant, and moved, changed and cancelled ones as they were left."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.intake.test_calendar import UNTIL, calendar, event, found_in, rows_of, starts
from waylight.intake.rows import Choices, Mailbox, OccurrenceRow, Problem

LONDON = "DTSTART;TZID=Europe/London:20250324T100000"
DAILY = (LONDON, "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5")


def moved(original: str, *lines: str) -> str:
    return event(f"RECURRENCE-ID;TZID=Europe/London:{original}", *lines)


def test_a_series_keeps_the_hour_of_its_zone_when_the_clocks_change() -> None:
    weekly = event("DTSTART;TZID=Europe/London:20250324T100000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert starts(calendar(weekly)) == ["03-24 10:00", "03-31 09:00", "04-07 09:00"]


def test_a_floating_series_keeps_the_hour_of_the_zone_the_user_chose() -> None:
    weekly = event("DTSTART:20250324T100000", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert starts(calendar(weekly), Choices(zone="Europe/London")) == ["03-24 10:00", "03-31 09:00", "04-07 09:00"]


def test_a_series_of_days_is_of_days_in_the_zone_the_user_chose() -> None:
    yearly = event("DTSTART;VALUE=DATE:20240701", "RRULE:FREQ=YEARLY;COUNT=2")
    assert starts(calendar(yearly), Choices(zone="Europe/Paris")) == ["06-30 22:00", "06-30 22:00"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", ["01-06", "01-08", "01-13", "01-15"]),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20250120T100000Z", ["01-06", "01-20"]),
        ("FREQ=WEEKLY;UNTIL=20250120", ["01-06", "01-13", "01-20"]),
        ("FREQ=WEEKLY;UNTIL=20250120T095959Z", ["01-06", "01-13"]),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", ["01-06", "02-03", "03-03"]),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=3", ["01-06", "02-03", "03-03"]),
        ("FREQ=DAILY;COUNT=2;WKST=SU", ["01-06", "01-07"]),
        ("freq=daily;count=2", ["01-06", "01-07"]),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=MO;COUNT=2", ["01-06", "01-13"]),
    ],
)
def test_rules_are_followed(rule: str, expected: list[str]) -> None:
    text = calendar(event("DTSTART:20250106T100000Z", f"RRULE:{rule}"))
    assert starts(text) == [f"{day} 10:00" for day in expected]


def test_the_end_of_a_rule_in_utc_is_meant_on_the_clock_of_the_series() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20250702T010000Z"  # 21:00 on 1 July in New York
    daily = event("DTSTART;TZID=America/New_York:20250630T200000", rule)
    assert starts(calendar(daily)) == ["07-01 00:00", "07-02 00:00"]


def test_days_that_are_taken_out_do_not_take_place() -> None:
    out = "EXDATE;TZID=Europe/London:20250325T100000,20250327T100000"
    assert starts(calendar(event(*DAILY, out))) == ["03-24 10:00", "03-26 10:00", "03-28 10:00"]


@pytest.mark.parametrize("out", ["EXDATE:20250325T100000Z", "EXDATE;VALUE=DATE:20250325", "EXDATE:20250325T100000"])
def test_a_day_is_taken_out_however_it_is_written(out: str) -> None:
    assert starts(calendar(event(*DAILY, out))) == ["03-24 10:00", "03-26 10:00", "03-27 10:00", "03-28 10:00"]


def test_a_whole_day_is_taken_out_by_its_midnight_too() -> None:
    days = event("DTSTART;VALUE=DATE:20250106", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20250107T000000")
    assert starts(calendar(days)) == ["01-06 00:00", "01-08 00:00"]


def test_the_first_of_a_series_can_be_taken_out() -> None:
    assert starts(calendar(event(*DAILY, "EXDATE;TZID=Europe/London:20250324T100000")))[0] == "03-25 10:00"


def test_further_days_are_added_once() -> None:
    more = "RDATE;TZID=Europe/London:20250403T140000,20250325T100000"
    assert starts(calendar(event(LONDON, "RRULE:FREQ=DAILY;COUNT=2", more))) == [
        "03-24 10:00", "03-25 10:00", "04-03 13:00",
    ]  # fmt: skip


def test_a_further_day_may_have_a_length_of_its_own() -> None:
    period = "RDATE;VALUE=PERIOD:20250403T140000Z/PT3H"
    rows = rows_of(calendar(event(LONDON, "DURATION:PT1H", period)))
    assert [(row.until - row.at).seconds // 3600 for row in rows] == [1, 3]


@pytest.mark.parametrize("series_first", [True, False])
def test_a_moved_occurrence_is_only_where_it_was_moved_and_keeps_its_name(*, series_first: bool) -> None:
    change = moved("20250325T100000", "DTSTART;TZID=Europe/London:20250326T150000", "DURATION:PT2H")
    events = [event(*DAILY), change] if series_first else [change, event(*DAILY)]
    rows = rows_of(calendar(*events))
    assert [f"{row.at:%m-%d %H}" for row in rows] == ["03-24 10", "03-26 15", "03-26 10", "03-27 10", "03-28 10"]
    assert rows[1].occurrence == "2025-03-25T10:00:00+00:00"
    assert rows[1].until == datetime(2025, 3, 26, 17, tzinfo=UTC)
    assert rows[1].place.line == (9 if series_first else 3)
    assert len({row.occurrence for row in rows}) == 5


def test_an_occurrence_moved_from_before_the_horizon_to_after_it_does_not_come_back() -> None:
    series = event("DTSTART:20251225T100000Z", "RRULE:FREQ=WEEKLY")
    change = event("RECURRENCE-ID:20251225T100000Z", "DTSTART:20260301T100000Z")
    first, *more = rows_of(calendar(series, change))
    assert (first.at, more) == (datetime(2026, 3, 1, 10, tzinfo=UTC), [])


def test_an_occurrence_named_in_utc_or_by_its_day_is_found_too() -> None:
    for name in ("RECURRENCE-ID:20250325T100000Z", "RECURRENCE-ID;VALUE=DATE:20250325"):
        change = event(name, "DTSTART;TZID=Europe/London:20250325T160000")
        assert starts(calendar(event(*DAILY), change))[1] == "03-25 16:00"


def test_a_cancelled_occurrence_is_cancelled_alone() -> None:
    change = moved("20250325T100000", "DTSTART;TZID=Europe/London:20250325T100000", "STATUS:CANCELLED")
    rows = rows_of(calendar(event(*DAILY), change))
    assert [row.status for row in rows] == ["confirmed", "cancelled", "confirmed", "confirmed", "confirmed"]


def test_a_changed_occurrence_has_its_own_people() -> None:
    change = moved("20250325T100000", "DTSTART:20250325T100000Z", "ATTENDEE;PARTSTAT=DECLINED:mailto:kim@example.org")
    rows = rows_of(calendar(event(*DAILY, "ATTENDEE:mailto:lu@example.org"), change))
    assert [row.person and row.person.address[:2] for row in rows] == ["lu", "ki", "lu", "lu", "lu"]


def test_an_occurrence_whose_series_is_not_in_the_file_is_read() -> None:
    [row] = rows_of(calendar(moved("20250325T100000", "DTSTART:20250326T160000Z")))
    assert (row.at, row.occurrence) == (datetime(2025, 3, 26, 16, tzinfo=UTC), "2025-03-25T10:00:00+00:00")


def test_the_latest_version_of_an_event_counts() -> None:
    old, new = (event("SEQUENCE:2", "DTSTART:20250106T110000Z"), event("SEQUENCE:10", "DTSTART:20250106T120000Z"))
    assert starts(calendar(old, new)) == starts(calendar(new, old)) == ["01-06 12:00"]


def test_a_change_of_this_and_all_later_occurrences_moves_them_all() -> None:
    change = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20250326T100000",
        "DTSTART;TZID=Europe/London:20250326T113000", "DURATION:PT30M", "ATTENDEE:mailto:kim@example.org",
    )  # fmt: skip
    rows = rows_of(calendar(event(*DAILY), change))
    assert [f"{row.at:%m-%d %H:%M}" for row in rows] == [
        "03-24 10:00", "03-25 10:00", "03-26 11:30", "03-27 11:30", "03-28 11:30",
    ]  # fmt: skip
    assert [row.occurrence[5:13] for row in rows] == ["03-24T10", "03-25T10", "03-26T10", "03-27T10", "03-28T10"]
    assert [row.person for row in rows] == [None, None, *[Mailbox("", "kim@example.org")] * 3]
    assert [(row.until - row.at).seconds // 60 for row in rows] == [60, 60, 30, 30, 30]


def test_an_endless_series_is_followed_up_to_the_horizon_without_complaint() -> None:
    weekly = event("DTSTART:20250101T100000Z", "RRULE:FREQ=WEEKLY")
    rows = rows_of(calendar(weekly))
    assert (len(rows), rows[-1].at < UNTIL) == (53, True)
    change = event("RECURRENCE-ID:20250108T100000Z", "DTSTART:20250109T100000Z")
    assert len(rows_of(calendar(weekly, change))) == 53


def test_a_single_event_after_the_horizon_is_kept() -> None:
    [row] = rows_of(calendar(event("DTSTART:20280106T100000Z")))
    assert row.at.year == 2028


def test_a_birthday_series_of_1901_is_followed_from_1970() -> None:
    rows = rows_of(calendar(event("DTSTART;VALUE=DATE:19010106", "RRULE:FREQ=YEARLY")))
    assert [row.at.year for row in rows] == list(range(1970, 2026))


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=1000000", "FREQ=DAILY;BYMINUTE=1,2,3;"
    "BYHOUR=1,2,3,4,5,6,7,8,9", "FREQ=YEARLY;BYSECOND=" + ",".join(map(str, range(60)))])  # fmt: skip
def test_what_repeats_more_than_hourly_is_kept_once_and_said(rule: str) -> None:
    row, problem = sorted(found_in(calendar(event("DTSTART:20250106T100000Z", f"RRULE:{rule}"))), key=str)
    assert isinstance(row, OccurrenceRow)
    assert isinstance(problem, Problem)
    assert row.at == datetime(2025, 1, 6, 10, tzinfo=UTC)
    assert problem.reason == "It repeats more often than every hour; only its first occurrence was kept."


def test_a_rule_that_cannot_be_read_leaves_the_first_occurrence() -> None:
    for rule in ("FREQ=SOMETIMES", "INTERVAL=2", "FREQ=DAILY;COUNT=x", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYDAY=QQ"):
        rows = [
            one
            for one in found_in(calendar(event("DTSTART:20250106T100000Z", f"RRULE:{rule}")))
            if isinstance(one, OccurrenceRow)
        ]
        assert [row.at.day for row in rows] == [6]


def test_a_million_occurrences_are_followed_to_the_horizon_at_most() -> None:
    *rows, problem = found_in(calendar(event("DTSTART:20000106T100000Z", "RRULE:FREQ=HOURLY;COUNT=1000000")))
    assert len(rows) == 5_000
    assert isinstance(problem, Problem)
    assert problem.reason == "It repeats very often; its first 5,000 occurrences were kept."


def test_a_day_that_never_comes_ends() -> None:
    text = calendar(event("DTSTART:20250106T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"))
    assert starts(text) == ["01-06 10:00"]


def test_100_000_days_taken_out_are_all_taken_out() -> None:
    days = (date(1900, 1, 1) + timedelta(days=number) for number in range(103_500))
    out = ",".join(f"{day:%Y%m%d}T100000Z" for day in days if day.day != 31)
    assert out.count(",") > 100_000
    series = event("DTSTART:20250105T100000Z", "RRULE:FREQ=DAILY;COUNT=365", f"EXDATE:{out}")
    months = ("01", "03", "05", "07", "08", "10", "12")
    assert starts(calendar(series)) == [f"{month}-31 10:00" for month in months]
