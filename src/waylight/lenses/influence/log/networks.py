"""Each window's network, from the ties that an engine gave back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow

from waylight.lenses.influence.log.graph import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.influence.log.table import Person


def networks(ties: pyarrow.Table, person: Person) -> Iterator[tuple[int, Network, int]]:
    """Give each window that ``person`` has ties in, with its network and her number in it."""
    ties = ties.sort_by([("window", "ascending"), ("less", "ascending"), ("more", "ascending")])
    both = pyarrow.concat_arrays([ties[side].combine_chunks() for side in ("less", "more")]).dictionary_encode()
    numbered = np.stack(np.split(both.indices.to_numpy(), 2), axis=1).astype(np.int64)
    who = _number(both.dictionary, person)
    windows = ties["window"].to_numpy()
    weights, rows = ties["weight"].to_numpy().astype(np.float64), ties["rows"].to_numpy()
    for window in np.unique(windows[(numbered == who).any(axis=1)]).tolist():
        part = slice(*np.searchsorted(windows, [window, window + 1]).tolist())
        people, ends = np.unique(numbered[part], return_inverse=True)
        network = Network(len(people), ends.reshape(-1, 2).astype(np.int64), weights[part], rows[part])
        yield window, network, int(np.searchsorted(people, who))


def _number(names: pyarrow.Array, person: Person) -> int:
    found = [n for n, name in enumerate(names.to_pylist()) if name == person]
    return found[0] if found else -1
