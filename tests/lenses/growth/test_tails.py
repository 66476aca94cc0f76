"""An odd rating is an odd rating: heavy tails are weighed as they are said to be, and keep it from being a change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as students_t

from tests.lenses.growth.made import rated, step
from tests.lenses.growth.test_evidence import a_step, of_size
from waylight.lenses.growth.answer import answer
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.tails import DEGREES, tailed


def test_the_evidence_agrees_with_numerical_integration() -> None:
    series = rated(step(26, 13), seed=2)
    series.values[[4, 20]] += [5.0, -4.0]
    x, present, nothing, middle = a_step(series)
    y, scale, size_sd = series.values - series.values.mean(), 0.8, 2.0
    found = tailed(x, y, present, scale, np.array([10.0, size_sd, size_sd]) ** -2.0)[0]
    level, size = np.meshgrid(np.linspace(-3, 3, 241), np.linspace(-8, 8, 321), indexing="ij")
    cell = (level[1, 0] - level[0, 0]) * (size[0, 1] - size[0, 0])
    prior = norm.pdf(level, 0, 10) * of_size(size, size_sd)
    for shape in (nothing, middle):
        line = level[..., None] + size[..., None] * x[shape, :, 1]
        logged = students_t(DEGREES, line, scale).logpdf(y).sum(axis=-1)
        assert found[shape] == pytest.approx(np.log((np.exp(logged) * prior).sum() * cell), abs=0.15)


def with_odd_weeks(series: Observed, odd: dict[int, float]) -> Observed:
    """The series with some ratings that are off by so many points."""
    values = series.values.copy()
    values[list(odd)] += list(odd.values())
    return replace(series, values=values)


def nothing_changed(series: Observed) -> float:
    """How likely it is that nothing changed."""
    kinds = answer(series, "ratings").kinds
    assert kinds is not None
    return kinds.nothing


def test_a_few_odd_weeks_late_in_a_steady_record_are_likelier_odd_than_a_change() -> None:
    assert nothing_changed(with_odd_weeks(rated(np.zeros(26), seed=2), {20: 5.0, 22: 5.0, 25: 5.0})) > 0.5


def test_a_few_odd_weeks_do_not_hide_a_change() -> None:
    changed = rated(step(26, 13), points=2.0, seed=2)
    assert nothing_changed(with_odd_weeks(changed, {3: 5.0, 9: 5.0, 18: -5.0})) < 0.2
