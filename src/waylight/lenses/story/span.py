"""What could give somebody away: a place in a text, its kind, why, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a span of text would give away."""

    PERSON = "person"
    COMPANY = "company"
    PLACE = "place"
    PRODUCT = "product"
    INITIATIVE = "initiative"
    ROLE = "role"
    DATE = "date"
    AGE = "age"
    FIGURE = "figure"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    HANDLE = "handle"
    RARE_WORD = "rare word"  # not for readers: pages say kinds in words


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` of the text it was found in (characters), why it could give somebody away, and whom it is
    about.

    ``why`` is in English and one of few sentences, to be said by ``gettext`` to whoever reads. ``about`` names the
    thing that is meant, so that one thing is replaced by one thing; ``sure`` in [0, 1].
    """

    start: int
    end: int
    kind: Kind
    why: str
    about: str
    sure: float = 1.0
