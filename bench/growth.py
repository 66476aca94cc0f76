"""A moment or growth: 2,000 made engagements, asked of the lens, of an observer who knows the recipe, and of peers.

    python -m bench.growth

``growth_made`` is the recipe, ``growth_observer`` the observer. Prints Markdown; 1 if a promise is not kept: an
expected calibration error of at most 0.05, false alarms in at most 5 %, 90 % intervals that hold 85 to 95 %. For the
intervals the lens alone is asked about further engagements, since of 2,000 a share is known to 0.01 only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bench.growth_made import KINDS, Column, Made, make
from bench.growth_observer import observe
from bench.peers.growth_peers import pelt, rbeast, regression
from waylight.lenses.growth.answer import Answer, Value, answer

PEERS = {"regression and BIC": regression, "ruptures, PELT": pelt, "Rbeast": rbeast}
BINS = 10
FIRST = date(2026, 1, 5)


@dataclass(frozen=True)
class Asked:
    """What was made, and what the lens says."""

    made: Made
    answer: Answer


@dataclass(frozen=True)
class Case(Asked):
    """The same, with what the observer says, and what each peer calls it."""

    observer: Column
    peers: tuple[int, ...]


def asked(number: int) -> Asked:
    """Make an engagement, counts and ratings in turn, and ask the lens."""
    value: Value = "ratings" if number % 2 else "counts"
    made = make(value, number)
    return Asked(made, answer(made.series, value))


def case(number: int) -> Case:
    """Make an engagement and ask everybody."""
    one = asked(number)
    called = tuple(peer(one.made.series, one.made.value) for peer in PEERS.values())
    return Case(one.made, one.answer, observe(one.made), called)


def calibration_error(chances: Column, right: Column) -> float:
    """Expected calibration error in ten bins of equal width (Naeini, Cooper and Hauskrecht 2015)."""
    inside = np.minimum((chances * BINS).astype(int), BINS - 1)
    parts = [(inside == n) for n in range(BINS) if (inside == n).any()]
    return float(sum(abs(chances[part].mean() - right[part].mean()) * part.mean() for part in parts))


def summary(cases: list[Case]) -> dict[str, float]:
    """Log-loss, accuracy, calibration and false alarms of some cases."""
    ours, theirs, kind = _columns(cases)
    row = np.arange(len(kind))
    right = (ours.argmax(axis=1) == kind).astype(float)
    level = [one for one in cases if one.made.kind == 0]
    alarms = sum(one.answer.says not in ("nothing", "unclear") for one in level)
    loss, best = (-np.log(chances[row, kind].clip(1e-9)).mean() for chances in (ours, theirs))
    return {
        "cases": len(cases),
        "log-loss": loss,
        "observer's": best,
        "ratio": loss / best,
        "accuracy": right.mean(),
        "observer's accuracy": (theirs.argmax(axis=1) == kind).mean(),
        "ECE, likeliest": calibration_error(ours.max(axis=1), right),
        "ECE, all four": calibration_error(ours.ravel(), np.eye(len(KINDS))[kind].ravel()),
        "false alarms": alarms / max(len(level), 1),
    }


def _columns(cases: list[Case]) -> tuple[Column, Column, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    ours = np.array([one.answer.kinds for one in cases], dtype=float)
    return ours, np.array([one.observer for one in cases]), np.array([one.made.kind for one in cases])


def groups(cases: list[Case]) -> dict[str, list[Case]]:
    """Everything, then by what the values are, by length and by noise."""
    found = {"all": cases}
    for value in ("counts", "ratings"):
        of_value = [one for one in cases if one.made.value == value]
        found[value] = of_value
        for weeks in (13, 26, 52):
            found[f"{value}, {weeks} weeks"] = [one for one in of_value if one.made.weeks == weeks]
        for noise in sorted({one.made.noise for one in of_value}):
            found[f"{value}, {noise}"] = [one for one in of_value if one.made.noise == noise]
    return {name: some for name, some in found.items() if some}


def reliability(cases: list[Case]) -> str:
    """How often the likeliest kind was right, by the probability it was given."""
    ours, _, kind = _columns(cases)
    top, right = ours.max(axis=1), ours.argmax(axis=1) == kind
    lines = ["| probability of the likeliest | cases | said | right |", "|:--|--:|--:|--:|"]
    for n in range(2, BINS):
        part = (top >= n / BINS) & ((top < (n + 1) / BINS) | (n == BINS - 1))
        if part.any():
            chances = f"{n / BINS:.1f} to {(n + 1) / BINS:.1f}"
            lines.append(f"| {chances} | {part.sum()} | {top[part].mean():.2f} | {right[part].mean():.2f} |")
    return "\n".join(lines)


def held(cases: Sequence[Asked]) -> dict[str, tuple[int, float, float]]:
    """For each interval: how many truths, and the shares that the 50 % and 90 % intervals hold.

    Dates hold given that there was a moment, or growth, be it alone or beside the other; so both count.
    """
    found: dict[str, list[tuple[bool, bool]]] = {}
    for one in cases:
        made, said = one.made, one.answer
        assert said.moment_on
        assert said.growth
        dated = {"day of the moment": (made.step, said.moment_on)} if made.kind in (1, 3) else {}
        if made.kind > 1:
            dated |= {"start of growth": (made.start, said.growth.start), "end of growth": (made.end, said.growth.end)}
        for name, (week, when) in dated.items():
            truth = FIRST + timedelta(weeks=int(week[0]))
            found.setdefault(name, []).append((when.low_50 <= truth <= when.high_50, when.low <= truth <= when.high))
        if made.kind and said.size:
            size = float(np.exp(made.change)) if made.value == "counts" else made.change
            inside = (said.size.low_50 <= size <= said.size.high_50, said.size.low <= size <= said.size.high)
            found.setdefault(f"size, {made.value}", []).append(inside)
    return {name: (len(some), *np.mean(some, axis=0).tolist()) for name, some in found.items()}


def beside_peers(cases: list[Case]) -> str:
    """Accuracy over the four kinds, and over whether anything changed."""
    ours, theirs, kind = _columns(cases)
    said = {"Waylight": ours.argmax(axis=1), "the observer": theirs.argmax(axis=1)}
    said |= {name: np.array([one.peers[n] for one in cases]) for n, name in enumerate(PEERS)}
    lines = ["| who | right of four | changed or not | changed, where nothing did |", "|:--|--:|--:|--:|"]
    for name, named in said.items():
        alarm = (named[kind == 0] > 0).mean()
        lines.append(
            f"| {name} | {(named == kind).mean():.3f} | {((named > 0) == (kind > 0)).mean():.3f} | {alarm:.3f} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Ask everybody, print the tables, and say whether what was promised holds."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--engagements", type=int, default=2000)
    options.add_argument("--intervals", type=int, default=8000, help="engagements that the intervals are counted on")
    options.add_argument("--processes", type=int, default=2)
    chosen = options.parse_args()
    with ProcessPoolExecutor(chosen.processes) as pool:
        cases = list(pool.map(case, range(chosen.engagements), chunksize=10))
        further = list(pool.map(asked, range(chosen.engagements, chosen.intervals), chunksize=10))
    rows = {name: summary(some) for name, some in groups(cases).items()}
    print("| engagements | " + " | ".join(rows["all"]) + " |\n|:--|" + "--:|" * len(rows["all"]))
    for name, row in rows.items():
        print(f"| {name} | {row['cases']} | " + " | ".join(f"{row[key]:.3f}" for key in list(row)[1:]) + " |")
    print(f"\n{reliability(cases)}\n\n| interval | truths | in 50 % | in 90 % |\n|:--|--:|--:|--:|")
    covered = held([*cases, *further])
    for name, (many, half, most) in covered.items():
        print(f"| {name} | {many} | {half:.3f} | {most:.3f} |")
    print(f"\n{beside_peers(cases)}")
    kept = rows["all"]["ECE, likeliest"] <= 0.05 and rows["all"]["false alarms"] <= 0.05
    return 0 if kept and all(0.85 <= most <= 0.95 for _, _, most in covered.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
