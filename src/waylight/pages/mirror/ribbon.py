"""A meeting as a ribbon along time: a strip for the client, and one for each thing that the coach does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.mirror.labels import Behaviour
from waylight.lenses.mirror.turns import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from waylight.lenses.mirror.turns import Turn
    from waylight.pages.mirror.heard import Heard

WIDE, HIGH = 1000.0, 16.0
NARROWEST = 1.5  # of WIDE: a turn of one word can still be seen
STRIPS = {
    Behaviour.QUESTION: gettext_noop("{coach} asks"),
    Behaviour.REFLECTION: gettext_noop("{coach} reflects"),
    Behaviour.INPUT: gettext_noop("{coach} tells"),
    Behaviour.OTHER: gettext_noop("{coach} something else"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A turn, or several that touch one another: where it begins and how long it is; ``match``: the filter found it."""

    left: float
    width: float
    match: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip of the ribbon: whose, in words, and the turns in it."""

    name: str
    hue: str
    turns: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """All strips. ``minutes`` is the length along which they run; None where there are no times, and words count."""

    strips: tuple[Strip, ...]
    minutes: float | None
    words: int
    width: float = WIDE
    height: float = HIGH


def ribbon(heard: Heard, matches: Collection[int]) -> Ribbon | None:
    """Lay a meeting out; None for one without a word."""
    places, minutes = _places(heard.turns)
    if not places:
        return None
    kinds = {one.turn: one.label for one in heard.readings or ()}
    rows: dict[tuple[str, str], list[int]] = {(name, hue): [] for name, hue in _names(heard)}
    for turn in heard.turns:
        if turn.id in places:
            rows[_strip(turn, kinds, heard)].append(turn.id)
    strips = tuple(
        Strip(name, hue, len(ids), tuple(_spans([places[one] for one in ids], [one in matches for one in ids])))
        for (name, hue), ids in rows.items()
        if ids
    )
    return Ribbon(strips, minutes, sum(len(turn.text.split()) for turn in heard.turns))


def _names(heard: Heard) -> Iterator[tuple[str, str]]:
    coach, client = heard.voices.coach, heard.voices.client
    if coach and heard.readings is not None:
        yield from (_of_coach(coach.name, kind) for kind in STRIPS)
    elif coach:
        yield coach.name, "listen"
    if client:
        yield client.name, "in"
    yield gettext("Others") if coach or client else gettext("Everybody"), "others"


def _of_coach(name: str, kind: Behaviour) -> tuple[str, str]:
    return gettext(STRIPS[kind]).format(coach=name), "listen" if kind != Behaviour.INPUT else "out"


def _strip(turn: Turn, kinds: dict[int, str], heard: Heard) -> tuple[str, str]:
    coach, client = heard.voices.coach, heard.voices.client
    if turn.role is Role.COACH and coach:
        if heard.readings is None:
            return coach.name, "listen"
        return _of_coach(coach.name, Behaviour(kinds[turn.id]))
    if turn.role is Role.CLIENT and client:
        return client.name, "in"
    return gettext("Others") if coach or client else gettext("Everybody"), "others"


def _places(turns: Sequence[Turn]) -> tuple[dict[int, tuple[float, float]], float | None]:
    """Where each turn begins and ends, of WIDE; along time where every turn has one, else along the words."""
    if turns and all(turn.start_s is not None for turn in turns):
        first = min(turn.start_s or 0.0 for turn in turns)
        ends = [turn.end_s if turn.end_s is not None else turn.start_s or 0.0 for turn in turns]
        if (length := max(ends) - first) > 0:
            scale = WIDE / length
            return {
                turn.id: ((turn.start_s or 0.0) * scale - first * scale, (end - first) * scale)
                for turn, end in zip(turns, ends, strict=True)
            }, length / 60
    return _along_words(turns), None


def _along_words(turns: Sequence[Turn]) -> dict[int, tuple[float, float]]:
    counts = [len(turn.text.split()) for turn in turns]
    if not (whole := sum(counts)):
        return {}
    places, at = {}, 0
    for turn, count in zip(turns, counts, strict=True):
        places[turn.id] = (at / whole * WIDE, (at + count) / whole * WIDE)
        at += count
    return places


def _spans(places: Sequence[tuple[float, float]], matches: Sequence[bool]) -> Iterator[Span]:
    """Turns of a strip as spans; those too near one another to be told apart are one, so that ten hours stay light."""
    running: Span | None = None
    for (left, right), match in zip(places, matches, strict=True):
        width = max(right - left, NARROWEST)
        if running and running.match == match and left <= running.left + running.width + 0.5:
            end = max(running.left + running.width, left + width)
            running = Span(running.left, end - running.left, match)
            continue
        if running:
            yield running
        running = Span(left, width, match)
    if running:
        yield running
