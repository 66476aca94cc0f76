"""How many more weeks would settle the question, by looking at futures that the posterior thinks likely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.draws import SEED, draw, posterior
from waylight.lenses.growth.evidence import TERMS, centre
from waylight.lenses.growth.observed import spacing
from waylight.lenses.growth.shapes import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waylight.lenses.growth.evidence import Weighed
    from waylight.lenses.growth.observed import Observed
    from waylight.lenses.growth.shapes import Shapes

SETTLED = 0.8  # the probability of one kind at which the question counts as settled
MOST = 0.5  # the part of futures that have to settle it
WEEKS = (0, 4, 8, 13, 26, 52)
FUTURES = 80
LIKELIEST = 120  # shapes that are followed; they have nearly all of the probability


def weeks_more(series: Observed, shapes: Shapes, weighed: Weighed, *, counts: bool) -> int | None:
    """Return the fewest more weeks, of ``WEEKS``, that settle it in at least half of the futures; None if none do.

    A future is drawn from the posterior: one of the shapes goes on (a ramp that still rises at the end rises on
    at its pace) and values scatter about it. Every shape is then weighed again with what it predicts for
    these values from its own posterior. Past evidence is exact; the future's is that of normal values on the
    scale of the log rate or of the rating, which is good enough to say "about half a year".
    """
    chances = posterior(shapes, weighed)
    if _largest(chances[None], shapes)[0] >= SETTLED:
        return 0
    kept = np.sort(np.argsort(chances)[-LIKELIEST:])
    followed = np.zeros_like(chances)
    followed[kept] = chances[kept]
    noise = weighed.log_joint[:, kept].argmax(axis=0)
    ahead = _future(series, shapes, kept)
    mean, covariance = weighed.mean[noise, kept], weighed.covariance[noise, kept]
    variance = _variance(series, weighed, int(weighed.log_joint[:, chances.argmax()].argmax()), counts=counts)
    drawn = draw(shapes, weighed, followed, FUTURES)
    position = np.searchsorted(kept, drawn.shape)
    scatter = np.random.default_rng(SEED + 1).standard_normal((FUTURES, ahead.shape[1])) * np.sqrt(variance)
    values = (ahead[position] @ drawn.terms[..., None])[..., 0] + scatter
    per_week = 7.0 / spacing(series.at)
    for weeks in WEEKS[1:]:
        many = max(1, min(round(weeks * per_week), ahead.shape[1]))
        log = np.log(chances[kept]) + _predicted(ahead[:, :many], values[:, :many], mean, covariance, variance)
        after = np.zeros((FUTURES, len(shapes)))
        after[:, kept] = np.exp(log - log.max(axis=1, keepdims=True))
        settled = _largest(after / after.sum(axis=1, keepdims=True), shapes) >= SETTLED
        if (settled * drawn.weight).sum() >= MOST * drawn.weight.sum():
            return weeks
    return None


def _largest(chances: NDArray[np.float64], shapes: Shapes) -> NDArray[np.float64]:
    """Return the probability of the likeliest kind, for each row of probabilities of shapes."""
    return np.asarray(np.stack([chances[:, shapes.kind == n].sum(axis=1) for n in range(len(KINDS))]).max(axis=0))


def _future(series: Observed, shapes: Shapes, kept: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the design of a year of future values for the shapes kept: shapes × values × 3."""
    gap = spacing(series.at)
    last = series.at[-1]
    days = last + gap * np.arange(1, max(2, round(WEEKS[-1] * 7 / gap)) + 1)
    step = np.where(np.isnan(shapes.moment[kept]), 0.0, 1.0)[:, None] * np.ones(len(days))
    start, end = shapes.start[kept][:, None], shapes.end[kept][:, None]
    rising = np.where(end >= last - 1e-6, (days - start) / (end - start), 1.0)
    ramp = np.where(np.isnan(start), 0.0, np.nan_to_num(rising))
    means = centre(shapes, series)[kept]
    return np.stack([np.ones_like(step), step - means[:, :1], ramp - means[:, 1:]], axis=-1)


def _variance(series: Observed, weighed: Weighed, noise: int, *, counts: bool) -> float:
    """Return the variance of one future value on its scale; errors that carry on are worth fewer values."""
    one = weighed.noises[noise]
    fewer = (1 + one.carry) / (1 - one.carry)
    if not counts:
        return one.spread**2 * fewer
    usual = max(float(series.values.mean()), 0.5)
    return (1 / usual + one.spread + one.silent) * fewer


def _predicted(
    x: NDArray[np.float64],
    z: NDArray[np.float64],
    mean: NDArray[np.float64],
    covariance: NDArray[np.float64],
    variance: float,
) -> NDArray[np.float64]:
    """Return the log density of each future under each shape's prediction: futures × shapes, up to a constant.

    Values are normal with mean x m and covariance x S xᵀ + v I, whose inverse and determinant follow from a 3 × 3
    matrix (Woodbury 1950, Princeton Memorandum 42). The values' own squares are the same for every shape.
    """
    squares = np.swapaxes(x, 1, 2) @ x
    core = np.eye(TERMS) + covariance @ squares / variance
    line = (x @ mean[..., None])[..., 0]
    pull = z @ x - (line[:, None] @ x)
    shrunk = np.linalg.solve(core, covariance) / variance
    quadratic = (line**2).sum(axis=-1)[:, None] - 2 * line @ z.T - (pull @ shrunk * pull).sum(axis=-1)
    return np.asarray((-0.5 * quadratic / variance - 0.5 * np.linalg.slogdet(core)[1][:, None]).T)
