"""What words mean, before training: word vectors of all-MiniLM-L6-v2, from the package that carries it.

Its table of word pieces has 384 numbers a piece; their principal components keep what tells words apart in 64.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from train.language_model import LanguageModel, tokenizer
from waylight.lenses.mirror.tokens import hash_of

NUMBERS = 64
SIZE = 0.5  # of a typical entry; larger ones are learned by heart
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Words:
    """Keys of words, ascending, and a vector for each."""

    keys: NDArray[np.uint64]
    vectors: Vectors


def words(seen: Iterable[str]) -> Words:
    """Return every whole word that the language model knows, and of those ``seen`` what is made of some: "you're"."""
    pieces, table = tokenizer().get_vocab(), LanguageModel().pieces.astype(np.float64)
    whole = [word for word in pieces if word.isalpha() and len(word) > 1]
    centred = table - table[[pieces[word] for word in whole]].mean(axis=0)
    spread = centred[[pieces[word] for word in whole]]
    _, axes = np.linalg.eigh(spread.T @ spread)
    short = centred @ axes[:, ::-1][:, :NUMBERS]
    found = {word: short[row] for word, row in pieces.items() if not word.startswith(("##", "["))}
    for word in set(seen) - set(found):
        parts = [pieces[part] for part in word.replace("'", " ' ").split() if part in pieces]
        if "'" in word and parts:
            found[word] = short[parts].mean(axis=0)
    by_key = {hash_of(word): vector for word, vector in found.items()}
    keys = np.array(sorted(by_key), dtype=np.uint64)
    vectors = np.array([by_key[int(key)] for key in keys])
    return Words(keys, (SIZE * vectors / short[[pieces[word] for word in whole]].std()).astype(np.float32))
