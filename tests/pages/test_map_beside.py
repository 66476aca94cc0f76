"""The map beside other weeks, step by step, with a person looked for and with empty places to fill."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.utils.html import escape

from tests.factories import a_stakeholder, an_interaction, weekly_contact
from waylight.pages.map.compare import compare
from waylight.pages.map.map import compose

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, tzinfo=UTC)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def at(engagement):
    """Priya is written to in all twelve weeks, Jo wrote in the first four, Luca writes in the last four."""
    for name, level in (("Priya Raman", "senior leader"), ("Luca Brandt", "manager"), ("Jo Pires", "board")):
        a_stakeholder(engagement, name, level, "peer")
    weekly_contact(engagement, "Priya Raman", weeks=12)
    weekly_contact(engagement, "Jo Pires", weeks=4, out=False)
    weekly_contact(engagement, "Luca Brandt", weeks=4, out=False, begin="2026-03-02")
    return f"/engagements/{engagement.pk}/map"


def test_who_is_new_and_who_has_gone_is_what_the_rows_say(engagement, at):
    user = engagement.coach.user
    found = compare(engagement, user, NOW, compose(engagement, user, NOW, 9), 1)
    assert [one.row.name for one in found.new] == ["Luca Brandt"]
    assert [one.row.name for one in found.gone] == ["Jo Pires"]
    assert {one.row.name: one.words for one in found.people} == {
        "Priya Raman": "",
        "Luca Brandt": "new",
        "Jo Pires": "gone",
    }
    assert not found.overlap
    assert compare(engagement, user, NOW, compose(engagement, user, NOW, 9), 7).overlap


def test_picture_and_table_show_what_is_new_and_what_has_gone(at, as_coach):
    page = words(as_coach.get(f"{at}/?week=9&with=1"))
    assert "2 March to 29 March 2026, beside 5 January to 1 February 2026" in page
    assert len(re.findall(r'class="arrow in new"', page)) == 1
    assert len(re.findall(r'class="arrow in gone"', page)) == 1
    assert len(re.findall(r'class="arrow out "', page)) == 1
    assert '<td class="place">gone</td>' in page
    assert 'aria-label="Jo Pires, gone: evidence of then"' in page


@pytest.mark.parametrize("query", ["week=9&with=9", "week=9&with=x", "week=9&with=", "with=" + "9" * 40])
def test_the_same_weeks_and_nonsense_compare_nothing(at, as_coach, query):
    page = words(as_coach.get(f"{at}/?{query}"))
    assert "What changed" not in page
    assert "beside" not in re.search(r'id="map-when">([^<]+)', page)[1]


def test_the_rows_of_then_are_one_click_away(at, as_coach):
    page = words(as_coach.get(f"{at}/?week=9&with=1"))
    link = re.search(r'href="([^"]+)"[^>]+aria-label="Jo Pires, gone', page)[1].replace("&amp;", "&")
    assert len(re.findall(r"<tr>\s*<td>", words(as_coach.get(link)))) == 4


def test_files_hold_both_stretches(at, as_coach):
    answer = as_coach.get(f"{at}.csv?week=9&with=1")
    rows = {row["person"]: row for row in csv.DictReader(io.StringIO(words(answer).lstrip("\ufeff")))}
    assert (rows["Jo Pires"]["in"], rows["Jo Pires"]["then_in"], rows["Jo Pires"]["change"]) == ("0", "1", "gone")
    assert rows["Luca Brandt"]["then_in"] == "0"
    drawing = words(as_coach.get(f"{at}.svg?week=9&with=1"))
    assert "beside 5 January to 1 February 2026" in drawing
    assert "arrow in gone" in drawing
    assert "name somebody" not in drawing


def test_the_file_says_what_changed_alike_in_every_language(at, as_coach, monkeypatch):
    monkeypatch.setattr("waylight.pages.map.compare.pgettext", lambda context, message: message.upper())
    assert '<td class="place">GONE</td>' in words(as_coach.get(f"{at}/?week=9&with=1"))
    answer = words(as_coach.get(f"{at}.csv?week=9&with=1")).lstrip("\ufeff")
    assert {row["change"] for row in csv.DictReader(io.StringIO(answer))} == {"", "new", "gone"}


def test_a_week_back_and_on_are_links_that_keep_what_else_was_asked(at, as_coach):
    page = words(as_coach.get(f"{at}/?week=5&with=1&person=priya"))
    for week, step in ((4, "a week back"), (6, "a week on")):
        assert re.search(rf'href="\?week={week}&amp;with=1&amp;person=priya"[^>]+>{step}<', page)
    assert "<span>a week on</span>" in words(as_coach.get(f"{at}/?week=9"))
    assert "<span>a week back</span>" in words(as_coach.get(f"{at}/?week=1"))


def test_a_person_looked_for_stands_out_in_picture_and_table(at, as_coach):
    page = words(as_coach.get(f"{at}/?person=PRIYA"))
    assert page.count('class="who found"') == 1
    assert page.count('class="found"') == 1
    assert "/stakeholders/" in page.partition("“PRIYA”")[2].partition("</ul>")[0]
    assert "Look among all stakeholders" in words(as_coach.get(f"{at}/?person=zzz"))


def test_somebody_of_whom_nothing_was_said_is_found_without_a_page_of_their_own(engagement, at, as_coach):
    an_interaction(engagement, "Ulla Brink", None, at="2026-03-24T10:00")
    page = words(as_coach.get(f"{at}/?person=ulla"))
    assert "/stakeholders/" not in page.partition("“ulla”")[2].partition("</ul>")[0]


def test_no_word_of_anybody_is_markup_in_picture_or_table(engagement, as_coach):
    engagement.practice.levels, engagement.practice.sides = ["<b>top", "<b>base"], ["<b>near", '"<b>far']
    engagement.practice.save()
    engagement.client.name = "<b>I"
    engagement.client.save()
    for name, level, weeks in (("<b>Jo", "<b>top", 4), ("<b>Lu", "", 12)):
        a_stakeholder(engagement, name, level, "<b>near")
        weekly_contact(engagement, name, weeks=weeks)
    page = words(as_coach.get(f"/engagements/{engagement.pk}/map/?with=1&person=<b>"))
    for said in ("<b>Jo", "<b>Lu", "<b>top", "<b>near", '"<b>far', "<b>I"):
        assert escape(said) in page, said
    assert "<b>" not in page


def test_every_arrow_leads_to_its_rows(at, as_coach):
    page = words(as_coach.get(f"{at}/?week=9"))
    links = re.findall(r'class="arrow \w+ "[^>]+data-evidence="([^"]+)"', page)
    assert len(links) == 2
    assert all(re.findall(r"<tr>\s*<td>", words(as_coach.get(link.replace("&amp;", "&")))) for link in links)


def test_a_place_at_which_nobody_is_known_is_empty_until_somebody_is_named(at, as_client):
    page = words(as_client.get(f"{at}/"))
    assert page.count('class="empty-place"') == 22
    link = re.search(r'href="([^"]+level=board&amp;side=industry)"', page)[1].replace("&amp;", "&")
    form = words(as_client.get(link))
    assert '<option value="board" selected>' in form
    as_client.post(link, {"name": "Elena Varga", "level": "board", "side": "industry"})
    page = words(as_client.get(f"{at}/"))
    assert page.count('class="empty-place"') == 21
    assert "Elena Varga (board, industry): no contact in these weeks" in page
