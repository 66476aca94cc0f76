"""Movement, from rows to figure: who is compared with whom, what is counted, and when nothing can be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from waylight.lenses.influence.contacts import Contact, Contacts
from waylight.lenses.influence.movement import Movement, Standing, movement

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
HER = 1
AROUND = range(10, 22)  # twelve people in contact with her
OTHERS = range(30, 66)  # thirty-six who are not


def at(days: float) -> datetime:
    return SINCE + timedelta(days=days)


@cache
def a_company(effect: float = 2.0, seed: int = 5) -> tuple[Contact, ...]:
    """Everybody begins about twice a week with anybody; after the date those around her ``effect`` times as often."""
    rng = np.random.default_rng(seed)
    rows: list[Contact] = []

    def add(day: float, sender: int, recipient: int) -> None:
        rows.append(Contact(len(rows), at(day), sender, recipient, thread=len(rows)))

    everybody = [*AROUND, *OTHERS]
    for person in everybody:
        for day in range(-200, 150):
            rate = 2 / 7 * (effect if person in AROUND and day >= 0 else 1)
            for _ in range(rng.poisson(rate)):
                to = int(rng.choice([one for one in everybody if one != person]))
                add(day + rng.random(), person, to)
        if person in AROUND:
            for day in range(-198, 150, 10):
                add(day + rng.random(), HER, person)
    return tuple(rows)


@cache
def moved() -> Movement:
    return movement(Contacts.of(a_company()), HER, since=SINCE)


def test_twice_as_much_as_others_is_found_with_its_interval() -> None:
    everyone = moved().everyone
    assert everyone.value == pytest.approx(1.0, abs=0.25)
    assert everyone.low is not None
    assert everyone.high is not None
    assert 0 < everyone.low < 1.0 < everyone.high


def test_nothing_is_found_where_nothing_moved() -> None:
    everyone = movement(Contacts.of(a_company(1.0)), HER, since=SINCE).everyone
    assert everyone.low is not None
    assert everyone.high is not None
    assert everyone.low < 0 < everyone.high


def test_before_the_date_the_groups_ran_alike() -> None:
    trend = moved().trend
    assert trend.low is not None
    assert trend.high is not None
    assert trend.low < 0 < trend.high


def test_the_rows_are_what_the_compared_began_with_others_in_the_weeks_compared() -> None:
    found = moved()
    compared = {one for every in found.sets for one in (every.person, *every.matches)}
    rows = {row.id: row for row in a_company()}
    counted = [rows[number] for number in found.everyone.rows]
    assert found.spans is not None
    start, end = (datetime.fromisoformat(f"{when}Z") for when in (found.spans.decided, found.spans.end))
    expected = [
        row.id for row in rows.values() if row.sender in compared and HER not in row[2:4] and start <= row.at < end
    ]
    assert sorted(row.id for row in counted) == expected
    assert sorted([*found.one_another.rows, *found.others.rows]) == expected
    assert {rows[number].recipient for number in found.one_another.rows} == set(AROUND)
    assert sorted(found.trend.rows) == [number for number in expected if rows[number].at < SINCE]


def test_around_her_are_those_in_contact_and_everybody_else_can_be_compared() -> None:
    assert {every.person for every in moved().sets} == set(AROUND)
    assert {one for every in moved().sets for one in every.matches} <= set(OTHERS)


def test_the_client_can_say_who_is_around_her() -> None:
    found = movement(Contacts.of(a_company()), HER, since=SINCE, around=[*AROUND][:9])
    assert {every.person for every in found.sets} == set([*AROUND][:9])


def test_people_are_compared_within_their_level_and_organisation() -> None:
    people = {one: Standing(f"level {one % 2}", "Norvia") for one in (*AROUND, *OTHERS)}
    found = movement(Contacts.of(a_company()), HER, since=SINCE, people=people)
    assert all(people[one] == people[every.person] for every in found.sets for one in every.matches)


def test_who_has_no_match_is_named_and_too_few_matches_give_no_figure() -> None:
    people = {one: Standing("board") for one in [*AROUND][:5]}
    found = movement(Contacts.of(a_company()), HER, since=SINCE, people=people)
    assert set(found.left_out) == set([*AROUND][:5])
    assert found.everyone.value is None
    assert "Only 7 of the people around her" in found.everyone.why_not


def test_the_picture_has_every_week_and_its_rows() -> None:
    found = moved()
    assert found.spans is not None
    assert (found.spans.choosing, found.spans.before, found.spans.after) == (13, 12, 21)
    assert len(found.series) == 46
    after = [week.around.value for week in found.series if week.start >= np.datetime64("2026-06-01")]
    assert len(after) == 21
    week = found.series[30]
    start = datetime.fromisoformat(f"{week.start}Z")
    assert week.around.rows == tuple(
        row.id
        for row in sorted(a_company(), key=lambda row: row.at)
        if row.sender in AROUND and HER not in row[2:4] and start <= row.at < start + timedelta(7)
    )
    assert week.around.value == pytest.approx(len(week.around.rows) / 12)


def test_balance_is_told_for_the_weeks_that_matched_and_those_that_did_not() -> None:
    chosen, before = moved().balance
    assert abs(chosen.apart) < 0.25
    assert before.around == pytest.approx(2, abs=0.5)


def test_from_her_own_mailbox_nothing_is_claimed() -> None:
    hers = [row for row in a_company() if HER in row[2:4]]
    found = movement(Contacts.of(hers), HER, since=SINCE)
    assert found.own_view
    assert found.everyone.value is None
    assert "cannot be known" in found.everyone.why_not


def test_a_mail_to_her_and_others_is_still_her_own_mailbox() -> None:
    rows = [Contact(n, at(n // 3 - 200), 5, (HER, 6, 7)[n % 3], thread=n // 3, recipients=3) for n in range(900)]
    assert movement(Contacts.of(rows), HER, since=SINCE).own_view


@pytest.mark.parametrize(
    ("days", "why"),
    [(-130, "The record reaches back less than 11 weeks"), (140, "Fewer than 4 weeks have passed")],
)
def test_too_little_time_on_either_side_is_said(days: float, why: str) -> None:
    assert movement(Contacts.of(a_company()), HER, since=at(days)).everyone.why_not.startswith(why)


def test_an_empty_table_and_a_person_in_no_row_are_said_in_words() -> None:
    assert movement(Contacts.of([]), HER, since=SINCE).everyone.why_not == "Nothing has been brought in."
    assert movement(Contacts.of(a_company()), 999, since=SINCE).everyone.why_not.startswith("Nobody was in contact")


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        movement(Contacts.of(a_company()), HER, since=datetime(2026, 6, 1))


def test_rows_given_twice_or_in_another_zone_change_nothing() -> None:
    tokyo = [row._replace(at=row.at.astimezone(ZoneInfo("Asia/Tokyo"))) for row in a_company()]
    assert movement(Contacts.of([*tokyo, *a_company()]), HER, since=SINCE) == moved()


def test_renumbering_people_renumbers_the_sets_and_nothing_else() -> None:
    new = dict(zip((HER, *AROUND, *OTHERS), np.random.default_rng(2).permutation(1000).tolist(), strict=False))
    rows = [row._replace(sender=new[row.sender], recipient=new[row.recipient]) for row in a_company()]
    found = movement(Contacts.of(rows), new[HER], since=SINCE)
    assert (found.everyone, found.one_another, found.others) == (moved().everyone, moved().one_another, moved().others)
    assert found.series == moved().series
    assert [every.person for every in found.sets] == [new[every.person] for every in moved().sets]


def test_moving_all_times_moves_the_weeks_and_nothing_else() -> None:
    later = [row._replace(at=row.at + timedelta(days=400, hours=5)) for row in a_company()]
    found = movement(Contacts.of(later), HER, since=SINCE + timedelta(days=400, hours=5))
    assert (found.everyone, found.sets, found.balance) == (moved().everyone, moved().sets, moved().balance)
