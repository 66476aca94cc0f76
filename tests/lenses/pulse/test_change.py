"""What changed between two rounds: with an interval, by the same people, and only where nothing follows about a few."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from waylight.lenses.pulse.change import by_the_same, difference, differs
from waylight.lenses.pulse.groups import TOO_FEW, WITHHELD, Answered, Grouped, grouped

AT = datetime(2026, 3, 2, tzinfo=UTC)


def answers(values: dict[int, int], *, twice: frozenset[int] = frozenset()) -> list[Answered]:
    return [Answered(one, value, AT, ("all", "twice") if one in twice else ("all",)) for one, value in values.items()]


def shown(given: list[Answered], least: int = 5) -> dict[str, Grouped]:
    return grouped(given, ["all", "twice"], releases=[AT], least=least)


def rounds(first: dict[int, int], second: dict[int, int]) -> tuple[list[Answered], list[Answered]]:
    twice = frozenset(first) & frozenset(second)
    return answers(first, twice=twice), answers(second, twice=twice)


def test_a_difference_is_that_of_the_means_and_has_an_interval_around_it() -> None:
    before, after = shown(answers(dict.fromkeys(range(8), 0))), shown(answers(dict.fromkeys(range(8), 2)))
    found = difference(before["all"], after["all"])
    assert found.value == pytest.approx(2)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 2 < found.high
    assert differs(found)


def test_what_is_as_before_is_not_called_different() -> None:
    one = shown(answers({n: n % 3 - 1 for n in range(9)}))
    assert difference(one["all"], one["all"]).value == 0
    assert not differs(difference(one["all"], one["all"]))


def test_more_raters_make_it_surer() -> None:
    def width(n: int) -> float:
        low = shown(answers({one: one % 2 for one in range(n)}))["all"]
        high = shown(answers({one: one % 2 + 1 for one in range(n)}))["all"]
        found = difference(low, high)
        return (found.high or 0) - (found.low or 0)

    assert width(100) < width(10) / 2


def test_too_few_in_one_round_have_no_difference() -> None:
    many, few = shown(answers(dict.fromkeys(range(8), 1))), shown(answers(dict.fromkeys(range(4), 1)))
    assert difference(many["all"], few["all"]).why_not == TOO_FEW


def test_the_same_people_are_compared_with_themselves() -> None:
    before, after = rounds(
        dict.fromkeys(range(12), 0), {**dict.fromkeys(range(6), 1), **dict.fromkeys(range(20, 26), 3)}
    )
    pair = (shown(before)["twice"], shown(after)["twice"])
    found = by_the_same(before, after, pair)
    assert found.value == pytest.approx(1)
    assert pair[0].answers == pair[1].answers == 6


def test_one_who_came_later_is_not_found_out() -> None:
    before, after = rounds(dict.fromkeys(range(8), 0), {**dict.fromkeys(range(8), 1), 8: -3})
    pair = (shown(before)["twice"], shown(after)["twice"])
    assert by_the_same(before, after, pair).why_not == WITHHELD


def test_too_few_who_answered_twice_have_no_change() -> None:
    before, after = rounds(dict.fromkeys(range(10), 0), dict.fromkeys(range(7, 17), 1))
    found = by_the_same(before, after, (shown(before)["twice"], shown(after)["twice"]))
    assert (found.value, found.why_not) == (None, TOO_FEW)


def test_others_than_who_answered_twice_are_a_mistake() -> None:
    before, after = rounds(dict.fromkeys(range(12), 0), dict.fromkeys(range(6), 1))
    with pytest.raises(ValueError, match="both rounds"):
        by_the_same(before, after, (shown(before)["all"], shown(after)["twice"]))


def test_the_counts_of_a_group_are_its_answers() -> None:
    one = shown(answers({0: -3, 1: 0, 2: 0, 3: 2, 4: 3}))["all"]
    assert one.counts == (1, 0, 0, 2, 0, 1, 1)
    assert one.values == [-3, 0, 0, 2, 3]


def test_too_few_are_known_as_such_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waylight.lenses.pulse.groups.gettext", lambda message: f"auf Deutsch: {len(message)}")
    before, after = rounds(dict.fromkeys(range(10), 0), dict.fromkeys(range(7, 17), 1))
    pair = (shown(before)["twice"], shown(after)["twice"])
    assert (pair[0].figure.why_not, pair[0].too_few) == ("auf Deutsch: 19", True)
    assert by_the_same(before, after, pair).why_not == TOO_FEW
