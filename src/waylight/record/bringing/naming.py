"""Finds the alias behind each address and spelling while rows are brought in, making what is not there yet."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from waylight.record.engagement import person_of
from waylight.record.packing import fuller
from waylight.record.people import Alias, Person, Stakeholder, alias_for, join, normalise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from waylight.intake.rows import Mailbox
    from waylight.record.bringing.touched import Touched
    from waylight.record.engagement import Engagement
    from waylight.record.imports import ImportFile

PLACE = ("level", "side", "role", "stands", "wanted", "named", "language")


class Naming:
    """The aliases of one engagement, kept in memory for the length of an import.

    ``names`` are the fullest names that the import's files show, by normalised address or spelling. ``leaving`` are
    ids of files whose import is being undone: an alias that came with one passes to the next file that names it.
    """

    def __init__(
        self,
        engagement: Engagement,
        *,
        names: Mapping[str, str] | None = None,
        leaving: Collection[int] = (),
    ) -> None:
        self.engagement = engagement
        self.pair = {engagement.client_id, person_of(engagement.coach).pk}
        self._names = names or {}
        self._leaving = frozenset(leaving)
        mine = Alias.objects.filter(engagement=engagement).select_related("person")
        self._known: dict[str, Alias] = {alias.value: alias for alias in mine}

    def find(self, value: str) -> Alias | None:
        """The alias with this address or spelling, if it is known."""
        return self._known.get(normalise(value))

    def alias(self, value: str, *, name: str = "", file: ImportFile, line: int | None) -> Alias:
        """The alias with this address or spelling, made together with a person if it is new."""
        key = normalise(value)
        found = self._known.get(key)
        if found is None:
            name = fuller(self._names.get(key, ""), name)
            found = self._known[key] = alias_for(self.engagement, value, name=name, source=file, line=line)
        elif found.source_id in self._leaving:
            found.source, found.line = file, line
            found.save(update_fields=["source", "line"])
        return found

    def name_the_unnamed(self, touched: Touched) -> None:
        """Give people of whom only an address was known the name that the import's files show."""
        for key, name in self._names.items():
            alias = self._known.get(key)
            if alias and "@" in alias.person.name and name and "@" not in name:
                touched.change(alias.person, name=name[:200])

    def mailbox(self, box: Mailbox, *, file: ImportFile, line: int | None) -> Alias | None:
        """The alias of a mailbox: its address, or its name where it has none; None for an empty one."""
        if not (box.address or box.name):
            return None
        return self.alias(box.address or box.name, name=box.name, file=file, line=line)

    def person_called(self, name: str, *, file: ImportFile, line: int | None) -> Person:
        """The person a text calls ``name``: by full spelling, by a first name only one person has, or a new one."""
        if self.find(name):
            return self.alias(name, file=file, line=line).person
        by_first: dict[str, dict[int, Person]] = defaultdict(dict)
        for alias in self._known.values():
            by_first[normalise(alias.person.name).split(" ")[0]][alias.person_id] = alias.person
        same = by_first.get(normalise(name), {})
        if len(same) == 1:
            return next(iter(same.values()))
        return self.alias(name, name=name, file=file, line=line).person

    def join(self, aliases: Iterable[Alias], *, into: Person, file: ImportFile, touched: Touched) -> None:
        """Say, because a file or its preview did, that aliases are one person; undoing the import parts them again."""
        others = [alias for alias in aliases if alias.person_id != into.pk]
        if not others:
            return
        places = Stakeholder.objects.filter(engagement=self.engagement, person=into)
        before = places.first()
        join(others, into=into, file=file)
        for alias in others:
            alias.person = into
        after = places.first()
        if before and after:
            touched.changed(after, {name: getattr(before, name) for name in PLACE})
        elif into.pk in self.pair:
            places.delete()  # client and coach are nobody's stakeholders, whatever their addresses were before
        else:
            places.update(source=file)
