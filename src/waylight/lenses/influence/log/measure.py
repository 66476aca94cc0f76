"""Every measure of one person in every window of a log."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow

from waylight.lenses.figure import Figure
from waylight.lenses.influence.log import graph, passed, turns
from waylight.lenses.influence.log.at_hand import over
from waylight.lenses.influence.log.networks import networks
from waylight.lenses.influence.log.passed import Measured, Passed
from waylight.lenses.influence.log.table import Person, Rule, full, near
from waylight.lenses.influence.log.tally import edges, filled, mine, network, successions, tally
from waylight.lenses.influence.log.windows import Cut, bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    import ibis.expr.types as ir

    from waylight.lenses.influence.log.working import Working

NOTHING = "There is no row at all in this time."
NOT_SAID = "These rows say how strong a tie is, not who turned to whom or when."
OF_TURNS = ("turn_taking", "reply_hours", "answered_hours")
OF_DIRECTION = (
    *("reach_out", "reach_in", "initiations_out", "initiations_in", "reciprocity", "weighted_reciprocity"),
    *("balance", *OF_TURNS),
)
OF_CONTACT = ("people", "breadth", "breadth_0", "breadth_2", "people_breadth", "people_breadth_2", "coverage")
OF_NETWORK = ("constraint", "effective_size", "betweenness")
MEASURES = (*OF_DIRECTION, *OF_CONTACT, *OF_NETWORK)
NETWORK_WAYS = (
    ("constraint", graph.constraint),
    ("effective_size", graph.effective_size),
    ("betweenness", graph.betweenness),
)
NOWHERE = {name: Measured(Figure.unknown(graph.ALONE), 0) for name in OF_NETWORK}
NO_FOLLOWS = pyarrow.table({"answers": np.zeros(0, bool), "out": np.zeros(0, bool), "asked": [], "at": []})


class NotThere(LookupError):
    """The person is in no row of the log."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the log. Without ``places``, a person is a place of their own.

    ``matter`` are those whom the client says matter. ``directed`` is False where rows are ties without a direction.
    """

    places: Mapping[Person, passed.Place] = field(default_factory=dict)
    matter: frozenset[Person] = frozenset()
    working: Working | None = None
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """One window, half open (UTC), with every measure; ``missing`` are those who matter and were not met."""

    start: datetime
    end: datetime
    measures: Mapping[str, Measured]
    missing: tuple[Person, ...]


def measure(
    log: ir.Table,
    person: Person,
    every: Cut,
    rule: Rule = Rule(),  # noqa: B008
    around: Around = Around(),
    *,
    only: Collection[str] = MEASURES,
) -> tuple[Window, ...]:
    """Return all windows from the log's first row to its last, with the measures of ``person``.

    What is as large as the log is done by the log's own engine; her own rows are counted in the process. Raises
    NotThere when she is in no row.
    """
    whole, log = log, full(log)
    rows = over(near(log, person).to_pyarrow(), mine, every, rule)
    if not len(rows):
        raise NotThere(str(person))
    hers = _by_window(over(rows, tally))
    follows = _by_window(over(rows, successions)) if set(only) & set(OF_TURNS) else {}
    stands = _standing(log, person, every, rule, list(hers), only) if set(only) & set(OF_NETWORK) else {}
    [edge] = edges(whole, every).to_pyarrow().to_pylist()
    there = _filled(log, every, edge, hers)
    windows = []
    for number in range(edge["first_window"], edge["last_window"] + 1):
        her = Passed.of(hers.get(number, _none(hers)))
        found = _measures(her, follows.get(number, _none(follows)), around, only) | stands.get(number, NOWHERE)
        found = _as_far_as_known(found, number in there, around)
        start, end = bounds(number, every, edge["first"], edge["last"])
        chosen = {name: found[name] for name in MEASURES if name in only}
        windows.append(Window(start, end, chosen, passed.missing(her, around.matter)))
    return tuple(windows)


def _filled(log: ir.Table, every: Cut, edge: Mapping[str, int], hers: Collection[int]) -> set[int]:
    """Return the windows in which the log has rows; only where she has none the log is asked."""
    others = [number for number in range(edge["first_window"], edge["last_window"] + 1) if number not in hers]
    return {*hers, *(filled(log, every, others).to_pyarrow()["window"].to_pylist() if others else ())}


def _by_window(table: pyarrow.Table) -> dict[int, pyarrow.Table]:
    """Return the parts of a table that is sorted by window; where it is empty, nothing."""
    windows = table["window"].to_numpy()
    numbers, starts = np.unique(windows, return_index=True)
    ends = [*starts.tolist(), len(windows)][1:]
    return {
        int(number): table.slice(start, end - start)
        for number, start, end in zip(numbers, starts.tolist(), ends, strict=True)
    }


def _none(parts: Mapping[int, pyarrow.Table]) -> pyarrow.Table:
    return next(iter(parts.values())).slice(0, 0) if parts else NO_FOLLOWS


def _measures(her: Passed, follows: pyarrow.Table, around: Around, only: Collection[str]) -> dict[str, Measured]:
    """Return the measures of her own rows that are asked for; an interval that nobody reads is not drawn."""
    placed = bool(around.places)
    ways: dict[str, Callable[[], Measured]] = {
        "reach_out": lambda: passed.turned(her, "reach_out", "opened_out"),
        "reach_in": lambda: passed.turned(her, "reach_in", "opened_in"),
        "initiations_out": lambda: passed.turned(her, "began_out", "opened_out"),
        "initiations_in": lambda: passed.turned(her, "began_in", "opened_in"),
        "reciprocity": lambda: passed.reciprocity(her),
        "weighted_reciprocity": lambda: passed.weighted_reciprocity(her),
        "balance": lambda: passed.balance(her),
        "turn_taking": lambda: turns.turn_taking(follows),
        "reply_hours": lambda: turns.reply_hours(follows, hers=True, working=around.working),
        "answered_hours": lambda: turns.reply_hours(follows, hers=False, working=around.working),
        "people": lambda: passed.people(her),
        "breadth": lambda: passed.breadth(her, around.places, 1) if placed else passed.people_breadth(her, 1),
        "breadth_0": lambda: passed.breadth(her, around.places, 0) if placed else passed.people(her),
        "breadth_2": lambda: passed.breadth(her, around.places, 2) if placed else passed.people_breadth(her, 2),
        "people_breadth": lambda: passed.people_breadth(her, 1),
        "people_breadth_2": lambda: passed.people_breadth(her, 2),
        "coverage": lambda: passed.coverage(her, around.matter),
    }
    return {name: way() for name, way in ways.items() if name in only}


def _standing(
    log: ir.Table, person: Person, every: Cut, rule: Rule, windows: list[int], only: Collection[str]
) -> dict[int, dict[str, Measured]]:
    """Return the measures of the network for each window that she has ties in."""
    ties = network(log, every, rule)
    ties = ties.filter(ties.window.isin(windows)).to_pyarrow()
    found = {}
    for window, one, number in networks(ties, person):
        made, rows = one.graph(), int(one.rows.sum())
        found[window] = {name: Measured(way(made, number), rows) for name, way in NETWORK_WAYS if name in only}
    return found


def _as_far_as_known(found: dict[str, Measured], there: bool, around: Around) -> dict[str, Measured]:
    """Say what cannot be known of a window without rows, or of rows without a direction."""
    if not there:
        return {name: Measured(Figure.unknown(NOTHING), 0) for name in MEASURES}
    if not around.directed:
        return found | {name: Measured(Figure.unknown(NOT_SAID), 0) for name in OF_DIRECTION}
    return found
