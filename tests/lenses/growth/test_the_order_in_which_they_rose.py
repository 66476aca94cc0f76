"""These rose in this order: said with its probability, and not said where it cannot be told."""

from __future__ import annotations

import pytest

from tests.lenses.growth.made import counted, step
from waylight.lenses.growth.answer import consider
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.order import FEW, order


def rose_in(week: int, name: str, seed: int = 1, ratio: float = 4.0) -> Observed:
    return counted(step(52, week), rate=5, ratio=ratio, seed=seed, name=name)


def test_series_that_rose_months_apart_are_told_in_that_order() -> None:
    several = [rose_in(38, "sharing", 3), rose_in(10, "listening", 1), rose_in(24, "confidence", 2)]
    found = order([consider(one, "counts") for one in several])
    assert found.orders[0][0] == ("listening", "confidence", "sharing")
    assert found.orders[0][1] > 0.8


def test_two_that_rose_in_one_week_are_about_a_toss_up() -> None:
    both = [rose_in(20, "listening", 7), rose_in(20, "confidence", 7)]
    found = order([consider(one, "counts") for one in both])
    assert found.before("listening", "confidence") == pytest.approx(0.5, abs=0.05)


def test_the_probabilities_of_all_orders_add_to_one() -> None:
    several = [rose_in(10 + 4 * n, f"series {n}", n) for n in range(4)]
    found = order([consider(one, "counts") for one in several])
    assert sum(chance for _, chance in found.orders) == pytest.approx(1)


def test_what_fell_or_stayed_has_no_place_in_the_order() -> None:
    several = [rose_in(10, "listening"), rose_in(30, "sharing", 2), rose_in(20, "fell", 3, ratio=0.2)]
    found = order([consider(one, "counts") for one in several])
    assert found.rose["fell"] < 0.1
    assert all("fell" not in names for names, _ in found.orders)
    assert found.before("fell", "sharing") is None


def test_where_nothing_rose_there_is_no_order() -> None:
    level = [counted(step(52, 60), seed=n, name=f"level {n}") for n in range(2)]
    found = order([consider(one, "counts") for one in level])
    assert (found.orders, found.why_not) == ((), FEW)
