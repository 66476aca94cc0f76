"""What the stages say: was there a moment, or has it grown? Each alone, all together, and the order they rose in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.growth.answer import Answer, Considered, answered, consider, why_not
from waylight.lenses.growth.loop import Link, links, says, whole
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.order import LIKELY, Order, order
from waylight.lenses.growth.together import Together, together
from waylight.pages.path.worked import worked

if TYPE_CHECKING:
    from waylight.lenses.growth.answer import Value as Kind
    from waylight.lenses.growth.loop import Name
    from waylight.pages.path.path import Path

# An answer follows from the dated values alone, so it is kept by them: whoever sees the same rows gets the one that is
# there, and a row that comes, goes or changes makes other values. Nothing has to be thrown away, and nothing is stored.
SERIES_KEPT, ANSWERS_KEPT = 32, 256

Columns = tuple[str, "Kind", bytes, bytes, bytes]

# What the lens calls a stage. Where no view was noted, transcripts of her own meetings may tell of listening.
STAGE_OF: dict[str, Name] = {
    "own_meetings": "listening",
    "listening": "listening",
    "insights": "insight",
    "confidence": "confidence",
    "reach_out": "reaching_out",
    "sharing": "sharing",
    "reach_in": "being_reached",
}


@dataclass(frozen=True, slots=True)
class Told:
    """The answers by the key of their series, the joint answer, the order, and what went before what."""

    alone: dict[str, Answer]
    together: Together
    order: Order
    links: tuple[Link, ...]

    @property
    def answer(self) -> Answer:
        """The joint answer; where only one series has enough values, the answer of that one."""
        return whole(self.alone, self.together)

    @property
    def way(self) -> str:
        """*grew* or *fell* where what took part in the change is likely to have done so, else *changed*.

        *nothing* where nothing is likelier to have grown than not, and none of the four likelier than no change.
        """
        if says(self.answer, self.order) == "nothing grew":
            return "nothing"
        parts = self.together.parts or dict.fromkeys(self.order.rose, 1.0)
        rose = sum(parts[key] * chance for key, chance in self.order.rose.items()) / (sum(parts.values()) or 1.0)
        return "grew" if rose >= LIKELY else "fell" if rose <= 1 - LIKELY else "changed"


def tell(path: Path) -> Told:
    """What the stages of a path say, without the days on which she was away; by the day, where days are known."""
    known = [(worked(one.key, one.points, path), one.points.kind) for one in path.stages if one.points]
    return _told(tuple(_columns(series, kind) for series, kind in known))


def _columns(series: Observed, kind: Kind) -> Columns:
    return series.name, kind, series.at.tobytes(), series.values.tobytes(), series.exposure.tobytes()


@lru_cache(ANSWERS_KEPT)
def _told(every: tuple[Columns, ...]) -> Told:
    several = [_considered(one) for one in every if not why_not(_observed(one))]
    went_before = links({name: one for key, name in STAGE_OF.items() for one in several if one.series.name == key})
    return Told({one[0]: _answer(one) for one in every}, together(several), order(several), went_before)


@lru_cache(SERIES_KEPT)
def _answer(columns: Columns) -> Answer:
    series = _observed(columns)
    reason = why_not(series)
    return Answer(series.name, len(series), why_not=reason) if reason else answered(_considered(columns))


@lru_cache(SERIES_KEPT)
def _considered(columns: Columns) -> Considered:
    return consider(_observed(columns), columns[1])


def _observed(columns: Columns) -> Observed:
    name, _, *parts = columns
    return Observed(name, *(np.frombuffer(part, dtype=np.float64) for part in parts))
