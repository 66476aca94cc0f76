"""What the network that ships promises while it learns: it reads as it will when shipped, and learns what it reads."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needed to train alone")
pytest.importorskip("tokenizers", reason="needed to train alone")

from train.aims import aims_of  # noqa: E402
from train.lessons import foretell, learn  # noqa: E402
from train.meanings import TEXT_NUMBERS, WORD_NUMBERS, Meanings  # noqa: E402
from train.reader import Reader  # noqa: E402
from train.student import _network  # noqa: E402

from tests.train.test_network import ROWS, made  # noqa: E402
from waylight.lenses.mirror.network import BESIDE  # noqa: E402
from waylight.lenses.mirror.tokens import hash_of, tokens_of  # noqa: E402

WORDS = ["you", "felt", "lost", "what", "?", "now"]


def reader() -> Reader:
    read, vectors, _ = made()
    torch.manual_seed(1)
    return Reader(vectors, read.shape.shape[1])


def test_it_finds_what_it_will_find_when_it_is_shipped() -> None:
    one = reader().eval()
    order = np.argsort([hash_of(word) for word in WORDS])
    keys = np.array([hash_of(WORDS[n]) for n in order], dtype=np.uint64)
    vectors = one.vectors.detach().numpy()
    texts = ["You felt lost now", "what?", "now now you"]
    words = tokens_of(texts)
    shipped = _network(one, keys, np.vstack([vectors[order], vectors[-1:]]))
    row = np.array([WORDS.index(word) for text in texts for word in text.lower().replace("?", " ?").split()])
    with torch.no_grad():
        found, _ = one.heard(row, words.turn, len(texts))
    assert np.allclose(found.numpy(), shipped.found(words), atol=2e-2)  # vectors that ship are rounded
    assert shipped.absent.shape == (len(BESIDE), found.shape[1])


def test_what_is_read_is_learned_and_the_same_seed_learns_the_same() -> None:
    read, _, labels = made()
    aims, said = aims_of(labels, ROWS), []
    for _ in range(2):
        one = reader()
        for _ in range(30):
            learn(one, read, aims, ROWS, 1)
        with torch.no_grad():
            said.append(one(read, ROWS)["behaviour"].numpy()[read.coach])
    assert np.array_equal(*said)
    assert (said[0].argmax(axis=1) == labels["behaviour"][read.coach]).mean() > 0.8


def test_it_learns_to_foretell_what_words_and_texts_mean(capsys: pytest.CaptureFixture[str]) -> None:
    chance = np.random.default_rng(1)
    words = tokens_of(["you felt lost", "what now ?", "you felt now", "lost now"] * 30)
    of_word, of_text = chance.normal(size=(len(words.token), WORD_NUMBERS)), chance.normal(size=(4, TEXT_NUMBERS))
    known, row = np.ones(len(words.token), dtype=np.bool_), np.searchsorted(np.unique(words.token), words.token)
    of_word = of_word[row]  # a word means the same everywhere, so that all of it can be foretold
    about = Meanings(words, of_word.astype(np.float32), known, np.tile(of_text, (30, 1)).astype(np.float32))
    one, left = reader(), []
    for _ in range(40):
        foretell(one, row, about, 1)
        left.append(float(capsys.readouterr().err.split("words ")[1].split(",")[0]))
    assert left[-1] < left[0] / 2
