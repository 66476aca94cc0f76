"""Words that are heard every day are no names where somebody writes with care; elsewhere the model decides."""

from __future__ import annotations

import pytest

from waylight.lenses.story.every_day import with_care
from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known
from waylight.lenses.story.names import looks_like_names
from waylight.lenses.story.span import Kind
from waylight.lenses.story.tokens import tokens

AROUND = "She listened. Then others came. It grew. {} It went on."


@pytest.mark.parametrize(
    "sentence",
    [
        "Twenty-six of them asked, nine did not.",
        "Forty-one answers came, Eleven were new.",
        "We meet on Fridays, and after Christmas.",
        "Dr and Mrs are titles.",
        "I’d ask, and You're right.",
        "A notebook lay on the balcony, with a pencil.",
        "Approval comes later.",
        "She rated it at 4 out of 10.",
        "Downwards it goes.",
    ],
)
def test_they_are_not_flagged(sentence):
    text = AROUND.format(sentence)
    assert [text[one.start : one.end] for one in find(text)] == []


@pytest.mark.parametrize("name", ["Okonkwo", "Marta", "Mark Calloway", "Setúbal"])
def test_names_among_them_are(name):
    text = AROUND.format(f"Then {name} asked on Friday, for the ninth time.")
    assert name in " ".join(text[one.start : one.end] for one in looks_like_names(text))


def test_a_number_that_is_no_scale_is_a_figure():
    text = AROUND.format("We were 10, and 41 out of 57 asked.")
    assert [text[one.start : one.end] for one in find(text)] == ["10", "41", "57"]


def test_a_number_or_a_day_in_somebody_s_name_is_found_with_the_record():
    friday = Known("friday", Kind.PERSON, ("Joe Friday",))
    text = AROUND.format("It was Joe Friday who asked, and Friday answered.")
    assert [text[one.start : one.end] for one in find(text, [friday])] == ["Joe Friday", "Friday"]


def test_only_a_text_with_capitals_where_sentences_begin_is_written_with_care():
    assert with_care(tokens("She listened. Then others came. “it grew,” she said. I will: go on."))
    assert not with_care(tokens("she listened. then others came. it grew."))
    assert not with_care(tokens("She listened."))
