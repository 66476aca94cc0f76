"""Contacts say which addresses are one person, and where that person stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, gettext_noop

from waylight.record.bringing.outcome import Bringing, Outcome
from waylight.record.people import Organisation, Person, Stakeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.intake.rows import ContactRow


NONE_OF = {
    "level": gettext_lazy(
        "{file}, line {line}: {name} has the level “{word}”, which is none of {words}; choose one on the people page."
    ),
    "side": gettext_lazy(
        "{file}, line {line}: {name} has the side “{word}”, which is none of {words}; choose one on the people page."
    ),
}


def bring_contacts(rows: Iterable[ContactRow], to: Bringing) -> Outcome:
    """Each contact is a stakeholder the client named. What a user said before stands: a file only fills blanks."""
    outcome = Outcome()
    for n, row in enumerate(rows):
        to.report(n)
        if not (row.name or row.addresses):
            outcome.aside(gettext_noop("names nobody"))
            continue
        person = _one_person(row, to)
        _fill_in(person, row, to)
        if person.pk in to.naming.pair:
            outcome.already_there += 1
        else:
            _place(person, row, to, outcome)
    return outcome


def _one_person(row: ContactRow, to: Bringing) -> Person:
    """All of a card's addresses and its name are one person: who an address already belongs to, or a new one."""
    values = [value for value in (*row.addresses, row.name) if value]
    known = next((alias.person for value in values if (alias := to.naming.find(value))), None)
    aliases = [to.naming.alias(value, name=row.name, file=to.file, line=row.place.line) for value in values]
    person = known or aliases[0].person
    to.naming.join(aliases, into=person, file=to.file, touched=to.touched)
    return person


def _fill_in(person: Person, row: ContactRow, to: Bringing) -> None:
    """Give the person the card's organisation, and its name where only an address was known."""
    if row.name and "@" in person.name:
        to.touched.change(person, name=row.name[:200])
    if not row.organisation:
        return
    practice = to.engagement.practice
    organisation, _ = Organisation.objects.get_or_create(practice=practice, name=row.organisation[:200])
    to.touched.named(organisation)
    if person.organisation_id is None:
        to.touched.change(person, organisation_id=organisation.pk)


def _known_words(row: ContactRow, to: Bringing, outcome: Outcome) -> dict[str, str]:
    """The card's level and side, where they are words of this practice; others are said to the user."""
    practice = to.engagement.practice
    given = {"level": (row.level.lower(), practice.levels), "side": (row.side.lower(), practice.sides)}
    for what, (word, words) in given.items():
        if word and word not in words:
            said = {"file": to.file.name, "line": row.place.line, "name": row.name}
            outcome.left_out.append(str(NONE_OF[what]).format(**said, word=word, words=", ".join(words)))
    return {what: word if word in words else "" for what, (word, words) in given.items()}


def _place(person: Person, row: ContactRow, to: Bringing, outcome: Outcome) -> None:
    here = {"source_id": to.file.pk, "line": row.place.line}
    words = _known_words(row, to, outcome)
    stakeholder, new = Stakeholder.objects.get_or_create(
        engagement=to.engagement, person=person, defaults={**words, **here, "named": True}
    )
    outcome.new += new
    outcome.already_there += not new
    if new or stakeholder.source_id == to.file.pk:
        return
    if not (stakeholder.level or stakeholder.side):
        to.touched.change(stakeholder, **words, **here, named=True)
