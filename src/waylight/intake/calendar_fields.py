"""Content lines taken apart: name, parameters and value (RFC 5545, Desruisseaux 2009, 3.1; RFC 6868, Daboo 2013)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NAME = re.compile(r"\s*([A-Za-z0-9-]+)\s*(?=[;:])")
# Commas outside quotes belong to a list by the book, and to a name ("Lee, Bob") in the wild; both are kept whole.
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)\s*=((?:"[^"]*"|[^";:])*)')
_ESCAPED = re.compile(r"\\(.)", re.S)
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}


class Field(NamedTuple):
    """One content line. Name and parameter names are upper case."""

    name: str
    params: dict[str, str]
    value: str


def field_of(line: str) -> Field | None:
    """A content line taken apart, or None if it is none.

    >>> field_of('ATTENDEE;CN="Lee, Bob":mailto:bob@example.org').params
    {'CN': 'Lee, Bob'}
    """
    named = _NAME.match(line)
    if not named:
        return None
    at, params = named.end(), {}
    while found := _PARAMETER.match(line, at):
        params[found[1].upper()] = _CARET.sub(lambda mark: _CARETS[mark[1]], found[2].replace('"', "")).strip()
        at = found.end()
    colon = line.find(":", at)
    return Field(named[1].upper(), params, line[colon + 1 :].strip()) if colon >= 0 else None


def fields_of(lines: Iterable[str]) -> Iterator[Field]:
    """The lines that are content lines, taken apart."""
    return (field for line in lines if (field := field_of(line)))


def unescaped(text: str) -> str:
    """A text value without its backslashes (RFC 5545, 3.3.11)."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
