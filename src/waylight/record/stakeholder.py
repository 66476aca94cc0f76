"""How things stand with a stakeholder and how the client wants them; and naming somebody who was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.record.people import Stakeholder, alias_for, place
from waylight.record.unseen import ChangedMeanwhile, mark_of

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement

FIELDS = ("level", "side", "role", "stands", "wanted", "named")


def mark_of_all(stakeholder: Stakeholder) -> str:
    """All that is said of a stakeholder now, as forms carry it: the place, how things stand, and how wanted."""
    return mark_of(stakeholder.mark, stakeholder.stands, stakeholder.wanted)


@transaction.atomic
def describe(stakeholder: Stakeholder, *, seen: str | None = None, **given: str | bool) -> Stakeholder:
    """Say any of ``level``, ``side``, ``role``, ``stands``, ``wanted`` and ``named`` of a stakeholder.

    Raises ValueError for a level or side that is not one of the practice's words, and ChangedMeanwhile if what is said
    of them is not any more what ``seen`` is the mark of (``mark_of_all``).
    """
    now = Stakeholder.objects.select_for_update().filter(pk=stakeholder.pk).first()
    if now is None or (seen is not None and seen != mark_of_all(now)):
        raise ChangedMeanwhile
    said: dict[str, str | bool] = {name: given[name] for name in FIELDS if name in given}
    return place(now.engagement, now.person, seen=None, **said)


@transaction.atomic
def name_somebody(
    engagement: Engagement,
    *,
    name: str,
    address: str = "",
    language: str = "",
    role: str = "",
    level: str = "",
    side: str = "",
) -> Stakeholder:
    """Name somebody who matters to the client and stood in none of her files. An address tells later files who it is.

    ``language`` is in which she is asked for the pulse, should she be; "" for that of a round.

    Somebody of that address or spelling who is known already is that person, and keeps what was said of them. Raises
    ValueError for no name, for who takes part in the coaching, or for a level or side that the practice does not use.
    """
    name, address = " ".join(name.split()), address.strip()
    if not name:
        raise ValueError(gettext("Say who it is: a name is enough."))
    person = alias_for(engagement, address or name, name=name).person
    known = Stakeholder.objects.filter(engagement=engagement, person=person).first()
    if person.pk == engagement.client_id or (person.user_id and person.user_id == engagement.coach.user_id):
        raise ValueError(gettext("{name} takes part in the coaching; name somebody else.").format(name=person.name))
    said = {"level": level, "side": side, "role": role, "language": language}
    given = {field: word or (getattr(known, field) if known else "") for field, word in said.items()}
    return place(engagement, person, named=True, seen=None, **given)
