"""What a language model makes of texts without labels: of each word in its place, and of each text as a whole.

A network that learns to foretell both has read some English before it sees the first label.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from tokenizers import Encoding

from train.language_model import Flags, Ints, LanguageModel, Vectors, batches, tokenizer
from waylight.lenses.mirror.tokens import TOKEN, Tokens, tokens_of

START, STOP, LONGEST = 101, 102, 96  # the model's own marks; pieces of a text that are read
WORD_NUMBERS, TEXT_NUMBERS = 64, 96  # principal components of the 384
LEAST_SPREAD, SIZE = 0.05, 0.5  # of words, components are scaled alike, but for the smallest


@dataclass(frozen=True, slots=True)
class Meanings:
    """Texts in words; for each word that has a meaning its vector, and a vector for each text."""

    words: Tokens
    of_word: Vectors
    known: Flags  # the word has one
    of_text: Vectors


def meanings(texts: list[str]) -> Meanings:
    """Read texts, each by itself."""
    pieces, model = tokenizer().encode_batch(texts, add_special_tokens=False), LanguageModel()
    middle: list[Vectors] = [np.zeros((0, 384), dtype=np.float32)] * len(texts)
    of_text = np.zeros((len(texts), 384), dtype=np.float32)
    for rows in batches([len(one.ids) for one in pieces]):
        ids = [[START, *pieces[row].ids[:LONGEST], STOP] for row in rows]
        there = np.arange(max(map(len, ids))) < np.array([[len(one)] for one in ids])
        filled = np.zeros(there.shape, dtype=np.int64)
        filled[there] = np.concatenate(ids)
        in_place, last = model.in_context(filled, np.zeros_like(filled), there, layers=6)
        mean = (last * there[:, :, None]).sum(axis=1) / there.sum(axis=1, keepdims=True)
        of_text[rows] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        for row, vectors, one in zip(rows, in_place, ids, strict=True):
            middle[row] = vectors[1 : len(one) - 1].astype(np.float16)
    axes, spread, centre = _axes(np.concatenate(middle[::3]).astype(np.float32))
    turned = axes[:, :WORD_NUMBERS] * (SIZE / np.sqrt(np.maximum(spread[:WORD_NUMBERS], LEAST_SPREAD)))
    words = tokens_of(texts)
    of_word, known = _by_word(texts, words, pieces, [(one - centre) @ turned for one in middle])
    axes, spread, centre = _axes(of_text)
    short = (of_text - centre) @ axes[:, :TEXT_NUMBERS] / np.sqrt(spread[:TEXT_NUMBERS].mean())
    return Meanings(words, of_word, known, short)


def _axes(seen: Vectors) -> tuple[Vectors, Vectors, Vectors]:
    """Return principal axes, how much is spread along each, and the centre."""
    centre = seen.mean(axis=0)
    spread, axes = np.linalg.eigh(np.cov((seen - centre).T))
    return axes[:, ::-1].astype(np.float32), spread[::-1].astype(np.float32), centre


def _by_word(texts: list[str], words: Tokens, pieces: list[Encoding], vectors: list[Vectors]) -> tuple[Vectors, Flags]:
    """Give each word the mean of its pieces' vectors. Texts that the two split too differently are left out."""
    amount = np.bincount(words.turn, minlength=words.turns)
    begin: Ints = np.cumsum(amount) - amount
    total = np.zeros((len(words.token), WORD_NUMBERS), dtype=np.float32)
    of = np.zeros(len(words.token))
    for row, (text, one, own) in enumerate(zip(texts, pieces, vectors, strict=True)):
        starts = [found.start() for found in TOKEN.finditer(text.lower().replace("’", "'"))]
        if len(starts) != amount[row] or len(text.lower()) != len(text) or not starts:
            continue
        word = np.searchsorted(starts, [offset[0] for offset in one.offsets[: len(own)]], side="right") - 1
        inside = word >= 0
        np.add.at(total, begin[row] + word[inside], own[inside])
        np.add.at(of, begin[row] + word[inside], 1)
    return total / np.maximum(of, 1)[:, None].astype(np.float32), of > 0
