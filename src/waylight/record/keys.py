"""Which key seals whose content. The keys themselves are files outside the database (``access/keyring.py``)."""

from __future__ import annotations

import shutil
import uuid
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from waylight.access import keyring

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.record.engagement import Engagement
    from waylight.record.people import Member


class Key(models.Model):
    """The name of a key. One that no engagement and no coach has any more is to be destroyed, and its name stays.

    That is how a crash between the end of an engagement and the end of its key is made good: the database says that
    the owner is gone, and the next start destroys the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)


def named(owner: Engagement | Member) -> str:
    """An owner as keys are bound to it: *engagement 12*."""
    return f"{owner._meta.model_name} {owner.pk}"


def make_key(owner: Engagement | Member) -> None:
    """Make the key that an owner's row names. Before this nothing of the owner's can be sealed."""
    keyring.make(owner.key_id, named(owner))  # type: ignore[arg-type]


@transaction.atomic
def own_key(coach: Member) -> None:
    """See to it that a coach has a key for what is hers alone."""
    now = type(coach).objects.select_for_update().get(pk=coach.pk)
    if now.key_id is None:
        now.key = Key.objects.create()
        now.save(update_fields=["key"])
        make_key(now)
    coach.key = now.key


def destroy_ownerless() -> int:
    """Destroy the keys whose engagement or coach is gone; returns how many there were."""
    gone = Key.objects.filter(engagement=None, member=None, destroyed_at=None)
    for key in (found := list(gone)):
        keyring.destroy(key.pk)
        Key.objects.filter(pk=key.pk).update(destroyed_at=timezone.now())
    return len(found)


def copy_to(folder: Path) -> tuple[int, int]:
    """Bring a copy of the keys up to date: returns how many it holds, and how many were destroyed in it.

    A key that is missing here but was not destroyed stays in the copy, since that may be the last there is of it.
    """
    destroy_ownerless()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = keyring.every()
    for key in there:
        shutil.copy2(keyring.folder() / str(key), made := folder / f".{key}")
        made.replace(folder / str(key))
    destroyed = [folder / str(key) for key in Key.objects.exclude(destroyed_at=None).values_list("pk", flat=True)]
    here = [path for path in destroyed if path.exists()]
    for path in here:
        path.unlink()
    return len(there), len(here)


def check() -> None:
    """Open one key. Raises CannotOpen, in words for whoever starts Waylight, if the master key does not fit."""
    used = Key.objects.filter(engagement__isnull=False).select_related("engagement")
    if newest := used.order_by("-made_at").first():
        keyring.cipher(newest.pk, named(newest.engagement))
