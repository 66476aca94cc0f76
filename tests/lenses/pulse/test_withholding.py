"""No difference between groups, and none between before and after, tells what fewer than five people answered."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.pulse.withholding import People, may_be_shown, tells


def people(*numbers: int) -> People:
    return frozenset(numbers)


def in_span(target: People, shown: list[People], everybody: list[int]) -> bool:
    """Whether a sum follows from others, by exact elimination: slow, and of another make than what is tested."""
    rows = [[Fraction(person in one) for person in everybody] for one in shown]
    wanted = [Fraction(person in target) for person in everybody]
    for column in range(len(everybody)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in rows
            if row is not pivot
        ]
        wanted = [a - wanted[column] / pivot[column] * b for a, b in zip(wanted, pivot, strict=True)]
    return not any(wanted)


def test_five_people_may_be_shown_and_four_may_not() -> None:
    assert may_be_shown(people(*range(5)), [], 5)
    assert not may_be_shown(people(*range(4)), [], 5)


def test_two_groups_that_differ_by_one_person_are_not_both_shown() -> None:
    assert not may_be_shown(people(*range(6)), [people(*range(5))], 5)
    assert tells([people(*range(5)), people(*range(6))], 5) == people(5)


def test_all_and_all_levels_but_a_small_one_are_not_both_shown() -> None:
    everyone, managers, board = people(*range(14)), people(*range(5)), people(*range(5, 11))
    assert may_be_shown(managers, [everyone], 5)
    assert not may_be_shown(board, [everyone, managers], 5)  # the three left over would follow


def test_overlapping_groups_whose_middle_would_follow_are_not_all_shown() -> None:
    peers, managers = people(*range(8)), people(*range(6, 14))
    either = peers | managers
    assert may_be_shown(managers, [peers], 5)
    assert not may_be_shown(either, [peers, managers], 5)  # peers and managers, less either, are the two in both


def test_a_group_of_nobody_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="is none"):
        may_be_shown(people(1), [], 0)


SETS = st.lists(st.frozensets(st.integers(0, 8), min_size=1), min_size=1, max_size=6)


@given(SETS, st.integers(2, 4))
@settings(max_examples=300, deadline=None)
def test_what_is_said_to_follow_is_what_elimination_finds(shown: list[People], least: int) -> None:
    everybody = sorted(frozenset().union(*shown))
    small = [frozenset(one) for size in range(1, least) for one in combinations(everybody, size)]
    follows = [one for one in small if in_span(one, shown, everybody)]
    found = tells(shown, least)
    assert (found in follows) if follows else found is None


@given(st.lists(st.frozensets(st.integers(0, 9)), max_size=12), st.integers(2, 5))
@settings(max_examples=200, deadline=None)
def test_whatever_is_asked_in_turn_nothing_about_a_few_follows(asked: list[People], least: int) -> None:
    shown: list[People] = []
    for one in asked:
        if may_be_shown(one, shown, least):
            shown.append(one)
    everybody = list(range(10))
    for size in range(1, least):
        for few in combinations(everybody, size):
            assert not in_span(frozenset(few), shown, everybody), few
