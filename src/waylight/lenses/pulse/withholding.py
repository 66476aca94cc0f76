"""Which groups may be shown, so that no difference between them tells what fewer than ``least`` people answered.

Whoever reads the mean of a group and how many answered knows the sum of their answers. So they know every sum that
follows from the shown ones by adding and subtracting: "all" less "everybody but one level" is that level, and a group
after one more answer less the same group before it is that answer. A set is therefore shown only if no set of fewer
than ``least`` people has an indicator in the linear span of the indicators of all sets shown to the same reader, now
or earlier (auditing of sum queries: Chin and Ozsoyoglu 1982, IEEE Transactions on Software Engineering 8, 574–582).

It does not guard against what one group alone tells: where everybody in it answered the same, its mean says so.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Vector = NDArray[np.float64]

People = frozenset[int]

NEARLY = 1e-9  # of lengths that are sums of zeros and ones


def may_be_shown(people: People, shown: Sequence[People], least: int) -> bool:
    """Whether the answers of ``people`` can be shown in sum beside what is ``shown`` already.

    Raises ValueError unless ``least`` is at least 1.
    """
    if least < 1:
        raise ValueError(f"A group of {least} people is none.")  # not for readers
    return len(people) >= least and not tells([*shown, people], least)


def tells(shown: Sequence[People], least: int) -> People | None:
    """Some set of fewer than ``least`` people whose sum follows from the sums of the ``shown`` sets, or None.

    A vector at right angles to the shown sets sums to nothing over such a set. So each cell of people is given a
    number, which is its place in one such vector, taken by chance; sets of cells whose numbers sum to nothing are
    looked for in two halves that meet (Horowitz and Sahni 1974, Journal of the ACM 21, 277–292), and each is then
    tried exactly.
    """
    cells = _cells(shown)
    small = [n for n, cell in enumerate(cells) if len(cell) < least]
    if not small:
        return None
    basis = _basis(np.array([[float(cell <= one) for cell in cells] for one in shown]))
    chance = np.random.default_rng(len(cells)).normal(size=len(cells))
    number = chance - basis.T @ (basis @ chance)
    for chosen in _sum_to_nothing(number, small, [len(cell) for cell in cells], least):
        columns = basis[:, list(chosen)].sum(axis=1)
        if abs(float(columns @ columns) - len(chosen)) < NEARLY:  # as long as its projection: it lies in the span
            return frozenset().union(*(cells[n] for n in chosen))
    return None


def _cells(shown: Sequence[People]) -> list[People]:
    """People who are in the same shown sets: no sum that follows from those can part them."""
    cells: list[People] = []
    for one in shown:
        rest, parted = set(one), []
        for cell in cells:
            inside = cell & one
            rest -= inside
            parted += [part for part in (inside, cell - inside) if part]
        cells = [*parted, frozenset(rest)] if rest else parted
    return cells


def _sum_to_nothing(number: Vector, small: list[int], size: list[int], least: int) -> Iterator[tuple[int, ...]]:
    """Choices of small cells that hold fewer than ``least`` people and whose numbers sum to nearly nothing."""
    half = least // 2
    by_size = [list(combinations(small, many)) for many in range(half + 1)]
    parts = [one for some in by_size for one in some]
    sums = np.concatenate(
        [number[np.array(some, dtype=int).reshape(len(some), many)].sum(axis=1) for many, some in enumerate(by_size)]
    )
    order = np.argsort(sums)
    ordered = sums[order]
    low = np.searchsorted(ordered, -sums - NEARLY)
    high = np.searchsorted(ordered, -sums + NEARLY)
    for n in np.flatnonzero(high > low):
        for m in order[low[n] : high[n]]:
            both = (*parts[n], *parts[m])
            if both and len(set(both)) == len(both) and sum(size[cell] for cell in both) < least:
                yield both


def _basis(rows: Matrix) -> Matrix:
    """An orthonormal basis of the span of some rows, a row each."""
    _, sizes, vectors = np.linalg.svd(rows, full_matrices=False)
    return np.asarray(vectors[sizes > NEARLY * max(1.0, float(sizes[0]))], dtype=np.float64)
