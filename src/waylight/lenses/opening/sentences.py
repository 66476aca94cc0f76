"""What was said, and its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A full stop ends a sentence unless what stands before it is one of these or a single letter.
SHORT = frozenset("dr mr mrs ms prof st vs etc e.g i.e no approx inc ltd jr sr fig".split())
END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn. ``start_s``: seconds from the start of the recording, None where the record has
    none.
    """

    id: int
    speaker: int
    start_s: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in the speaker's exact words, and the turn it stands in."""

    text: str
    turn: int
    start_s: float | None


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` as they stand, white space apart. What does not end is a sentence
    too.
    """
    text = " ".join(text.split())
    found, begin = [], 0
    for end in END.finditer(text):
        if _ends(text[begin : end.start()], text[end.end() :], end.group()):
            found.append(text[begin : end.end()].strip())
            begin = end.end()
    return tuple(part for part in (*found, text[begin:].strip()) if part)


def in_quotation(before: str) -> bool:
    """Say whether a quotation is still open at the end of ``before``: then what follows is somebody else's."""
    straight = before.count('"') % 2 == 1
    curly = before.count("“") > before.count("”")
    single = bool(re.search(r"(?:^|[\s,:])['‘][^'’]*$", before))
    return straight or curly or single


def _ends(before: str, after: str, mark: str) -> bool:
    following = after.lstrip().lstrip("\"'“‘([—–- ")
    if mark[0] in ".…" and following[:1].islower():
        return False
    last = before.rsplit(maxsplit=1)[-1].lower().strip("\"'“‘(") if before.split() else ""
    return not (mark == "." and (last in SHORT or (len(last) == 1 and last.isalpha() and last != "i")))
