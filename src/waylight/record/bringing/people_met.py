"""Who is who in an import, as the user said it, and which stakeholders the interactions show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from waylight.record.engagement import person_of
from waylight.record.handing_over import former_coaches
from waylight.record.interaction import Interaction
from waylight.record.packing import fuller
from waylight.record.people import Stakeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.bringing.naming import Naming
    from waylight.record.bringing.touched import Touched
    from waylight.record.engagement import Engagement
    from waylight.record.imports import ImportFile


def full_names(files: Iterable[ImportFile]) -> dict[str, str]:
    """The fullest name that the files show for each normalised address or spelling."""
    names: dict[str, str] = {}
    for file in files:
        for value, (shown, _) in file.people.items():
            names[value] = fuller(names.get(value, ""), shown)
    return names


def say_who_is_who(choices: dict[str, Any], naming: Naming, file: ImportFile, touched: Touched) -> None:
    """What the user said about people goes first, so that every row is read in its light."""
    engagement = naming.engagement
    coach = person_of(engagement.coach)
    for person, values in ((engagement.client, choices.get("is_client", [])), (coach, choices.get("is_coach", []))):
        aliases = [naming.alias(value, file=file, line=None) for value in values]
        naming.join(aliases, into=person, file=file, touched=touched)
    for values in choices.get("same", []):
        aliases = [naming.alias(value, file=file, line=None) for value in values]
        known = {alias.person_id for alias in aliases}
        into = next((person for person in (engagement.client, coach) if person.pk in known), aliases[0].person)
        naming.join(aliases, into=into, file=file, touched=touched)


def met(engagement: Engagement) -> dict[int, tuple[int | None, int | None]]:
    """Everyone the client exchanged something with: id of Person to file and line of the earliest such row."""
    client = engagement.client_id
    pair = {client, person_of(engagement.coach).pk, *former_coaches(engagement)}
    rows = Interaction.objects.filter(engagement=engagement).filter(
        Q(sender__person=client) | Q(recipient__person=client)
    )
    found: dict[int, tuple[int | None, int | None]] = {}
    columns = ("sender__person", "recipient__person", "source", "line")
    for sender, recipient, source, line in rows.order_by("at", "pk").values_list(*columns).iterator():
        person = recipient if sender == client else sender
        if person not in pair and (person not in found or found[person][0] is None):
            found[person] = (source, line)
    return found


def note_stakeholders(engagement: Engagement) -> None:
    """Everyone the client exchanged something with is a stakeholder whose place is not known yet."""
    known = set(Stakeholder.objects.filter(engagement=engagement).values_list("person", flat=True))
    Stakeholder.objects.bulk_create(
        Stakeholder(engagement=engagement, person_id=person, source_id=source, line=line)
        for person, (source, line) in met(engagement).items()
        if person not in known
    )
