"""Names out of what an assistant reads: “person 12” in their place, the same for the same person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from waylight.lenses.story.finding import find
from waylight.lenses.story.span import Kind
from waylight.lenses.story.stand_in import USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.span import Span

# Dates, figures and roles stay: without them nothing can be told from what is read.
NAMES = {Kind.PERSON, Kind.COMPANY, Kind.PLACE, Kind.PRODUCT, Kind.INITIATIVE}
NAMES |= {Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.HANDLE}
BY_NUMBER = re.compile(r"(?:person|initiative) \d+")
# Words of the program, not of people: addresses of pages, kinds, states, times.
AS_THEY_ARE = {"evidence", "page", "zone", "kind", "state", "key", "unit", "stage", "my_part", "pronouns"}
A_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?")


def coded(said: Any, known: Sequence[Known], name: str = "") -> Any:
    """What is said, with every name in its texts replaced."""
    match said:
        case str():
            return said if name in AS_THEY_ARE or A_TIME.fullmatch(said) else _text(said, known)
        case list():
            return [coded(one, known, name) for one in said]
        case dict():
            return {key: coded(value, known, key) for key, value in said.items()}
    return said


def _text(text: str, known: Sequence[Known]) -> str:
    instead = {one.about: one.instead for one in known if one.instead == "the client"}
    parts, at = [], 0
    for span in find(text, known):
        if span.kind in NAMES:
            parts += [text[at : span.start], instead.get(span.about) or _code(span)]
            at = span.end
    return "".join([*parts, text[at:]])


def _code(span: Span) -> str:
    return span.about if BY_NUMBER.fullmatch(span.about) else USUAL[span.kind].replace("a colleague", "somebody")
