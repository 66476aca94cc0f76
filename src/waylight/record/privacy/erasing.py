"""Erases a person: the name goes and does not come back, their words go, and others' figures stay as they were."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.access.accounts import close_if_unused
from waylight.access.answered import forget_answers
from waylight.record.engagement import Engagement
from waylight.record.kept import rows_changed
from waylight.record.people import Alias, Member, Organisation, Person, Stakeholder, normalise
from waylight.record.privacy.asked import answered_by_erasing
from waylight.record.privacy.erased import SOMEONE, ErasedName, Erasure, bare, keyed
from waylight.record.privacy.forgetting import Forgetting
from waylight.record.privacy.links import take_links_back
from waylight.record.privacy.names import names_of
from waylight.record.privacy.staged import forget_in_files
from waylight.record.privacy.words import silence, silence_client

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.models import User
    from waylight.record.privacy.names import Names


class CannotErase(Exception):
    """This person cannot be erased, or not so; the message says why and what to do."""


def engagements_with(person: Person) -> list[Engagement]:
    """The engagements in which a person stands, as client, stakeholder, sponsor, or by name alone."""
    paths = (
        "alias_set__person",
        "stakeholder_set__person",
        "client",
        "sponsor",
        "initiative_set__participations__person",
        "ingroup_set__person",
    )
    numbers = {pk for path in paths for pk in Engagement.objects.filter(**{path: person}).values_list("pk", flat=True)}
    return list(Engagement.objects.filter(pk__in=numbers).order_by("pk"))


def may_be_erased(person: Person) -> None:
    """Raises CannotErase for who was erased already, and for who works in the practice."""
    if person.erasures.exists():
        raise CannotErase(gettext("This person was erased already."))
    if person.user_id and Member.objects.filter(user=person.user_id, practice=person.practice_id).exists():
        works = gettext(
            "{name} works in this practice, and engagements stand on it. Hand those over or erase them first."
        )
        raise CannotErase(works.format(name=person.name))


def confirmed(person: Person, typed: str) -> bool:
    """Whether somebody typed the person's name, in whatever capitals."""
    return normalise(typed) == normalise(person.name)


@transaction.atomic
def erase_person(person: Person, *, by: User, why: str) -> Erasure:
    """Erase a person in every engagement of their practice. It cannot be undone. Raises CannotErase.

    Interactions, places and ratings stay under a nameless alias. Of names and addresses a keyed hash stays, by which
    files that are brought or replayed later are cleaned. Words of others that name the person are not touched: see
    ``names.mentions``.
    """
    may_be_erased(person)
    if why not in Erasure.Why.values:
        raise CannotErase(gettext("Say why: {reasons}.").format(reasons=", ".join(map(str, Erasure.Why.labels))))
    places = engagements_with(person)
    list(Engagement.objects.select_for_update().filter(pk__in=[one.pk for one in places]))  # no import meanwhile
    for engagement in places:
        _forget_names(person, engagement, names_of(person, engagement))
    silence(person)
    take_links_back(person)
    answered_by_erasing(person)
    for engagement in places:
        rows_changed(engagement)
        forget_in_files(engagement, Forgetting.of(engagement))
        if engagement.client_id == person.pk:
            silence_client(engagement)
    Engagement.objects.filter(sponsor=person).update(sponsor=None)
    Stakeholder.objects.filter(person=person).update(role="")
    forget_answers()
    account = person.user
    _make_nameless([person])
    if account:
        close_if_unused(account)
    return Erasure.objects.create(person=person, by=by, why=why)


def _forget_names(person: Person, engagement: Engagement, names: Names) -> None:
    """Every name becomes a nameless alias, and its keyed hash is kept with it."""
    hers = Alias.objects.filter(engagement=engagement, person=person)
    once = Person.objects.filter(pk__in=hers.exclude(first_person=person).values("first_person"), aliases=None)
    _make_nameless(list(once))
    known = {}
    for alias in hers.order_by("pk"):
        known[bare(alias.value)] = alias
        alias.value, alias.shown, alias.first_person = _nameless(), SOMEONE, person
        alias.save(update_fields=["value", "shown", "first_person"])
    Alias.objects.filter(engagement=engagement, first_person=person).exclude(person=person).update(joined_in=None)
    spare = next(iter(known.values()), None) or Alias.objects.create(
        engagement=engagement, value=_nameless(), shown=SOMEONE, person=person, first_person=person
    )
    _remember(engagement, [(name, known.get(bare(name), spare)) for name in names.whole if bare(name)], first=False)
    _remember(engagement, [(names.first, spare)] if names.first else [], first=True)


def _nameless() -> str:
    """A value for an alias that names nobody, and that no file has."""
    return f"{SOMEONE}-{secrets.token_hex(8)}"


def _remember(engagement: Engagement, names: Iterable[tuple[str, Alias]], *, first: bool) -> None:
    for name, alias in names:
        hashed = keyed(engagement.pk, name, first=first)
        ErasedName.objects.get_or_create(engagement=engagement, keyed=hashed, defaults={"alias": alias})


def _make_nameless(people: list[Person]) -> None:
    organisations = {person.organisation_id for person in people if person.organisation_id}
    nobody = gettext("someone")  # in the language of who erases: pages show it as they show a name
    for person in people:
        person.name, person.pronouns, person.organisation, person.user = nobody, Person.Pronouns.THEY, None, None
        person.save(update_fields=["name", "pronouns", "organisation", "user"])
    Organisation.objects.filter(pk__in=organisations, people=None).delete()
