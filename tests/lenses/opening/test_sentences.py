"""Sentences come apart where they end, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.opening.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ("I asked Dr. Hale. She knew.", ("I asked Dr. Hale.", "She knew.")),
        ("It was J. Brown. Not me.", ("It was J. Brown.", "Not me.")),
        ("So did I. Then he left.", ("So did I.", "Then he left.")),
        ("It rose by 3.5 points. Good.", ("It rose by 3.5 points.", "Good.")),
        ("Well… and then it stopped.", ("Well… and then it stopped.",)),
        ("She said “no.” Then yes.", ("She said “no.”", "Then yes.")),
        ("Really?! Yes.", ("Really?!", "Yes.")),
        ("   ", ()),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("abI .!?…\"“”'\n"), max_size=60))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()
