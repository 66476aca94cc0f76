"""A figure in the material of a story is one click away from the very rows that made it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from tests.factories import an_interaction, weekly_contact
from tests.pages.test_movement import six_who_reach_out
from waylight.pages.story.material import material
from waylight.record import insight
from waylight.record.story.text import begin_story

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 15, tzinfo=UTC)


def pieces(engagement):
    return {
        (one.piece.source, one.piece.of): one
        for offer in material(engagement, engagement.coach.user, NOW)
        for one in offer.pieces
    }


def rows(client, way) -> int:
    """How many rows the sheet of a way holds, as it opens over the page."""
    assert way.sheet
    answer = client.get(way.address, headers={"HX-Request": "true"})
    assert answer.status_code == 200, way.address
    return len(re.findall(r"<tr>\s*<td>", answer.content.decode()))


def test_how_often_leads_to_the_weeks_that_were_counted(engagement, as_coach):
    six_who_reach_out(engagement)
    found = pieces(engagement)
    [first] = found["first-weeks", "reach_in"].ways
    assert rows(as_coach, first) == 6 * 4
    at_first, at_last = found["first-and-last-weeks", "reach_in"].ways
    assert (at_first.said, at_last.said) == ("at first", "at last")
    assert at_first.address == first.address
    assert at_last.address != first.address
    assert rows(as_coach, at_last) > 0


def test_who_began_leads_to_the_row_with_which_each_did(engagement, as_coach):
    six_who_reach_out(engagement)
    weekly_contact(engagement, "Ada Late", weeks=3, out=False, begin="2026-05-11")
    piece = pieces(engagement)["began", ""]
    assert "two people began to reach out first." in piece.piece.words.lower()
    [way] = piece.ways
    assert rows(as_coach, way) == 2


def test_who_was_brought_and_how_much_more_others_reach_out_lead_to_theirs(engagement, as_coach):
    six_who_reach_out(engagement)
    for n, name in enumerate(("Ivy Roe", "Jon Sun", "Kay Tan", "Lou Uys")):
        weekly_contact(engagement, name, weeks=8, out=False, begin=f"2026-05-{11 + n}")
    for who in (None, "Hal Neu"):
        an_interaction(engagement, "Ann Lee", who, at="2026-05-07T10:00", thread="t", recipients=2)
    for n in range(3):
        an_interaction(engagement, "Hal Neu", None, at=f"2026-05-{12 + n}T10:00", thread=f"n{n}")
    found = pieces(engagement)
    for source in ("brought", "reach-in"):
        [way] = found[source, ""].ways
        assert rows(as_coach, way) > 0, source


def test_what_grew_leads_to_the_rows_of_its_series_and_all_together_to_each(engagement, as_coach):
    six_who_reach_out(engagement)
    for n in range(12):
        day = date.fromordinal(date(2026, 1, 5).toordinal() + 14 * n)
        insight.reflect(engagement, on=day, text="x", private=False, confidence=min(2 + n, 9))
    found = pieces(engagement)
    [alone] = found["path", "confidence"].ways
    assert rows(as_coach, alone) == 12
    together = found["path", ""].ways
    assert {"Confidence", "Reached by others"} <= {one.said for one in together}
    for way in together:
        assert "/evidence/" in way.address
        assert as_coach.get(way.address).status_code == 200


def test_the_page_names_each_way_and_opens_it_over_the_text(engagement, as_coach):
    six_who_reach_out(engagement)
    story = begin_story(engagement)
    shown = as_coach.get(f"/engagements/{engagement.pk}/stories/{story.pk}/page/").content.decode()
    opens = re.findall(r'<a class="evidence" href="[^"]+/evidence/reach-in/[^"]+" hx-get=[^>]+>([^<]+)</a>', shown)
    assert {"at first", "at last", "where it is from"} <= set(opens)
