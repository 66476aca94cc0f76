"""What stands in a story is what a reader finds in each form: every word, in order, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lenses.story.forms.readers import STORIES, in_markdown, in_page, in_pdf, in_word, told
from waylight.lenses.story.forms.every import FORMS
from waylight.lenses.story.forms.markdown import markdown
from waylight.lenses.story.forms.parts import Paragraph, Quote, Run
from waylight.lenses.story.forms.pdf import pdf, slide_pdf
from waylight.lenses.story.forms.reading import read, written
from waylight.lenses.story.forms.slide import TooLong, slide
from waylight.lenses.story.forms.web import page
from waylight.lenses.story.forms.word import word

# What Typst reads as its own language, in letters that its fonts have.
OF_TYPST = st.text("abcdefgxyzéüßαβγжюя0123456789#$*_@<>\\[]{}()=~\"'/`.,;:!?|&%+ \n", max_size=80)


@settings(deadline=None)
@given(STORIES)
def test_in_a_page(story):
    assert in_page(page(story)) == told(story)


@settings(deadline=None, max_examples=60)
@given(STORIES)
def test_in_a_word_document(story):
    assert in_word(word(story)) == told(story)


@settings(deadline=None, max_examples=200)
@given(STORIES)
def test_in_a_markdown_file(story):
    assert in_markdown(markdown(story)) == told(story)


@settings(deadline=None, max_examples=200)
@given(STORIES)
def test_a_markdown_file_read_again_is_written_the_same(story):
    made = markdown(replace(story, title="", dated="")).decode()
    assert markdown(read("", made)).decode() == made


@settings(deadline=None, max_examples=40)
@given(OF_TYPST, OF_TYPST, OF_TYPST)
def test_in_a_pdf_where_no_word_is_read_as_typst(title, one, two):
    runs = (Run(" ".join(one.split())), Run(" ".join(two.split()), em=True))
    story = written(title, (Paragraph(runs), Quote((Paragraph(runs),))), "en", two)
    assert in_pdf(pdf(story)).replace("-", "") == told(story).replace("-", "")  # words are parted at ends of lines


@settings(deadline=None)
@given(STORIES)
def test_on_a_slide_if_it_fits(story):
    try:
        made = slide(story)
    except TooLong:
        return
    assert in_page(made) == told(story)


def test_lists_have_their_numbers_in_a_pdf():
    shown = in_pdf(pdf(read("Steps", "4. She listened.\n5. Others shared.\n\n- At last")))
    assert shown == "Steps4.Shelistened.5.Othersshared.•Atlast"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_has_the_letters_of_other_scripts(form):
    made = FORMS[form].make(read("Слушать", "Zoë άκουσε, и выросло.", "el"))
    shown = {"pdf": in_pdf, "word": in_word, "markdown": in_markdown, "slide-pdf": in_pdf}.get(form, in_page)(made)
    assert shown == "СлушатьZoëάκουσε,ивыросло."


def test_a_slide_as_pdf_is_one_page_of_every_word():
    story = read("What grew", "- " + "\n- ".join(f"she listened {n}" for n in range(9)))
    assert in_pdf(slide_pdf(story)).replace("•", "") == told(story)


def test_what_has_no_room_on_a_slide_says_so():
    story = read("Long", "Every word of it. " * 200)
    for make in (slide, slide_pdf):
        with pytest.raises(TooLong, match="about a hundred words"):
            make(story)
