"""A new key for an engagement: all that is sealed is sealed anew with it, and then the old key is destroyed.

For when somebody else may have a copy of the key. Whoever kept it can still open old copies of the database, and
nothing of what is written from then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from waylight.record.engagement import Engagement
from waylight.record.keys import Key, destroy_ownerless, make_key
from waylight.record.sealing import sealed_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

AT_ONCE = 50  # rows; staged rows come in chunks of some hundred kilobytes


@transaction.atomic
def renew_key(engagement: Engagement) -> int:
    """Seal an engagement anew in one transaction; returns how many rows there were. Raises CannotOpen.

    Nobody else may be at work on the store (``alone.py``): who remembers the engagement as it was would go on writing
    with a key that is about to be destroyed. Interrupted, everything is as it was; the key that was made opens nothing
    then. The old key goes once all is in the database for good, and at the next start if a crash came in between.
    """
    now = Engagement.objects.select_for_update().get(pk=engagement.pk)
    own = [field.name for field in sealed_fields(Engagement)]
    for name in own:
        getattr(now, name)  # what was read is sealed again when it is saved
    now.key = Key.objects.create()
    make_key(now)
    now.save(update_fields=["key", *own])
    count = 1 + sum(_renewed(model, path, now) for model, path in sealed_of_engagements())
    transaction.on_commit(destroy_ownerless)
    return count


def sealed_of_engagements() -> Iterator[tuple[type[Model], str]]:
    """The models in which something is sealed with an engagement's key, each with the path to the engagement."""
    for model in apps.get_app_config("record").get_models():
        paths = {field.of for field in sealed_fields(model) if field.of and _leads_to(model, field.of) is Engagement}
        for path in sorted(paths):
            yield model, path


def _leads_to(model: type[Model], path: str) -> Any:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model


def _renewed(model: type[Model], path: str, engagement: Engagement) -> int:
    names = [field.name for field in sealed_fields(model)]
    there = Q()
    for name in names:
        there |= ~Q(**{name: ""})
    every = model._default_manager.filter(there, **{path: engagement})
    numbers = list(every.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        for row in model._default_manager.filter(pk__in=numbers[start : start + AT_ONCE]).select_related(path):
            for name in names:
                getattr(row, name)
            row.save(update_fields=names)
    return len(numbers)
