"""Meetings of a series keep their hour; each moves and is called off, alone or with the rest, and is held after all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.factories import an_engagement
from waylight.record.meeting import Meeting, plan
from waylight.record.moving import moves_of
from waylight.record.planning.clock import taken
from waylight.record.planning.rhythm import MOST, Rhythm, times_until, walls
from waylight.record.planning.series import (
    Series,
    call_off_together,
    hold_together,
    move,
    overlapping,
    plan_series,
)
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db
# A zone, the day before which its clock is set forward, and the day before which it is set back.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8), date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 10, 4), date(2026, 4, 5)),  # by half an hour
]


def the(meeting) -> Meeting:
    return Meeting.objects.select_related("series").get(pk=meeting.pk)


def weekly(engagement, first="2026-03-05T16:00", times=4, zone="Europe/Lisbon", **given) -> list[Meeting]:
    return plan_series(
        engagement, wall=datetime.fromisoformat(first), zone=zone, rhythm=Rhythm.WEEKLY, times=times, **given
    )[0]


@pytest.mark.parametrize(("zone", "forward", "back"), CHANGES)
def test_a_series_keeps_its_hour_when_the_clock_is_changed(engagement, zone, forward, back):
    for change in (forward, back):
        meetings = weekly(engagement, datetime.combine(change - timedelta(days=10), time(9)).isoformat(), zone=zone)
        assert {one.at.astimezone(ZoneInfo(zone)).time() for one in meetings} == {time(9)}
        offsets = [one.at.astimezone(ZoneInfo(zone)).utcoffset() for one in meetings]
        assert offsets[:2] == [offsets[0]] * 2
        assert offsets[2:] == [offsets[3]] * 2
        assert offsets[0] != offsets[3]


@pytest.mark.parametrize(
    ("zone", "wall", "begins"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "03:30"),
        ("America/New_York", "2026-03-08T02:15", "03:15"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "02:40"),
    ],
)
def test_a_time_that_the_clock_skips_is_said_and_begins_later(zone, wall, begins):
    found = taken(datetime.fromisoformat(wall), zone)
    assert f"{found.at.astimezone(ZoneInfo(zone)):%H:%M}" == begins
    assert f"there is no {wall[-5:]}" in found.said
    assert f"it begins at {begins}." in found.said


@pytest.mark.parametrize(
    ("zone", "wall", "utc"),
    [
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
    ],
)
def test_a_time_that_comes_twice_is_said_and_is_the_first(zone, wall, utc):
    found = taken(datetime.fromisoformat(wall), zone)
    assert found.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert f"{wall[-5:]} twice" in found.said


def test_an_ordinary_time_needs_no_word():
    assert taken(datetime(2026, 3, 12, 16), "Europe/Lisbon").said == ""


def test_a_series_through_a_skipped_hour_comes_back_to_its_time(engagement):
    meetings, said = plan_series(
        engagement, wall=datetime(2026, 3, 22, 2, 30), zone="Europe/Berlin", rhythm=Rhythm.WEEKLY, times=3
    )
    assert [f"{one.local:%H:%M}" for one in meetings] == ["02:30", "03:30", "02:30"]
    assert len(said) == 1
    moved, _ = move(meetings[0], wall=datetime(2026, 3, 22, 3, 30), minutes=60, following=True)
    assert [f"{the(one).local:%H:%M}" for one in moved] == ["03:30", "03:30", "03:30"]


@pytest.mark.parametrize(
    ("rhythm", "first", "days"),
    [
        (Rhythm.FORTNIGHT, "2026-03-05", ["03-05", "03-19", "04-02"]),
        (Rhythm.FOUR_WEEKS, "2026-03-05", ["03-05", "04-02", "04-30"]),
        (Rhythm.MONTH, "2026-03-12", ["03-12", "04-09", "05-14"]),  # second Thursdays
        (Rhythm.MONTH, "2026-03-30", ["03-30", "04-27", "05-25"]),  # a fifth Monday, so the last ones
        (Rhythm.ONCE, "2026-03-05", ["03-05"]),
    ],
)
def test_the_days_of_a_rhythm(rhythm, first, days):
    assert [f"{one:%m-%d}" for one in walls(rhythm, datetime.fromisoformat(first), 3)] == days


def test_a_series_until_a_day_holds_that_day():
    first = datetime(2026, 3, 5, 16)
    assert times_until(Rhythm.WEEKLY, first, date(2026, 3, 26)) == 4
    assert times_until(Rhythm.WEEKLY, first, date(2026, 3, 25)) == 3
    assert times_until(Rhythm.WEEKLY, first, date(2026, 3, 4)) == 0
    assert times_until(Rhythm.WEEKLY, first, date(2036, 3, 4)) == MOST + 1


def test_too_many_meetings_are_refused_and_none_is_planned(engagement):
    with pytest.raises(ValueError, match="1 to 60"):
        weekly(engagement, times=61)
    assert not Series.objects.exists()


def test_one_meeting_moves_alone(engagement):
    meetings = weekly(engagement)
    move(meetings[1], wall=datetime(2026, 3, 13, 10), minutes=90, seen=the(meetings[1]).time.mark)
    assert [f"{the(one).local:%m-%d %H:%M}" for one in meetings] == [
        *("03-05 16:00", "03-13 10:00", "03-19 16:00", "03-26 16:00"),
    ]
    assert the(meetings[1]).minutes == 90
    assert the(meetings[1]).series.sequence == 1


def test_a_move_is_noted_with_the_time_before_and_as_one_only_to_another_day(engagement):
    first, second, *_ = weekly(engagement)
    move(the(first), wall=datetime(2026, 3, 5, 18), minutes=60)
    move(the(second), wall=datetime(2026, 3, 13, 16), minutes=60)
    assert [the(one).moved for one in (first, second)] == [False, True]
    assert moves_of([first, second]) == {first.pk: [first.at], second.pk: [second.at]}


def test_moved_back_to_its_day_it_is_moved_no_more_and_the_times_it_had_stay(engagement):
    first, *_ = weekly(engagement)
    move(the(first), wall=datetime(2026, 3, 6, 16), minutes=60)
    move(the(first), wall=datetime(2026, 3, 7, 16), minutes=60)
    assert the(first).moved
    move(the(first), wall=datetime(2026, 3, 5, 18), minutes=60)
    assert not the(first).moved
    assert len(moves_of([first])[first.pk]) == 3


def test_this_and_following_move_by_the_same_step_of_the_clock(engagement):
    meetings = weekly(engagement, "2026-03-12T16:00")  # the clock is set forward on 29 March
    moved, _ = move(meetings[1], wall=datetime(2026, 3, 20, 9, 30), minutes=60, following=True)
    assert len(moved) == 3
    assert [f"{the(one).local:%m-%d %H:%M}" for one in meetings] == [
        *("03-12 16:00", "03-20 09:30", "03-27 09:30", "04-03 09:30"),
    ]


def test_a_step_over_the_change_of_the_clock_keeps_the_hour(engagement):
    meetings = weekly(engagement, "2026-03-21T16:00", times=2)  # Saturdays; the clock is set forward on Sunday the 29th
    move(meetings[0], wall=datetime(2026, 3, 22, 16), minutes=60, following=True)
    assert [f"{the(one).local:%m-%d %H:%M}" for one in meetings] == ["03-22 16:00", "03-29 16:00"]


def test_what_was_called_off_does_not_move_along(engagement):
    meetings = weekly(engagement)
    call_off_together(meetings[2], following=False)
    move(meetings[1], wall=datetime(2026, 3, 12, 9), minutes=60, following=True)
    assert the(meetings[2]).local.hour == 16
    assert the(meetings[3]).local.hour == 9


def test_who_did_not_see_the_move_of_somebody_else_moves_nothing(engagement):
    (meeting, *_) = weekly(engagement)
    seen = meeting.time.mark
    move(meeting, wall=datetime(2026, 3, 6, 9), minutes=60, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        move(meeting, wall=datetime(2026, 3, 7, 9), minutes=60, seen=seen)
    assert the(meeting).local.day == 6


def test_calling_off_this_and_following_is_taken_back_as_a_whole_and_nothing_else_is(engagement):
    meetings = weekly(engagement)
    call_off_together(meetings[3], following=False)
    assert call_off_together(meetings[1], following=True) == 2
    assert [the(one).cancelled for one in meetings] == [False, True, True, True]
    assert hold_together(the(meetings[2])) == 2
    assert [the(one).cancelled for one in meetings] == [False, False, False, True]
    assert hold_together(the(meetings[3])) == 1
    assert not the(meetings[3]).cancelled


def test_a_meeting_planned_otherwise_is_called_off_and_held_alone(engagement):
    meeting, other = (plan(engagement, at=datetime(2026, 3, day, 16, tzinfo=UTC)) for day in (5, 6))
    assert call_off_together(meeting, following=True) == 1
    assert not the(other).cancelled
    assert hold_together(the(meeting)) == 1


def test_a_coach_sees_what_overlaps_of_all_her_clients_and_a_client_of_her_own_alone(engagement):
    other = an_engagement("Aoife Byrne", coach=engagement.coach)
    theirs = weekly(other, "2026-03-12T16:30", times=1)
    mine = weekly(engagement)
    assert overlapping(mine, engagement.coach.user) == theirs
    assert overlapping(mine, engagement.client.user) == []
    call_off_together(theirs[0], following=False)
    assert overlapping(mine, engagement.coach.user) == []


def test_meetings_that_touch_do_not_overlap(engagement):
    weekly(engagement, "2026-03-12T17:00", times=1)
    assert overlapping(weekly(engagement), engagement.coach.user) == []
