"""Who is who: people with the names they go by, and which of them may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.intake.same_person import Spelling, propose
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.erased import SOMEONE

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person


@dataclass(frozen=True, slots=True)
class Met:
    """A person of the engagement with the names they go by and the place they have, if any."""

    person: Person
    aliases: list[Alias]
    stakeholder: Stakeholder | None


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Several people who may be one, and why."""

    people: list[Person]
    reason: str

    @property
    def ids(self) -> str:
        """Their ids, as a form carries them."""
        return ",".join(str(person.pk) for person in self.people)


def met(engagement: Engagement, user: Asking, *, search: str = "") -> list[Met]:
    """Everyone who stands in the engagement's files, those with a place first, then by name."""
    mine = Alias.objects.visible_to(user).filter(engagement=engagement).select_related("person__organisation")
    by_person: dict[int, list[Alias]] = {}
    for alias in mine.order_by("pk"):
        by_person.setdefault(alias.person_id, []).append(alias)
    stakes = {s.person_id: s for s in Stakeholder.objects.visible_to(user).filter(engagement=engagement)}
    found = [Met(aliases[0].person, aliases, stakes.get(person)) for person, aliases in by_person.items()]
    wanted = search.casefold().strip()
    found = [m for m in found if not wanted or any(wanted in a.shown.casefold() for a in m.aliases)
             or wanted in m.person.name.casefold()]  # fmt: skip
    return sorted(found, key=_order)


def _order(one: Met) -> tuple[bool, bool, str]:
    placed = bool(one.stakeholder and one.stakeholder.level and one.stakeholder.side)
    return (not (one.stakeholder and one.stakeholder.named), not placed, one.person.name.casefold())


def maybe_one(engagement: Engagement, people: list[Met], limit: int = 12) -> list[MaybeOne]:
    """Proposals for joining, the surest first. People who were parted by hand are not proposed again together."""
    by_alias = {alias.pk: one.person for one in people for alias in one.aliases}
    spellings = [
        Spelling(
            alias.pk,
            "" if one.person.name == alias.shown and "@" in alias.shown else one.person.name,
            alias.shown if "@" in alias.shown else "",
        )
        for one in people
        for alias in one.aliases
        if alias.shown != SOMEONE  # who was erased looks like everybody else who was
    ]
    found = []
    for proposal in sorted(propose(spellings), key=lambda p: -p.score):
        persons = {by_alias[pk].pk: by_alias[pk] for pk in proposal.ids}
        if len(persons) > 1:
            found.append(MaybeOne(list(persons.values()), proposal.reason))
    return found[:limit]
