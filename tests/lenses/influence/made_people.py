"""A made company of which everything is known: how active people are, what disturbs their weeks, and the movement.

In all of them activity is unequal, those around the client are more active than others, and the calendar moves
everybody: some weeks are quiet, and the whole company grows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.comparing import more
from waylight.lenses.influence.matching import matched_sets
from waylight.lenses.influence.panel import Panel, Spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.figure import Figure

    Numbers = NDArray[np.float64]

SPANS = Spans(np.datetime64("2026-06-01", "s"), 13, 13, 26)
TEAM = 10
NOISES = {
    "even": "nothing but chance (Poisson)",
    "bursts": "a person's weeks vary more than by chance (negative binomial, variance μ + μ²/0.7)",
    "runs": "good and bad weeks follow one another (correlation 0.7 from week to week, σ 0.6)",
    "drift": "everybody drifts away from where they began (random walk, σ 0.06 a week)",
    "spill": "what colleagues of a team began carries 4 parts in 10 of the next week",
    "teams": "a team's weeks go up and down together (correlation 0.7, σ 0.4); those around her are of all teams",
    "own team": "the same, and those around her are whole teams",
}


def a_company(
    noise: str, rng: np.random.Generator, *, effect: float = 0.0, around: int = 20, people: int = 300
) -> tuple[Panel, NDArray[np.bool_]]:
    """Draw a panel, and who is around her; ``effect`` is the factor's logarithm, from the first week after on."""
    usual = rng.gamma(1.5, 2 / 1.5, people) + 0.1  # begun a week; some do ten times what others do
    team = rng.permutation(people) % (people // TEAM)
    near = np.zeros(people, dtype=np.bool_)
    if noise == "own team":
        near[np.argsort(team, kind="stable")[:around]] = True
    else:
        near[rng.choice(people, around, replace=False, p=np.sqrt(usual) / np.sqrt(usual).sum())] = True
    mean = usual[:, np.newaxis] * _calendar(rng) * _disturbed(noise, rng, people, team)
    mean[near, SPANS.choosing + SPANS.before :] *= np.exp(effect)
    begun = _spilled(mean, team, rng) if noise == "spill" else rng.poisson(mean)
    return Panel(np.arange(people), np.where(near, 3, 0), begun.astype(np.float64), SPANS), near


def one_run(noise: str, seed: int, *, effect: float = 0.0, around: int = 20) -> Figure:
    """Draw a company and measure its movement as the lens does: match, compare, permute."""
    rng = np.random.default_rng(seed)
    panel, near = a_company(noise, rng, effect=effect, around=around)
    sets = matched_sets(panel.chosen, near, ~near, np.zeros(len(near), dtype=np.int64), rng=rng)
    return more(panel.before, panel.after, sets, rng)


def _calendar(rng: np.random.Generator) -> Numbers:
    shocks = np.exp(rng.normal(0, 0.2, SPANS.weeks)) * np.linspace(1, 1.3, SPANS.weeks)
    return np.asarray(np.where(rng.random(SPANS.weeks) < 0.1, 0.3, 1.0) * shocks)


def _disturbed(noise: str, rng: np.random.Generator, people: int, team: NDArray[np.int64]) -> Numbers:
    """What multiplies each person's weeks; one on average."""
    shape = people, SPANS.weeks
    if noise == "bursts":
        return rng.gamma(0.7, 1 / 0.7, shape)
    if noise == "runs":
        return _runs(rng, people, 0.6)
    if noise == "drift":
        return np.asarray(np.exp(np.cumsum(rng.normal(0, 0.06, shape), axis=1)))
    if noise in ("teams", "own team"):
        return _runs(rng, people // TEAM, 0.4)[team]
    return np.ones(shape)


def _runs(rng: np.random.Generator, many: int, spread: float, carried: float = 0.7) -> Numbers:
    steps = rng.normal(size=(many, SPANS.weeks))
    for week in range(1, SPANS.weeks):
        steps[:, week] = carried * steps[:, week - 1] + np.sqrt(1 - carried**2) * steps[:, week]
    return np.asarray(np.exp(spread * steps - spread**2 / 2))


def _spilled(mean: Numbers, team: NDArray[np.int64], rng: np.random.Generator) -> Numbers:
    begun = np.zeros_like(mean)
    size = np.bincount(team)
    carry = np.ones(len(mean))
    for week in range(mean.shape[1]):
        begun[:, week] = rng.poisson(mean[:, week] * carry)
        carry = 0.6 + 0.4 * (np.bincount(team, begun[:, week] / mean[:, week]) / size)[team]
    return begun
