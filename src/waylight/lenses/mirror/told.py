"""Many meetings in one row: their turns' words, and where each meeting begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from waylight.lenses.mirror.tokens import Flags, Tokens, tokens_of
from waylight.lenses.mirror.turns import Role, Turn
from waylight.lenses.mirror.wording import Mark, Taken, marks_of, shapes, taken_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.mirror.wording import Floats


@dataclass(frozen=True, slots=True)
class Told:
    """The turns of some meetings, counted on from meeting to meeting; ``first`` and ``last`` bound the meetings."""

    texts: list[str]
    words: Tokens
    first: Flags
    last: Flags
    coach: Flags
    taken: Taken

    @classmethod
    def of(cls, meetings: Sequence[Sequence[Turn]]) -> Told:
        """Put meetings in a row."""
        turns = list(chain.from_iterable(meetings))
        texts = [turn.text for turn in turns]
        coach = np.array([turn.role is Role.COACH for turn in turns], dtype=np.bool_)
        words, bounds = tokens_of(texts), _bounds([len(meeting) for meeting in meetings])
        return cls(texts, words, *bounds, coach, taken_of(words))

    def marks(self) -> Mark:
        """Return what is seen in every turn."""
        return marks_of(self.words, self.texts, self.first, self.last, self.coach, self.taken)

    def shapes(self) -> Floats:
        """Return the shape of every turn."""
        return shapes(self.words, self.texts, self.first, self.taken)


def _bounds(lengths: Sequence[int]) -> tuple[Flags, Flags]:
    ends = np.cumsum([length for length in lengths if length])
    first, last = (np.zeros(ends[-1] if len(ends) else 0, dtype=np.bool_) for _ in range(2))
    first[np.append(0, ends[:-1])[: len(ends)].astype(np.int64)] = True
    last[ends.astype(np.int64) - 1] = True
    return first, last
