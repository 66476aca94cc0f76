"""Reach and reciprocity of everybody, as a table: a line for each person and window with contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.analysis.measures import everyone
from waylight.cli.influence.words import write_table
from waylight.intake.log.log import Log

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.cli.influence.given import Given


def write_everyone(found: Given, path: Path) -> int:
    """Write a line for each person and window, by window and person; returns how many. Raises OSError."""
    table = everyone(Log(table=found.table()), found.every, rule=found.rule)
    write_table(table, path)
    return len(table)
