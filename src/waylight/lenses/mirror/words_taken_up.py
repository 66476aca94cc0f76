"""Words that one brought into the meeting and the other took up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.opening.words import EMPTY, SHORTEST_STEM, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.lenses.mirror.turns import Role, Turn

MOST = 20  # words shown


@dataclass(frozen=True, slots=True)
class Taken:
    """A word as it was first said, the turn that brought it, and the turns in which the other said it after."""

    word: str
    first: int
    taken_up: tuple[int, ...]


def taken_up(turns: Sequence[Turn], *, by: Role, of: Role) -> tuple[Taken, ...]:
    """Return the words that ``of`` used first and ``by`` took up, those most taken up first, at most twenty.

    Words that say nothing by themselves are left out, and a word's endings do not matter.
    """
    first: dict[str, tuple[str, int, Role]] = {}
    after: dict[str, list[int]] = {}
    for turn in turns:
        for word in dict.fromkeys(tokens(turn.text)):
            if len(word) < SHORTEST_STEM or word.split("'")[0] in EMPTY:
                continue
            root = stem(word)
            brought = first.setdefault(root, (word, turn.id, turn.role))
            if brought[2] is of and turn.role is by:
                after.setdefault(root, []).append(turn.id)
    found = [Taken(*first[root][:2], tuple(dict.fromkeys(rows))) for root, rows in after.items()]
    return tuple(sorted(found, key=lambda taken: (-len(taken.taken_up), taken.first, taken.word))[:MOST])
