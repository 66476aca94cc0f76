"""What the stages say: was there a moment, or has it grown? Each alone, all together, and the order they rose in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from waylight.lenses.growth.answer import VERSION, Answer, Considered, answered, consider, why_not
from waylight.lenses.growth.loop import Link, links, says, whole
from waylight.lenses.growth.observed import Observed
from waylight.lenses.growth.order import LIKELY, Order, order
from waylight.lenses.growth.together import Together, together
from waylight.pages.path.worked import worked
from waylight.record.kept import answers_kept, keep_answers

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.growth.answer import Value as Kind
    from waylight.lenses.growth.loop import Name
    from waylight.pages.path.path import Path
    from waylight.record.engagement import Engagement

# An answer follows from the dated values alone, so it is kept in the record by them: whoever sees the same rows gets
# the one that is there, and a row that comes, goes or changes makes other values. What shapes weigh is kept in the
# process, so that with one series changed the others need not be weighed again.
SERIES_KEPT = 32

Columns = tuple[str, "Kind", bytes, bytes, bytes]

# What the lens calls a stage. Of listening, views that were noted come before transcripts, and these before the pulse.
STAGE_OF: dict[str, Name] = {
    "asked": "listening",
    "own_meetings": "listening",
    "listening": "listening",
    "insights": "insight",
    "confidence": "confidence",
    "reach_out": "reaching_out",
    "sharing": "sharing",
    "reach_in": "being_reached",
}


@dataclass(frozen=True, slots=True)
class Joint:
    """What follows from all series at once: the joint answer, the order, and what went before what."""

    together: Together
    order: Order
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The answers by the key of their series, and what follows from all of them."""

    alone: dict[str, Answer]
    joint: Joint

    @property
    def together(self) -> Together:
        """The joint answer."""
        return self.joint.together

    @property
    def order(self) -> Order:
        """The order in which they rose."""
        return self.joint.order

    @property
    def links(self) -> tuple[Link, ...]:
        """What went before what."""
        return self.joint.links

    @property
    def answer(self) -> Answer:
        """The joint answer; where only one series has enough values, the answer of that one."""
        return whole(self.alone, self.together)

    @property
    def way(self) -> str:
        """*grew* or *fell* where what took part in the change is likely to have done so, else *changed*.

        *nothing* where nothing is likelier to have grown than not, and none of the four likelier than no change.
        """
        if says(self.answer, self.order) == "nothing grew":  # not for readers
            return "nothing"
        parts = self.together.parts or dict.fromkeys(self.order.rose, 1.0)
        rose = sum(parts[key] * chance for key, chance in self.order.rose.items()) / (sum(parts.values()) or 1.0)
        return "grew" if rose >= LIKELY else "fell" if rose <= 1 - LIKELY else "changed"


def tell(path: Path, engagement: Engagement, user: Asking) -> Told:
    """What the stages of a path say, without the days on which she was away; by the day, where days are known."""
    known = [(worked(one.key, one.points, path), one.points.kind) for one in path.stages if one.points]
    every = tuple(_columns(series, kind) for series, kind in known)
    names = {digest(one): one for one in every if not why_not(_observed(one))}
    whole = digest(*every)
    kept = answers_kept(engagement, user, [*names, whole])
    made = {of: answered(_considered(one)) for of, one in names.items() if of not in kept}
    joint = msgspec.convert(kept[whole], Joint) if whole in kept else _joint(every)
    if made or whole not in kept:
        new = {**made, **({} if whole in kept else {whole: joint})}
        keep_answers(engagement, {of: msgspec.to_builtins(one) for of, one in new.items()}, seen=path.seen)
    alone = {one[0]: made[of] if of in made else msgspec.convert(kept[of], Answer) for of, one in names.items()}
    return Told({one[0]: alone.get(one[0]) or _too_little(one) for one in every}, joint)


def digest(*columns: Columns) -> str:
    """The name of what the lens says of these series: another where a value, or the lens, is another."""
    found = hashlib.sha256(f"growth {VERSION}".encode())
    for name, kind, *parts in columns:
        for part in (name.encode(), kind.encode(), *parts):
            found.update(len(part).to_bytes(8))
            found.update(part)
    return found.hexdigest()


def _columns(series: Observed, kind: Kind) -> Columns:
    return series.name, kind, series.at.tobytes(), series.values.tobytes(), series.exposure.tobytes()


def _joint(every: tuple[Columns, ...]) -> Joint:
    several = [_considered(one) for one in every if not why_not(_observed(one))]
    went_before = links({name: one for key, name in STAGE_OF.items() for one in several if one.series.name == key})
    return Joint(together(several), order(several), went_before)


def _too_little(columns: Columns) -> Answer:
    series = _observed(columns)
    return Answer(series.name, len(series), why_not=why_not(series))


@lru_cache(SERIES_KEPT)
def _considered(columns: Columns) -> Considered:
    return consider(_observed(columns), columns[1])


def _observed(columns: Columns) -> Observed:
    name, _, *parts = columns
    return Observed(name, *(np.frombuffer(part, dtype=np.float64) for part in parts))
