"""The measures of one person: counted by hand on a few rows, and steady under what must not matter."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lenses.influence.log.logs import ROWS, a_log, at
from waylight.lenses.influence.contacts import Contact, Contacts, Kind
from waylight.lenses.influence.log.behind import behind
from waylight.lenses.influence.log.measure import MEASURES, OF_DIRECTION, Around, NotThere, Window, measure
from waylight.lenses.influence.log.table import Mass, Rule
from waylight.lenses.influence.log.windows import Every
from waylight.lenses.influence.log.working import Working
from waylight.lenses.influence.reach import people, reciprocity

# In the first week she writes to 2, 3 and 4; 2 answers after an hour, 5 turns to her. In the third week 3 answers.
FEW = [
    Contact(1, at(0), 1, 2, thread=1),
    Contact(2, at(1 / 24), 2, 1, thread=1, reply=True),
    Contact(3, at(1), 1, 3, thread=2),
    Contact(4, at(1), 1, 4, thread=2, recipients=2),
    Contact(5, at(2), 5, 1, thread=3),
    Contact(6, at(15), 3, 1, thread=2, reply=True),
    Contact(7, at(16), 6, 7, thread=4),
]


def values(window: Window) -> dict[str, float | None]:
    return {name: one.figure.value for name, one in window.measures.items()}


def test_a_few_rows_are_counted_as_by_hand() -> None:
    first, second, third = measure(a_log(*FEW), "p1", Every.WEEK)
    found = values(first)
    assert (found["reach_out"], found["reach_in"], found["people"]) == (3, 1, 4)
    assert found["reciprocity"] == pytest.approx(1 / 3)
    assert found["balance"] == pytest.approx(3 / 5)
    assert (found["turn_taking"], first.measures["turn_taking"].rows) == (1, 1)
    # Ties of 2, 1, 1 and 1 to people who have none among themselves.
    assert found["constraint"] == pytest.approx((2 / 5) ** 2 + 3 * (1 / 5) ** 2)
    assert (found["effective_size"], found["betweenness"]) == (4, 1)
    assert {one.figure.why_not for one in second.measures.values()} == {"There is no row at all in this time."}
    assert values(third)["reach_out"] == values(third)["reach_in"] == 0
    assert (values(third)["people"], values(third)["betweenness"]) == (1, 0)
    assert "turned to nobody" in third.measures["reciprocity"].figure.why_not


def test_a_week_in_which_only_others_wrote_counts_nobody_and_one_without_a_row_says_so() -> None:
    others = [Contact(8, at(22), 6, 7, thread=5), Contact(9, at(36), 7, 6, thread=5)]
    weeks = measure(a_log(*FEW, *others), "p1", Every.WEEK, only=("people",))
    figures = [week.measures["people"].figure for week in weeks]
    assert [figure.value for figure in figures] == [4, None, 1, 0, None, 0]
    assert "no row at all" in figures[4].why_not


def test_a_count_carries_its_interval_and_is_never_withheld() -> None:
    [one] = measure(a_log(FEW[0]), "p1", Every.WHOLE)
    figure = one.measures["people"].figure
    assert (figure.value, one.measures["people"].rows) == (1, 1)
    assert figure.low == pytest.approx(0.0513, abs=1e-4)
    assert figure.high == pytest.approx(4.744, abs=1e-3)


def test_one_person_written_to_makes_a_share_with_a_wide_interval() -> None:
    [one] = measure(a_log(FEW[0]), "p1", Every.WHOLE)
    figure = one.measures["reciprocity"].figure
    assert (figure.value, figure.low) == (0, 0)
    assert figure.high is not None
    assert figure.high > 0.7


def answers(*hours: float) -> list[Contact]:
    """She is written to on days apart and answers after so many hours."""
    asked = [Contact(2 * n, at(7 * n), 2, 1, thread=n) for n in range(len(hours))]
    return asked + [Contact(2 * n + 1, at(7 * n + one / 24), 1, 2, thread=n, reply=True) for n, one in enumerate(hours)]


def test_the_hours_until_she_answers_are_the_middle_of_at_least_five() -> None:
    [one] = measure(a_log(*answers(1, 2, 3, 10, 50)), "p1", Every.WHOLE)
    figure = one.measures["reply_hours"].figure
    assert (figure.value, figure.low, figure.high) == (3, 1, 50)
    assert "fewer than 5 answers" in one.measures["answered_hours"].figure.why_not
    [few] = measure(a_log(*answers(1, 2, 3, 10)), "p1", Every.WHOLE)
    assert few.measures["reply_hours"].figure.value is None


def test_nights_and_weekends_do_not_count_in_working_hours() -> None:
    # Asked on Mondays at nine (eight in Lisbon's summer): 24 hours later are nine working hours more.
    around = Around(working=Working(9, 18, "Europe/Lisbon"))
    [one] = measure(a_log(*answers(24, 24, 24, 24, 24)), "p1", Every.WHOLE, around=around)
    assert one.measures["reply_hours"].figure.value == 9
    late = [row._replace(at=row.at + (at(4.375) - at(0))) for row in answers(62, 62, 62, 62, 62)]
    # Asked on Fridays at 18:00 and answered on Mondays at 8:00.
    [one] = measure(a_log(*late), "p1", Every.WHOLE, around=around)
    assert one.measures["reply_hours"].figure.value == 0


PLACES = {"p2": ("board", "peer"), "p3": ("board", "industry"), "p4": ("manager", "peer"), "p9": ("manager", "peer")}


def test_places_are_counted_as_if_contact_were_even_and_who_is_missing_is_named() -> None:
    rows = [Contact(n, at(day), 1, who, thread=n) for n, (who, day) in enumerate([(2, 0), (2, 1), (3, 2), (4, 3)] * 3)]
    rows = [row._replace(at=row.at + (at(4 * (row.id // 4)) - at(0))) for row in rows]
    [one] = measure(a_log(*rows), "p1", Every.WHOLE, around=Around(PLACES, frozenset({"p2", "p9"})))
    found = values(one)
    # Six, three and three of twelve days.
    assert found["breadth"] == pytest.approx(math.exp(-(0.5 * math.log(0.5) + 2 * 0.25 * math.log(0.25))))
    assert found["breadth_2"] == pytest.approx(1 / (0.5**2 + 2 * 0.25**2))
    assert (found["breadth_0"], found["coverage"], one.missing) == (3, 0.5, ("p9",))


def test_weighted_reciprocity_is_what_came_back_of_what_she_sent() -> None:
    rows = [Contact(n, at(0), 1, who, thread=n) for n, who in enumerate([2, 2, 2, 3, 4, 5, 6])]
    back = [Contact(20 + n, at(1), who, 1, thread=n) for n, who in enumerate([2, 3, 3, 3])]
    [one] = measure(a_log(*rows, *back), "p1", Every.WHOLE)
    assert values(one)["weighted_reciprocity"] == pytest.approx(2 / 7)


def test_an_announcement_is_left_out_or_counts_in_part() -> None:
    rows = [Contact(n, at(0), 1, n, thread=1, recipients=40) for n in range(2, 42)]
    rows += [Contact(50, at(1), 1, 2, thread=2)]
    [out] = measure(a_log(*rows), "p1", Every.WHOLE)
    [share] = measure(a_log(*rows), "p1", Every.WHOLE, Rule(mass=Mass.SHARE))
    assert (values(out)["reach_out"], values(out)["people"]) == (1, 1)
    assert values(share)["reach_out"] == pytest.approx(1 + 39 / 40)
    assert values(share)["people"] == 1


def test_rows_without_direction_say_so_for_what_needs_one() -> None:
    [one] = measure(a_log(*FEW), "p1", Every.WHOLE, around=Around(directed=False))
    assert all("not who turned to whom" in one.measures[name].figure.why_not for name in OF_DIRECTION)
    assert values(one)["people"] == 4


def test_somebody_who_is_in_no_row_is_not_there() -> None:
    with pytest.raises(NotThere):
        measure(a_log(*FEW), "p99", Every.WEEK)


def test_the_record_and_a_log_agree_on_people_and_reciprocity() -> None:
    rows = [Contact(n, at(n / 9), 1 + n % 2 * (n % 7), 1 + (1 - n % 2) * (n % 7), thread=n) for n in range(60)]
    table = Contacts.of(rows)
    [one] = measure(a_log(*rows), "p1", Every.WHOLE)
    start, end = one.start, one.end
    for name, lens in (("people", people), ("reciprocity", reciprocity)):
        figure, found = lens(table, 1, start=start, end=end), one.measures[name]
        assert (found.figure.value, found.figure.low, found.rows) == (figure.value, figure.low, len(figure.rows))


WITH_HER = ROWS.filter(lambda rows: any(1 in row[2:4] and row.sender != row.recipient for row in rows))
ALL_BUT_PATHS = tuple(name for name in MEASURES if name != "betweenness")


@given(WITH_HER, st.permutations(range(2, 6)))
@settings(max_examples=6, deadline=None)
def test_other_names_change_nothing(rows: list[Contact], numbers: list[int]) -> None:
    new = {1: 101} | {old: 100 + number for old, number in zip(range(2, 6), numbers, strict=True)}
    other = [row._replace(sender=new[row.sender], recipient=new[row.recipient]) for row in rows]
    before, after = measure(a_log(*rows), "p1", Every.WEEK), measure(a_log(*other), "p101", Every.WEEK)
    for old, renamed in zip(before, after, strict=True):
        for name in ALL_BUT_PATHS:
            figure, again = old.measures[name].figure, renamed.measures[name].figure
            assert figure.why_not == again.why_not
            assert figure.value == pytest.approx(again.value)
            assert figure.low == pytest.approx(again.low)


@given(WITH_HER)
@settings(max_examples=6, deadline=None)
def test_weeks_add_up_to_the_whole_and_every_figure_has_its_rows(rows: list[Contact]) -> None:
    log = a_log(*rows)
    weeks, [whole] = measure(log, "p1", Every.WEEK), measure(log, "p1", Every.WHOLE)
    for name in ("initiations_out", "initiations_in"):
        assert sum(values(week)[name] or 0 for week in weeks) == values(whole)[name]
        assert sum(week.measures[name].rows for week in weeks) == whole.measures[name].rows
    ids = behind(log, "p1", Every.WEEK, Rule(), Around(), weeks)
    for week, those in zip(weeks, ids, strict=True):
        assert {name: len(found) for name, found in those.items()} == {
            name: one.rows for name, one in week.measures.items()
        }


def test_meetings_are_no_answers_but_their_organiser_reaches_out() -> None:
    rows = [Contact(1, at(0), 2, 1, thread=1), Contact(2, at(1), 1, 2, thread=1, kind=Kind.MEETING)]
    [one] = measure(a_log(*rows), "p1", Every.WHOLE)
    assert one.measures["turn_taking"].rows == 0
