"""How others see an initiative: heard, written again, removed, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.record.initiative import Initiative, Perspective
from waylight.record.unseen import as_it_is

if TYPE_CHECKING:
    from datetime import date

    from waylight.record.insight import Reflection
    from waylight.record.people import Person


def hear(
    initiative: Initiative,
    person: Person,
    *,
    on: date,
    stance: str,
    text: str,
    changed: str = "",
    reflection: Reflection | None = None,
) -> Perspective:
    """Note a person's view on an initiative, and what it changed. In a private entry it is as private as that.

    Raises ValueError for no words, a stance there is not, or what is noted already.
    """
    _refuse(stance, text)
    same = Perspective.objects.filter(initiative=initiative, person=person, on=on, reflection=reflection)
    if any(view.text == text.strip() and not view.removed_at for view in same):
        raise ValueError(gettext("That is noted already, in the same words, of the same day."))
    return Perspective.objects.create(
        engagement=initiative.engagement,
        initiative=initiative,
        person=person,
        on=on,
        stance=stance,
        text=text.strip(),
        changed=changed.strip(),
        reflection=reflection,
    )


@transaction.atomic
def rewrite(view: Perspective, *, on: date, stance: str, text: str, changed: str, seen: str | None = None) -> None:
    """Change a view's day, words, and whether it differs.

    Raises ValueError as ``hear`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    _refuse(stance, text)
    now = as_it_is(view, seen)
    now.on, now.stance, now.text, now.changed = on, stance, text.strip(), changed.strip()
    now.save(update_fields=["on", "stance", "text", "changed"])


def remove(view: Perspective) -> None:
    """Show a view no more; ``put_back`` takes that back."""
    Perspective.objects.filter(pk=view.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(view: Perspective) -> None:
    """Show a view again that was removed."""
    Perspective.objects.filter(pk=view.pk).update(removed_at=None)


def forget(view: Perspective) -> None:
    """Remove a view for good; only one that was removed before goes."""
    Perspective.objects.filter(pk=view.pk, removed_at__isnull=False).delete()


def _refuse(stance: str, text: str) -> None:
    if stance not in Perspective.Stance.values:
        raise ValueError(gettext("Say whether the view differs or agrees."))
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
