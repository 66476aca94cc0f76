"""Where one person stands among the people of a college: constraint, effective size and betweenness, by NetworkX too.

    python bench/influence_network.py FILE.csv.gz --person p9

FILE has the columns at, sender and recipient. The network is that of all its rows, weighted by what passed both ways;
NetworkX gets it ready made. Both have to find the same to a billionth. Processor seconds count.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING

import networkx

from waylight.intake.log.in_process import read_log
from waylight.intake.rows import Choices
from waylight.lenses.influence.log import graph
from waylight.lenses.influence.log.networks import networks
from waylight.lenses.influence.log.table import Rule, full
from waylight.lenses.influence.log.tally import network
from waylight.lenses.influence.log.windows import Every

if TYPE_CHECKING:
    from collections.abc import Callable


def peer(found: graph.Network) -> networkx.Graph:
    """The same network. Distances are whole numbers, 1/weight times what all weights divide: floats take paths of one
    length for longer and shorter ones.
    """
    whole = math.lcm(*map(int, found.weights))
    made = networkx.Graph()
    for (one, two), weight in zip(found.ends.tolist(), found.weights.tolist(), strict=True):
        made.add_edge(one, two, weight=weight, far=whole // int(weight))
    return made


def timed(ask: Callable[[], float]) -> tuple[float, float]:
    """What was found, and the processor seconds that it took."""
    start = time.process_time()
    found = ask()
    return found, time.process_time() - start


def main() -> None:
    """Compare, and print a Markdown table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("file", type=Path)
    options.add_argument("--person", default="p9")
    chosen = options.parse_args()
    log = read_log([chosen.file], Choices(), {})
    ties = network(full(log.table), Every.WHOLE, Rule()).to_pyarrow()
    [(_, found, who)] = networks(ties, chosen.person)
    made, other = found.graph(), peer(found)
    ways = {
        "constraint": (graph.constraint, lambda: networkx.constraint(other, [who], weight="weight")[who]),
        "effective size": (graph.effective_size, lambda: networkx.effective_size(other, [who], weight="weight")[who]),
        "betweenness": (graph.betweenness, lambda: networkx.betweenness_centrality(other, weight="far")[who]),
    }
    print(f"{found.people:,} people, {len(found.ends):,} ties; {chosen.person} has {made.degree(who)} of them.\n")
    print(
        "| measure | value | igraph, processor seconds | NetworkX, processor seconds | ratio |\n|:--|--:|--:|--:|--:|"
    )
    for name, (ours, theirs) in ways.items():
        value, here = timed(lambda ours=ours: ours(made, who).value)
        same, there = timed(theirs)
        assert abs(value - same) < 1e-9, f"{name}: {value} and {same}"
        print(f"| {name} | {value:.6f} | {here:.4f} | {there:.2f} | {there / here:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
