"""Which turns of a meeting are shown: those of a filter or behind a figure, those that hold some words, or all."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.figure import Figure
from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.yardsticks import yardsticks
from waylight.pages.voice import Voice
from waylight.record.search import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waylight.pages.mirror.heard import Heard

MOST_WORDS = 12


def _labelled(heard: Heard, label: str, subtype: str = "") -> set[int]:
    return {one.turn for one in heard.readings or () if one.label == label and (not subtype or one.subtype == subtype)}


NOTICED = "where {subject} noticed something"  # not for readers: said by the voice
# What the filters are called in addresses and on the page, and the turns of each.
FILTERS: dict[str, tuple[str, Callable[[Heard], Iterable[int]]]] = {
    "open-questions": (gettext_noop("my open questions"), lambda heard: _labelled(heard, Behaviour.QUESTION, "open")),
    "closed-questions": (
        gettext_noop("my closed questions"),
        lambda heard: _labelled(heard, Behaviour.QUESTION, "closed"),
    ),
    "reflections": (gettext_noop("where I reflected"), lambda heard: _labelled(heard, Behaviour.REFLECTION)),
    "told": (gettext_noop("where I told"), lambda heard: _labelled(heard, Behaviour.INPUT)),
    "noticed": (NOTICED, lambda heard: {place.turn for place in heard.noticed}),
    "worth": (gettext_noop("five to read again"), lambda heard: {one.turn for one in heard.worth}),
    "mine": (gettext_noop("what I labelled"), lambda heard: {pk for pk, one in heard.own.items() if not one.rest}),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for. ``matches`` are the turns found; ``only`` is the name of a filter or figure, "" for all.

    ``named`` says in words what was looked for, "" for the whole meeting.
    """

    only: str
    words: str
    matches: frozenset[int]
    named: str

    @property
    def whole(self) -> bool:
        """Whether nothing was asked for, so that the whole meeting is shown."""
        return not self.named


def title_of(name: str, heard: Heard) -> str:
    """What a filter is called on the page of a meeting."""
    title, _ = FILTERS[name]
    if title is NOTICED:
        return Voice.speaking_of(heard.meeting.engagement, None).say("where {subject} noticed something")
    return gettext(title)


def choose(heard: Heard, only: str, words: str) -> Chosen:
    """Find the turns of a filter or figure that hold all of some words. A filter that there is not is no filter."""
    ids = {turn.id for turn in heard.turns}
    name, named = "", []
    if only in FILTERS:
        name, ids = only, ids & set(FILTERS[only][1](heard))
        named.append(title_of(only, heard))
    elif (rows := _behind(heard, only)) is not None:
        name, ids = only, ids & set(rows)
        named.append(gettext("behind a figure"))
    wanted = [folded(word) for word in words.split()[:MOST_WORDS] if folded(word)]
    if wanted:
        ids &= {turn.id for turn in heard.turns if all(word in folded(turn.text) for word in wanted)}
        named.append(gettext("with “{words}”").format(words=words[:60]))
    return Chosen(name, words if wanted else "", frozenset(ids if named else ()), ", ".join(named))


def _behind(heard: Heard, only: str) -> tuple[int, ...] | None:
    """The turns behind a figure (``asked-to-told``) or a marker (``marker-3``); None if there is no such thing."""
    name, _, number = only.partition("-")
    if name == "marker" and number.isdecimal() and len(number) < 3:
        marks = yardsticks(heard.figures)
        return marks[int(number) - 1].rows if 0 < int(number) <= len(marks) else None
    if name == "word" and number.isdecimal() and len(number) < 3:
        taken = heard.figures.taken_up_by_coach
        return taken[int(number) - 1].taken_up if 0 < int(number) <= len(taken) else None
    figure = only.replace("-", "_")
    if figure not in {field.name for field in fields(heard.figures)}:
        return None
    found = getattr(heard.figures, figure)
    return found.rows if isinstance(found, Figure) else None


def beside(heard: Heard, chosen: Chosen) -> list[int]:
    """The positions of the turns to show: the matches, each with the turn before and after it; or all."""
    if chosen.whole:
        return list(range(len(heard.turns)))
    found: set[int] = set()
    for place, turn in enumerate(heard.turns):
        if turn.id in chosen.matches:
            found |= {place - 1, place, place + 1}
    return sorted(found & set(range(len(heard.turns))))
