"""Places at which nobody is known: a level on a side, empty, and a form away from being filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from waylight.pages.map.seats import TOP, at, rings

if TYPE_CHECKING:
    from collections.abc import Collection

    from waylight.record.engagement import Engagement


OUTER_SHARE = 0.8  # of a sector, on the outermost ring: the side's name stands in the middle, just outside it


@dataclass(frozen=True, slots=True)
class EmptyPlace:
    """One of them, where it lies on the map, and where somebody can be named for it."""

    level: str
    side: str
    x: float
    y: float
    address: str


def empty_places(engagement: Engagement, taken: Collection[tuple[str, str]]) -> list[EmptyPlace]:
    """The places of which none is in ``taken`` (level and side), the highest level first."""
    practice, form = engagement.practice, reverse("name-somebody", args=[engagement.pk])
    width, found = 360 / max(len(practice.sides), 1), []
    for inward, ring in enumerate(rings(practice.levels)):
        for n, side in enumerate(practice.sides):
            if (ring.level, side) not in taken:
                x, y = at(ring.radius, TOP + width * (n + (0.5 if inward else OUTER_SHARE)))
                place = urlencode({"level": ring.level, "side": side})
                found.append(EmptyPlace(ring.level, side, x, y, f"{form}?{place}"))
    return found
