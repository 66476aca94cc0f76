"""Whether a meeting is in the language that the model knows: English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waylight.language import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_ENGLISH = gettext_noop(
    "This does not read as English, the one language that the mirror knows; only what needs no model is counted."
)
FEWEST_WORDS = 30  # fewer do not tell a language
LEAST_SHARE = 0.15  # of English talk, these words make up a third and more; of other languages, a few per cent
WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """ the and you that it to of i what is have not for with was be this but they we my your are do how if there when
    about like just would think know can them been more from or yeah yes well because really who had did want were
    """.split()
)


def is_english(texts: Iterable[str]) -> bool:
    """Say whether texts read as English; too few words to tell count as English."""
    words = [word for text in texts for word in WORD.findall(text.lower())]
    return len(words) < FEWEST_WORDS or sum(word in _COMMON for word in words) >= LEAST_SHARE * len(words)
