"""Adam, which moves the parts of a network against the slope of its loss."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEP, FIRST_STEPS = 3e-3, 0.1  # the largest step, and the share of all steps that grow towards it
SLOWER = {"vectors": 0.5}  # they start from what words mean, and should not forget it
Floats32 = NDArray[np.float32]
Parts = dict[str, Floats32]


class Adam:
    """Adam (Kingma and Ba 2015, ICLR) with steps that grow at first and then fall to nothing."""

    def __init__(self, parts: Parts, steps: int) -> None:
        self.steps, self.done = steps, 0
        self.mean, self.square = ({name: np.zeros_like(part) for name, part in parts.items()} for _ in range(2))

    def step(self, parts: Parts, slopes: Parts) -> None:
        """Move every part against its slope."""
        self.done += 1
        size = STEP * min(self.done / (FIRST_STEPS * self.steps), (self.steps - self.done) / (0.9 * self.steps))
        size *= np.sqrt(1 - 0.999**self.done) / (1 - 0.9**self.done)
        for name, slope in slopes.items():
            mean, square = self.mean[name], self.square[name]
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            parts[name] -= np.float32(size * SLOWER.get(name, 1)) * mean / (np.sqrt(square) + 1e-8)
