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

People = frozenset[int]

NEARLY = 1e-9  # of lengths that are sums of zeros and ones


def may_be_shown(people: People, shown: Sequence[People], least: int) -> bool:
    """Whether the answers of ``people`` can be shown in sum beside what is ``shown`` already.

    Raises ValueError unless ``least`` is at least 1.
    """
    if least < 1:
        raise ValueError(f"A group of {least} people is none.")
    return len(people) >= least and not tells([*shown, people], least)


def tells(shown: Sequence[People], least: int) -> People | None:
    """Some set of fewer than ``least`` people whose sum follows from the sums of the ``shown`` sets, or None."""
    cells = _cells(shown)
    small = [cell for cell in cells if len(cell) < least]
    if not small:
        return None
    basis = _basis(np.array([[float(cell <= one) for cell in cells] for one in shown]))
    at = {cell: n for n, cell in enumerate(cells)}
    for chosen in _small_unions(small, least):
        columns = basis[:, [at[cell] for cell in chosen]].sum(axis=1)
        if abs(float(columns @ columns) - len(chosen)) < NEARLY:  # as long as its projection: it lies in the span
            return frozenset().union(*chosen)
    return None


def _cells(shown: Sequence[People]) -> list[People]:
    """People who are in the same shown sets: no sum that follows from those can part them."""
    members: dict[tuple[int, ...], set[int]] = {}
    for person in frozenset().union(*shown):
        members.setdefault(tuple(n for n, one in enumerate(shown) if person in one), set()).add(person)
    return [frozenset(cell) for _, cell in sorted(members.items())]


def _small_unions(cells: list[People], least: int) -> Iterator[tuple[People, ...]]:
    """Every choice of cells that hold fewer than ``least`` people together."""
    for many in range(1, least):
        for chosen in combinations(cells, many):
            if sum(map(len, chosen)) < least:
                yield chosen


def _basis(rows: Matrix) -> Matrix:
    """An orthonormal basis of the span of some rows, a row each."""
    _, sizes, vectors = np.linalg.svd(rows, full_matrices=False)
    return np.asarray(vectors[sizes > NEARLY * max(1.0, float(sizes[0]))], dtype=np.float64)
