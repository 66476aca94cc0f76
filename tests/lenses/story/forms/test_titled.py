"""The heading that a story begins with is its title; its first words stand where only a link to it does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lenses.story.forms.readers import MARKDOWN, told
from waylight.lenses.story.forms.parts import Heading, Paragraph, Run
from waylight.lenses.story.forms.reading import read
from waylight.lenses.story.forms.titled import ABOUT, beginning, read_titled


def test_a_heading_at_its_head_is_the_title():
    story = read_titled("# It *grew*\n\n## Then\n\nShe listened.", dated="May 2026")
    assert (story.title, story.dated) == ("It grew", "May 2026")
    assert story.blocks == (Heading(2, (Run("Then"),)), Paragraph((Run("She listened."),)))


def test_a_heading_of_any_level_is():
    assert read_titled("### It grew\n\nShe listened.").title == "It grew"


def test_without_one_there_is_no_title():
    assert read_titled("She listened.\n\n# It grew").title == ""
    assert read_titled(f"# {'a ' * 150}\n\nShe listened.").title == ""


@settings(deadline=None)
@given(MARKDOWN)
def test_no_word_is_lost_by_it(text):
    assert told(read_titled(text)) == told(read("", text))


def test_its_first_words_are_those_of_its_first_paragraph():
    assert beginning(read_titled("# It grew\n\n## Then\n\nShe *listened*  \nwell.\n\nMore.")) == "She listened well."
    assert beginning(read_titled("# It grew")) == ""


@given(st.lists(st.text("abcdefgh,.", min_size=1, max_size=12), min_size=1, max_size=80))
def test_they_are_cut_at_a_word(words):
    said = beginning(read("", "x " + " ".join(words)))
    assert len(said) <= ABOUT
    assert f"x {' '.join(words)}".startswith(said.rstrip("…"))
