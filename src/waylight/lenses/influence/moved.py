"""What a movement is told with: its figures, and who was compared with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waylight.lenses.figure import Figure

if TYPE_CHECKING:
    from waylight.lenses.influence.matching import Balance
    from waylight.lenses.influence.panel import Spans
    from waylight.lenses.influence.side_by_side import Beside

OTHER_CAUSES = (
    "What touched those around her and not the people they are compared with, and came at the same time, would look "
    "the same. Where those around her are one team, whose weeks go up and down together, the interval is too narrow. "
    "Whom they are compared with was settled from the weeks before; some of those may have come closer to her since, "
    "which makes the figure smaller."  # not for readers
)


class Standing(NamedTuple):
    """Where somebody stands, in the words of the table of people; people are compared within the same words."""

    level: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class MatchedSet:
    """One person around the client, and those who stand in for how it would have been without her."""

    person: int
    matches: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved, and what it was compared with.

    The figures are shares more than expected (0.25 is a quarter more, 0 none) with their 95 % interval; their rows are
    what was begun, by those around her and by their matches, before and after. ``everyone``: beginnings with anybody
    but the client; ``one_another``: with people around her; ``others``: with people who are not. ``trend`` is the same
    figure for ``everyone`` over the weeks before alone, later half beside earlier: where it is far from 0 the two
    groups had parted already. ``left_out`` are people around her for whom there was nobody comparable.
    ``own_view``: the table holds little but what she was part of, and nothing can be said. ``limits`` says in
    words what the figures cannot show.
    """

    everyone: Figure
    one_another: Figure
    others: Figure
    trend: Figure
    spans: Spans | None = None
    sets: tuple[MatchedSet, ...] = ()
    left_out: tuple[int, ...] = ()
    balance: tuple[Balance, ...] = ()
    series: tuple[Beside, ...] = ()
    own_view: bool = False
    limits: str = OTHER_CAUSES

    @classmethod
    def unknown(cls, why_not: str) -> Movement:
        """Return what is said when nothing can be compared."""
        none = Figure.unknown(why_not)
        return cls(none, none, none, none)
