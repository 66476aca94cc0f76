"""What the record of one engagement knows, as the story's lens takes it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from waylight.lenses.story.known import Known
from waylight.lenses.story.span import Kind
from waylight.record.initiative import Initiative
from waylight.record.people import Alias, Stakeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

# What may stand for somebody in an English story.
SIDES = {
    "peer": "a peer",  # not for readers
    "own team": "somebody in the team",  # not for readers
    "industry": "somebody in the industry",  # not for readers
}
LEVELS = {
    "board": "a member of the board",  # not for readers
    "c-suite": "an executive",  # not for readers
    "": "a colleague",  # not for readers
}
E = TypeVar("E", Stakeholder, Alias, Initiative)


def known_of(engagement: Engagement, user: Asking) -> list[Known]:
    """Return people, companies, initiatives and roles of one person alone that ``user`` may see in an engagement."""
    return known_of_all([engagement], user)[engagement.pk]


def known_of_all(engagements: Sequence[Engagement], user: Asking) -> dict[int, list[Known]]:
    """The same of some engagements, by their numbers."""
    here = {"engagement__in": engagements}
    stakes = _by_engagement(Stakeholder.objects.visible_to(user).filter(**here))
    aliases = _by_engagement(
        Alias.objects.visible_to(user).filter(**here).select_related("person__organisation").order_by("pk")
    )
    initiatives = _by_engagement(Initiative.objects.visible_to(user).filter(**here))
    return {
        one.pk: _known(one, stakes.get(one.pk, []), aliases.get(one.pk, []), initiatives.get(one.pk, []))
        for one in engagements
    }


def _by_engagement(rows: Iterable[E]) -> dict[int, list[E]]:
    found: dict[int, list[E]] = {}
    for row in rows:
        found.setdefault(row.engagement_id, []).append(row)
    return found


def _known(
    engagement: Engagement, placed: list[Stakeholder], aliases: list[Alias], initiatives: list[Initiative]
) -> list[Known]:
    stakes = {one.person_id: one for one in placed}
    spellings: dict[int, set[str]] = {}
    people: dict[int, Person] = {engagement.client_id: engagement.client}
    for alias in aliases:
        people[alias.person_id] = alias.person
        if "@" not in alias.shown:
            spellings.setdefault(alias.person_id, set()).add(alias.shown)
    found = [
        _person(person, spellings.get(pk, set()), stakes.get(pk), client=pk == engagement.client_id)
        for pk, person in people.items()
    ]
    companies = {str(one.organisation) for one in people.values() if one.organisation}
    found += [Known(f"company {name}", Kind.COMPANY, (name,)) for name in sorted(companies)]
    found += [Known(f"initiative {one.pk}", Kind.INITIATIVE, (one.name,)) for one in initiatives]
    roles = Counter(one.role for one in stakes.values() if one.role)
    return found + [Known(f"role {role}", Kind.ROLE, (role,)) for role, n in roles.items() if n == 1]


def _person(person: Person, spellings: set[str], stake: Stakeholder | None, *, client: bool) -> Known:
    traits = {trait for trait in (stake.level, stake.side, stake.role) if trait} if stake else set()
    instead = "the client" if client else _instead(stake)  # not for readers: for English stories
    names = tuple(sorted({person.name, *spellings}))
    return Known(f"person {person.pk}", Kind.PERSON, names, instead, frozenset(traits))


def _instead(stake: Stakeholder | None) -> str:
    """Return what a reader may be told: the side or the level in the practice's own words, never the role.

    In English, for English stories: in other languages such words would have to follow case and gender.
    """
    if stake is None or not (stake.side or stake.level):
        return ""
    return SIDES.get(stake.side) or LEVELS.get(stake.level) or f"a {stake.level}"
