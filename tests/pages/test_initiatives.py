"""Initiatives: noted, changed, closed; who takes which part over time; what belongs to them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

from tests.factories import a_stakeholder, an_interaction
from tests.pages.test_two_at_once import seen
from waylight.pages.initiatives.spans import WIDE, picture
from waylight.record.belonging import Belonging
from waylight.record.initiative import Initiative, Participation, launch
from waylight.record.taking_part import take_part

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 1, 1)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def at(engagement):
    return f"/engagements/{engagement.pk}/initiatives/"


@pytest.fixture
def bench(engagement):
    return launch(engagement, name="Open Bench", since=BEGAN)


@pytest.fixture
def mei(engagement):
    return a_stakeholder(engagement, "Mei Okafor").person


def test_without_any_it_says_what_one_is(at, as_coach):
    assert "No initiative is noted yet." in words(as_coach.get(at))


def test_one_is_noted_and_opens(engagement, at, as_client):
    answer = as_client.post(at, {"name": "Open Bench", "since": "2026-01-01"})
    one = Initiative.objects.get(engagement=engagement)
    assert answer.url == f"{at}{one.pk}/"
    page = words(as_client.get(answer.url))
    assert "since 1 January 2026" in page
    assert "Nobody’s part is noted yet." in page


def test_a_name_that_is_taken_is_said_beside_the_field(at, bench, as_coach):
    page = words(as_coach.post(at, {"name": "Open Bench", "since": "2026-02-01"}))
    assert "There is an initiative called “Open Bench” already." in page
    assert Initiative.objects.count() == 1


def test_a_first_day_after_it_was_closed_is_refused_beside_that_day_in_every_language(at, bench, as_coach, monkeypatch):
    as_coach.post(f"{at}{bench.pk}/close/")
    monkeypatch.setattr("waylight.record.initiative.gettext", lambda message: "Zu spät.")
    address = f"{at}{bench.pk}/edit/"
    late = {"name": "Open Bench", "since": "2199-01-01", "seen": seen(words(as_coach.get(address)))}
    field = words(as_coach.post(address, late)).partition('id="id_since"')[2]
    assert "Zu spät." in field.partition("</div>")[0]


def test_the_second_to_change_it_sees_the_first(at, bench, as_coach):
    address = f"{at}{bench.pk}/edit/"
    mark = seen(words(as_coach.get(address)))
    as_coach.post(address, {"name": "The Bench", "since": "2026-01-01", "seen": mark})
    answer = as_coach.post(address, {"name": "A Bench", "since": "2026-01-01", "seen": mark})
    assert answer.status_code == 409
    assert "<p>The Bench, since 1 January 2026</p>" in words(answer)
    assert 'value="A Bench"' in words(answer)


def test_it_is_closed_and_goes_on(at, bench, as_coach):
    as_coach.post(f"{at}{bench.pk}/close/")
    assert '<span class="tag plain-tag">closed</span>' in words(as_coach.get(at))
    as_coach.post(f"{at}{bench.pk}/close/")
    assert "closed" not in words(as_coach.get(at))


def test_a_part_is_noted_and_stands_in_picture_table_and_file(engagement, at, bench, mei, as_coach):
    form = {"person": mei.pk, "part": "leads", "since": "2026-02-01", "until": "2026-03-31"}
    as_coach.post(f"{at}{bench.pk}/parts/", form)
    page = words(as_coach.get(f"{at}{bench.pk}/"))
    assert "<title>Mei Okafor leads from 1 February 2026 to 31 March 2026</title>" in page
    assert "<td>31 March 2026</td>" in page
    answer = as_coach.get(f"{at}{bench.pk}/parts.csv")
    [row] = csv.DictReader(io.StringIO(words(answer).lstrip("\ufeff")))
    assert row == {"person": "Mei Okafor", "part": "leads", "since": "2026-02-01", "until": "2026-03-31"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"person": ""}, "This field is required."),
        ({"person": "999999"}, "Select a valid choice."),
        ({"until": "2026-01-15"}, "The last day lies before the first one."),
        ({"since": "yesterday"}, "Enter a valid date."),
        ({"part": "watches"}, "Select a valid choice."),
    ],
)
def test_a_part_that_cannot_be_is_said_beside_its_field(at, bench, mei, as_coach, given, said):
    form = {"person": mei.pk, "part": "leads", "since": "2026-02-01", **given}
    assert said in words(as_coach.post(f"{at}{bench.pk}/parts/", form))
    assert not Participation.objects.exists()


def test_a_part_is_removed_put_back_and_goes_for_good(at, bench, mei, as_coach):
    part = take_part(bench, mei, part="leads", since=BEGAN)
    as_coach.post(f"{at}{bench.pk}/parts/{part.pk}/remove/")
    page = words(as_coach.get(f"{at}{bench.pk}/"))
    assert "Put back: Mei Okafor leads" in page
    assert "<title>Mei Okafor" not in page
    as_coach.post(f"{at}{bench.pk}/parts/{part.pk}/back/")
    assert "<title>Mei Okafor" in words(as_coach.get(f"{at}{bench.pk}/"))
    for _ in range(2):
        as_coach.post(f"{at}{bench.pk}/parts/{part.pk}/remove/")
    assert not Participation.objects.exists()


def test_the_second_to_change_a_part_sees_the_first(at, bench, mei, as_coach):
    part = take_part(bench, mei, part="told", since=BEGAN)
    address = f"{at}{bench.pk}/parts/{part.pk}/"
    mark = seen(words(as_coach.get(address)))
    as_coach.post(address, {"part": "leads", "since": "2026-01-01", "seen": mark})
    answer = as_coach.post(address, {"part": "owns", "since": "2026-01-01", "seen": mark})
    assert answer.status_code == 409
    assert "Mei Okafor leads from 1 January 2026" in words(answer)


def test_spans_lie_on_one_scale_and_parts_at_once_do_not_cover_one_another(bench, mei):
    take_part(bench, mei, part="owns", since=BEGAN, until=date(2026, 1, 25))
    take_part(bench, mei, part="leads", since=BEGAN)
    take_part(bench, mei, part="told", since=date(2026, 1, 26))
    drawn = picture(bench, list(bench.participations.select_related("person")), date(2026, 2, 19))
    [row] = drawn.rows
    owns, leads, told = (next(s for s in row.spans if s.part.part == part) for part in ("owns", "leads", "told"))
    assert (owns.x, owns.width) == (0, pytest.approx(WIDE / 2))
    assert leads.width == pytest.approx(WIDE)
    assert told.x == pytest.approx(WIDE / 2)
    assert owns.y == told.y != leads.y
    assert row.now == "leads, is told"


def test_a_part_in_the_years_1970_or_2099_is_drawn(at, bench, mei, as_coach):
    take_part(bench, mei, part="told", since=date(1970, 1, 1), until=date(2099, 12, 31))
    page = words(as_coach.get(f"{at}{bench.pk}/"))
    assert page.count("<text x=") <= 14


def test_threads_are_chosen_and_let_go_and_lead_to_their_rows(engagement, at, bench, as_coach):
    an_interaction(engagement, None, "Mei Okafor", thread="a")
    an_interaction(engagement, "Jo Pires", "Mei Okafor", thread="a", at="2026-03-03T10:00")
    an_interaction(engagement, None, "Ulla Brink", thread="b")
    page = words(as_coach.get(f"{at}{bench.pk}/belongs/?search=jo"))
    assert page.count('name="thread"') == 1
    as_coach.post(f"{at}{bench.pk}/belongs/", {"thread": re.search(r'name="thread" value="(\w+)"', page)[1]})
    page = words(as_coach.get(f"{at}{bench.pk}/"))
    assert "<small>contacts of three people in one thread" in page
    behind = words(as_coach.get(re.search(r'href="([^"]+evidence/initiative[^"]+)"', page)[1].replace("&amp;", "&")))
    assert "Open Bench" in behind
    assert len(re.findall(r"<tr>\s*<td>", behind)) == 2
    as_coach.post(f"{at}{bench.pk}/belongs/{Belonging.objects.get().pk}/")
    assert "No contact belongs to it yet." in words(as_coach.get(f"{at}{bench.pk}/"))


def test_a_thread_that_is_not_there_changes_nothing_and_that_is_said(at, bench, as_coach):
    answer = as_coach.post(f"{at}{bench.pk}/belongs/", {"thread": ["nonsense"]}, follow=True)
    assert "not in the record any more" in words(answer)
    assert not Belonging.objects.exists()


def test_without_kept_subjects_it_says_that_a_word_finds_nothing(engagement, at, bench, as_coach):
    an_interaction(engagement, None, "Mei Okafor")
    assert "only fingerprints are kept" in words(as_coach.get(f"{at}{bench.pk}/belongs/"))
    an_interaction(engagement, None, "Mei Okafor", title="Open Bench: plan")
    as_coach.post(f"{at}{bench.pk}/belongs/word/", {"word": "open bench"})
    page = words(as_coach.get(f"{at}{bench.pk}/belongs/"))
    assert "“open bench” <small>in one subject</small>" in page
    assert "by a word" in page
    answer = as_coach.post(f"{at}{bench.pk}/belongs/word/", {"word": "…"}, follow=True)
    assert "Type a word that stands in the subjects" in words(answer)


def test_the_rows_of_an_initiative_of_others_are_nobodys_evidence(engagement, at, as_coach):
    answer = as_coach.get(f"/engagements/{engagement.pk}/evidence/initiative/?initiative=999999")
    assert "There are no rows behind this" in words(answer)
