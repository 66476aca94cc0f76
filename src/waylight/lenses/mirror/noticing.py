"""Places where the client says that she noticed something. Found by their wording; places to look at, never a score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.turns import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.lenses.mirror.turns import Turn

NOTICING = re.compile(
    r"\bi(?:'ve| have)? (?:just |only |suddenly |never |hadn't |had not )*"
    r"(?:reali[sz]ed?|noticed?|discovered|learn(?:ed|t)|understood|found out|caught myself|didn't (?:see|know) that)\b"
    r"|\bi(?:'d| had)(?: not|n't)? (?:never )?(?:thought|seen|heard|known|considered|looked at it)\b"
    r"|\bi (?:hadn't|had not|never) (?:thought|saw|seen|heard|known|considered|noticed)\b"
    r"|\b(?:it (?:occurred|dawned|struck)|it's (?:only )?now that)\b|\bi (?:can )?see now\b"
    r"|\bnow (?:that )?i (?:see|think|say it)\b"
    r"|\b(?:surprised|surprises|surprise to) me\b|\bi was surprised\b|\bwhat's (?:odd|strange|funny|new) is\b"
    r"|\bi used to (?:think|believe)\b|\bi always thought\b|\bthat's (?:new|interesting)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a turn's text something stands: ``text[start:end]``."""

    turn: int
    start: int
    end: int


def noticing(turns: Iterable[Turn]) -> tuple[Place, ...]:
    """Return the places in the client's turns where she says that she noticed something, in order."""
    return tuple(
        Place(turn.id, found.start(), found.end())
        for turn in turns
        if turn.role is Role.CLIENT
        for found in NOTICING.finditer(turn.text.lower().replace("’", "'"))
    )
