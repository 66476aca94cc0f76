"""The windowed measures of one person with pandas and NetworkX, as an analyst would write them.

Filters her rows before anything that looks back, groups in pandas, and asks NetworkX about her alone.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

DAY = 86_400
WEEK = 7 * DAY
MONDAY = 3 * DAY
Figures = dict[int, tuple[float, float, float, float, float]]


def begun(log: pd.DataFrame, person: int) -> pd.DataFrame:
    """Her rows, with whether each began something."""
    threads = log.loc[(log.sender == person) | (log.recipient == person), "thread"].unique()
    near = log[log.thread.isin(threads)]
    first = near.groupby("thread")["at"].transform("min")
    moments = near.drop_duplicates(["thread", "at"]).sort_values(["thread", "at"])
    before = moments.groupby("thread")["at"].shift()
    near = near.assign(first=first).merge(
        moments.assign(thread_before=before)[["thread", "at", "thread_before"]], on=["thread", "at"]
    )
    mine = near[(near.sender == person) | (near.recipient == person)].copy()
    mine["out"] = mine.sender == person
    mine["other"] = np.where(mine.out, mine.recipient, mine.sender)
    pairs = mine.drop_duplicates(["other", "at"]).sort_values(["other", "at"])
    gap = pairs.groupby("other")["at"].diff()
    counted = (gap >= DAY).astype(int)
    pairs = pairs.assign(
        since=gap,
        gaps=counted.groupby(pairs.other).cumsum() - counted,
        length=(counted * gap.clip(upper=42 * DAY).fillna(0)).groupby(pairs.other).cumsum()
        - counted * gap.clip(upper=42 * DAY).fillna(0),
    )
    mine = mine.merge(pairs[["other", "at", "since", "gaps", "length"]], on=["other", "at"])
    long = (3 * (4 * 7 * DAY + mine.length) / (4 + mine.gaps)).clip(7 * DAY, 42 * DAY)
    opens = (mine["at"] == mine["first"]) & ~mine.reply
    still = (mine["at"] == mine["first"]) | (mine["at"] - mine.thread_before >= long)
    mine["begun"] = opens | ((mine.since >= long) & still)
    return mine


def measure(path: str, person: int, *, network: bool = True) -> Figures:
    """For each week: reach out, reach in, people, reciprocity and constraint (0 without ``network``)."""
    log = pd.read_parquet(path)
    log["week"] = (log["at"] + MONDAY) // WEEK
    found: Figures = {}
    tied = dict(iter(log.groupby("week"))) if network else {}
    for week, rows in begun(log, person).assign(week=lambda t: (t["at"] + MONDAY) // WEEK).groupby("week"):
        out, into = rows[rows.out], rows[~rows.out]
        wrote, heard = set(out.other), set(into.other)
        figures = (
            out[out.begun].other.nunique(),
            into[into.begun].other.nunique(),
            len(wrote | heard),
            len(wrote & heard) / len(wrote) if wrote else np.nan,
        )
        found[int(week)] = (*figures, _constraint(tied[week], person) if network else 0.0)
    return found


def _constraint(rows: pd.DataFrame, person: int) -> float:
    ends = pd.DataFrame(
        {"a": rows[["sender", "recipient"]].min(axis=1), "b": rows[["sender", "recipient"]].max(axis=1)}
    )
    ties = ends.groupby(["a", "b"]).size().rename("weight").reset_index()
    graph = nx.from_pandas_edgelist(ties, "a", "b", "weight")
    return nx.constraint(graph, [person], weight="weight")[person]
