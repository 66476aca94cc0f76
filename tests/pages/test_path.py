"""The path: six series from week to week, gaps where nothing is known, and every value with its rows."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import a_stakeholder, an_interaction, weekly_contact
from waylight.pages.path.drawing import BASE, WIDE, draw
from waylight.pages.path.path import compose
from waylight.record import insight
from waylight.record.between.day import Day, keep
from waylight.record.kept import Kept
from waylight.record.meeting import plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, tzinfo=UTC)


def words(answer) -> str:
    return answer.content.decode()


def address(engagement, part="path/"):
    return f"/engagements/{engagement.pk}/{part}"


def series(engagement, now=NOW):
    path = compose(engagement, engagement.coach.user, now)
    return {one.key: [value.figure.value for value in one.values] for one in path.series}


def strip(engagement, key):
    path = compose(engagement, engagement.coach.user, NOW)
    return next(one for one in draw(path, engagement.zone).strips if one.series.key == key)


def rate(engagement, on, value, *, private=False):
    return insight.reflect(engagement, on=on, text="", private=private, confidence=value)


def read_in(language, engagement, browser):
    with translation.override("en-gb"):  # a page leaves its language behind, for the next page to change
        return words(browser.get(address(engagement), headers={"accept-language": language}))


def test_without_anything_it_says_what_would_show_here(engagement, as_coach):
    answer = words(as_coach.get(address(engagement)))
    assert "Nothing has been brought in yet that could be followed" in answer
    assert "<svg" not in answer


def test_the_stages_stand_in_the_order_of_the_way_and_the_rest_beside_them(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=4)
    answer = words(as_coach.get(address(engagement)))
    stages = ["Listening", "Insights from others", "Confidence", "Reaching out", "Sharing", "Reached by others"]
    assert re.findall(r"<h3>([^<]+)</h3>\n(?:<div|<p class=\"unknown)", answer) == [*stages, "Reciprocity", "Breadth"]


def test_people_are_counted_once_a_week(engagement):
    for day in ("05", "06", "07"):
        an_interaction(engagement, None, "Priya Raman", at=f"2026-01-{day}T10:00")
    an_interaction(engagement, None, "Luca Brandt", at="2026-01-08T10:00")
    assert series(engagement)["reach_out"] == [2]


def test_a_week_of_which_nothing_was_brought_in_is_a_gap_and_not_a_zero(engagement):
    for at in ("2026-01-05T10:00", "2026-01-12T10:00", "2026-01-26T10:00"):
        an_interaction(engagement, None, "Priya Raman", at=at)
    assert series(engagement)["reach_out"] == [1, 1, None, 1]
    drawn = strip(engagement, "reach_out")
    assert (len(drawn.lines), len(drawn.alone), drawn.between) == (1, 1, [])


def test_weeks_in_which_nobody_asked_for_a_rating_are_bridged_by_dots(engagement):
    for on, value in ((date(2026, 1, 5), 4), (date(2026, 1, 12), 5), (date(2026, 1, 26), 6)):
        rate(engagement, on, value)
    assert series(engagement)["confidence"] == [4, 5, None, 6]
    assert len(strip(engagement, "confidence").between) == 1


def test_a_rating_stands_in_the_clients_week(engagement, as_coach):
    rate(engagement, date(2026, 5, 3), 4)  # a Sunday
    rate(engagement, date(2026, 5, 4), 8)  # a Monday
    assert series(engagement)["confidence"] == [4, 8]


def test_the_rows_behind_a_rating_are_those_of_its_week(engagement, as_coach):
    """Monday begins at 23:00 UTC on Sunday in a Lisbon summer; the day counts, not the hour."""
    rate(engagement, date(2026, 5, 3), 4)
    rate(engagement, date(2026, 5, 4), 8)
    answer = words(as_coach.get(address(engagement)))
    links = re.findall(r'<a class="evidence" href="([^"]+confidence[^"]+)"', answer.partition('id="numbers"')[2])
    behind = words(as_coach.get(links[1].replace("&amp;", "&")))
    assert "Monday 4 May 2026" in behind
    assert "Sunday 3 May 2026" not in behind


def test_every_value_leads_to_the_rows_that_were_counted(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=3)
    answer = words(as_coach.get(address(engagement)))
    links = re.findall(r'<a class="evidence" href="([^"]+reach-out[^"]+)"', answer.partition('id="numbers"')[2])
    assert len(links) == 3
    behind = words(as_coach.get(links[1].replace("&amp;", "&")))
    assert len(re.findall(r"<tr>\s*<td>", behind)) == 1
    assert "12 Jan 2026" in behind


def test_the_table_is_the_same_when_its_figures_are_kept(engagement, as_coach):
    for name in ("A B", "C D", "E F", "G H", "I J"):
        weekly_contact(engagement, name, weeks=5)
        weekly_contact(engagement, name, weeks=4, out=False)
    made, kept = (words(as_coach.get(address(engagement))).partition('id="numbers"')[2] for _ in range(2))
    assert Kept.objects.filter(engagement=engagement, measures__startswith="path").exists()
    assert re.findall(r'aria-label="Reaching out, week of [^"]+: evidence">5<', kept)
    assert kept == made


def test_figures_of_four_weeks_are_unknown_before_there_are_four(engagement):
    for name in ("A B", "C D", "E F", "G H", "I J"):
        weekly_contact(engagement, name, weeks=5)
        weekly_contact(engagement, name, weeks=5, out=False)
    assert series(engagement)["reciprocity"] == [None, None, None, 1.0, 1.0]


def test_insights_that_came_from_others_are_counted(engagement):
    person = a_stakeholder(engagement, "Mei Okafor").person
    entry = insight.reflect(engagement, on=date(2026, 1, 6), text="Heard something.", private=False)
    insight.hear(entry, text="It is theirs too.", person=person)
    insight.hear(entry, text="A thought of her own.", person=None)
    assert series(engagement)["insights"] == [1]


def test_meetings_are_marked_where_they_lie_in_the_weeks(engagement):
    weekly_contact(engagement, "Priya Raman", weeks=2)
    plan(engagement, at=datetime(2026, 1, 12, 0, tzinfo=UTC))  # the middle of two weeks
    plan(engagement, at=datetime(2026, 3, 12, 0, tzinfo=UTC))  # after them
    path = compose(engagement, engagement.coach.user, NOW)
    assert draw(path, engagement.zone).meetings == pytest.approx([WIDE / 2])


def test_what_was_written_down_is_read_once(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=4)
    rate(engagement, date(2026, 1, 5), 4)
    as_coach.get(address(engagement))
    with CaptureQueriesContext(connection) as queries:
        as_coach.get(address(engagement))
    tables = Counter(re.search(r'FROM "(\w+)"', one["sql"])[1] for one in queries if one["sql"].startswith("SELECT"))
    once = ("record_reflection", "record_confidence", "record_insight", "record_perspective", "record_mood")
    assert {table: tables[table] for table in once} == dict.fromkeys(once, 1)
    assert tables["record_letgo"] <= 2  # from when on contact is known, and what is said of it


def test_what_lies_ahead_is_not_drawn(engagement):
    weekly_contact(engagement, "Priya Raman", weeks=10)
    assert len(series(engagement, datetime(2026, 1, 20, tzinfo=UTC))["reach_out"]) == 3


def test_a_rating_in_a_private_entry_is_on_the_clients_path_and_not_on_the_coachs(engagement, as_coach, as_client):
    rate(engagement, date(2026, 1, 6), 4, private=True)
    assert "Confidence, week of 5 January" in words(as_client.get(address(engagement)))
    assert "Nothing has been brought in yet" in words(as_coach.get(address(engagement)))


def test_no_point_lies_outside_its_drawing(engagement):
    weekly_contact(engagement, "Priya Raman", weeks=6)
    rate(engagement, date(2026, 1, 6), 10)
    rate(engagement, date(2026, 1, 13), 0)
    for key in ("reach_out", "confidence"):
        drawn = strip(engagement, key)
        points = [tuple(map(float, p.split(","))) for line in (*drawn.lines, *drawn.bands) for p in line.split()]
        assert points
        assert all(0 <= x <= WIDE and 0 <= y <= BASE for x, y in points)


def test_the_drawing_is_a_file_that_stands_alone(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=6)
    answer = as_coach.get(address(engagement, "path.svg"))
    assert "var(--" not in words(answer)
    assert ET.fromstring(words(answer)).tag.endswith("svg")
    assert "Reaching out" in words(answer)


def test_the_table_is_a_file_in_which_the_unknown_is_empty(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=2)
    answer = words(as_coach.get(address(engagement, "path.csv"))).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert [row["week"] for row in rows] == ["2026-01-05", "2026-01-12"]
    assert (rows[0]["reach_out"], rows[0]["confidence"], rows[0]["breadth"]) == ("1", "", "")


def test_there_is_no_file_of_nothing(engagement, as_coach):
    assert as_coach.get(address(engagement, "path.svg")).status_code == 404
    assert as_coach.get(address(engagement, "path.csv")).status_code == 404


def test_the_client_is_asked_herself(engagement, as_client):
    weekly_contact(engagement, "Priya Raman", weeks=4)
    answer = words(as_client.get(address(engagement)))
    assert "what you said yourself" in answer


def test_mood_stands_beside_the_stages_with_its_rows_and_only_if_she_gave_a_number(engagement, as_client, as_coach):
    insight.reflect(engagement, on=date(2026, 3, 2), text="Words", private=False, confidence=5)
    now = datetime(2026, 3, 10, tzinfo=UTC)
    path = compose(engagement, engagement.client.user, now)
    assert "mood" not in {one.key for one in path.series}
    keep(engagement, Day(mood=3, mood_words="grey"), on=date(2026, 3, 3), key="k")
    path = compose(engagement, engagement.client.user, now)
    assert [one.key for one in path.stages].count("mood") == 0
    mood = next(one for one in path.beside if one.key == "mood")
    assert [value.figure.value for value in mood.values if value.figure.value is not None] == [3]
    rows = as_client.get(next(value.evidence for value in mood.values)).content.decode()
    assert "grey" in rows
    assert "grey" not in as_coach.get(f"/engagements/{engagement.pk}/evidence/mood/").content.decode()
    assert "mood" not in {one.key for one in compose(engagement, engagement.coach.user, now).series}


def test_readers_of_two_languages_each_have_their_own_sentences_kept(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=3)
    for speaks in ("de", "en-gb", "de"):
        read_in(speaks, engagement, as_coach)
    kept = Kept.objects.filter(measures__startswith="path").values_list("measures", flat=True)
    assert sorted(one.split()[-1] for one in kept) == ["de", "en-gb"]


def test_where_numbers_have_decimal_commas_drawings_keep_their_points(engagement, as_coach):
    weekly_contact(engagement, "Priya Raman", weeks=3)
    rate(engagement, date(2026, 1, 8), 4.5)
    page = read_in("de", engagement, as_coach)
    assert ">4,5</a>" in page
    assert re.findall(r'\b(?:[xyr]|[xy][12]|c[xy]|width|height)="[-\d]+\.\d"', page)
    assert not re.findall(r'\b(?:[xyr]|[xy][12]|c[xy]|width|height)="[-\d]+,', page)
