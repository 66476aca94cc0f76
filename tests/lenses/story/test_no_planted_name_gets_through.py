"""Everybody in made engagements, written in every form that somebody could think of, is found by the lens."""

from __future__ import annotations

from collections import defaultdict

import pytest
from bench.story_planted import found_whole, planted

from waylight.lenses.story.known import Known
from waylight.lenses.story.span import Kind

ENGAGEMENTS = 20  # of the 200 that ``python -m bench.story`` takes


@pytest.fixture(scope="module")
def found():
    """By form, whether each was found whole, with its text."""
    by_form = defaultdict(list)
    for form, text, whole in planted(ENGAGEMENTS, seed=11):
        by_form[form].append((whole, text))
    return by_form


def missed(forms):
    return [text for each in forms for whole, text in each if not whole]


def test_nobody_in_a_plain_form_is_missed(found):
    assert missed(each for form, each in found.items() if form.startswith("plain")) == []


def test_hardly_anybody_in_an_unusual_form_is_missed(found):
    unusual = [each for form, each in found.items() if not form.startswith("plain")]
    assert len(unusual) > 75
    assert len(missed(unusual)) / sum(map(len, unusual)) <= 0.03


def test_no_one_form_lets_many_through(found):
    rates = {form: sum(whole for whole, _ in each) / len(each) for form, each in found.items()}
    assert {form: rate for form, rate in rates.items() if rate < 0.8} == {}


def test_a_miss_is_seen_as_one():
    anna = Known("anna", Kind.PERSON, ("Anna Silva",))
    assert found_whole("She asked ⟦Anna⟧ about it.", [anna])
    assert not found_whole("She asked ⟦the gardener⟧ about it.", [anna])
    assert not found_whole("She ⟦asked Anna⟧ about it.", [anna])
