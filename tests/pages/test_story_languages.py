"""A story in another language, from right to left too: its pages, its files, the feed and the check know it."""

from __future__ import annotations

import html
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language
from lxml import etree
from pypdf import PdfReader

from tests.factories import a_published_story, a_stakeholder
from tests.lenses.story.pipelines import a_pipeline
from tests.pages.test_two_at_once import seen
from waylight.lenses.story import spine
from waylight.pages.published import view
from waylight.record.people import Stakeholder
from waylight.record.story import StoryRequest
from waylight.record.story.text import begin_story, tell_in

pytestmark = pytest.mark.django_db
HEBREW = "# זה גדל\n\nהיא התחילה להקשיב ב-12.04.2026.\n\n- אחרים שיתפו\n\n> ויתרתי על הבעלות."
GERMAN = "Mit Mei Okafor sprach Anna Berger am 12.04.2026 über 37 Themen."
FRENCH = {"accept-language": "fr"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def words(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def story(engagement):
    a_stakeholder(engagement, "Mei Okafor")
    return begin_story(engagement, title="Letting go")


@pytest.fixture
def page(engagement, story):
    return f"/engagements/{engagement.pk}/stories/{story.pk}/page/"


@pytest.fixture
def hebrew(engagement):
    """A story from right to left that stands on the web."""
    there = a_published_story(engagement, HEBREW)
    tell_in(there.version.story, "he")
    return there


def keep(browser, page, text, **more):
    return browser.post(page, {"text": text, "seen": seen(words(browser.get(page))), **more}, follow=True)


def test_the_coach_chooses_it_and_the_page_says_so(page, story, as_coach):
    assert '<option value="en" selected>English</option>' in words(as_coach.get(page))
    shown = words(keep(as_coach, page, "", language="he"))
    assert "Every text of this story is in Hebrew from now on." in shown
    assert '<option value="he" selected>Hebrew</option>' in shown
    assert re.search(r'<textarea name="text"[^>]* lang="he" dir="rtl"', shown)
    assert "Kept as version 1." in words(keep(as_coach, page, HEBREW, language="he"))
    shown = words(as_coach.get(page))
    assert '<div class="reading" lang="he" dir="rtl">' in shown
    assert re.search(r'<div class="told" role="region" lang="he" dir="rtl"', shown)


def test_a_language_that_is_none_changes_nothing_and_loses_nothing(page, story, as_coach):
    shown = words(keep(as_coach, page, "Typed.", language="klingon"))
    assert "Select a valid choice" in shown
    assert "Typed.</textarea>" in shown
    story.refresh_from_db()
    assert story.language == "en"


def test_without_word_lists_the_page_says_so_and_does_not_flag_everything(page, as_coach, engagement):
    shown = words(keep(as_coach, page, GERMAN, language="de"))
    assert "no lists of the words of German, so names that no record knows are not looked for." in shown
    marked = re.findall(r'<mark><a href="#leak-\d+">([^<]+)</a></mark>', shown)
    assert marked == ["Mei Okafor", "12.04.2026", "37"]
    assert [*dict.fromkeys(re.findall(r'name="words-\d+" value="([^"]*)"', shown))] == ["[…]", "≈ 40"]


def test_words_chosen_by_hand_stand_in_a_text_of_another_language_as_they_are(page, story, as_coach, engagement):
    keep(as_coach, page, GERMAN, language="de")
    about = f"person {Stakeholder.objects.get(engagement=engagement).person_id}"
    given = {"about-1": about, "words-1": "einer Kollegin", "replace": "all", "language": "de"}
    keep(as_coach, page, GERMAN, **given)
    assert story.text("page") == "Mit einer Kollegin sprach Anna Berger am […] über ≈ 40 Themen."


def test_a_language_model_finds_what_no_list_can(page, as_coach, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "NER", a_pipeline(tmp_path / "de", "de", {"PER": ("Anna Berger",)}))
    shown = words(keep(as_coach, page, GERMAN, language="de"))
    assert "so names that no record knows are found by a language model alone." in shown
    assert "A language model reads along: de_pipeline 0.0.0." in shown
    assert re.search(r'<mark><a href="#leak-2">Anna Berger</a></mark>', shown)


def test_a_bad_language_model_is_said_on_the_page(page, as_coach, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "NER", str(tmp_path / "none"))
    shown = words(keep(as_coach, page, "After that Priya Raman asked."))
    assert "cannot be used: no package and no folder of this name is there." in shown
    assert re.search(r'<mark><a href="#leak-1">Priya Raman</a></mark>', shown)


def test_the_client_is_told_what_was_not_looked_for(page, engagement, as_coach, as_client):
    keep(as_coach, page, "Es wuchs.", language="de")
    as_coach.post(f"{page}agreement/", {"use": "web", "place": ""})
    asked = StoryRequest.objects.get()
    shown = words(as_client.get(f"/engagements/{engagement.pk}/stories/asked/{asked.pk}/"))
    assert "no lists of the words of German" in shown
    assert '<div class="told" lang="de" dir="ltr">' in shown
    shown = words(as_client.get(f"/engagements/{engagement.pk}/stories/asked/{asked.pk}/", headers=FRENCH))
    assert "no lists of the words of German" not in shown
    assert "llemand" in shown


def test_the_published_page_is_in_its_language_and_direction(hebrew):
    shown = words(Client().get(reverse("published-story", args=[hebrew.slug])))
    assert '<html lang="he" dir="rtl">' in shown
    assert '<footer class="story-foot" lang="en" dir="ltr">' in shown
    month = re.search(r'<p class="dated">([^<]+)</p>', shown).group(1)
    assert re.match(r"[א-ת]+ \d{4}", month), month


def test_words_beside_a_published_story_are_in_its_language_whoever_reads(hebrew, monkeypatch):
    tell_in(hebrew.version.story, "de")
    spoken, real = [], view.render
    monkeypatch.setattr(view, "render", lambda *given: spoken.append(get_language()) or real(*given))
    answer = Client().get(reverse("published-story", args=[hebrew.slug]), headers=FRENCH)
    assert (spoken, answer.headers["Content-Language"]) == (["de"], "de")
    shown = words(answer)
    assert '<html lang="de" dir="ltr">' in shown
    assert '<a class="skip" href="#main" lang="de">' in shown
    assert '<footer class="story-foot" lang="de" dir="ltr">' in shown


def test_a_draft_is_made_in_the_storys_language_and_what_is_missing_said_in_the_readers(page, as_coach, monkeypatch):
    monkeypatch.setattr(spine, "gettext", lambda message: f"{get_language()}: {message}")
    keep(as_coach, page, "Es wuchs.", language="de")
    shown = words(as_coach.get(page, headers=FRENCH))
    assert '<h3 lang="de">de: How it grew</h3>' in shown
    assert '<html lang="fr"' in shown
    assert "de: Nothing can be said" not in shown


def test_a_draft_tells_roughly_in_its_own_words_too(page, as_coach):
    shown = words(keep(as_coach, page, "Etwa 30 Personen kamen, rund um die Uhr 41.", language="de"))
    assert re.findall(r'<mark><a href="#leak-\d+">([^<]+)</a></mark>', shown) == ["41"]


def test_list_and_feed_say_the_language_of_each(hebrew, engagement):
    practice = [engagement.practice_id]
    assert '<li lang="he" dir="rtl">' in words(Client().get(reverse("published-stories", args=practice)))
    feed = etree.fromstring(Client().get(reverse("published-feed", args=practice)).content)
    [entry] = feed.iterfind("{http://www.w3.org/2005/Atom}entry")
    assert (feed.get(LANG), entry.get(LANG)) == ("en", "he")


@pytest.mark.parametrize("shape", ["page", "slide"])
def test_a_file_for_a_browser_runs_from_right_to_left(hebrew, shape):
    made = Client().get(reverse("published-story-file", args=[hebrew.slug, shape])).content.decode()
    assert '<html lang="he" dir="rtl">' in made


def test_every_paragraph_of_a_word_document_runs_from_right_to_left(hebrew):
    made = Client().get(reverse("published-story-file", args=[hebrew.slug, "word"])).content
    with ZipFile(BytesIO(made)) as held:
        document = etree.fromstring(held.read("word/document.xml"))
        styles = held.read("word/styles.xml").decode()
    of_word = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    every = document.findall(".//w:p", of_word)
    assert len(every) == 5  # title, month, and three parts
    assert [one for one in every if one.find("w:pPr/w:bidi", of_word) is None] == []
    assert 'w:bidi="he"' in styles


@pytest.mark.parametrize("shape", ["pdf", "slide-pdf"])
def test_a_pdf_says_its_language(hebrew, shape):
    made = Client().get(reverse("published-story-file", args=[hebrew.slug, shape])).content
    assert PdfReader(BytesIO(made)).trailer["/Root"]["/Lang"] == "he"
