"""Somebody without an account finds a published story, reads it, keeps it; then it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.test_every_page_is_accessible import violations_light_and_dark
from tests.journeys.watching import watched

PUBLISH = '''
from django.utils import timezone
from tests.factories import a_published_story, agree
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
engagement = Engagement.objects.get(pk=1)
if not agreed(engagement, Consent.Use.STORY):
    agree(engagement, Consent.Use.STORY, at=timezone.now())
told = """# What grew, and began with listening

She had launched something new. *When she owned it*, nobody else could take part.

## What she noticed

- Others think differently, and that helps
- Hearing others made her more confident

> It grew. There was no moment.

---

It does not always work out this way.

1. Some never answered
2. Some left
"""
print(a_published_story(engagement, told).slug, engagement.practice_id)
'''
TAKE_BACK = """
from django.utils import timezone
from waylight.record.story.asking import StoryRequest, withdraw_agreement
from waylight.record.story import Publication
asked = Publication.objects.get(slug="{slug}", withdrawn_at=None).request
withdraw_agreement(asked, by=asked.engagement.client.user, at=timezone.now())
"""


@pytest.fixture
def published(made):
    """The address of a story on the web, and of its practice's page."""
    slug, practice = made(PUBLISH).split()[-2:]
    return f"/stories/read/{slug}/", f"/stories/{practice}/"


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_somebody_reads_it_keeps_it_and_finds_it_gone(open_at, served, published, width, scripts):
    story, practice = published
    page = open_at(width, as_="", color_scheme="light", reduced_motion="reduce", java_script_enabled=scripts)
    assert page.goto(practice).status == 200
    page.get_by_role("link", name="What grew, and began with listening").click()
    page.get_by_role("heading", level=1, name="What grew, and began with listening").wait_for()
    assert page.url.endswith(story)
    with page.expect_download() as kept:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert kept.value.suggested_filename == "story.pdf"
    assert Path(kept.value.path()).read_bytes().startswith(b"%PDF")
    served.store.says(TAKE_BACK.format(slug=story.split("/")[3]))
    assert page.reload().status == 410
    page.get_by_role("heading", name="This story is not here any more").wait_for()
    page.goto(practice)
    page.get_by_text("There are no stories here at the moment.").wait_for()
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_of_it_breaks_a_rule_is_wider_than_the_window_or_is_refused_anything(open_at, served, published, width):
    page = open_at(width, as_="", color_scheme="light", reduced_motion="reduce")
    said, asked = watched(page), []
    page.on("request", lambda request: asked.append(request.url))
    for address in (*published, f"{published[0]}nothing/"):
        page.goto(address)
        assert page.evaluate("window.refused") == [], address
        if not address.endswith("nothing/"):
            assert violations_light_and_dark(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    assert [url for url in asked if not url.startswith((served.address, "data:"))] == []
