"""Who takes which part in an initiative, from when until when: noted, noted anew, removed, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight import language
from waylight.record.initiative import Initiative, Participation
from waylight.record.unseen import as_it_is

if TYPE_CHECKING:
    from datetime import date

    from waylight.record.people import Person


@transaction.atomic
def take_part(
    initiative: Initiative, person: Person, *, part: str, since: date, until: date | None = None
) -> Participation:
    """Note that a person takes a part from a day on. One that was removed before is put back.

    Raises ValueError for a part there is not, an end before the beginning, or what is noted already.
    """
    _refuse(part, since, until)
    Initiative.objects.select_for_update().get(pk=initiative.pk)  # two who note the same at once make one row
    same = Participation.objects.filter(initiative=initiative, person=person, part=part, since=since).first()
    if same and not same.removed_at:
        raise _noted(same)
    if same:
        same.removed_at, same.until = None, until
        same.save(update_fields=["removed_at", "until"])
        return same
    return Participation.objects.create(initiative=initiative, person=person, part=part, since=since, until=until)


@transaction.atomic
def rewrite_part(
    taken: Participation, *, part: str, since: date, until: date | None = None, seen: str | None = None
) -> None:
    """Change which part it is, or its days.

    Raises ValueError as ``take_part`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    _refuse(part, since, until)
    now = as_it_is(taken, seen)
    same = Participation.objects.filter(initiative=now.initiative_id, person=now.person_id, part=part, since=since)
    if other := same.exclude(pk=now.pk).first():
        raise _noted(other)
    now.part, now.since, now.until = part, since, until
    now.save(update_fields=["part", "since", "until"])


def remove_part(taken: Participation) -> None:
    """Show a part no more; ``put_back_part`` takes that back."""
    Participation.objects.filter(pk=taken.pk, removed_at=None).update(removed_at=timezone.now())


def put_back_part(taken: Participation) -> None:
    """Show a part again that was removed."""
    Participation.objects.filter(pk=taken.pk).update(removed_at=None)


def forget_part(taken: Participation) -> None:
    """Remove a part for good; only one that was removed before goes."""
    Participation.objects.filter(pk=taken.pk, removed_at__isnull=False).delete()


def _refuse(part: str, since: date, until: date | None) -> None:
    if part not in Participation.Part.values:
        parts = ", ".join(map(str, Participation.Part.labels))
        raise ValueError(gettext("Somebody {parts}; there is no part “{part}”.").format(parts=parts, part=part))
    if until and until < since:
        raise ValueError(gettext("The last day lies before the first one."))


def _noted(same: Participation) -> ValueError:
    said = (
        gettext("That {name} {part} from {day} on is noted already; it was removed and can be put back.")
        if same.removed_at
        else gettext("That {name} {part} from {day} on is noted already.")
    )
    part = same.get_part_display()  # type: ignore[attr-defined,unused-ignore]
    return ValueError(said.format(name=same.person.name, part=part, day=language.day_and_year(same.since)))
