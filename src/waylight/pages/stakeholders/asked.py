"""Which stakeholders the list is asked for, and in which order: all stands in its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext, gettext_noop

from waylight.record.search import folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from waylight.pages.stakeholders.standing import Standing
    from waylight.pages.voice import Voice
    from waylight.record.people import Practice

WHO: dict[str, tuple[str, Callable[[Standing], bool]]] = {
    "matter": (gettext_noop("who matter"), lambda one: one.stakeholder.named),
    "quiet": (gettext_noop("gone quiet"), lambda one: one.quiet_days is not None),
    "missing": (gettext_noop("who matter, never in contact"), lambda one: one.missing),
    "unplaced": (gettext_noop("place not known"), lambda one: not (one.stakeholder.level and one.stakeholder.side)),
    "everybody": (gettext_noop("everybody"), lambda one: True),
}
SORTS = ("name", "level", "side", "out", "in", "contacts")
DOWN_FIRST = {"out", "in", "contacts"}  # the latest and the most are looked for first


class Heading(NamedTuple):
    """The head of a column: the query that sorts by it, and how it is sorted now, as ARIA says it."""

    sort: str
    words: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters and order. What an address asks for and is not known counts as not asked."""

    who: str
    level: str
    side: str
    search: str
    sort: str
    down: bool

    @classmethod
    def of(cls, given: QueryDict, practice: Practice) -> Asked:
        """Read it from an address. A sort with a minus goes down."""
        sort = given.get("sort", "")
        return cls(
            who=given.get("who", "") if given.get("who") in WHO else "matter",
            level=given.get("level", "") if given.get("level") in practice.levels else "",
            side=given.get("side", "") if given.get("side") in practice.sides else "",
            search=given.get("search", "")[:200].strip(),
            sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "name",
            down=sort.startswith("-") and sort[1:] in SORTS,
        )

    def query(self, **other: str) -> str:
        """The same as the query of an address, with some of it changed."""
        sort = f"{'-' if self.down else ''}{self.sort}"
        now = {"who": self.who, "level": self.level, "side": self.side, "search": self.search, "sort": sort, **other}
        usual = {"who": "matter", "sort": "name"}
        return urlencode({name: value for name, value in now.items() if value and usual.get(name) != value})

    def headings(self, voice: Voice) -> list[Heading]:
        """The heads of the table's columns; asking by one a second time turns the order round."""
        turned = (voice.say("{Subject} turned to them"), voice.say("They turned to {object}"))
        words = (gettext("Who"), gettext("Level"), gettext("Side"), *turned, gettext("Contacts, four weeks"))
        found = []
        for sort, said in zip(SORTS, words, strict=True):
            here = sort == self.sort
            down = not self.down if here else sort in DOWN_FIRST
            other = f"-{sort}" if down else sort
            order = ("descending" if self.down else "ascending") if here else ""
            found.append(Heading(sort, said, self.query(sort=other), order))
        return found

    def chosen(self, everyone: list[Standing], practice: Practice) -> list[Standing]:
        """Those asked for, in order. What is not known comes last, either way."""
        belongs = WHO[self.who][1]
        kept = [one for one in everyone if belongs(one) and self._fits(one)]
        key = _keys(practice)[self.sort]
        known = [one for one in kept if key(one) is not None]
        return [
            *sorted(known, key=lambda one: key(one), reverse=self.down),  # type: ignore[arg-type, return-value]
            *(one for one in kept if key(one) is None),
        ]

    def _fits(self, one: Standing) -> bool:
        stake = one.stakeholder
        if (self.level and stake.level != self.level) or (self.side and stake.side != self.side):
            return False
        if not self.search:
            return True
        return folded(self.search) in folded(f"{stake.person.name} {stake.role} {stake.person.organisation or ''}")


def _keys(practice: Practice) -> dict[str, Callable[[Standing], str | int | float | None]]:
    def place(words: list[str], word: str) -> int | None:
        return words.index(word) if word in words else None

    return {
        "name": lambda one: folded(one.stakeholder.person.name),
        "level": lambda one: place(practice.levels, one.stakeholder.level),
        "side": lambda one: place(practice.sides, one.stakeholder.side),
        "out": lambda one: one.out.at.timestamp() if one.out else None,
        "in": lambda one: one.into.at.timestamp() if one.into else None,
        "contacts": lambda one: one.tie.contacts if one.tie else None,
    }
