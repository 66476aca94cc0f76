"""From a figure in a story's material to the rows that made it: one click, over the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.pages.evidence.links import evidence
from waylight.pages.path.answers import EVIDENCE, rows_of
from waylight.pages.story.facts import ends_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.pages.movement.movement import Shown
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Value
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Way:
    """A way to rows: their address, what they are where there are several, and whether they open over the page."""

    address: str
    said: str = ""
    sheet: bool = True


Behind = dict[tuple[str, str], tuple[Way, ...]]


def behind(engagement: Engagement, path: Path | None, movement: Shown | None) -> Behind:
    """Where the rows of each figure are, by the source of a piece and the series that it is of."""
    return {**dict(_of_path(engagement, path) if path else ()), **(_of_movement(movement) if movement else {})}


def _of_path(engagement: Engagement, path: Path) -> Iterator[tuple[tuple[str, str], tuple[Way, ...]]]:
    stages = [(one, rows_of(one, path, engagement)) for one in path.stages if one.points]
    yield ("path", ""), tuple(Way(address, one.name, not one.grouped) for one, address in stages)
    for one, address in stages:
        yield ("path", one.key), (Way(address, sheet=not one.grouped),)
    for one in path.series:
        if both := ends_of(one):
            first, last = (_rows_between(engagement, EVIDENCE[one.key], few) for few in both)
            yield ("first-weeks", one.key), (Way(first),)
            yield ("first-and-last-weeks", one.key), (Way(first, gettext("at first")), Way(last, gettext("at last")))


def _rows_between(engagement: Engagement, what: str, weeks: Sequence[Value]) -> str:
    return evidence(engagement, what, start=weeks[0].week.start, end=weeks[-1].week.end)


def _of_movement(movement: Shown) -> Behind:
    around = next(one.evidence for one in movement.claims if one.figure is movement.moved.one_another)
    return {
        ("began", ""): (Way(movement.behind_began),),
        ("brought", ""): (Way(movement.behind_brought),),
        ("reach-in", ""): (Way(movement.change.evidence),),
        ("movement", ""): (Way(around),),
    }
