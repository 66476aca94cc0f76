"""Markdown is read as headings, paragraphs, lists, quotes and emphasis; all else is words as they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lenses.story.forms.readers import MARKDOWN, close
from waylight.lenses.story.forms.parts import Heading, Listing, Paragraph, Pause, Quote, Run, every_run
from waylight.lenses.story.forms.reading import read
from waylight.lenses.story.forms.visible import visible


def blocks(text):
    return read("T", text).blocks


def test_its_parts():
    assert blocks("## One\n\nShe *listened*.\n\n- a\n- b\n\n3. c\n\n> **said**\n\n---") == (
        Heading(2, (Run("One"),)),
        Paragraph((Run("She "), Run("listened", em=True), Run("."))),
        Listing(((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)),))),
        Listing(((Paragraph((Run("c"),)),),), first=3),
        Quote((Paragraph((Run("said", strong=True),)),)),
        Pause(),
    )


def test_a_line_under_words_is_a_pause_and_no_heading():
    assert blocks("It grew.\n---\nSlowly.") == (Paragraph((Run("It grew."),)), Pause(), Paragraph((Run("Slowly."),)))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("# One\n\n## Two\n\n###### Six", [2, 3, 4]),
        ("## Two\n\n### Three\n\n## Two", [2, 3, 2]),
        ("#### Four\n\n# One", [2, 2]),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_go_under_the_title_and_none_two_levels_down_at_once(written, read_as):
    assert [one.level for one in blocks(written)] == read_as


@pytest.mark.parametrize(
    "words", ["<b>x</b>", "&lt;", "&#77;arta", "[a](b)", "![a](b)", "`x`", "<!-- x -->", "http://a.b"]
)
def test_what_is_not_read_stands_as_it_is(words):
    assert blocks(f"So {words} it was.") == (Paragraph((Run(f"So {words} it was."),)),)


def test_a_line_may_end_early():
    assert blocks("one  \ntwo\nthree") == (Paragraph((Run("one\ntwo three"),)),)


def test_a_language_that_is_none_is_english():
    assert read("T", "x", 'en" onload="x').language == "en"
    assert read("T", "x", "pt-BR").language == "pt-BR"


@pytest.mark.parametrize("deep", ["> " * 100 + "Marta", "\n".join("  " * n + f"- in{'x' * n}" for n in range(100))])
def test_a_text_that_lies_too_deep_loses_nothing(deep):
    said = "".join(run.text for run in every_run(blocks(deep)))
    assert [one for one in said if one.isalpha()] == [one for one in deep if one.isalpha()]


@settings(deadline=None, max_examples=300)
@given(MARKDOWN | st.text())
def test_no_letter_is_lost_and_none_is_added(text):
    said = "".join(run.text for run in every_run(read("", text).blocks))
    assert [one for one in said if one.isalpha()] == [one for one in visible(text) if one.isalpha()]


@settings(deadline=None)
@given(st.text("abc .,!?'äж", max_size=60))
def test_plain_words_stay_as_they_are(words):
    said = "".join(run.text for run in every_run(blocks(words)))
    assert close(said) == close(words)
