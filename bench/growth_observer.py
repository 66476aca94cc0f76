"""The observer who knows exactly how the engagements were made, all but the numbers drawn.

For each kind the recipe's own prior is sampled (timing, sizes, noise) and the likelihood averaged; the level, given the
rest, is drawn from near where the data put it and weighted back to its prior. The observer knows the kind of noise.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammaln, log_ndtr, logsumexp
from scipy.stats import t as student

from bench.growth_made import DEGREES, KINDS, SILENT, SPELLS, STAY, Column, Made, lines

DRAWS = (1_500, 8_000, 8_000, 20_000)  # for each kind
REACH = 4.0  # degrees of freedom of the t that the level is drawn from


def observe(made: Made, seed: int = 1) -> Column:
    """Return the probability of each kind."""
    chance = np.random.default_rng(seed)
    log = [_evidence(made, kind, chance) for kind in range(len(KINDS))]
    return np.asarray(np.exp(log - logsumexp(log)))


_FIRST = 739_621.0  # 5 January 2026, a Monday


def _evidence(made: Made, kind: int, chance: np.random.Generator) -> float:
    many = DRAWS[kind]
    line = lines(made.value, kind, made.weeks, many, chance)[0]
    line = line[:, ((made.series.at - _FIRST) / 7).astype(int)]
    log = (_counts if made.value == "counts" else _ratings)(made, line, chance)
    return float(logsumexp(log) - np.log(many))


def _level(middle: Column, sd: Column, low: float, high: float, chance: np.random.Generator) -> tuple[Column, Column]:
    """Draw a level near ``middle``; return it with the log of its prior (even from low to high) over its density."""
    drawn = chance.standard_t(REACH, len(middle))
    level = middle + sd * drawn
    inside = (level >= low) & (level <= high)
    log_prior = np.where(inside, -np.log(high - low), -np.inf)
    return np.where(inside, level, (low + high) / 2), log_prior - student.logpdf(drawn, REACH) + np.log(sd)


def _counts(made: Made, line: Column, chance: np.random.Generator) -> Column:
    y, worked = made.series.values, made.series.exposure / 5
    many = len(line)
    dispersion = chance.uniform(0.05, 0.6, many) if made.noise == "gamma-Poisson" else np.zeros(many)
    relative = worked * np.exp(line)
    weight = 1 / (1 + dispersion[:, None] * max(y.mean(), 1.0) * np.ones_like(line))
    usual = (weight * y).sum(axis=1) + 0.5
    extra = {"silent weeks": 2.0, "spells": 3.0}.get(made.noise, 1.0)
    middle = np.log(usual / (weight * relative).sum(axis=1)) - (
        np.log(1 - SILENT) if made.noise == "silent weeks" else 0
    )
    level, log = _level(middle, extra / np.sqrt(usual), 0.0, np.log(12.0), chance)
    mean = relative * np.exp(level)[:, None]
    constant = gammaln(y + 1)
    if made.noise == "gamma-Poisson":
        size = 1 / dispersion[:, None]
        each = gammaln(y + size) - gammaln(size) - constant + y * np.log(mean / (mean + size))
        return np.asarray(log + (each - size * np.log1p(mean / size)).sum(axis=1))
    if made.noise == "spells":
        return np.asarray(log + _spells(y, mean, constant))
    each = y * np.log(mean) - mean - constant
    if made.noise == "silent weeks":
        each = np.where(y == 0, np.log(SILENT + (1 - SILENT) * np.exp(-mean)), each + np.log(1 - SILENT))
    return np.asarray(log + each.sum(axis=1))


def _spells(y: Column, mean: Column, constant: Column) -> Column:
    """Return the log likelihood of Poisson counts in busy and quiet spells, by the forward recursion."""
    total = np.zeros(len(mean))
    state = np.full((len(mean), 2), 0.5)
    stay = np.array([[STAY, 1 - STAY], [1 - STAY, STAY]])
    for week in range(len(y)):
        rate = mean[:, week, None] * SPELLS
        likely = np.exp(y[week] * np.log(rate) - rate - constant[week])
        state = (state @ stay if week else state) * likely
        scale = state.sum(axis=1).clip(1e-300)
        total += np.log(scale)
        state /= scale[:, None]
    return total


def _ratings(made: Made, line: Column, chance: np.random.Generator) -> Column:
    y, many = made.series.values, len(line)
    sd = chance.uniform(0.4, 1.3, many)
    carry = chance.uniform(0.2, 0.7, many) if made.noise == "autoregression" else np.zeros(many)
    spread = sd * np.sqrt((1 + carry) / (1 - carry) / len(y)) * 1.2 + 0.02
    level, log = _level((y - line).mean(axis=1), spread, 3.0, 6.0, chance)
    error = (y - line - level[:, None]) / sd[:, None]
    if made.noise == "whole points":
        return np.asarray(log + _whole_points(y, line + level[:, None], sd).sum(axis=1))
    if made.noise == "Student's t":
        scale = np.sqrt(DEGREES / (DEGREES - 2))
        return np.asarray(log + (student.logpdf(error * scale, DEGREES) + np.log(scale / sd)[:, None]).sum(axis=1))
    shrink = np.sqrt(1 - carry**2)[:, None]
    fresh = np.concatenate([error[:, :1], (error[:, 1:] - carry[:, None] * error[:, :-1]) / shrink], axis=1)
    each = -0.5 * fresh**2 - 0.5 * np.log(2 * np.pi) - np.log(sd)[:, None]
    return np.asarray(log + each.sum(axis=1) - (len(y) - 1) * np.log(shrink[:, 0]))


def _whole_points(y: Column, mean: Column, sd: Column) -> Column:
    """Return the log probability of each rating in whole points; the ends of the scale take what lies beyond."""
    low = np.where(y <= 0, -np.inf, (y - 0.5 - mean) / sd[:, None])
    high = np.where(y >= 10, np.inf, (y + 0.5 - mean) / sd[:, None])
    flip = low > 0  # the smaller tail is the exact one
    below, above = log_ndtr(np.where(flip, -high, low)), log_ndtr(np.where(flip, -low, high))
    return np.asarray(above + np.log1p(-np.exp((below - above).clip(max=-1e-12))))
