"""In made companies the interval of the movement holds what was put in as often as it says; ``bench/movement.py`` tries
a thousand of each.
"""

from __future__ import annotations

from math import log

import pytest

from tests.lenses.influence.made_people import one_run

RUNS = 150  # of which 142.5 should be held; 134 or fewer have a chance of one in a thousand if 95 % holds


def held(noise: str, factor: float) -> tuple[int, int]:
    """How often of RUNS the interval holds the factor, and how often it lies above none."""
    found = [one_run(noise, seed, effect=log(factor)) for seed in range(RUNS)]
    bounds = [(one.low, one.high) for one in found if one.low is not None and one.high is not None]
    assert len(bounds) == RUNS
    return sum(low <= factor - 1 <= high for low, high in bounds), sum(low > 0 for low, _ in bounds)


@pytest.mark.parametrize("noise", ["even", "bursts", "runs"])
def test_where_nothing_moved_the_interval_holds_nothing(noise: str) -> None:
    covered, seen = held(noise, 1.0)
    assert covered >= 134
    assert seen <= 12


def test_what_moved_is_held_and_seen() -> None:
    covered, seen = held("even", 1.5)
    assert covered >= 134
    assert seen >= 140
