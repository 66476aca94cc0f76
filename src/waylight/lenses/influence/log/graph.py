"""Where a person stands between others: constraint, effective size and betweenness, on one window's network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import igraph
import numpy as np
from scipy.special import stdtrit

from waylight.lenses.figure import Figure
from waylight.lenses.intervals import TAIL

if TYPE_CHECKING:
    from numpy.typing import NDArray

EXACT = 30_000_000  # people × ties up to which every shortest path is followed: some seconds on one core
GROUPS, EACH = 16, 16  # beyond, paths from so many groups of so many people, drawn without putting back
ALONE = "She was in contact with nobody in this time."
FEW = "There are only two people in the network of this time; nobody can stand between others."


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An undirected network: ``ends`` are the two people of each tie, numbered from 0, ``weights`` what passed.

    ``rows`` are how many rows of the log each tie was made from.
    """

    people: int
    ends: NDArray[np.int64]  # shape (ties, 2)
    weights: NDArray[np.float64]
    rows: NDArray[np.int64]

    def graph(self) -> igraph.Graph:
        """Return it as igraph has it; ``far`` of a tie is how far apart its two people are: 1/weight."""
        made = igraph.Graph(n=self.people, edges=self.ends)
        made.es["weight"], made.es["far"] = self.weights, 1 / self.weights
        return made


def constraint(graph: igraph.Graph, person: int) -> Figure:
    """Return Burt's constraint of a person.

    It is Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)² over those j she is tied to, where pᵢⱼ is the share of j in the weight of i's ties
    (Burt 1992, *Structural Holes*, chapter 2; Burt 2004, American Journal of Sociology 110, 349–399). Near 0 for
    somebody tied to many who are not tied to one another; it may pass 1 for somebody tied to two. It describes the
    network as given; there is no interval.
    """
    if not graph.degree(person):
        return Figure.unknown(ALONE)
    return Figure(float(graph.constraint(vertices=[person], weights="weight")[0]), None, None)


def effective_size(graph: igraph.Graph, person: int) -> Figure:
    """Return Burt's effective size: how many people she is tied to, less what they are tied to one another.

    It is Σⱼ (1 − Σ_q pᵢ_q mⱼ_q) over those j she is tied to, q another of them, with pᵢ_q as in ``constraint`` and mⱼ_q
    the weight of j's tie to q by that of j's heaviest tie (Burt 1992, formula 2.2).
    """
    mine = graph.incident(person)
    if not mine:
        return Figure.unknown(ALONE)
    weights = graph.es["weight"]
    other = {_end(graph, edge, person): weights[edge] for edge in mine}
    total = sum(other.values())
    size = 0.0
    for one in other:
        ties = {_end(graph, edge, one): weights[edge] for edge in graph.incident(one)}
        most = max(ties.values())
        size += 1 - sum(other[two] / total * weight / most for two, weight in ties.items() if two in other)
    return Figure(size, None, None)


def betweenness(graph: igraph.Graph, person: int, *, exact: int = EXACT, seed: int = 0) -> Figure:
    """Return the share of pairs of others whose shortest path leads by her; of several shortest, each in part.

    A tie is the shorter the more passes over it: 1/weight (Freeman 1977, Sociometry 40, 35–41; with weights Brandes
    2001, Journal of Mathematical Sociology 25, 163–177, and Newman 2001, Physical Review E 64, 016132). Of n people
    there are (n − 1)(n − 2)/2 pairs of others.

    Where people × ties pass ``exact``, paths are followed from 256 people drawn without putting back, in 16 groups, and
    the interval is that of the mean of the groups' figures (Student's t with 15 degrees of freedom, less for the part
    of all people that was drawn; Brandes and Pich 2007, International Journal of Bifurcation and Chaos 17, 2303–2318).
    Followed all, there is no interval: nothing is estimated.
    """
    people = graph.vcount()
    pairs = (people - 1) * (people - 2) / 2
    if not graph.degree(person):
        return Figure.unknown(ALONE)
    if not pairs:
        return Figure.unknown(FEW)
    if people * graph.ecount() <= exact or people <= GROUPS * EACH:
        paths = graph.betweenness(vertices=[person], directed=False, weights="far")[0]
        return Figure(float(paths) / pairs, None, None)
    return _drawn(graph, person, pairs, np.random.default_rng(seed))


def _drawn(graph: igraph.Graph, person: int, pairs: float, rng: np.random.Generator) -> Figure:
    people = graph.vcount()
    drawn = rng.choice(people, size=GROUPS * EACH, replace=False).reshape(GROUPS, EACH)
    everybody = list(range(people))
    found = [
        graph.betweenness([person], directed=False, weights="far", sources=group.tolist(), targets=everybody)[0]
        for group in drawn
    ]
    shares = np.array(found) * (people / EACH) / pairs
    left = 1 - GROUPS * EACH / people
    error = float(stdtrit(GROUPS - 1, 1 - TAIL)) * float(shares.std(ddof=1)) * (left / GROUPS) ** 0.5
    value = float(shares.mean())
    return Figure(value, max(value - error, 0.0), min(value + error, 1.0))


def _end(graph: igraph.Graph, edge: int, person: int) -> int:
    source, target = graph.es[edge].tuple
    return int(target if source == person else source)
