"""What can be seen, since a promise, of the people and things it names. Evidence for a talk, never a
judgement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import Contacts, instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.opening.naming import people_named
from waylight.lenses.opening.words import content_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

SHARED_WORDS = 2  # one word is shared by chance too often


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the client's journal, or a shared note. ``at`` is aware."""

    id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Ids of the contacts and entries since, and the people the promise names, all in order of time or
    mention.

    ``begun_by_her`` and ``begun_by_them`` are those of ``contacts`` in which one turned to the other first.
    Nothing seen does not mean that nothing happened: calls and talks in the corridor leave no row.
    """

    contacts: tuple[int, ...]
    entries: tuple[int, ...]
    people: tuple[int, ...]
    begun_by_her: tuple[int, ...] = ()
    begun_by_them: tuple[int, ...] = ()


def what_came_of_it(
    promise_text: str,
    since: datetime,
    people: Mapping[int, Sequence[str]],
    contacts: Contacts,
    client: int,
    entries: Sequence[Entry],
) -> Seen:
    """Return what is on record since ``since`` of what ``promise_text`` names.

    ``people`` gives for each person the names and spellings they go by; a role in lower case ("plant
    director") is one too. Contacts are those of ``client`` with the people named, either way. Entries are
    those that name one of them, or share at least two content words with the promise (names and empty words
    apart). Raises ValueError when a time has no zone.
    """
    others = {person: names for person, names in people.items() if person != client}
    named = people_named(promise_text, others)
    rows = _contacts_since(contacts, client, named, since)
    begun = np.isin(rows.id, contacts.id[initiations(contacts)])
    hers = rows.sender == client
    return Seen(
        contacts=tuple(rows.id.tolist()),
        entries=_entries_since(promise_text, since, others, named, entries),
        people=named,
        begun_by_her=tuple(rows.id[begun & hers].tolist()),
        begun_by_them=tuple(rows.id[begun & ~hers].tolist()),
    )


def _contacts_since(contacts: Contacts, client: int, named: Sequence[int], since: datetime) -> Contacts:
    mine = contacts.with_person(client)
    return mine.only((mine.at >= instant(since)) & np.isin(mine.other(client), list(named)))


def _entries_since(
    promise: str,
    since: datetime,
    others: Mapping[int, Sequence[str]],
    named: Sequence[int],
    entries: Sequence[Entry],
) -> tuple[int, ...]:
    names = content_words(" ".join(name for one in others.values() for name in one))
    about = content_words(promise) - names
    found = [
        entry
        for entry in entries
        if entry.at >= since
        and (
            set(named) & set(people_named(entry.text, others)) or len(about & content_words(entry.text)) >= SHARED_WORDS
        )
    ]
    return tuple(entry.id for entry in sorted(found, key=lambda entry: (entry.at, entry.id)))
