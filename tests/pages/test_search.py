"""The page of search shows each place with a link that leads to it, and says so when there is none."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.factories import client_alias
from tests.record.brought import at
from waylight.record import insight
from waylight.record.meeting import Utterance, note, plan

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def words(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_every_place_that_is_found_stands_where_its_link_leads(engagement, as_client):
    meeting = plan(engagement, at=at("2026-03-03T16:00"))
    note(meeting, author=engagement.client.user, text="weir, noted")
    said = Utterance.objects.create(meeting=meeting, turn=7, speaker=client_alias(engagement), text="weir, said")
    entry = insight.reflect(engagement, on=DAY, text="weir, written", private=True, confidence=4, words="weir, felt")
    insight.hear(entry, text="weir, heard", person=None)
    insight.commit(engagement, on=DAY, text="weir, chosen")
    insight.carry(engagement, on=DAY, text="weir, asked")
    insight.carry(engagement, on=DAY, text="weir, said", meeting=meeting, utterance=said)
    page = words(as_client.get(f"/engagements/{engagement.pk}/search/?q=WEIR"))
    assert "Eight places" in page
    hits = re.findall(r'<a href="([^"]+)">[^<]*</a> · (?:.*?)<mark>weir</mark>(, \w+)', page)
    assert len(hits) == 8
    for address, rest in hits:
        there = as_client.get(address.replace("&amp;", "&"))
        assert f"weir{rest}" in words(there), address
        if "#" in address:
            assert f'id="{address.partition("#")[2]}"' in words(there)


def test_an_old_entry_is_found_on_its_page_of_the_journal(engagement, as_client):
    for n in range(60):
        text = "the weir" if n == 59 else f"Day {n}"
        insight.reflect(engagement, on=DAY - timedelta(days=n), text=text, private=True)
    page = words(as_client.get(f"/engagements/{engagement.pk}/search/?q=weir"))
    [address] = re.findall(r'href="(/engagements/\d+/journal/[^"]+#[^"]+)"', page)
    assert "the weir" in words(as_client.get(address))


def test_nothing_asked_and_nothing_found_are_said(engagement, as_coach):
    base = f"/engagements/{engagement.pk}/search/"
    assert "Type a name or a word" in words(as_coach.get(base))
    assert "Nothing with “weir”." in words(as_coach.get(f"{base}?q=weir"))


def test_what_was_typed_is_shown_as_text(engagement, as_coach):
    page = words(as_coach.get(f"/engagements/{engagement.pk}/search/", {"q": "<script>alert(1)</script>"}))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_many_places_are_on_several_pages(engagement, as_coach):
    for n in range(45):
        insight.commit(engagement, on=DAY, text=f"weir {n}")
    base = f"/engagements/{engagement.pk}/search/?q=weir"
    assert "1 to 40 shown" in words(as_coach.get(base))
    assert "41 to 45 shown" in words(as_coach.get(f"{base}&page=2"))
    assert "41 to 45 shown" in words(as_coach.get(f"{base}&page=999"))
