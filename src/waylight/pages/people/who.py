"""Who is who: people with the names they go by, and which of them may be one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

from waylight.intake.same_person import Spelling, propose
from waylight.lenses.influence.contacts import CROWD
from waylight.record.interaction import Interaction
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.erased import SOMEONE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person


@dataclass(frozen=True, slots=True)
class Met:
    """A person of the engagement with the names they go by and the place they have, if any."""

    person: Person
    aliases: list[Alias]
    stakeholder: Stakeholder | None
    in_crowds: bool = False  # nothing places them, and they only stand in mail that went to many at once

    @property
    def first_is_joined(self) -> bool:
        """Whether the spelling shown first was joined, so that it can be parted."""
        return self.aliases[0].person_id != self.aliases[0].first_person_id

    @property
    def mark(self) -> str:
        """What is said of the place now, as the form carries it."""
        return (self.stakeholder or Stakeholder()).mark


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Several people who may be one, and why."""

    people: list[Person]
    reason: str

    @property
    def names(self) -> str:
        """Their names in a row: *Ann and Anne and A. Smith*."""
        return reduce(_beside, (person.name for person in self.people))

    @property
    def ids(self) -> str:
        """Their ids, as a form carries them."""
        return ",".join(str(person.pk) for person in self.people)


def _beside(one: str, other: str) -> str:
    return pgettext("names that may be one person's", "{one} and {other}").format(one=one, other=other)


def met(engagement: Engagement, user: Asking, *, search: str = "") -> list[Met]:
    """Everyone who stands in the engagement's files: those with a place first, then by name, crowds last."""
    mine = Alias.objects.visible_to(user).filter(engagement=engagement).select_related("person__organisation")
    by_person: dict[int, list[Alias]] = {}
    for alias in mine.order_by("pk"):
        by_person.setdefault(alias.person_id, []).append(alias)
    stakes = {s.person_id: s for s in Stakeholder.objects.visible_to(user).filter(engagement=engagement)}
    crowds = _in_crowds(engagement, user) - set(stakes)
    found = [
        Met(aliases[0].person, aliases, stakes.get(person), person in crowds) for person, aliases in by_person.items()
    ]
    wanted = search.casefold().strip()
    found = [m for m in found if not wanted or any(wanted in a.shown.casefold() for a in m.aliases)
             or wanted in m.person.name.casefold()]  # fmt: skip
    return sorted(found, key=_order)


def _in_crowds(engagement: Engagement, user: Asking) -> set[int]:
    """Ids of those of whom every interaction is one that went to more people than turn to anybody in particular."""
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement)

    def people_in(rows: QuerySet[Interaction]) -> set[int]:
        return {pk for pair in rows.values_list("sender__person", "recipient__person").distinct() for pk in pair}

    crowds = people_in(mine.filter(recipients__gt=CROWD))
    return crowds - people_in(mine.filter(recipients__lte=CROWD)) if crowds else crowds


def _order(one: Met) -> tuple[bool, bool, bool, str]:
    placed = bool(one.stakeholder and one.stakeholder.level and one.stakeholder.side)
    named = bool(one.stakeholder and one.stakeholder.named)
    return (one.in_crowds, not named, not placed, one.person.name.casefold())


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
