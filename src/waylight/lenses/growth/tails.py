"""Ratings of which some are far off: errors with heavy tails, so that an odd week is no moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

from waylight.lenses.growth.evidence import away_from_zero

if TYPE_CHECKING:
    from numpy.typing import NDArray

DEGREES = 4.0  # of freedom: one rating in sixty is further off than four scales; with more, tails look normal
ROUNDS = 8  # of reweighting, after which the mode moves by no more than matters


def tailed(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    present: NDArray[np.bool_],
    scale: float,
    prior: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log evidence, posterior mode and covariance of every shape when errors are Student's t.

    By Laplace's method (Tierney and Kadane 1986, JASA 81, 82–86). ``x`` is the design of ``evidence``, ``y`` the
    ratings less their mean, ``scale`` that of t in points, ``prior`` the precisions of level and sizes. A rating
    further off than √ν scales bends the density the wrong way, which is taken as not at all.
    """
    across = np.swapaxes(x, 1, 2) / scale
    mode, off = _mode(across, x, y / scale, scale, prior)
    bend = (DEGREES + 1) * (DEGREES - off).clip(0) / (DEGREES + off) ** 2
    precision = (across * bend[:, None]) @ x / scale + np.diag(prior)
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    each = gammaln((DEGREES + 1) / 2) - gammaln(DEGREES / 2) - 0.5 * np.log(DEGREES * np.pi) - np.log(scale)
    logged = len(y) * each - 0.5 * (DEGREES + 1) * np.log1p(off / DEGREES).sum(axis=-1)
    logged += 0.5 * (np.log(prior).sum() - np.linalg.slogdet(precision)[1] - (mode**2 * prior).sum(axis=-1))
    return logged + np.log(away_from_zero(mode, covariance, present, float(prior[1] ** -0.5))), mode, covariance


def _mode(
    across: NDArray[np.float64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    scale: float,
    prior: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the likeliest level and sizes of every shape, and by how many scales, squared, each rating is off.

    A rating r scales off counts (ν + 1) / (ν + r²) of one (Lange, Little and Taylor 1989, JASA 84, 881–896).
    """
    weight = off = np.ones(x.shape[:2])
    mode: NDArray[np.float64] = np.zeros(x.shape[::2])
    for _ in range(ROUNDS):
        weighted = across * weight[:, None]
        precision = weighted @ x / scale + np.diag(prior)
        mode = np.asarray(np.linalg.solve(precision, (weighted @ y)[..., None])[..., 0], dtype=np.float64)
        off = (y - (x @ mode[..., None])[..., 0] / scale) ** 2
        weight = (DEGREES + 1) / (DEGREES + off)
    return mode, off
