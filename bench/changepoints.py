"""Change points that people marked: F1 and covering of the lens's segmentation, beside the published figures.

    python -m bench.changepoints FOLDER

FOLDER holds series of the Turing Change Point Dataset, and ``annotations.json``. F1 and covering are of van den Burg
and Williams (2020, arXiv:2003.06222, section 3): a change point counts when one is marked within 5 places, each
mark once, and the start of a series is one; covering is the mean over annotators of the best Jaccard index
of each marked piece with a piece found, weighted by its length.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import ruptures
from numpy.typing import NDArray

from waylight.lenses.growth.segments import changes

MARGIN = 5
Column = NDArray[np.float64]
# Covering and F1 published with default settings, as means over the same 15 series with one column (the benchmark's
# repository, alan-turing-institute/TCPDBench, analysis/output/scores). ZERO finds nothing.
PUBLISHED = {
    "AMOC": (0.669, 0.725),
    "BINSEG": (0.651, 0.740),
    "BOCPD": (0.575, 0.680),
    "PELT": (0.660, 0.708),
    "ZERO": (0.613, 0.705),
}


def matched(marked: set[int], found: set[int]) -> int:
    """How many of the marks have a change point found within the margin, each found one used once."""
    left, hits = set(found), 0
    for mark in sorted(marked):
        near = min((abs(mark - one), one) for one in left) if left else (MARGIN + 1, 0)
        if near[0] <= MARGIN:
            hits += 1
            left.remove(near[1])
    return hits


def f1(marks: list[list[int]], found: list[int]) -> float:
    """F1 against several annotators: precision against the union of marks, recall as the mean over annotators."""
    sets = [{0, *one} for one in marks]
    ours = {0, *found}
    precision = matched(set.union(*sets), ours) / len(ours)
    recall = float(np.mean([matched(one, ours) / len(one) for one in sets]))
    return 2 * precision * recall / (precision + recall)


def covering(marks: list[list[int]], found: list[int], many: int) -> float:
    """Covering of the annotators' pieces by the pieces found, as the mean over annotators."""
    ours = _pieces(found, many)
    each = []
    for one in marks:
        best = [(b - a) * max(_jaccard(a, b, c, d) for c, d in ours) for a, b in _pieces(one, many)]
        each.append(sum(best) / many)
    return float(np.mean(each))


def _pieces(cuts: list[int], many: int) -> list[tuple[int, int]]:
    edges = sorted({0, many, *cuts})
    return list(pairwise(edges))


def _jaccard(a: int, b: int, c: int, d: int) -> float:
    shared = max(0, min(b, d) - max(a, c))
    return shared / (b - a + d - c - shared)


def pelt(values: Column) -> list[int]:
    """ruptures' PELT on standardised values, with the penalty 2 log n for a change of mean."""
    scaled = (values - values.mean(axis=0)) / np.maximum(values.std(axis=0), 1e-9)
    variance = float(np.mean((np.median(np.abs(np.diff(scaled, axis=0)), axis=0) / 0.954) ** 2))
    penalty = 2 * max(variance, 1e-3) * np.log(len(values))
    return list(ruptures.Pelt(model="l2", jump=1, min_size=2).fit(scaled).predict(pen=penalty)[:-1])


def main() -> int:
    """Measure on every series and print a table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    marks = json.loads((folder / "annotations.json").read_text())
    who = {"Waylight": changes, "ruptures, PELT": pelt, "no change at all": lambda values: []}
    scores: dict[str, list[tuple[float, float]]] = {name: [] for name in who}
    print("| series | values | changes found | covering | F1 |\n|:--|--:|--:|--:|--:|")
    for name in sorted(marks):
        held = json.loads((folder / f"{name}.json").read_text())
        values = np.array([one["raw"] for one in held["series"]], dtype=np.float64).T
        for method, find in who.items():
            found = find(values)
            score = covering(list(marks[name].values()), found, len(values)), f1(list(marks[name].values()), found)
            if values.shape[1] == 1:
                scores[method].append(score)
            if method == "Waylight":
                print(f"| {name} | {len(values)} | {len(found)} | {score[0]:.3f} | {score[1]:.3f} |", flush=True)
    print("\nMeans over the series with one column.\n\n| method | covering | F1 |\n|:--|--:|--:|")
    means = {method: tuple(np.mean(pairs, axis=0)) for method, pairs in scores.items()}
    for method, (cover, measure) in (means | {f"{name}, published": pair for name, pair in PUBLISHED.items()}).items():
        print(f"| {method} | {cover:.3f} | {measure:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
