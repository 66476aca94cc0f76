"""Nobody overwrites what they have not seen: a form carries a mark of what it showed, and writing compares it first.

The mark is made of the content, not of a clock or a counter. So it notices every change, whichever function made it,
and a clock that was set back hides none.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db import models


class Marked(Protocol):
    """Something whose forms carry a mark."""

    @property
    def mark(self) -> str:
        """A short name for what it says now."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of something that has a form of its own."""

    mark: str


class ChangedMeanwhile(Exception):
    """Somebody changed or removed it after the form was shown; nothing was written."""


M = TypeVar("M", bound=models.Model)


def mark_of(*values: object) -> str:
    """A short name for some values: other values have another (SHA-256, 32 hex digits)."""
    return hashlib.sha256("\x1f".join(map(repr, values)).encode()).hexdigest()[:32]


def as_it_is(shown: M, seen: str | None) -> M:
    """The row as it stands now, kept from other writers until the transaction ends.

    Raises ChangedMeanwhile if it is gone, or says something other than what ``seen`` is the mark of. A program that
    shows no form gives None, and takes what stands there.
    """
    now = type(shown)._default_manager.select_for_update().filter(pk=shown.pk).first()
    if now is None:
        raise ChangedMeanwhile
    refuse_unseen(now, seen)  # type: ignore[arg-type]
    return now


def refuse_unseen(now: Marked, seen: str | None) -> None:
    """Raise ChangedMeanwhile if ``seen`` is a mark of something else."""
    if seen is not None and seen != now.mark:
        raise ChangedMeanwhile
