"""What could give somebody away, said to whoever reads of it: it is kept in English, as codes and whole sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext

from waylight.record.story.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOT_LOOKED_FOR = "not looked for"  # not for readers


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of what the client is shown with a text; ``kind`` is its code, and ``shown`` "" where it is of no place."""

    shown: str
    kind: str
    kind_in_words: str
    why: str
    k: int | None


def leaks_in_words(rows: Iterable[Mapping[str, Any]]) -> list[Shown]:
    """What was kept with a request, in the language of who reads it."""
    return [Shown(one["shown"], one["kind"], kind_in_words(one["kind"]), _why(one), one["k"]) for one in rows]


def _why(row: Mapping[str, Any]) -> str:
    if "traits" in row:
        return traits_in_words(row["traits"])
    if "language" in row:
        return not_looked_for(row["language"], by_model=row["by_model"])
    sentence: str = row["why"]
    return gettext(sentence)


def not_looked_for(language: str, *, by_model: bool) -> str:
    """What nobody looked for in a text of a language without lists of its words."""
    if by_model:
        words = gettext(
            "Waylight has no lists of the words of {language}, so names that no record knows are found by a language "
            "model alone."
        )
    else:
        words = gettext(
            "Waylight has no lists of the words of {language}, so names that no record knows are not looked for."
        )
    return words.format(language=name_of(language))


def kind_in_words(kind: str) -> str:
    """What kind of thing could give somebody away."""
    words = {
        "person": pgettext("could give somebody away", "person"),
        "company": pgettext("could give somebody away", "company"),
        "place": pgettext("could give somebody away", "place"),
        "product": pgettext("could give somebody away", "product"),
        "initiative": pgettext("could give somebody away", "initiative"),
        "role": pgettext("could give somebody away", "role"),
        "date": pgettext("could give somebody away", "date"),
        "age": pgettext("could give somebody away", "age"),
        "figure": pgettext("could give somebody away", "figure"),
        "email": pgettext("could give somebody away", "email"),
        "phone": pgettext("could give somebody away", "phone"),
        "url": pgettext("could give somebody away", "url"),
        "handle": pgettext("could give somebody away", "handle"),
        "rare word": pgettext("could give somebody away", "rare word"),  # not for readers
    }
    return words.get(kind, kind)


def traits_in_words(traits: Sequence[str]) -> str:
    """What is told of somebody: levels and sides as the reader calls them, all else as it was written."""
    words = {
        "board": pgettext("told of somebody", "board"),
        "c-suite": pgettext("told of somebody", "c-suite"),
        "senior leader": pgettext("told of somebody", "senior leader"),  # not for readers
        "manager": pgettext("told of somebody", "manager"),
        "individual contributor": pgettext("told of somebody", "individual contributor"),  # not for readers
        "own team": pgettext("told of somebody", "own team"),  # not for readers
        "peer": pgettext("told of somebody", "peer"),
        "upward": pgettext("told of somebody", "upward"),
        "elsewhere": pgettext("told of somebody", "elsewhere"),
        "industry": pgettext("told of somebody", "industry"),
    }
    return ", ".join(words.get(one, one) for one in traits)
