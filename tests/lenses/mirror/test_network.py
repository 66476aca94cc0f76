"""What of the model reads words in their order, and how marks are looked up."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.mirror.network import MEAN_WEIGHT, Network
from waylight.lenses.mirror.tokens import hash_of, split, tokens_of
from waylight.lenses.mirror.weights import Side, shipped, side_of

KEYS = st.lists(st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 40)), unique=True, min_size=1)  # some begin alike


def test_the_order_of_words_is_seen() -> None:
    one, other = shipped().network.found(tokens_of(["you can not stop now", "now you can stop not"]))
    assert not np.array_equal(one, other)


def test_a_word_that_is_not_known_says_as_much_as_any_other_such_word() -> None:
    told = ["the xqzzkv of it", "the zzyqqv of it", "the drinking of it"]
    one, other, known = shipped().network.found(tokens_of(told))
    assert np.allclose(one, other, atol=1e-6)
    assert not np.allclose(one, known, atol=1e-2)


def test_a_turn_is_found_the_same_whatever_stands_beside_it() -> None:
    told = ["So you felt that you had lost it.", "Mm-hmm.", "word " * 3000, ""]
    together = shipped().network.found(tokens_of(told))
    for row, text in enumerate(told):
        assert np.allclose(together[row], shipped().network.found(tokens_of([text]))[0], atol=1e-6)


def by_definition(network: Network, text: str) -> np.ndarray:
    """What is found in a turn, word by word."""
    rows = {int(key): vector.astype(np.float64) for key, vector in zip(network.keys, network.vectors[:-1], strict=True)}
    nothing, far = np.zeros(network.vectors.shape[1]), len(network.near) // 2
    vectors = [nothing] * far + [rows.get(hash_of(word), nothing) for word in split(text)] + [nothing] * far
    meant = []
    for place in range(len(vectors) - 2 * far):
        hidden = sum(vectors[place + step] @ part for step, part in enumerate(network.near)) + network.near_bias
        meant.append(np.maximum(hidden, 0) @ network.meant + network.meant_bias)
    edge = [np.zeros_like(meant[0])]
    beside = zip(edge + meant[:-1], meant, meant[1:] + edge, strict=True)
    heard = [sum(one @ part for one, part in zip(three, network.window, strict=True)) for three in beside]
    loudest = np.maximum(np.max(heard, axis=0) + network.window_bias, 0)
    return np.concatenate([loudest, MEAN_WEIGHT * np.mean(meant, axis=0)])


def test_what_is_found_is_what_the_definition_says() -> None:
    told = ["So you felt that you had lost it?", "Mm-hmm.", "xqzzkv you can't, xqzzkv!", "Yes"]
    found = shipped().network.found(tokens_of(told))
    for row, text in enumerate(told):
        assert np.allclose(found[row], by_definition(shipped().network, text), atol=1e-4)


@settings(deadline=None)
@given(KEYS, KEYS)
def test_every_mark_is_found_in_its_place_and_no_other(known: list[int], asked: list[int]) -> None:
    keys = np.array(sorted(known), dtype=np.uint64)
    side: Side = side_of(keys, np.ones((len(keys), 2), dtype=np.float32), np.zeros(2))
    rows = side.rows(np.array(known + asked, dtype=np.uint64)).tolist()
    places = {key: row for row, key in enumerate(sorted(known))}
    assert rows == [places.get(key, len(keys)) for key in known + asked]
    assert not side.weights[len(keys)].any()
