"""Entries that are written again: a new row counts in the place of the old one, which can be put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.record.scope import Removable
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Rewritten(Removable):
    """An entry that is changed by another in its place. ``FIELDS`` are what it says."""

    FIELDS: tuple[str, ...] = ()

    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")

    class Meta:
        abstract = True

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.removed_at is None, *(getattr(self, name) for name in self.FIELDS))


R = TypeVar("R", bound=Rewritten)


@transaction.atomic
def write_instead(one: R, given: dict[str, Any], *, seen: str | None = None, **more: Any) -> R:
    """Write an entry again; returns the row that counts now. What says the same as before is left as it is.

    ``more`` is what else the new row needs. Raises ChangedMeanwhile if the entry is not any more what ``seen`` is the
    mark of.
    """
    now = as_it_is(one, seen)
    if all(getattr(now, name) == value for name, value in given.items()):
        return now
    rows: Any = type(one)._default_manager
    rows.filter(pk=now.pk).update(removed_at=timezone.now())
    new: R = rows.create(replaces=now, **given, **more)
    return new


@transaction.atomic
def take_change_back(one: R) -> R:
    """Let an entry say what it said before its last change; returns that row. Raises ValueError if there is none."""
    rows: Any = type(one)._default_manager
    now = rows.select_for_update().filter(pk=one.pk, removed_at=None, replaces__isnull=False).first()
    if now is None:
        raise ValueError(
            gettext("There is no change to take back: it was taken back already, or the entry was removed.")
        )
    before: R = rows.get(pk=now.replaces_id)
    now.delete()
    rows.filter(pk=before.pk).update(removed_at=None)
    before.removed_at = None
    return before


def that_counts(entries: QuerySet[R], number: int) -> R | None:
    """The entry of that number; of one that was written again, what stands in its place. None if there is neither."""
    every = entries.select_related("replaced_by")
    one = every.filter(pk=number).first()
    while one is not None and (later := getattr(one, "replaced_by", None)) is not None:
        one = every.filter(pk=later.pk).first()
    return one


def remove(one: Rewritten) -> None:
    """Count an entry no more; ``put_back`` takes that back."""
    rows: Any = type(one)._default_manager
    rows.filter(pk=one.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(one: Rewritten) -> None:
    """Count again what was removed, unless another stands in its place."""
    rows: Any = type(one)._default_manager
    rows.filter(pk=one.pk, replaced_by=None).update(removed_at=None)
