"""What is otherwise between two versions of a text: paragraph by paragraph, and word by word within one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

How = Literal["same", "gone", "new"]
WORDS = re.compile(r"\S+\s*|\s+")
ALIKE = 0.4  # of two paragraphs, from which on one is the other changed; below, one went and one came


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both versions, only in the older (``gone``), or only in the newer (``new``)."""

    how: How
    text: str


def compared(older: str, newer: str) -> list[Run]:
    """Return the runs in reading order.

    Those that are not ``new`` make the older text, those that are not ``gone`` the newer, to the letter.
    """
    return _joined(_paragraphs(_lines(older), _lines(newer)))


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _paragraphs(older: Sequence[str], newer: Sequence[str]) -> Iterator[Run]:
    for tag, a, b, c, d in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(older[a:b]))
        elif tag == "replace" and SequenceMatcher(None, "".join(older[a:b]), "".join(newer[c:d])).quick_ratio() > ALIKE:
            yield from _within("".join(older[a:b]), "".join(newer[c:d]))
        else:
            yield Run("gone", "".join(older[a:b]))
            yield Run("new", "".join(newer[c:d]))


def _within(older: str, newer: str) -> Iterator[Run]:
    before, after = WORDS.findall(older), WORDS.findall(newer)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(before[a:b]))
        else:
            yield Run("gone", "".join(before[a:b]))
            yield Run("new", "".join(after[c:d]))


def _joined(runs: Iterator[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and found[-1].how == run.how:
            found[-1] = Run(run.how, found[-1].text + run.text)
        else:
            found.append(run)
    return found
