"""The figures of a meeting in words, each with its interval, what others hold it against, and the turns behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from waylight.lenses.mirror.yardsticks import yardsticks
from waylight.pages.templatetags.words import figure as digits
from waylight.pages.templatetags.words import percent, rate

if TYPE_CHECKING:
    from collections.abc import Callable

    from waylight.lenses.figure import Figure
    from waylight.pages.mirror.heard import Heard
    from waylight.record.meeting import Meeting


# The figure's name in the lens, in words, and how its value is written.
SHOWN: tuple[tuple[str, str, Callable[[float | None], str]], ...] = (
    ("asked_to_told", gettext_noop("asked, of asked and told"), percent),
    ("talk_share", gettext_noop("of the words, the coach’s"), percent),
    ("reflections_to_questions", gettext_noop("reflections to a question"), rate),
    ("open_questions", gettext_noop("of questions, open"), percent),
    ("complex_reflections", gettext_noop("of reflections, complex"), percent),
    ("longest_turn", gettext_noop("words in the coach’s longest turn"), digits),
    ("stacked_questions", gettext_noop("turns with several questions"), digits),
    ("turns_per_minute", gettext_noop("turns a minute"), digits),
    ("silences", gettext_noop("silences of three seconds and more"), digits),
    ("interruptions", gettext_noop("begun before the client had ended"), digits),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure in words. ``between`` is "" where it was counted and not estimated; ``where`` shows its turns."""

    name: str
    words: str
    figure: Figure
    value: str
    between: str
    where: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What others hold a figure against, in a sentence, and where the turns that show it are."""

    said: str
    source: str
    where: str
    turns: int


def only(meeting: Meeting, name: str) -> str:
    """The address of a meeting's mirror with nothing but the turns of a filter or behind a figure."""
    address = reverse("mirror", args=[meeting.engagement_id, meeting.pk])
    return f"{address}?{urlencode({'only': name})}#said"


def claims(heard: Heard) -> list[Claim]:
    """The figures of a meeting."""
    return [_claim(heard, *shown) for shown in SHOWN]


def _claim(heard: Heard, name: str, words: str, write: Callable[[float | None], str]) -> Claim:
    found: Figure = getattr(heard.figures, name)
    counted = found.low == found.high
    bounds = gettext("{low} to {high}").format(low=write(found.low), high=write(found.high))
    between = "" if found.value is None or counted else bounds
    where = only(heard.meeting, name.replace("_", "-")) if found.rows else ""
    return Claim(name, gettext(words), found, write(found.value), between, where)


def markers(heard: Heard) -> list[Marker]:
    """What others hold the figures against, each named as theirs."""
    return [
        Marker(one.said, one.source, only(heard.meeting, f"marker-{n}") if one.rows else "", len(one.rows))
        for n, one in enumerate(yardsticks(heard.figures), 1)
    ]


def words_taken_up(heard: Heard) -> list[tuple[str, int, str]]:
    """The client's words that the coach took up: the word, how often, and where."""
    return [
        (taken.word, len(taken.taken_up), only(heard.meeting, f"word-{n}"))
        for n, taken in enumerate(heard.figures.taken_up_by_coach, 1)
    ]
