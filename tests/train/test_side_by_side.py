"""Work that is spread over processes comes back whole and in order."""

from __future__ import annotations

import os

import pytest
from train.side_by_side import side_by_side


@pytest.mark.parametrize("processes", [1, 3])
def test_what_comes_back_is_in_order_however_many_compute(processes: int) -> None:
    added = 10
    assert side_by_side(lambda one: one + added, range(7), processes) == [10, 11, 12, 13, 14, 15, 16]


def test_others_compute_when_asked_to() -> None:
    assert os.getpid() not in side_by_side(lambda one: os.getpid(), range(3), 2)
    assert side_by_side(lambda one: os.getpid(), range(3), 1) == [os.getpid()] * 3


def test_what_fails_there_fails_here() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda one: 1 / one, [1, 0], 2)
