"""What of the model reads words in their order, and how marks are looked up."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.lenses.mirror.tokens import tokens_of
from waylight.lenses.mirror.weights import Side, shipped, side_of

KEYS = st.lists(st.one_of(st.integers(0, 2**64 - 1), st.integers(0, 40)), unique=True, min_size=1)  # some begin alike


def test_the_order_of_words_is_seen() -> None:
    one, other = shipped().network.found(tokens_of(["you can not stop now", "now you can stop not"]))
    assert not np.array_equal(one, other)


def test_a_word_that_is_not_known_says_as_much_as_no_word() -> None:
    unknown, empty = shipped().network.found(tokens_of(["xqzzkv", ""]))
    assert np.array_equal(unknown, empty)


def test_a_turn_is_found_the_same_whatever_stands_beside_it() -> None:
    told = ["So you felt that you had lost it.", "Mm-hmm.", "word " * 3000, ""]
    together = shipped().network.found(tokens_of(told))
    for row, text in enumerate(told):
        assert np.allclose(together[row], shipped().network.found(tokens_of([text]))[0], atol=1e-6)


@settings(deadline=None)
@given(KEYS, KEYS)
def test_every_mark_is_found_in_its_place_and_no_other(known: list[int], asked: list[int]) -> None:
    keys = np.array(sorted(known), dtype=np.uint64)
    side: Side = side_of(keys, np.ones((len(keys), 2), dtype=np.float32), np.zeros(2))
    rows = side.rows(np.array(known + asked, dtype=np.uint64)).tolist()
    places = {key: row for row, key in enumerate(sorted(known))}
    assert rows == [places.get(key, len(keys)) for key in known + asked]
    assert not side.weights[len(keys)].any()
