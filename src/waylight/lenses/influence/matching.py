"""Who is compared with whom: people in contact with the client, each beside others who were as active and are placed
alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]

MATCHES = 3  # a fourth makes the interval narrower by three in a hundred, and is less alike
CALIPER = float(np.log(1.5))  # nobody is compared with somebody who began half as much again
HALF = 0.5  # added to every count, so that none has the logarithm of nothing


def matched_sets(
    activity: Numbers,
    around: Flags,
    others: Flags,
    strata: Places,
    *,
    rng: np.random.Generator,
    matches: int = MATCHES,
    caliper: float = CALIPER,
) -> Places:
    """Return a row for each of ``around`` who has a match: the own position, then up to ``matches`` of ``others``.

    Rows end in −1. All arrays have one value a person. Those of one set share their stratum (level and organisation:
    coarsened exact matching, Iacus, King and Porro 2012, Political Analysis 20, 1–24), and their ``activity`` differs
    by no more than ``caliper`` in its logarithm, a half added. Within these bounds the sum of the differences is the
    smallest there is (optimal matching, Rosenbaum 1989, Journal of the American Statistical Association 84,
    1024–1032), one match for everybody before there is a second for anybody. Nobody stands in two sets. Whom of
    equals it takes is drawn with ``rng``.
    """
    found = np.full((len(activity), matches + 1), -1, dtype=np.int64)
    found[:, 0] = np.arange(len(activity))
    scale = np.log(activity + HALF)
    for stratum in np.unique(strata[around]):
        here = strata == stratum
        free = rng.permutation(np.flatnonzero(here & others))
        _match(scale, np.flatnonzero(here & around), free, found, caliper)
    return found[around & (found[:, 1] >= 0)]


def _match(scale: Numbers, mine: Places, free: Places, found: Places, caliper: float) -> None:
    """Fill the rows of ``mine`` from those who are ``free``, a round for each match."""
    for n in range(1, found.shape[1]):
        near = _enough(scale, free, len(mine))
        apart = np.abs(scale[mine][:, np.newaxis] - scale[near])
        # What is too far apart costs more than all the rest together, so that it is chosen last, and then dropped.
        from scipy.optimize import linear_sum_assignment  # slow to load: only where it is asked for

        who, whom = linear_sum_assignment(np.where(apart <= caliper, apart, caliper * (len(mine) + 1) + 1))
        good = apart[who, whom] <= caliper
        found[mine[who[good]], n] = near[whom[good]]
        free = free[~np.isin(free, near[whom[good]])]
        mine = mine[who[good]]


def _enough(scale: Numbers, free: Places, most: int) -> Places:
    """Those of ``free`` who can be wanted: of equals no more than there are to match. A company's table stays small."""
    order = free[np.argsort(scale[free], kind="stable")]
    _, first, many = np.unique(scale[order], return_index=True, return_counts=True)
    return order[np.arange(len(order)) - np.repeat(first, many) < most]


@dataclass(frozen=True, slots=True)
class Balance:
    """How alike the compared are in one thing, ``what``, on average a person.

    ``apart`` is the difference between ``around`` and ``matches`` in standard deviations of the first; ``unmatched``
    the same beside everybody who could have been matched. Below a tenth it is usually called small (Austin 2009,
    Statistics in Medicine 28, 3083–3107).
    """

    what: str
    around: float
    matches: float
    apart: float
    unmatched: float


def balance(what: str, amounts: Numbers, sets: Places, around: Flags, others: Flags) -> Balance:
    """Compare ``amounts`` (one a person) between those in the first place of the sets and their matches."""
    mine = float(amounts[sets[:, 0]].mean())
    table = np.where(sets[:, 1:] >= 0, amounts[sets[:, 1:]], 0.0)
    theirs = float((table.sum(axis=1) / (sets[:, 1:] >= 0).sum(axis=1)).mean())
    spread = float(amounts[around].std(ddof=1)) if around.sum() > 1 else 0.0
    everybody = float(amounts[around].mean() - amounts[others].mean())
    return Balance(what, mine, theirs, _in_spreads(mine - theirs, spread), _in_spreads(everybody, spread))


def _in_spreads(difference: float, spread: float) -> float:
    return difference / spread if spread else 0.0
