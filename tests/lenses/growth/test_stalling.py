"""Is it stalling? Each sign is there when its rows say so, leads to them, and is not made of an absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from waylight.lenses.growth.series import Rated
from waylight.lenses.growth.stalling.chance import stalling
from waylight.lenses.growth.stalling.fitted import BASE, WEIGHTS
from waylight.lenses.growth.stalling.rows import Begun, Dated, Met, Promise, Rows
from waylight.lenses.growth.stalling.signs import (
    NAMES,
    Read,
    carried_over,
    confidence_falling,
    few_reflections,
    moved,
    no_new_people,
    reach_in_flat,
    read,
)

BEGINS = date(2026, 1, 5)
TODAY = BEGINS + timedelta(weeks=24, days=-1)


def in_week(*weeks: float) -> list[date]:
    return [BEGINS + timedelta(days=round(7 * week)) for week in weeks]


def entries(*weeks: float) -> list[Dated]:
    return [Dated(n, on) for n, on in enumerate(in_week(*weeks))]


def reached(*weeks: float, person: int = 1) -> list[Begun]:
    return [Begun(n, on, person, into=True) for n, on in enumerate(in_week(*weeks))]


def met(*weeks: float, moved: tuple[float, ...] = ()) -> list[Met]:
    return [Met(n, on, week in moved) for n, (week, on) in enumerate(zip(weeks, in_week(*weeks), strict=True))]


def rated(*pairs: tuple[float, float]) -> list[Rated]:
    return [Rated(n, in_week(week)[0], value) for n, (week, value) in enumerate(pairs)]


def of(read: Read) -> tuple[bool | None, tuple[int, ...]]:
    return read.there, read.figure.rows


GOING = Rows(
    BEGINS,
    entries(*range(24)),
    [Promise(n, on, on + timedelta(5)) for n, on in enumerate(in_week(*range(1, 24, 2)))],
    [
        Begun(n, BEGINS + timedelta(round(168 * (n / 100) ** 0.5)), n % 12 if n < 80 else n, into=True)
        for n in range(100)
    ],
    rated(*[(week, 4 + week / 10) for week in range(24)]),
    met(*range(1, 24, 2)),
)
STALLED = Rows(
    BEGINS,
    entries(*range(14)),
    [Promise(n, on) for n, on in enumerate(in_week(13, 15, 17))],
    reached(*range(24)),
    rated((2, 7), (9, 7), (19, 5), (21, 5.5)),
    met(*range(1, 24, 2), moved=(15, 19, 21)),
)


def test_where_everything_goes_on_no_sign_is_there_and_it_is_less_likely_than_usual() -> None:
    found = stalling(GOING, TODAY)
    assert [one.there for one in found.signs] == [False] * len(NAMES)
    assert found.chance is not None
    assert found.chance < 0.1 < found.base == BASE


def test_where_everything_stands_still_every_sign_is_there_and_it_is_likely() -> None:
    found = stalling(STALLED, TODAY)
    assert {one.name for one in found.signs if one.there} == set(NAMES)
    assert found.chance is not None
    assert found.chance > 0.9


def test_few_reflections_leads_to_the_entries_of_the_last_six_weeks() -> None:
    assert of(few_reflections(replace(GOING, reflections=entries(*range(12), 18.5)), TODAY)) == (True, (12,))
    assert of(few_reflections(GOING, TODAY)) == (False, (18, 19, 20, 21, 22, 23))


def test_a_commitment_is_carried_over_when_two_later_meetings_found_it_open() -> None:
    meetings = met(1, 15, 19, 22)
    open_ones = [Promise(7, in_week(14)[0]), Promise(8, in_week(16)[0], in_week(23)[0])]
    assert of(carried_over(Rows(BEGINS, promises=open_ones, meetings=meetings), TODAY)) == (True, (7, 8))
    settled = [open_ones[0], Promise(8, in_week(16)[0], in_week(20)[0])]
    assert of(carried_over(Rows(BEGINS, promises=settled, meetings=meetings), TODAY)) == (False, (7,))


def test_somebody_who_is_new_in_either_direction_is_somebody_new() -> None:
    known = reached(1, 3, 5, 19)
    assert of(no_new_people(Rows(BEGINS, begun=known), TODAY)) == (True, ())
    new = [*known, Begun(50, in_week(20)[0], 9, into=False)]
    assert of(no_new_people(Rows(BEGINS, begun=new), TODAY)) == (False, (50,))


def test_reach_in_that_rose_is_not_flat() -> None:
    rising = reached(2, 6, 10, 18.5, 19, 20, 21, 22, 23)
    assert of(reach_in_flat(Rows(BEGINS, begun=rising), TODAY)) == (False, (3, 4, 5, 6, 7, 8))
    assert reach_in_flat(Rows(BEGINS, begun=reached(*range(24))), TODAY).there


def test_confidence_falls_when_the_last_ratings_lie_half_a_point_lower() -> None:
    assert of(confidence_falling(STALLED, TODAY)) == (True, (2, 3))
    steady = rated((2, 6), (9, 6), (19, 5.7), (21, 5.6))
    assert of(confidence_falling(Rows(BEGINS, ratings=steady), TODAY)) == (False, (2, 3))


def test_one_meeting_moved_is_no_sign_and_two_of_six_are() -> None:
    assert of(moved(Rows(BEGINS, meetings=met(*range(12, 24, 2), moved=(20,))), TODAY)) == (False, (4,))
    assert of(moved(Rows(BEGINS, meetings=met(*range(12, 24, 2), moved=(14, 20))), TODAY)) == (True, (1, 4))


def test_an_absence_is_no_sign() -> None:
    away = [(in_week(18)[0], in_week(22)[0])]
    gone = replace(GOING, reflections=entries(*range(18)), begun=reached(*range(18)), away=away)
    assert {one.name: one.there for one in read(gone, TODAY)}["few_reflections"] is None
    assert few_reflections(gone, TODAY).figure.why_not == "She was away for most of the last six weeks."
    shorter = replace(
        gone, reflections=entries(*range(18), 20.5, 21.5, 22.5, 23), away=[(in_week(18)[0], in_week(20)[0])]
    )
    assert few_reflections(shorter, TODAY).there is False


def test_what_comes_after_the_day_is_not_looked_at() -> None:
    later = replace(STALLED, reflections=[*STALLED.reflections, *entries(25, 25.5, 26, 26.5)])
    assert stalling(later, TODAY) == stalling(STALLED, TODAY)


def test_the_order_of_rows_changes_nothing() -> None:
    back = replace(
        STALLED, begun=STALLED.begun[::-1], meetings=STALLED.meetings[::-1], reflections=STALLED.reflections[::-1]
    )
    assert stalling(back, TODAY).chance == stalling(STALLED, TODAY).chance


def test_with_fewer_than_three_signs_it_says_so_and_gives_no_probability() -> None:
    found = stalling(Rows(BEGINS, entries(*range(24)), meetings=met(*range(1, 24, 2))), TODAY)
    assert found.chance is None
    assert found.why_not == "Only 2 of 6 signs can be known; it takes 3."
    carried = next(one for one in found.signs if one.name == "carried_over")
    assert carried.figure.why_not == "It takes a commitment and three meetings."


def test_in_the_first_ten_weeks_nothing_is_compared_with_before() -> None:
    early = few_reflections(GOING, BEGINS + timedelta(weeks=9))
    assert early.figure.why_not == "It takes ten weeks to compare the last six with what was before."


def test_a_coach_who_knows_her_own_share_gets_odds_moved_by_it_and_no_more() -> None:
    usual, rarer = stalling(STALLED, TODAY).chance, stalling(STALLED, TODAY, base=0.1).chance
    assert usual is not None
    assert rarer is not None
    moved_by = usual / (1 - usual) / (rarer / (1 - rarer))
    assert moved_by == pytest.approx((BASE / (1 - BASE)) / (0.1 / 0.9))
    with pytest.raises(ValueError, match="A share of engagements lies between 0 and 1, not at 1"):
        stalling(STALLED, TODAY, base=1)


def test_beside_each_sign_stands_how_often_it_is_there_in_either() -> None:
    for one in stalling(STALLED, TODAY).signs:
        assert 0 < one.of_others < one.of_stalled < 1
        assert (one.of_stalled, one.of_others) == WEIGHTS[one.name][2:]
