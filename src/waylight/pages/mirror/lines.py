"""The turns of a meeting as lines to show: who speaks, the words, and what each is taken to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.turns import Role
from waylight.pages.mirror.labels import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waylight.lenses.mirror.noticing import Place
    from waylight.lenses.mirror.reading import Reading
    from waylight.lenses.mirror.turns import Turn
    from waylight.pages.mirror.choosing import Chosen
    from waylight.pages.mirror.heard import Heard
    from waylight.record.meeting import Utterance

LONGEST = 2_000  # characters of a turn shown at once; the rest is unfolded


@dataclass(frozen=True, slots=True)
class Line:
    """A turn as it is shown. ``text`` is in pieces, those in which something was noticed marked; ``rest`` is folded.

    ``label`` is what the turn is taken to be, ``model`` what the model says, with its ``probability``; ``by_hand``:
    the coach chose the label. ``gap``: turns before this one are left out.
    """

    said: Utterance
    role: Role
    text: tuple[tuple[str, bool], ...]
    rest: str
    label: str
    model: str
    probability: float | None
    by_hand: bool
    agreed: bool
    match: bool
    gap: bool

    @property
    def unsure(self) -> bool:
        """Whether the label is the model's, and more likely wrong than right."""
        return not self.by_hand and not self.agreed and self.probability is not None and self.probability < 0.5

    @property
    def rest_words(self) -> int:
        """How many words are folded."""
        return len(self.rest.split())


def lines(heard: Heard, places: Iterable[int], chosen: Chosen) -> Iterator[Line]:
    """The turns at some places of the meeting, in order."""
    noticed: dict[int, list[Place]] = {}
    for place in heard.noticed:
        noticed.setdefault(place.turn, []).append(place)
    before = -1
    for at in places:
        turn = heard.turns[at]
        yield _line(heard, at, noticed.get(turn.id, []), match=turn.id in chosen.matches, gap=at > before + 1)
        before = at


def line_of(heard: Heard, utterance: int) -> Line:
    """One turn, by the id of its utterance. Raises StopIteration if the meeting has no such turn."""
    at = next(at for at, turn in enumerate(heard.turns) if turn.id == utterance)
    noticed = [place for place in heard.noticed if place.turn == utterance]
    return _line(heard, at, noticed, match=False, gap=False)


def _line(heard: Heard, at: int, noticed: list[Place], *, match: bool, gap: bool) -> Line:
    turn = heard.turns[at]
    now, model = (one[at] if one is not None else None for one in (heard.readings, heard.model))
    own = heard.own.get(turn.id)
    return Line(
        said=heard.utterances[at],
        role=turn.role,
        text=tuple(_pieces(turn, noticed)),
        rest=turn.text[LONGEST:],
        label=_words(now),
        model=_words(model),
        probability=model.probability if model else None,
        by_hand=own is not None and not own.rest,
        agreed=own is not None and own.rest,
        match=match,
        gap=gap,
    )


def _words(reading: Reading | None) -> str:
    return words(reading.label, reading.subtype) if reading and reading.label else ""


def _pieces(turn: Turn, noticed: list[Place]) -> Iterator[tuple[str, bool]]:
    text, at = turn.text[:LONGEST], 0
    for place in noticed:
        if at <= place.start and place.end <= len(text):
            yield from ((piece, mark) for piece, mark in ((text[at : place.start], False),
                        (text[place.start : place.end], True)) if piece)  # fmt: skip
            at = place.end
    if text[at:]:
        yield text[at:], False
