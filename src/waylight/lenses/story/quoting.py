"""Which passages of a text quote somebody: marked as a quotation, or the same words in a row as a text of hers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.story.plain import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

IN_A_ROW = 6  # words in the same order: five are met by chance ("I would like to be"), six hardly
FEWEST = 4  # words between marks: three are a term, not somebody's words
MARKED = re.compile(r"“([^“”\n]{1,2000})”|\"([^\"\n]{1,2000})\"|«([^«»\n]{1,2000})»|„([^„“\n]{1,2000})“")
BLOCK = re.compile(r"(?:^[ ]{0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` quotes somebody; ``of`` is the text of hers that it is from, None where none is known."""

    start: int
    end: int
    of: int | None


def quoted(text: str, hers: Mapping[int, str]) -> list[Passage]:
    """Return the passages that quote, in order and without overlaps; ``hers`` are her texts by their ids.

    A block quote or four words between quotation marks is a quotation, whoever said it. So are six words in a row of
    a text of hers, or all of a shorter one, marked or not: to leave the marks out does not make them another's words.
    """
    words = _words(text)
    same = _same(words, hers)
    marked = [*_marked(text)]
    found = [Passage(start, end, _of(start, end, same)) for start, end in marked]
    taken = [(one.start, one.end) for one in found]
    found += [one for one in _runs(same) if not any(a < one.end and one.start < b for a, b in taken)]
    return sorted(found, key=lambda one: one.start)


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(fold(match.group()), match.start(), match.end()) for match in WORD.finditer(text)]


def _marked(text: str) -> Iterator[tuple[int, int]]:
    ends = 0
    spans = [match.span() for match in BLOCK.finditer(text)] + [match.span() for match in MARKED.finditer(text)]
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        block = text[start:end].lstrip().startswith(">")
        if start >= ends and (block or len(WORD.findall(text[start:end])) >= FEWEST) and WORD.search(text[start:end]):
            yield start, start + len(text[start:end].rstrip())
            ends = end


def _same(words: list[tuple[str, int, int]], hers: Mapping[int, str]) -> list[Passage]:
    """Every run of words that stands in a text of hers too, one passage for each of its places."""
    at: dict[tuple[str, ...], int] = {}
    lengths: set[int] = set()
    for number, said in hers.items():
        own = [word for word, _, _ in _words(said)]
        long = min(IN_A_ROW, len(own))
        if long >= 2:
            lengths.add(long)
            for n in range(len(own) - long + 1):
                at.setdefault(tuple(own[n : n + long]), number)
    found = []
    for long in sorted(lengths, reverse=True):
        for n in range(len(words) - long + 1):
            number_of = at.get(tuple(word for word, _, _ in words[n : n + long]))
            if number_of is not None:
                found.append(Passage(words[n][1], words[n + long - 1][2], number_of))
    return found


def _of(start: int, end: int, same: list[Passage]) -> int | None:
    return next((one.of for one in same if start < one.end and one.start < end), None)


def _runs(same: list[Passage]) -> list[Passage]:
    """Join runs that overlap or touch into one passage each."""
    found: list[Passage] = []
    for one in sorted(same, key=lambda passage: (passage.start, -passage.end)):
        if found and one.start <= found[-1].end:
            last = found[-1]
            found[-1] = Passage(last.start, max(last.end, one.end), last.of)
        else:
            found.append(one)
    return found
