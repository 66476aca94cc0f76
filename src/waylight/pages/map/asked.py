"""What the map's address asks for: the weeks, the weeks to compare with, and a person to look for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from waylight.record.search import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from waylight.pages.map.map import Row


@dataclass(frozen=True, slots=True)
class Asked:
    """``week`` and ``other`` are numbers from 1, None where none is asked; ``person`` is a part of a name."""

    week: int | None
    other: int | None
    person: str

    @classmethod
    def of(cls, given: QueryDict) -> Asked:
        """Read it from an address. What is no number counts as not asked."""
        return cls(
            _number(given.get("week", "")), _number(given.get("with", "")), given.get("person", "")[:200].strip()
        )

    def query(self, **other: int | str | None) -> str:
        """The same as the query of an address, with some of it changed; ``with_`` stands for *with*."""
        now = {"week": self.week, "with": self.other, "person": self.person}
        now |= {name.rstrip("_"): value for name, value in other.items()}
        return urlencode({name: value for name, value in now.items() if value})

    def found(self, rows: Sequence[Row]) -> list[int]:
        """The people (ids) whose name has what is looked for in it, in any capitals and accents."""
        wanted = folded(self.person)
        return [row.person for row in rows if wanted and wanted in folded(row.name)]


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None
