"""Breadth: between one place and all of them, exactly n for n even places, and honest about its interval."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import exp, log
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.influence.breadth import Breadth, breadth, hill
from waylight.lenses.influence.contacts import Contact, Contacts

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
LEVELS = ("board", "C-suite", "senior leader", "manager", "contributor")
SIDES = ("own team", "peer", "upward", "elsewhere", "industry")


def place(n: int) -> tuple[str, str]:
    return LEVELS[n % 5], SIDES[n // 5 % 5]


def days_with(days: dict[int, int], *, per_day: int = 1) -> Contacts:
    rows = [
        Contact(person * 1000 + day * 10 + n, START + timedelta(days=day, minutes=n), 1, person)
        for person, many in days.items()
        for day in range(many)
        for n in range(per_day)
    ]
    return Contacts.of(rows)


def measured(table: Contacts, people: dict[int, tuple[str, str]], *, days: int = 28) -> Breadth:
    return breadth(table, 1, people, start=START - timedelta(hours=1), end=START + timedelta(days=days), of=25)


def test_four_places_used_evenly_are_four() -> None:
    found = measured(days_with(dict.fromkeys(range(2, 6), 3)), {n: place(n) for n in range(2, 6)})
    assert found.figure.value == pytest.approx(4)
    assert found.of == 25


def test_unevenness_makes_it_narrower_as_the_formula_says() -> None:
    found = measured(days_with({2: 8, 3: 1, 4: 1}), {n: place(n) for n in range(2, 5)})
    assert found.figure.value == pytest.approx(exp(-(0.8 * log(0.8) + 0.2 * log(0.1))))


def test_twenty_messages_on_one_day_count_as_one_day() -> None:
    people = {n: place(n) for n in range(2, 6)}
    once, often = days_with(dict.fromkeys(people, 3)), days_with({2: 3, 3: 3, 4: 3, 5: 3}, per_day=9)
    assert measured(once, people).figure.value == measured(often, people).figure.value


def test_a_day_is_a_local_day() -> None:
    evening = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)  # half past nine and half past ten the next morning, in Sydney
    rows = [Contact(n, evening + timedelta(hours=n % 2), 1, 2 + n // 2) for n in range(8)]
    people = {n: place(n) for n in range(2, 6)}
    start, end = START - timedelta(days=1), START + timedelta(days=5)
    table = Contacts.of(rows)
    assert breadth(table, 1, people, start=start, end=end, of=25).figure.value is not None
    local = breadth(table, 1, people, start=start, end=end, of=25, zone="Australia/Sydney")
    assert "days of contact" in local.figure.why_not


def test_seven_days_of_contact_are_too_few_and_it_says_so() -> None:
    found = measured(days_with({2: 3, 3: 2, 4: 2}), {n: place(n) for n in range(2, 5)}).figure
    assert (found.value, found.low, found.high) == (None, None, None)
    assert "Fewer than 8 days" in found.why_not
    assert len(found.rows) == 7


def test_two_people_are_too_few_and_it_says_so() -> None:
    found = measured(days_with({2: 10, 3: 10}), {2: place(2), 3: place(3)}).figure
    assert found.value is None
    assert "fewer than 3 people" in found.why_not


def test_people_without_a_place_and_outside_the_window_are_not_counted() -> None:
    table = days_with({2: 4, 3: 4, 4: 4, 5: 4})
    people = {n: place(n) for n in range(2, 5)}
    assert measured(table, people).figure.value == pytest.approx(3)
    assert measured(table, people, days=1).figure.value is None


def test_places_where_she_named_people_without_contact_are_missing() -> None:
    found = measured(days_with({2: 3}), {2: place(2), 7: place(7), 8: place(8), 9: place(2)})
    assert set(found.missing) == {place(7), place(8)}


@given(st.lists(st.integers(1, 50), min_size=1, max_size=25))
def test_the_hill_number_lies_between_one_and_the_number_of_places(counts: list[int]) -> None:
    value = hill(np.array(counts, dtype=np.float64))
    assert 1 - 1e-9 <= value <= len(counts) + 1e-9


@given(st.integers(1, 25), st.integers(1, 50))
def test_n_even_places_are_n(places: int, each: int) -> None:
    assert hill(np.full(places, float(each))) == pytest.approx(places)


DAYS = st.lists(st.tuples(st.integers(0, 24), st.integers(1, 20)), min_size=3, max_size=20)


@given(DAYS)
@settings(max_examples=40, deadline=None)
def test_the_interval_holds_the_value_and_stays_possible(drawn: list[tuple[int, int]]) -> None:
    people = {n + 2: place(cell) for n, (cell, _) in enumerate(drawn)}
    found = measured(days_with({n + 2: many for n, (_, many) in enumerate(drawn)}), people).figure
    if found.value is not None:
        assert found.low is not None
        assert found.high is not None
        assert 1 <= found.low <= found.value + 1e-9
        assert found.value <= found.high <= 25 + 1e-9


@given(DAYS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_renumbering_people_moves_neither_value_nor_interval(drawn: list[tuple[int, int]], chance: Random) -> None:
    numbers = list(range(2, len(drawn) + 2))
    chance.shuffle(numbers)
    plain = dict(enumerate(drawn, start=2))
    shuffled = dict(zip(numbers, drawn, strict=True))
    figures = [
        measured(
            days_with({n: many for n, (_, many) in one.items()}), {n: place(cell) for n, (cell, _) in one.items()}
        ).figure
        for one in (plain, shuffled)
    ]
    assert [figures[0].value, figures[0].low, figures[0].high] == [figures[1].value, figures[1].low, figures[1].high]


def test_eight_even_places_might_be_fewer_or_more() -> None:
    found = measured(days_with(dict.fromkeys(range(2, 10), 2)), {n: place(n) for n in range(2, 10)}).figure
    assert found.value == pytest.approx(8)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 7.5
    assert found.high > 8.5
