"""What looks like a name and is known to no record: a linear model over cues, with words' neighbours and their line."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from waylight.language import gettext_noop
from waylight.lenses.story.cues import NEIGHBOURS, beside_cues, line_cues, own_cues, pair_cue
from waylight.lenses.story.every_day import SURE, all_of_every_day, of_every_day, with_care
from waylight.lenses.story.lists import WHERE, first_names, place_words
from waylight.lenses.story.span import Kind, Span
from waylight.lenses.story.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WHY = gettext_noop("It looks like a name.")


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The model that ships: weights (one row a cue, one column a kind), the kinds, and from what probability it
    flags.
    """

    row: dict[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    kinds: tuple[str, ...]  # the first is "none"
    threshold: float
    known: dict[tuple[str, int], NDArray[np.float32]] = field(
        default_factory=dict
    )  # sums met before, by word and place

    def probabilities(self, line: Sequence[Token]) -> NDArray[np.float64]:
        """Return for each word of one line the probability of each kind, shape (words, kinds); rows add up to 1."""
        if not line:
            return np.zeros((0, len(self.kinds)))
        words = [one.text for one in line]
        edged = ["", "", *words, "", ""]
        rest = context_cues(words, [one.opens for one in line])
        scores = self.bias + np.stack([self._sum(cues) for cues in rest])
        for away in (0, *NEIGHBOURS):
            scores += np.stack([self._once(edged[n + 2 + away], away) for n in range(len(words))])
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float64)

    def _once(self, word: str, away: int) -> NDArray[np.float32]:
        if (word, away) not in self.known:
            self.known[word, away] = self._sum(beside_cues(word, away) if away else own_cues(word))
        return self.known[word, away]

    def _sum(self, cues: Sequence[str]) -> NDArray[np.float32]:
        rows = [row for cue in cues if (row := self.row.get(cue)) is not None]
        return np.asarray(self.weights[rows].sum(axis=0), dtype=np.float32)


@cache
def shipped() -> Names:
    """Return the model that ships with Waylight. Its card says what it was made from and how well it does."""
    where = resources.files(WHERE)
    about = json.loads((where / "names.json").read_text("utf-8"))
    with (where / "names.npz").open("rb") as file, np.load(file) as held:
        cues = bytes(held["cues"]).decode().split("\n")
        weights = held["weights"].astype(np.float32) * about["step"]
        bias = held["bias"].astype(np.float32)
    return Names({cue: n for n, cue in enumerate(cues)}, weights, bias, tuple(about["kinds"]), about["threshold"])


def context_cues(words: Sequence[str], opens: Sequence[bool]) -> list[list[str]]:
    """Return for each word of a line the cues that lie neither in the word nor in one neighbour alone."""
    capitals = sum(word[:1].isupper() for word in words) / max(len(words), 1)
    shouted = sum(len(word) > 1 and word.isupper() for word in words) / max(len(words), 1)
    found = []
    for n, word in enumerate(words):
        pairs = [pair_cue(word, words[n + away], away) for away in (-1, 1) if 0 <= n + away < len(words)]
        found.append([*pairs, *line_cues(word, opens=opens[n], capitals=capitals, shouted=shouted)])
    return found


def cues_of_line(words: Sequence[str], opens: Sequence[bool]) -> list[list[str]]:
    """Return for each word of a line all its cues, as they are trained on."""
    edged = ["", "", *words, "", ""]
    beside = [[cue for away in NEIGHBOURS for cue in beside_cues(edged[n + 2 + away], away)] for n in range(len(words))]
    rest = context_cues(words, opens)
    return [[*own_cues(word), *near, *more] for word, near, more in zip(words, beside, rest, strict=True)]


def lines_of(text: str) -> list[list[Token]]:
    """Return the words and marks of a text, line by line."""
    every = tokens(text)
    breaks = np.cumsum([one.opens and "\n" in text[before : one.start] for before, one in _with_end_before(every)])
    numbered = zip(breaks.tolist(), every, strict=True)
    return [[one for _, one in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A word that the model flagged, of which kind and how surely; ``plain``: it is a word of every day after all."""

    token: Token
    kind: Kind
    sure: float
    plain: bool


def looks_like_names(text: str, model: Names | None = None) -> list[Span]:
    """Return what looks like a name in a text; neighbouring words of one kind are one span. No word of every day is."""
    return spans_of(text, [one for one in flagged_words(text, model) if not one.plain])


def flagged_words(text: str, model: Names | None = None) -> list[Flagged]:
    """Return the words that the model flags.

    It would rather flag too much than miss a name: a word counts from ``threshold`` on, which lies well below one
    half, and one that is surely a name in one place counts wherever it has a capital. One word is of one kind all
    through a text.
    """
    model = model or shipped()
    lines = lines_of(text)
    seen = [(token, row) for line in lines for token, row in zip(line, model.probabilities(line), strict=True)]
    total: dict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(model.kinds)))
    surest: dict[str, float] = defaultdict(float)
    for token, row in seen:
        word = token.text.casefold()
        total[word] = total[word] + row
        surest[word] = max(surest[word], float(1 - row[0]))
    careful = with_care([token for token, _ in seen])
    found: list[Flagged] = []
    for token, row in seen:
        word = token.text.casefold()
        again = surest[word] >= SURE and token.text[:1].isupper()
        if (again or 1 - row[0] >= model.threshold) and any(letter.isalnum() for letter in token.text):
            sure = surest[word] if again else float(1 - row[0])
            plain = of_every_day(token, sure, careful=careful)
            found.append(Flagged(token, _kind(model, word, total[word]), sure, plain))
    return found


def spans_of(text: str, words: Sequence[Flagged]) -> list[Span]:
    """Return flagged words as spans, without those that are heard in every sentence."""
    found: list[Span] = []
    for one in words:
        _add(found, text, one.token, one.kind, one.sure)
    return [span for span in found if not all_of_every_day(text[span.start : span.end], span.sure)]


def _kind(model: Names, word: str, total: NDArray[np.float64]) -> Kind:
    """The likeliest kind; somebody's first name that is no place goes for a person's."""
    if word in first_names() and word not in place_words():
        return Kind.PERSON
    return Kind(model.kinds[int(total[1:].argmax()) + 1])


def _add(found: list[Span], text: str, token: Token, kind: Kind, sure: float) -> None:
    """Add a word to what was found; one that goes on with the last span makes that longer."""
    last = found[-1] if found else None
    if last and last.kind is kind and text[last.end : token.start] in (" ", "-", ". ", ""):
        words = text[last.start : token.end].casefold()
        found[-1] = Span(last.start, token.end, kind, WHY, words, max(last.sure, sure))
    else:
        found.append(Span(token.start, token.end, kind, WHY, token.text.casefold(), sure))


def _with_end_before(every: Sequence[Token]) -> list[tuple[int, Token]]:
    ends = [0, *(one.end for one in every)]
    return list(zip(ends, every, strict=False))
