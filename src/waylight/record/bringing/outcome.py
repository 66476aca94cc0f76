"""What every kind of file needs while it is brought in, and what came of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Min

from waylight.record.interaction import Interaction
from waylight.record.kept import rows_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet

    from waylight.record.bringing.naming import Naming
    from waylight.record.bringing.touched import Touched
    from waylight.record.engagement import Engagement
    from waylight.record.imports import ImportFile

BATCH = 1_000  # SQLite takes at most 32,766 values in a statement; an interaction has a dozen


@dataclass(slots=True)
class Outcome:
    """What came of bringing one file in."""

    new: int = 0
    already_there: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)  # reason in English words -> how many rows
    left_out: list[str] = field(default_factory=list)  # sentences in the language of who brought it

    def aside(self, reason: str) -> None:
        """Count a row that was set aside, with the reason: marked by ``gettext_noop``, and said when it is shown."""
        self.set_aside[reason] = self.set_aside.get(reason, 0) + 1

    def with_again(self, again: Outcome) -> Outcome:
        """What came of a file in all, after it was brought ``again`` because another import was undone."""
        return Outcome(
            new=self.new + again.new,
            already_there=max(0, self.already_there - again.new),
            set_aside=again.set_aside or self.set_aside,
            left_out=again.left_out,
        )


@dataclass(slots=True)
class Bringing:
    """Where a file's rows go: the engagement, the names known in it, and what the user chose for this file.

    ``unsettled`` are the words (normalised) of commitments that another import's undoing opened or removed; entries
    that are in the record already are read again for these. ``again`` is there when files are replayed: the meetings
    whose time was given anew since then, so that what the record happens to hold is not taken for an earlier time.
    """

    engagement: Engagement
    naming: Naming
    file: ImportFile
    chosen: dict[str, Any]
    report: Callable[[int], None]
    touched: Touched
    unsettled: frozenset[str] = frozenset()
    again: set[int] | None = None


def digest(*parts: object) -> str:
    """A short, stable name for a row, made from what identifies it (SHA-256, 40 hex digits)."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:40]


def store(interactions: Iterator[Interaction], to: Bringing, outcome: Outcome, *, renew: bool = False) -> None:
    """Add interactions that are not there yet. With ``renew``, those that are there take the newer time and answer."""
    mine = Interaction.objects.filter(engagement=to.engagement)
    before, offered, first = mine.count(), 0, list[datetime]()
    while batch := list(islice(interactions, BATCH)):
        offered += len(batch)
        if renew:
            first += _renewed(mine, batch)
            Interaction.objects.bulk_create(
                {row.key: row for row in batch}.values(),
                update_conflicts=True,
                unique_fields=["engagement", "key"],
                update_fields=["at", "answer", "recipients", "title"],
            )
        else:
            Interaction.objects.bulk_create(batch, ignore_conflicts=True)
    added = mine.count() - before
    outcome.new += added
    outcome.already_there += offered - added
    if added:
        first += [at for at in mine.filter(source=to.file).aggregate(at=Min("at")).values() if at]
    if first:
        rows_changed(to.engagement, since=min(first))


def _renewed(mine: QuerySet[Interaction], batch: list[Interaction]) -> list[datetime]:
    """The times, old and new, of rows that are there and are about to be renewed with something else."""
    offered = {row.key: row for row in batch}
    there = mine.filter(key__in=list(offered)).values_list("key", "at", "answer", "recipients")
    found: list[datetime] = []
    for key, at, answer, recipients in there:
        row = offered[key]
        if (at, answer, recipients) != (row.at, row.answer, row.recipients):
            found += [at, row.at]
    return found
