"""The room that others had in a meeting of her own is a share of all words, where both sides are there."""

from __future__ import annotations

import pytest

from waylight.lenses.growth.listening import FEWEST_WORDS, others_share


def turns(hers: int, others: int) -> list[tuple[bool, str]]:
    return [(True, "word " * hers), (False, "word " * others)]


def test_it_is_the_share_of_words_that_others_said():
    assert others_share([*turns(20, 40), *turns(10, 30)]) == pytest.approx(0.7)


@pytest.mark.parametrize(("hers", "others"), [(0, 500), (500, 0), (0, 0), (10, FEWEST_WORDS - 11)])
def test_a_transcript_that_lacks_a_side_or_is_short_says_nothing(hers, others):
    assert others_share(turns(hers, others)) is None
