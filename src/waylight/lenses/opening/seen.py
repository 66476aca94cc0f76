"""What can be seen, since a promise, of the people and things it names. Evidence for a talk, never a
judgement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.influence.contacts import instant
from waylight.lenses.influence.initiation import initiations
from waylight.lenses.opening.naming import Names
from waylight.lenses.opening.words import content_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from waylight.lenses.influence.contacts import Contacts

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


class LookedThrough:
    """The record of a client made ready, so that many promises can be looked for in it.

    ``people`` gives for each person the names and spellings they go by; a role in lower case ("plant
    director") is one too. Without the rows of the time before, ``contacts`` say as much of what was seen,
    but not who began it.
    """

    def __init__(
        self, people: Mapping[int, Sequence[str]], contacts: Contacts, client: int, entries: Sequence[Entry]
    ) -> None:
        others = {person: names for person, names in people.items() if person != client}
        self.whole, self.contacts = contacts, contacts.with_person(client)
        self.other = self.contacts.other(client)
        self.names = Names(others)
        self.words_of_names = content_words(" ".join(name for one in others.values() for name in one))
        self.entries = [
            (entry, frozenset(self.names.named_in(entry.text)), content_words(entry.text))
            for entry in sorted(entries, key=lambda entry: (entry.at, entry.id))
        ]

    @cached_property
    def begun(self) -> NDArray[np.bool_]:
        """For each row whether its sender turned to its recipient first."""
        return np.isin(self.contacts.id, self.whole.id[initiations(self.whole)])

    def what_came_of(self, promise: str, since: datetime) -> Seen:
        """Return what is on record since ``since`` of what ``promise`` names, but not who began it."""
        named = self.names.named_in(promise)
        rows = self.contacts.id[self.rows(named, since)].tolist()
        return Seen(contacts=tuple(rows), entries=self._entries(promise, named, since), people=named)

    def rows(self, named: Sequence[int], since: datetime) -> NDArray[np.bool_]:
        """Say of each row whether it is one with somebody of ``named`` from ``since`` on. ValueError without a zone."""
        mask = (self.contacts.at >= instant(since)) & np.isin(self.other, list(named))
        return np.asarray(mask, dtype=np.bool_)

    def _entries(self, promise: str, named: Sequence[int], since: datetime) -> tuple[int, ...]:
        about, wanted = content_words(promise) - self.words_of_names, set(named)
        return tuple(
            entry.id
            for entry, who, words in self.entries
            if entry.at >= since and (wanted & who or len(about & words) >= SHARED_WORDS)
        )


def what_came_of_it(
    promise_text: str,
    since: datetime,
    people: Mapping[int, Sequence[str]],
    contacts: Contacts,
    client: int,
    entries: Sequence[Entry],
) -> Seen:
    """Return what is on record since ``since`` of what ``promise_text`` names.

    Contacts are those of ``client`` with the people named, either way; give the whole table. Entries are
    those that name one of them, or share at least two content words with the promise (names and empty words
    apart). Raises ValueError when a time has no zone.
    """
    looked = LookedThrough(people, contacts, client, entries)
    seen = looked.what_came_of(promise_text, since)
    rows = looked.contacts.only(mask := looked.rows(seen.people, since))
    begun, hers = looked.begun[mask], rows.sender == client
    return replace(
        seen, begun_by_her=tuple(rows.id[begun & hers].tolist()), begun_by_them=tuple(rows.id[begun & ~hers].tolist())
    )
