"""What ``python -m train.stalling`` fitted on made engagements. It prints this file; nothing here is set by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.growth.stalling.signs import Weight

if TYPE_CHECKING:
    from waylight.lenses.growth.stalling.signs import Name

BASE = 0.3  # the share of made engagements that stall
WEIGHTS: dict[Name, Weight] = {
    "few_reflections": Weight(0.864, -0.466, 0.48, 0.20),
    "carried_over": Weight(1.200, -0.510, 0.57, 0.18),
    "no_new_people": Weight(0.850, -0.161, 0.44, 0.21),
    "reach_in_flat": Weight(-0.044, -0.715, 0.53, 0.35),
    "confidence_falling": Weight(1.817, -0.400, 0.40, 0.06),
    "moved": Weight(1.109, -0.419, 0.60, 0.22),
}
