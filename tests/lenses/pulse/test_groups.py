"""Groups of a pulse: words for too few, a mean with its interval for enough, nothing about one person in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.pulse.groups import ANSWERS, TOO_FEW, WITHHELD, Answered, Grouped, grouped, mean

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSE = BEGIN + timedelta(days=30)


def answers(*values: int, groups: tuple[str, ...] = ("all",), first: int = 0) -> list[Answered]:
    return [Answered(first + n, value, BEGIN + timedelta(hours=first + n), groups) for n, value in enumerate(values)]


def at_close(given: list[Answered], *groups: str, least: int = 5) -> dict[str, Grouped]:
    return grouped(given, groups or ["all"], releases=[CLOSE], least=least)


def test_four_answers_are_not_enough_and_no_number_is_shown() -> None:
    shown = at_close(answers(3, 3, 3, 3))["all"]
    assert (shown.figure.value, shown.figure.low, shown.figure.why_not) == (None, None, TOO_FEW)
    assert shown.answers == 0


def test_five_answers_are_a_mean_with_an_interval_and_no_rows() -> None:
    shown = at_close(answers(1, 2, 2, 3, 2))["all"]
    assert shown.figure.value == pytest.approx(2)
    assert shown.figure.low is not None
    assert -3 <= shown.figure.low < 2 < (shown.figure.high or 0) <= 3
    assert (shown.answers, shown.released, shown.figure.rows) == (5, CLOSE, ())


def test_three_are_enough_for_the_client() -> None:
    assert at_close(answers(1, 2, 3), least=3)["all"].figure.value == pytest.approx(2)


def test_one_more_answer_changes_nothing_until_five_more_have_come() -> None:
    given = answers(*[1] * 5, *[-3] * 6)
    looks = [one.at for one in given]
    seen = [grouped(given[:n], ["all"], releases=looks[:n])["all"] for n in range(1, 12)]
    assert [one.answers for one in seen] == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]
    assert {one.figure.value for one in seen[4:9]} == {1.0}


def test_a_level_that_is_too_small_does_not_follow_from_the_others() -> None:
    managers = answers(*[1] * 6, groups=("all", "managers"))
    board = answers(*[-3] * 3, groups=("all", "board"), first=6)
    shown = at_close([*managers, *board], "all", "managers", "board")
    assert shown["all"].figure.value is not None
    assert shown["managers"].figure.why_not == WITHHELD
    assert shown["board"].figure.why_not == TOO_FEW


def test_groups_of_enough_people_that_tell_nothing_about_a_few_are_all_shown() -> None:
    managers = answers(*[1] * 6, groups=("all", "managers"))
    peers = answers(*[2] * 5, groups=("all", "peers"), first=6)
    shown = at_close([*managers, *peers], "all", "managers", "peers")
    assert [shown[group].answers for group in ("all", "managers", "peers")] == [11, 6, 5]


def test_who_joins_late_is_not_told_apart_by_a_group_that_grew() -> None:
    early = answers(*[1] * 6, groups=("all", "peers"))
    late = answers(-3, groups=("all", "peers"), first=6)
    others = answers(*[0] * 5, groups=("all",), first=7)
    releases = [early[-1].at, CLOSE]
    shown = grouped([*early, *late, *others], ["all", "peers"], releases=releases)
    assert (shown["all"].answers, shown["all"].released) == (12, CLOSE)
    assert (shown["peers"].answers, shown["peers"].released) == (6, early[-1].at)


@pytest.mark.parametrize(
    ("given", "reason"), [(answers(4), "from −3 to"), (answers(1) + answers(2), "answered the same question twice")]
)
def test_what_is_no_answer_is_refused(given: list[Answered], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        at_close(given)


def test_nothing_has_no_mean() -> None:
    with pytest.raises(ValueError, match="no answer"):
        mean([])


@given(st.lists(st.sampled_from(list(ANSWERS)), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_the_interval_holds_the_mean_and_stays_on_the_scale(values: list[int]) -> None:
    figure = mean(values)
    assert figure.value == pytest.approx(sum(values) / len(values))
    assert -3 <= (figure.low or 0) <= (figure.value or 0) + 1e-12
    assert (figure.value or 0) - 1e-12 <= (figure.high or 0) <= 3
    assert mean(values) == figure


def test_more_answers_make_it_narrower() -> None:
    few, many = mean([1, 2, 3] * 2), mean([1, 2, 3] * 20)
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)
