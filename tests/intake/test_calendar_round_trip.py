"""A calendar that was written comes back whole, at the times that arithmetic on the zone's clock gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress, vText

from tests.intake.test_calendar import calendar, found_in
from waylight.intake.rows import Choices, Mailbox, OccurrenceRow, Problem

HOME = "Australia/Lord_Howe"  # its clocks change by half an hour
ZONES = ["Europe/London", "America/New_York", "Africa/Casablanca", "Asia/Kathmandu", "UTC", "floating"]
CHANGES = [datetime(2025, 3, 9), datetime(2025, 3, 30), datetime(2025, 4, 6), datetime(2025, 10, 5)]
NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)
ADDRESSES = st.from_regex(r"[a-z0-9]{1,8}(\.[a-z0-9]{1,8})?@[a-z0-9]{1,8}\.(org|com)", fullmatch=True)
PEOPLE = st.lists(
    st.tuples(st.builds(Mailbox, NAMES, ADDRESSES), st.sampled_from(["accepted", "declined", "tentative", ""])),
    max_size=4,
    unique_by=lambda one: one[0].address,
)
TITLES = Choices(keep_subjects=True, zone=HOME)


@dataclass(frozen=True)
class Meant:
    """A series as somebody has it in mind: every ``step`` days from ``start`` on the clock of ``zone``."""

    start: datetime
    zone: str
    all_day: bool
    step: int
    count: int
    hours: int
    removed: frozenset[int]
    moved: dict[int, timedelta]
    title: str
    people: list[tuple[Mailbox, str]]

    def wall(self, number: int) -> datetime:
        return self.start + timedelta(days=self.step * number)


@st.composite
def series(draw: st.DrawFn) -> Meant:
    near = draw(st.sampled_from(CHANGES)) - timedelta(days=draw(st.integers(0, 20)))
    all_day, count = draw(st.booleans()), draw(st.integers(1, 30))
    clock = time() if all_day else time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 30, 59])))
    numbers = st.integers(0, count - 1)
    shifts = st.builds(timedelta, days=st.integers(-3, 3), hours=st.just(0) if all_day else st.integers(-9, 9))
    return Meant(
        start=datetime.combine(near, clock), zone="floating" if all_day else draw(st.sampled_from(ZONES)),
        all_day=all_day, step=draw(st.integers(1, 9)), count=count,
        hours=24 if all_day else draw(st.integers(0, 30)), removed=draw(st.frozensets(numbers, max_size=count - 1)),
        moved=draw(st.dictionaries(numbers, shifts, max_size=4)), title=draw(NAMES), people=draw(PEOPLE),
    )  # fmt: skip


def in_zone(meant: Meant, wall: datetime) -> date | datetime:
    if meant.all_day:
        return wall.date()
    return wall if meant.zone == "floating" else wall.replace(tzinfo=ZoneInfo(meant.zone))


def written(meant: Meant, uid: str) -> bytes:
    """The series as icalendar writes it: one event with a rule, and one for each moved occurrence."""
    one = _event(meant, uid, meant.start)
    one.add("rrule", {"freq": "daily", "interval": meant.step, "count": meant.count})
    if meant.removed:
        one.add("exdate", [in_zone(meant, meant.wall(number)) for number in sorted(meant.removed)])
    for person, answer in meant.people:
        field = vCalAddress(f"MAILTO:{person.address}")
        field.params["CN"] = vText(person.name)
        if answer:
            field.params["PARTSTAT"] = vText(answer.upper())
        one.add("attendee", field)
    parts = [one]
    for number, by in meant.moved.items():
        change = _event(meant, uid, meant.wall(number) + by)
        change.add("recurrence-id", in_zone(meant, meant.wall(number)))
        parts.append(change)
    return b"".join(part.to_ical() for part in parts)


def _event(meant: Meant, uid: str, wall: datetime) -> Event:
    one = Event()
    one.add("uid", uid)
    one.add("dtstart", in_zone(meant, wall))
    one.add("dtend", in_zone(meant, wall + timedelta(hours=meant.hours)))
    one.add("summary", meant.title)
    return one


def as_meant(meant: Meant, uid: str) -> list[tuple[object, ...]]:
    """Every occurrence and person as arithmetic gives them."""
    home = ZoneInfo(HOME if meant.zone == "floating" else meant.zone)

    def utc(wall: datetime) -> datetime:
        return wall.replace(tzinfo=home).astimezone(UTC)

    found: list[tuple[object, ...]] = []
    for number in range(meant.count):
        if number in meant.removed:
            continue
        wall = meant.wall(number) + meant.moved.get(number, timedelta())
        people = [] if number in meant.moved else meant.people
        begins, ends = utc(wall), max(utc(wall), utc(wall + timedelta(hours=meant.hours)))
        for person, answer in people or [(None, "")]:
            found.append((uid, utc(meant.wall(number)).isoformat(), begins, ends, meant.zone, meant.all_day,
                          meant.title, person, answer))  # fmt: skip
    return found


def as_read(rows: Iterable[OccurrenceRow | Problem]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for row in rows:
        assert isinstance(row, OccurrenceRow), row
        found.append((row.uid, row.occurrence, row.at, row.until, row.zone, row.all_day, row.title, row.person,
                      row.answer))  # fmt: skip
    return found


@given(st.lists(series(), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_calendar_of_series_comes_back_as_it_was_meant(many: list[Meant]) -> None:
    raw = b"BEGIN:VCALENDAR\r\n" + b"".join(written(one, f"{n}@x") for n, one in enumerate(many)) + b"END:VCALENDAR\r\n"
    expected = [row for number, one in enumerate(many) for row in as_meant(one, f"{number}@x")]
    assert as_read(found_in(raw, TITLES, until=datetime(2027, 1, 1, tzinfo=UTC))) == expected


RULES = st.builds(
    ";".join,
    st.tuples(
        st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"]),
        st.sampled_from(["INTERVAL=1", "INTERVAL=2", "INTERVAL=5"]),
        st.sampled_from(["BYDAY=MO,WE,SU", "BYDAY=TU", "BYMONTH=3,10", "BYMONTHDAY=1,15,-1", "BYHOUR=1,9", "WKST=SU"]),
        st.sampled_from(["COUNT=7", "COUNT=60", "UNTIL=20250930T101500Z", "WKST=MO", "WKST=WE"]),
    ),
)


@given(RULES, st.sampled_from(CHANGES), st.sampled_from(ZONES[:4]), st.integers(1, 23))
@settings(max_examples=150, deadline=None)
def test_rules_give_what_another_reader_finds(rule: str, day: datetime, zone: str, hour: int) -> None:
    lines = [f"DTSTART;TZID={zone}:{day + timedelta(hours=hour):%Y%m%dT%H%M%S}", f"RRULE:{rule}"]
    text = calendar("\r\n".join(["BEGIN:VEVENT", "UID:1@x", *lines, "END:VEVENT", ""]))
    end = datetime(2026, 1, 1, tzinfo=UTC)
    other = recurring_ical_events.of(Calendar.from_ical(text)).between(datetime(2020, 1, 1, tzinfo=UTC), end)
    expected = sorted(one["DTSTART"].dt.astimezone(UTC) for one in other)
    found = [row.at for row in found_in(text) if isinstance(row, OccurrenceRow)]
    assert sorted(at for at in found if at < end) == expected  # ours takes in what begins at the end, the other not


def test_people_of_one_occurrence_stand_together() -> None:
    people = [(Mailbox("", f"p{number}@x.org"), "accepted") for number in range(3)]
    meant = Meant(CHANGES[0], "UTC", False, 1, 5, 1, frozenset(), {}, "a", people)
    rows = [one for one in found_in(b"BEGIN:VCALENDAR\r\n" + written(meant, "1@x")) if isinstance(one, OccurrenceRow)]
    assert [len(list(group)) for _, group in groupby(rows, key=lambda row: row.occurrence)] == [3] * 5
