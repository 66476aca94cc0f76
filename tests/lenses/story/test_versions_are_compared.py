"""What is otherwise between two versions gives back both of them to the letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waylight.lenses.story.comparing import Run, compared

TEXT = st.text(st.sampled_from("ab .\n"), max_size=120)


def test_a_word_changed_within_a_paragraph_is_one_word():
    assert compared("She began by listening.", "She began by asking.") == [
        Run("same", "She began by "),
        Run("gone", "listening."),
        Run("new", "asking."),
    ]


def test_another_paragraph_is_one_that_went_and_one_that_came():
    assert compared("It grew.\n", "12345\n") == [Run("gone", "It grew.\n"), Run("new", "12345\n")]


def test_the_same_text_is_the_same():
    assert compared("Same.", "Same.") == [Run("same", "Same.")]
    assert compared("", "") == []


@given(older=TEXT, newer=TEXT)
def test_both_versions_can_be_read_out_of_it(older, newer):
    runs = compared(older, newer)
    assert "".join(one.text for one in runs if one.how != "new") == older
    assert "".join(one.text for one in runs if one.how != "gone") == newer
