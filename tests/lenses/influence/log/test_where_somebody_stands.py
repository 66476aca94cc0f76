"""Constraint, effective size and betweenness are those of NetworkX, to a billionth."""

from __future__ import annotations

from fractions import Fraction

import networkx
import numpy as np
import pytest

from tests.lenses.influence.log.logs import college
from waylight.lenses.influence.log.graph import (
    EACH,
    GROUPS,
    Network,
    betweenness,
    constraint,
    effective_size,
)
from waylight.lenses.influence.log.networks import networks
from waylight.lenses.influence.log.table import Rule, full
from waylight.lenses.influence.log.tally import network
from waylight.lenses.influence.log.windows import Every

BILLIONTH = 1e-9


@pytest.fixture(scope="module")
def months() -> dict[int, tuple[Network, int]]:
    ties = network(full(college()), Every.MONTH, Rule()).to_pyarrow()
    return {month: (found, number) for month, found, number in networks(ties, "p9")}


def peer(found: Network) -> networkx.Graph:
    """The same network; distances are fractions, so that paths of equal length are equal."""
    made = networkx.Graph()
    for (one, two), weight in zip(found.ends.tolist(), found.weights.tolist(), strict=True):
        made.add_edge(one, two, weight=weight, far=Fraction(1, int(weight)))
    return made


def a_network(people: int, ties: int, seed: int = 1) -> Network:
    rng = np.random.default_rng(seed)
    ends = np.unique(np.sort(rng.integers(0, people, (ties, 2)), axis=1), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]]
    weights = rng.integers(1, 9, len(ends))
    return Network(people, ends, weights.astype(np.float64), weights)


def test_the_quieter_months_of_a_college_are_as_networkx_has_them(months: dict[int, tuple[Network, int]]) -> None:
    for month in sorted(months)[-2:]:
        found, number = months[month]
        made, other = found.graph(), peer(found)
        assert constraint(made, number).value == pytest.approx(
            networkx.constraint(other, [number], weight="weight")[number], abs=BILLIONTH
        )
        assert effective_size(made, number).value == pytest.approx(
            networkx.effective_size(other, [number], weight="weight")[number], abs=BILLIONTH
        )
        assert betweenness(made, number).value == pytest.approx(
            networkx.betweenness_centrality(other, weight="far")[number], abs=BILLIONTH
        )


@pytest.mark.parametrize("seed", range(5))
def test_everybody_in_any_network_is_as_networkx_has_them(seed: int) -> None:
    found = a_network(25, 60, seed)
    made, other = found.graph(), peer(found)
    # By name: for all at once NetworkX takes another way, and finds other sizes than by name.
    tight = networkx.constraint(other, list(other), weight="weight")
    wide = networkx.effective_size(other, list(other), weight="weight")
    between = networkx.betweenness_centrality(other, weight="far")
    for one in other:
        assert constraint(made, one).value == pytest.approx(tight[one], abs=BILLIONTH)
        assert effective_size(made, one).value == pytest.approx(wide[one], abs=BILLIONTH)
        # The peer's network has only those with a tie.
        pairs = (found.people - 1) * (found.people - 2) / ((len(other) - 1) * (len(other) - 2))
        assert betweenness(made, one).value == pytest.approx(between[one] / pairs, abs=BILLIONTH)


def test_a_star_has_all_paths_by_its_middle_and_a_triangle_none() -> None:
    star = Network(4, np.array([[0, 1], [0, 2], [0, 3]]), np.ones(3), np.ones(3, int)).graph()
    assert betweenness(star, 0).value == 1.0
    assert effective_size(star, 0).value == 3.0
    assert constraint(star, 0).value == pytest.approx(1 / 3)
    triangle = Network(3, np.array([[0, 1], [0, 2], [1, 2]]), np.ones(3), np.ones(3, int)).graph()
    assert betweenness(triangle, 0).value == 0.0
    # Each half, and the half of a half that leads there by the other.
    assert constraint(triangle, 0).value == pytest.approx(2 * (0.5 + 0.25) ** 2)


def test_the_way_over_which_more_passes_is_the_shorter() -> None:
    ends = np.array([[0, 1], [1, 2], [0, 3], [2, 3]])
    busy = Network(4, ends, np.array([9.0, 9.0, 1.0, 1.0]), np.ones(4, int)).graph()
    assert betweenness(busy, 1).value == pytest.approx(1 / 3)
    assert betweenness(busy, 3).value == 0.0


def test_a_drawn_betweenness_lies_near_and_its_interval_holds_as_often_as_it_says() -> None:
    found = a_network(600, 2_000)
    made = found.graph()
    who = int(np.bincount(found.ends.ravel()).argmax())
    true = betweenness(made, who).value
    assert true is not None
    assert found.people > GROUPS * EACH
    drawn = [betweenness(made, who, exact=0, seed=seed) for seed in range(60)]
    held = sum(one.low <= true <= one.high for one in drawn)
    # 90 % of 60, give or take three standard deviations.
    assert 47 <= held <= 60
    assert np.mean([one.value for one in drawn]) == pytest.approx(true, rel=0.05)


def test_who_has_no_tie_and_two_who_are_alone_are_told_so() -> None:
    pair = Network(3, np.array([[0, 1]]), np.ones(1), np.ones(1, int)).graph()
    assert "nobody" in constraint(pair, 2).why_not
    assert "nobody" in betweenness(pair, 2).why_not
    alone = Network(2, np.array([[0, 1]]), np.ones(1), np.ones(1, int)).graph()
    assert "only two people" in betweenness(alone, 0).why_not
