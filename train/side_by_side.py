"""Folds at once, each in a process of its own that computes by itself: as many at once as wanted, the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

One, Found = TypeVar("One"), TypeVar("Found")
_given: list[tuple[Callable[[object], object], Sequence[object]]] = []  # processes inherit it, so nothing large is sent


def side_by_side(work: Callable[[One], Found], over: Sequence[One], processes: int) -> list[Found]:
    """Return what ``work`` makes of each, in order."""
    if processes < 2:
        return [work(one) for one in over]
    _given[:] = [(work, over)]  # type: ignore[list-item]
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        return list(pool.map(_done, range(len(over))))  # type: ignore[arg-type]


def _done(place: int) -> object:
    work, over = _given[0]
    return work(over[place])
