"""What a reader sees of a text: letters that show nothing could carry something, or hide a name from its check."""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
SPACES = re.compile("[ \t\v\f]+")
JOINERS = "\u200c\u200d"  # what Persian, Indic scripts and pictures made of several are written with
BLANKS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc"
)  # letters by their class, and nothing to see
TAGS = range(0xE0000, 0xE1000)
LATIN = 0x24F  # the last of the Latin letters that Europe writes with
PICTURE = range(0xFE00, 0xFE10)  # says how the letter before is drawn


def visible(text: str) -> str:
    """Return a text without letters that cannot be seen; ends of lines are ``\\n``.

    Soft hyphens, marks of direction, tags, private letters and control characters go. A joiner stays between two
    letters that are not Latin, and what says how a letter is drawn stays once after one.
    """
    kept: list[str] = []
    lines = LINE_ENDS.sub("\n", text)
    for n, letter in enumerate(lines):
        if _shown(letter) or _joins(letter, kept, lines[n + 1 : n + 2]) or _draws(letter, kept):
            kept.append(letter)
    return "".join(kept)


def in_one_line(text: str) -> str:
    """Return what is seen of a text as one line, with single spaces."""
    return " ".join(visible(text).split())


def _shown(letter: str) -> bool:
    if letter in "\n\t":
        return True
    if letter in BLANKS or ord(letter) in TAGS or ord(letter) in PICTURE:
        return False
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Co", "Cs")  # not for readers


def _joins(letter: str, kept: list[str], after: str) -> bool:
    before = kept[-1] if kept else ""
    return letter in JOINERS and all(one and ord(one) > LATIN and one not in JOINERS for one in (before, after))


def _draws(letter: str, kept: list[str]) -> bool:
    return ord(letter) in PICTURE and bool(kept) and not kept[-1].isascii() and ord(kept[-1]) not in PICTURE
