"""Which clock a name means: known ones by name, others by the rules that the calendar itself describes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.test_calendar import calendar, event, found_in, rows_of
from waylight.intake.calendar_work import Work
from waylight.intake.calendar_zones import Zones
from waylight.intake.rows import Choices, OccurrenceRow, Problem

PLANT = [
    "TZID:Plant clock",
    "BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010101T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT",
]  # fmt: skip


def zone(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VTIMEZONE", *lines, "END:VTIMEZONE", ""])


def at(tzid: str, wall: str, *zones: str) -> tuple[str, str]:
    [row] = rows_of(calendar(*zones, event(f"DTSTART;TZID={tzid}:{wall}")))
    return f"{row.at:%m-%d %H:%M}", row.zone


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Europe/Lisbon", ("07-01 09:00", "Europe/Lisbon")),
        ("europe/lisbon", ("07-01 09:00", "Europe/Lisbon")),
        ("GMT Standard Time", ("07-01 09:00", "Europe/London")),
        ('"W. Europe Standard Time"', ("07-01 08:00", "Europe/Berlin")),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", ("07-01 13:00",
                                                                             "America/Argentina/Buenos_Aires")),
        ("/mozilla.org/20050126_1/Europe/Berlin", ("07-01 08:00", "Europe/Berlin")),
        ("UTC", ("07-01 10:00", "UTC")),
        ("Etc/UTC", ("07-01 10:00", "UTC")),
    ],
)  # fmt: skip
def test_a_zone_is_known_by_its_name(tzid: str, expected: tuple[str, str]) -> None:
    found, name = at(tzid, "20250701T100000")
    assert (found, name) == expected
    assert ZoneInfo(name)


def test_a_zone_that_only_the_calendar_knows_is_followed_by_its_rules_and_has_no_name() -> None:
    assert at("Plant clock", "20250701T100000", zone(*PLANT)) == ("07-01 09:00", "")
    assert at("Plant clock", "20250106T100000", zone(*PLANT)) == ("01-06 10:00", "")
    assert at("Plant clock", "20250330T003000", zone(*PLANT)) == ("03-30 00:30", "")
    assert at("Plant clock", "20250330T023000", zone(*PLANT)) == ("03-30 01:30", "")


def test_a_series_in_a_zone_of_the_calendars_own_keeps_its_hour_when_the_clocks_change() -> None:
    weekly = event("DTSTART;TZID=Plant clock:20250324T100000", "RRULE:FREQ=WEEKLY;UNTIL=20250407T090000Z")
    rows = rows_of(calendar(weekly, zone(*PLANT)))  # wherever the zone is described
    assert [f"{row.at:%m-%d %H:%M}" for row in rows] == ["03-24 10:00", "03-31 09:00", "04-07 09:00"]


def test_a_fixed_clock_is_described_in_one_part() -> None:
    fixed = zone("TZID:Ship", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:-0330", "TZOFFSETTO:-0330",
                 "END:STANDARD")  # fmt: skip
    assert at("Ship", "20250701T100000", fixed) == ("07-01 13:30", "")


def test_a_clock_that_changes_on_single_days_does() -> None:
    once = zone("TZID:Ship", "BEGIN:STANDARD", "DTSTART:20250101T000000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0300",
                "RDATE:20250201T000000", "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:20250115T000000",
                "TZOFFSETFROM:+0300", "TZOFFSETTO:+0500", "END:DAYLIGHT")  # fmt: skip
    hours = [at("Ship", wall, once)[0] for wall in ("20241231T100000", "20250102T100000", "20250120T100000",
                                                    "20250202T100000")]  # fmt: skip
    assert hours == ["12-31 08:00", "01-02 07:00", "01-20 05:00", "02-02 07:00"]


def test_where_a_calendar_says_which_place_its_clock_is_of_that_is_believed() -> None:
    assert at("Mine", "20250701T100000", zone("TZID:Mine", "X-LIC-LOCATION:Europe/Berlin")) == (
        "07-01 08:00", "Europe/Berlin",
    )  # fmt: skip


def test_one_persons_zone_is_not_another_persons() -> None:
    def fixed(offset: str) -> str:
        return zone("TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:19700101T000000",
                    f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD")  # fmt: skip

    hours = [at("Customized Time Zone", "20250701T100000", fixed(offset))[0] for offset in ("+0200", "-0500")]
    assert hours == ["07-01 08:00", "07-01 15:00"]


def test_a_zone_nobody_knows_is_said_and_the_users_own_is_taken() -> None:
    text = calendar(event("DTSTART;TZID=Atlantis:20250701T100000", "DTEND;TZID=Atlantis:20250701T110000"))
    problem, row = found_in(text, Choices(zone="Europe/Berlin"))
    assert isinstance(problem, Problem)
    assert isinstance(row, OccurrenceRow)
    assert problem.place.line == 3
    assert problem.reason == (
        "The time zone “Atlantis” is not known and not described; Europe/Berlin was taken instead."
    )
    assert (row.at, row.zone) == (datetime(2025, 7, 1, 8, tzinfo=UTC), "")


@pytest.mark.parametrize("tzid", ["../../etc/passwd", "Europe", "localtime", "Factory", "//", "x" * 4000])
def test_a_name_that_is_no_zones_is_not_looked_for_on_disk(tzid: str) -> None:
    problem, row = found_in(calendar(event(f"DTSTART;TZID={tzid}:20250701T100000")))
    assert isinstance(problem, Problem)
    assert isinstance(row, OccurrenceRow)
    assert row.zone == ""


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "nonsense"])
def test_a_zone_made_to_be_slow_is_followed_for_a_bounded_number_of_steps(rule: str) -> None:
    lines = ["TZID:Plant clock", "BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100",
             "TZOFFSETTO:+0000", f"RRULE:{rule}", "END:STANDARD"]  # fmt: skip
    work = Work()
    before = work.left
    Zones({"Plant clock": lines}, work).named("Plant clock")
    assert before - work.left < 1_000_000


PLANT_CLOCK = Zones({"Plant clock": PLANT}, Work()).named("Plant clock")


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)), st.booleans())
@settings(max_examples=300, deadline=None)
def test_rules_written_as_london_has_them_give_londons_time(wall: datetime, again: bool) -> None:
    plant, london = PLANT_CLOCK, ZoneInfo("Europe/London")
    assert plant is not None
    around = [wall, wall.replace(month=3, day=30, hour=1), wall.replace(year=2025, month=10, day=26, hour=1)]
    for one in around:
        one = one.replace(fold=again)
        assert one.replace(tzinfo=plant.rules).utcoffset() == one.replace(tzinfo=london).utcoffset()
        moment = one.replace(tzinfo=UTC, fold=0)
        shown = moment.astimezone(plant.rules)
        assert shown.replace(tzinfo=None) == moment.astimezone(london).replace(tzinfo=None)
        assert shown.astimezone(UTC) == moment
