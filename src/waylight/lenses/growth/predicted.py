"""Whether the model could have made this series: what was seen beside what it predicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.draws import SEED
from waylight.lenses.growth.evidence import lagged
from waylight.lenses.growth.observed import spacing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.draws import Draws
    from waylight.lenses.growth.evidence import Weighed
    from waylight.lenses.growth.observed import Observed

STRANGE = 0.01  # a tail so small says that the model does not fit


@dataclass(frozen=True, slots=True)
class Check:
    """Posterior predictive tail probabilities: how often the model's own series have more of each, ties
    counted by half.

    ``dispersion``: the sum of squared standardised errors. ``autocorrelation``: of neighbouring errors.
    ``largest``: the largest error, either way. Near 0 or 1 the model does not fit.
    """

    dispersion: float
    autocorrelation: float
    largest: float

    @property
    def fits(self) -> bool:
        """Whether none of the three is strange."""
        return all(STRANGE < p < 1 - STRANGE for p in (self.dispersion, self.autocorrelation, self.largest))


def check(series: Observed, x: NDArray[np.float64], weighed: Weighed, draws: Draws, *, counts: bool) -> Check:
    """Compare the series with one that each draw makes, by discrepancies that know the draw's own parameters.

    Gelman, Meng and Stern 1996, Statistica Sinica 6, 733–807. ``x`` is the design of ``evidence``.
    """
    line = (x[draws.shape] @ draws.terms[..., None])[..., 0]
    noise = np.array(weighed.noises)[draws.noise]
    usual = spacing(series.at)
    carried = np.array([lagged(series, one.carry, usual) for one in weighed.noises])[draws.noise]
    if counts:
        seen, made = _of_counts(series, line, noise, carried)
    else:
        sd = weighed.value_sd[draws.noise, draws.shape]
        seen, made = _of_ratings(series.values - series.values.mean(), line, sd, carried, noise[:, 3])
    tails = [
        (draws.weight * (theirs >= ours)).sum() / draws.weight.sum() for ours, theirs in zip(seen, made, strict=True)
    ]
    return Check(*(float(tail) for tail in tails))


def _of_ratings(
    y: NDArray[np.float64],
    line: NDArray[np.float64],
    sd: NDArray[np.float64],
    carried: NDArray[np.float64],
    degrees: NDArray[np.float64],
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    """Return the three discrepancies of the series and of replicates; errors are those not carried over."""
    error = (y - line) / sd[:, None]
    error[:, 1:] = (error[:, 1:] - carried[:, 1:] * error[:, :-1]) / np.sqrt(1 - carried[:, 1:] ** 2)
    chance = np.random.default_rng(SEED)
    made = chance.standard_normal(line.shape)
    heavy = np.isfinite(degrees)
    of = degrees[heavy, None]
    made[heavy] *= np.sqrt((of - 2) / chance.chisquare(of, (int(heavy.sum()), line.shape[1])))
    return _discrepancies(error), _discrepancies(made)


def _of_counts(
    series: Observed, line: NDArray[np.float64], noise: NDArray[np.float64], carried: NDArray[np.float64]
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    """Return the three discrepancies of the series and of replicates, each count given the one before."""
    chance = np.random.default_rng(SEED)
    phi, silent = noise[:, 0], noise[:, 2]
    own, made = np.empty_like(line), np.empty_like(line)
    before, made_before = np.zeros(len(line)), np.zeros(len(line))
    for i, (count, worked) in enumerate(zip(series.values, series.exposure, strict=True)):
        expected = worked * np.exp((line[:, i] + carried[:, i] * before).clip(-20, 20))
        own[:, i] = _standard(np.full(len(line), count), expected, noise)
        simulated = worked * np.exp((line[:, i] + carried[:, i] * made_before).clip(-20, 20))
        uneven = np.where(phi > 0, chance.gamma(1 / np.maximum(phi, 1e-9), np.maximum(phi, 1e-9)), 1.0)
        drawn = np.where(chance.random(len(line)) < silent, 0.0, chance.poisson(simulated * uneven))
        made[:, i] = _standard(drawn, simulated, noise)
        before = np.log(max(count, 0.5) / worked) - line[:, i]
        made_before = np.log(np.maximum(drawn, 0.5) / worked) - line[:, i]
    return _discrepancies(own), _discrepancies(made)


def _standard(
    count: NDArray[np.float64], expected: NDArray[np.float64], noise: NDArray[np.float64]
) -> NDArray[np.float64]:
    heard = 1 - noise[:, 2]
    variance = heard * (expected + (noise[:, 0] + noise[:, 2]) * expected**2)
    return (count - heard * expected) / np.sqrt(variance)


def _discrepancies(error: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    squares = (error**2).sum(axis=1)
    return [squares, (error[:, 1:] * error[:, :-1]).sum(axis=1) / squares, np.abs(error).max(axis=1)]
