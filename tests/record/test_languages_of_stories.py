"""A story's language is a likely one at first, and then the one that its coach says."""

from __future__ import annotations

from datetime import date

import pytest

from waylight.record.pulse import Pulse
from waylight.record.story.languages import LANGUAGES, name_of
from waylight.record.story.text import begin_story, tell_in

pytestmark = pytest.mark.django_db


def a_round(engagement, language, opens):
    return Pulse.objects.create(engagement=engagement, language=language, opens=opens, closes=opens, opened_at=None)


def test_without_a_word_of_it_in_the_record_it_is_english(engagement):
    assert begin_story(engagement).language == "en"


def test_it_is_the_language_in_which_others_were_asked_last(engagement):
    a_round(engagement, "de", date(2026, 1, 1))
    assert begin_story(engagement).language == "de"


def test_it_is_that_of_the_last_story_where_there_is_one(engagement):
    tell_in(begin_story(engagement), "pt-BR")
    a_round(engagement, "de", date(2026, 1, 1))
    assert begin_story(engagement).language == "pt-BR"


def test_a_language_that_is_none_is_refused_in_words(engagement):
    story = begin_story(engagement)
    with pytest.raises(ValueError, match="“xx” is no language that a story can be told in"):
        tell_in(story, "xx")
    story.refresh_from_db()
    assert story.language == "en"


def test_every_language_has_a_name_and_a_code_as_it_is_written():
    assert {"ar", "de", "en", "fa", "he", "pt-BR", "ur", "zh-Hans"} <= set(LANGUAGES)
    assert [code for code in LANGUAGES if code.startswith("en-")] == []
    assert (name_of("pt-BR"), name_of("tlh")) == ("Brazilian Portuguese", "tlh")
    assert list(LANGUAGES.values()) == sorted(LANGUAGES.values())
