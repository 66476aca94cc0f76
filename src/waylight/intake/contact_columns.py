"""Which columns of a table say who somebody is, as people, Outlook and Google Contacts head them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = {"name", "full name", "fullname", "display name"}  # not for readers
# The parts of a name in the order in which they are written, for tables that have no whole one, or leave it empty.
PARTS = (
    {"first name", "given name"},  # not for readers
    {"middle name", "additional name"},  # not for readers
    {"last name", "family name", "surname"},  # not for readers
)
# Outlook counts “E-mail 2 Address”, Google “E-mail 1 - Value”; neither the kind of an address nor a street is one.
ADDRESS = re.compile(r"address(?:es)?|mail|e-?mail(?: address)?|e-?mail \d{1,2} (?:address|- value)")
ORGANISATION = {"organisation", "organization", "company", "org", "organization 1 - name"}
ORGANISATION |= {"organization name"}  # not for readers
OWN_WORDS = {"level", "side"}
_SEVERAL = re.compile(r"\s*:::\s*")  # how Google writes several values into one cell


@dataclass(frozen=True, slots=True)
class ContactColumns:
    """The columns of one table, by what they hold; ``parts`` are those of a name, in the order of a name."""

    names: tuple[str, ...]
    parts: tuple[str, ...]
    addresses: tuple[str, ...]
    organisations: tuple[str, ...]
    own_words: bool  # level or side, which no other program writes

    @classmethod
    def of(cls, columns: list[str]) -> ContactColumns:
        """Sort a table's columns, given in lower case.

        >>> ContactColumns.of(["first name", "last name", "e-mail 1 - label", "e-mail 1 - value"]).addresses
        ('e-mail 1 - value',)
        """
        return cls(
            names=tuple(one for one in columns if one in NAME),
            parts=tuple(one for part in PARTS for one in columns if one in part),
            addresses=tuple(one for one in columns if ADDRESS.fullmatch(one)),
            organisations=tuple(one for one in columns if one in ORGANISATION),
            own_words=not OWN_WORDS.isdisjoint(columns),
        )

    @property
    def enough(self) -> bool:
        """Whether they say who somebody is: a name, and where or as what she is known."""
        return bool((self.names or self.parts) and (self.addresses or self.own_words))

    def name(self, cells: Mapping[str, str]) -> str:
        """The whole name in a row if there is one, else its parts; "" when neither is filled in."""
        return _first(cells, self.names) or " ".join(part for one in self.parts if (part := cells.get(one, "")))

    def written_addresses(self, cells: Mapping[str, str]) -> str:
        """What stands in a row's cells for addresses, one after the other."""
        return " ".join(cells.get(one, "") for one in self.addresses)

    def organisation(self, cells: Mapping[str, str]) -> str:
        """The first organisation in a row, or ""."""
        return _SEVERAL.split(_first(cells, self.organisations))[0]


def _first(cells: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next(filter(None, (cells.get(one, "") for one in columns)), "")
