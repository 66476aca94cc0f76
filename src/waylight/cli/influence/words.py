"""The measures of one person as JSON, as a table for a file, and as text for a reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow

from waylight.analysis.measures import as_table, columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from waylight.cli.influence.given import Given
    from waylight.lenses.influence.log.measure import Window
    from waylight.lenses.influence.log.passed import Measured


def as_json(windows: Sequence[Window], found: Given, *, evidence: bool) -> str:
    """One object: the person, and each window with its measures."""
    from waylight.cli.influence.evidence import evidence_of

    behind = evidence_of(found, windows) if evidence else []
    body = []
    for number, window in enumerate(windows):
        one: dict[str, object] = {"from": _iso(window.start), "to": _iso(window.end)}
        for name, measured in window.measures.items():
            one[name] = columns(measured) | ({"evidence": behind[number][name]} if evidence else {})
        if "coverage" in window.measures and found.around.matter:
            one["missing"] = [found.name(who) for who in window.missing]
        body.append(one)
    return json.dumps({"person": found.shown, "windows": body}, ensure_ascii=False, allow_nan=False)


def write(windows: Sequence[Window], found: Given, path: Path) -> None:
    """Write a line for each window and measure, as CSV or Parquet by the path's ending. Raises OSError."""
    table = as_table(windows)
    write_table(table.add_column(0, "person", pyarrow.array([found.shown] * len(table), pyarrow.string())), path)


def write_table(table: pyarrow.Table, path: Path) -> None:
    """Write a table as CSV or Parquet by the path's ending. Raises OSError."""
    from pyarrow import csv, parquet

    if path.suffix == ".csv":
        csv.write_csv(table, path)
    else:
        parquet.write_table(table, path)


def as_text(windows: Sequence[Window], found: Given) -> str:
    """Each window with its measures: value, 90 % interval, rows; a sentence where there is none."""
    said = [found.shown]
    for window in windows:
        said.append(f"\n{window.start:%Y-%m-%d} to {window.end:%Y-%m-%d}")
        whys = {measured.figure.why_not for measured in window.measures.values()}
        if len(whys) == 1 and whys != {""}:
            said.append(f"  {whys.pop()}")
            continue
        said += [f"  {name.replace('_', ' '):24}{_said(measured)}" for name, measured in window.measures.items()]
        if window.missing and "coverage" in window.measures:
            said.append(f"  {'missing':24}{', '.join(found.name(who) for who in window.missing)}")
    return "\n".join(said) + "\n"


def _said(measured: Measured) -> str:
    figure = measured.figure
    if figure.value is None:
        return figure.why_not
    interval = "" if figure.low is None or figure.high is None else f" ({figure.low:.4g} to {figure.high:.4g})"
    return f"{figure.value:.4g}{interval}, from {measured.rows:,} {'row' if measured.rows == 1 else 'rows'}"


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
