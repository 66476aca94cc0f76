"""The rows behind each figure of ``waylight influence``, as file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.influence.log.behind import behind
from waylight.lenses.influence.log.measure import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.cli.influence.given import Given


def evidence_of(found: Given, windows: Sequence[Window]) -> list[dict[str, list[str]]]:
    """For each window, the rows that each of its measures was made from."""
    ids = behind(found.table(), found.person, found.every, found.rule, found.around, windows)
    return [{name: [found.place(one) for one in rows] for name, rows in window.items()} for window in ids]
