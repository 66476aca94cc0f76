"""Of the engagements said to stall with 40 %, 40 of 100 do: on made ones that the weights were not fitted on."""

from __future__ import annotations

import functools

import numpy as np
from bench.growth import calibration_error
from bench.stalling import asked
from numpy.typing import NDArray
from train.stalling_made import Recipe

from waylight.lenses.growth.stalling.fitted import BASE

MANY = 700


@functools.cache
def said() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    found = [asked(Recipe(), BASE, seed) for seed in range(50_000, 50_000 + MANY)]
    return np.array([one[0] for one in found]), np.array([one[1] for one in found], dtype=float)


def test_what_is_said_to_be_so_and_so_likely_happens_that_often() -> None:
    chance, stalls = said()
    assert calibration_error(chance, stalls) < 0.06


def test_it_says_more_than_the_base_rate() -> None:
    chance, stalls = said()
    loss = -np.log(np.where(stalls > 0, chance, 1 - chance)).mean()
    assert loss < -(BASE * np.log(BASE) + (1 - BASE) * np.log(1 - BASE)) - 0.1
