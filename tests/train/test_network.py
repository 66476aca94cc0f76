"""What teaching a network promises: its slopes are those of its loss, and the same turns teach the same."""

from __future__ import annotations

import numpy as np
import pytest
from train import network
from train.adam import Parts
from train.aims import aims_of
from train.network import Read, learned, said

from waylight.lenses.mirror.labels import HEADS, OF_COACH

TURNS, WORDS, NUMBERS = 12, 20, 6
ROWS = np.arange(TURNS)
STEP = 1e-6


def made() -> tuple[Read, np.ndarray, dict[str, np.ndarray]]:
    """A made conversation: coach and client in turns of none to five words, each with a label."""
    chance = np.random.default_rng(1)
    amount, coach = np.arange(TURNS) % 6, ROWS % 2 == 0
    near = np.stack([ROWS - 2, ROWS - 1, np.where(ROWS + 1 < TURNS, ROWS + 1, -1)], axis=1)
    shape = chance.normal(size=(TURNS, 3)).astype(np.float32)
    read = Read(chance.integers(WORDS, size=amount.sum()), amount, np.maximum(near, -1), shape, coach)
    labels = {head: np.where(coach == (head in OF_COACH), ROWS % len(of), -1) for head, of in HEADS.items()}
    vectors = np.vstack([chance.normal(size=(WORDS, NUMBERS)), np.zeros((1, NUMBERS))]).astype(np.float32)
    return read, vectors, labels


def lost(parts: Parts, read: Read, labels: dict[str, np.ndarray]) -> float:
    """The loss whose slopes are asked for, by its definition."""
    thoughts, aims = said(parts, read), aims_of(labels, ROWS)
    return sum(
        -float((np.log(np.maximum(thoughts[head], 1e-30)) * wanted).sum(axis=1) @ weight) / TURNS
        for head, (wanted, weight) in aims.items()
    )


def test_the_slopes_are_those_of_the_loss() -> None:
    read, vectors, labels = made()
    parts = learned(read, vectors, aims_of(labels, ROWS), ROWS, 1, 9, moving=True)  # off the kinks at nothing
    parts = {name: part.astype(np.float64) for name, part in parts.items()}  # type: ignore[misc]
    slopes = network._slopes(parts, read, ROWS, aims_of(labels, ROWS), None, moving=True)
    for name, slope in slopes.items():
        place = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        ends = []
        for step in (STEP, -STEP):
            moved = parts | {name: parts[name].copy()}
            moved[name][place] += step
            ends.append(lost(moved, read, labels))
        assert (ends[0] - ends[1]) / (2 * STEP) == pytest.approx(slope[place], rel=0.02, abs=1e-4), name


def test_the_same_turns_teach_the_same_and_another_seed_something_else() -> None:
    read, vectors, labels = made()
    one, same, other = (
        learned(read, vectors.copy(), aims_of(labels, ROWS), ROWS, seed, 2, moving=True) for seed in (1, 1, 2)
    )
    assert all(np.array_equal(one[name], same[name]) for name in one)
    assert not np.array_equal(one["window"], other["window"])


def test_what_is_read_is_learned() -> None:
    read, vectors, labels = made()
    parts = learned(read, vectors, aims_of(labels, ROWS), ROWS, 1, 300, moving=True)
    coach = read.coach
    assert (said(parts, read)["behaviour"].argmax(axis=1)[coach] == labels["behaviour"][coach]).mean() > 0.8


def test_a_teacher_s_vectors_stay_as_they_are() -> None:
    read, vectors, labels = made()
    before = vectors.copy()
    learned(read, vectors, aims_of(labels, ROWS), ROWS, 1, 2, moving=False)
    assert np.array_equal(vectors, before)
