"""The map: who she reached and who reached her in four weeks, as a drawing and as the table behind it."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import a_stakeholder, an_interaction, weekly_contact
from waylight.pages.map.map import compose
from waylight.record.people import place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, tzinfo=UTC)


def words(answer) -> str:
    return answer.content.decode()


def address(engagement, part="map/"):
    return f"/engagements/{engagement.pk}/{part}"


@pytest.fixture
def twelve_weeks(engagement):
    """Priya is written to every week; Luca writes from the ninth week on; the regulator is named, and silent."""
    a_stakeholder(engagement, "Priya Raman", "senior leader", "peer")
    a_stakeholder(engagement, "Luca Brandt", "manager", "peer")
    a_stakeholder(engagement, "Dr. Hale", "board", "upward")
    weekly_contact(engagement, "Priya Raman", weeks=12)
    weekly_contact(engagement, "Luca Brandt", weeks=4, out=False, begin="2026-03-02")
    return engagement


def shown(engagement, week=None):
    return compose(engagement, engagement.coach.user, NOW, week)


def test_without_any_contact_it_says_what_would_bring_one(engagement, as_coach):
    answer = words(as_coach.get(address(engagement)))
    assert "Nothing has been brought in yet" in answer
    assert "<svg" not in answer


def test_it_opens_on_the_last_four_weeks(twelve_weeks, as_coach):
    answer = words(as_coach.get(address(twelve_weeks)))
    assert "2 March to 29 March 2026" in answer
    assert "week 9 of 9" in answer


def test_the_table_holds_the_rates_of_the_arrows_with_their_range(twelve_weeks):
    rows = {row.name: row.tie for row in shown(twelve_weeks).rows}
    assert rows["Priya Raman"].out.value == pytest.approx(1, abs=0.01)
    assert rows["Luca Brandt"].into.value == pytest.approx(1, abs=0.01)
    assert rows["Dr. Hale"].out.value == 0
    assert rows["Dr. Hale"].contacts == 0


def test_an_earlier_week_shows_who_had_not_written_yet(twelve_weeks, as_coach):
    rows = {row.name: row.tie for row in shown(twelve_weeks, 1).rows}
    assert rows["Luca Brandt"].into.value == 0
    assert "5 January to 1 February 2026" in words(as_coach.get(address(twelve_weeks), {"week": "1"}))


@pytest.mark.parametrize("week", ["0", "99", "-3", "x", "9" * 30, "²"])
def test_a_week_that_does_not_exist_shows_the_nearest_one(twelve_weeks, as_coach, week):
    assert as_coach.get(address(twelve_weeks), {"week": week}).status_code == 200


def test_every_rate_leads_to_the_rows_that_were_counted(twelve_weeks, as_coach):
    answer = words(as_coach.get(address(twelve_weeks)))
    link = re.search(r'href="([^"]+reach-in[^"]+)"[^>]*aria-label="Luca Brandt: 1 a week', answer)[1]
    behind = words(as_coach.get(link.replace("&amp;", "&")))
    assert len(re.findall(r"<tr>\s*<td>", behind)) == 4


def test_who_was_new_is_said_with_the_direction(twelve_weeks):
    new = [(one.name, one.way) for one in shown(twelve_weeks).newcomers]
    assert ("Luca Brandt", "in") in new
    assert ("Priya Raman", "out") not in new


def test_breadth_is_a_sentence_while_too_few_are_placed(twelve_weeks, as_coach):
    answer = words(as_coach.get(address(twelve_weeks)))
    assert "Contact with fewer than 3 people whose place is known." in answer
    assert "as if contact were even" not in answer


def test_breadth_is_a_number_with_its_range_and_an_earlier_one(twelve_weeks, as_coach):
    for name, level, side in (("Jo Pires", "manager", "elsewhere"), ("Mei Okafor", "c-suite", "peer")):
        a_stakeholder(twelve_weeks, name, level, side)
        weekly_contact(twelve_weeks, name, weeks=12)
    answer = words(as_coach.get(address(twelve_weeks)))
    assert re.search(r"[\d.]+ <small>of 25 places, as if contact were even .*\([\d.]+–[\d.]+\)", answer)
    assert "In the four weeks to 1 February" in answer
    found = shown(twelve_weeks)
    assert found.breadth.figure.value > found.earlier.figure.value


def test_places_without_contact_are_named_and_no_others(twelve_weeks):
    assert shown(twelve_weeks).nobody_at == [("board", "upward")]


def test_somebody_without_a_place_is_on_the_map_and_one_click_from_getting_one(twelve_weeks, as_coach):
    an_interaction(twelve_weeks, "New Comer", None, at="2026-03-24T10:00")
    answer = words(as_coach.get(address(twelve_weeks)))
    assert "One person in contact in these weeks has no level or side yet: New Comer." in answer
    assert 'class="who lost"' in answer


def test_a_person_stands_at_the_same_place_in_every_week(twelve_weeks, as_coach):
    def dot(week):
        answer = words(as_coach.get(address(twelve_weeks), {"week": week}))
        return re.search(r'aria-label="Priya Raman.*?cx="([-\d.]+)" cy="([-\d.]+)"', answer, re.S).groups()

    assert dot(1) == dot(5) == dot(9)


def test_weeks_that_only_a_calendar_planned_are_left_out_and_that_is_said(twelve_weeks, as_coach):
    an_interaction(twelve_weeks, "Priya Raman", None, at="2026-05-20T10:00", kind="meeting", answer="accepted")
    answer = words(as_coach.get(address(twelve_weeks)))
    assert "week 9 of 9" in answer
    assert "The calendar goes on after the last mail" in answer


def test_a_calendar_alone_is_shown_to_its_end(engagement):
    for week in range(8):
        at = datetime(2026, 1, 6, 9, tzinfo=UTC) + timedelta(weeks=week)
        an_interaction(engagement, None, "Priya Raman", at=at, kind="meeting", answer="accepted")
    assert len(shown(engagement).weeks) == 5


def test_a_record_of_three_days_is_shown_without_rates(engagement, as_coach):
    an_interaction(engagement, None, "Priya Raman", at="2026-03-04T10:00")
    assert "week 1 of 1" in words(as_coach.get(address(engagement)))


def test_the_client_reads_it_as_hers(twelve_weeks, as_client):
    assert "Who you reach, who reaches you" in words(as_client.get(address(twelve_weeks)))


def test_a_name_that_is_markup_is_shown_as_text(engagement, as_coach):
    a_stakeholder(engagement, "<script>alert(1)</script>")
    an_interaction(engagement, None, "<script>alert(1)</script>")
    assert "<script>alert" not in words(as_coach.get(address(engagement)))


def test_the_drawing_is_a_file_that_stands_alone(twelve_weeks, as_coach):
    answer = as_coach.get(address(twelve_weeks, "map.svg"))
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "var(--" not in words(answer)
    root = ET.fromstring(words(answer))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Priya Raman" in words(answer)


def test_the_table_is_a_file_with_the_same_numbers(twelve_weeks, as_coach):
    answer = as_coach.get(address(twelve_weeks, "map.csv"))
    rows = {row["person"]: row for row in csv.DictReader(io.StringIO(words(answer).lstrip("\ufeff")))}
    assert rows["Priya Raman"]["out"] == "1.001"  # the clocks go forward: a week of 167 hours
    assert rows["Priya Raman"]["contacts"] == "4"
    assert rows["Luca Brandt"]["last_day"] == "2026-03-29"


def test_a_name_that_is_a_formula_is_no_formula_in_the_file(engagement, as_coach):
    an_interaction(engagement, None, "=cmd()")
    assert "'=cmd()" in words(as_coach.get(address(engagement, "map.csv")))


def test_there_is_no_file_of_nothing(engagement, as_coach):
    assert as_coach.get(address(engagement, "map.svg")).status_code == 404
    assert as_coach.get(address(engagement, "map.csv")).status_code == 404


def test_more_people_than_can_be_drawn_are_all_in_the_file(engagement, as_coach):
    for n in range(80):
        an_interaction(engagement, None, f"Person {n:02}", at=f"2026-03-{2 + n % 26:02}T10:00")
    assert words(as_coach.get(address(engagement))).count('class="who lost"') == 60
    assert words(as_coach.get(address(engagement, "map.csv"))).count("Person ") == 80


def test_a_level_the_practice_no_longer_uses_counts_as_not_known(twelve_weeks, as_coach):
    practice = twelve_weeks.practice
    practice.levels = [level for level in practice.levels if level != "senior leader"]
    practice.save()
    assert "who lost" in words(as_coach.get(address(twelve_weeks)))


def test_somebody_may_be_placed_by_side_alone(engagement, as_coach):
    one = a_stakeholder(engagement, "Priya Raman")
    place(engagement, one.person, level="", side="peer")
    an_interaction(engagement, None, "Priya Raman")
    assert "level not known, peer" in words(as_coach.get(address(engagement)))


def test_a_level_reads_as_people_write_it_and_stays_as_it_is_in_the_file(twelve_weeks, as_coach):
    a_stakeholder(twelve_weeks, "Mei Okafor", "c-suite", "peer")
    page = words(as_coach.get(address(twelve_weeks)))
    assert "C-suite, peer" in page
    assert "c-suite" not in re.sub(r'href="[^"]*"', "", page)  # an address carries it as the store has it
    assert "Mei Okafor,c-suite,peer" in words(as_coach.get(f"/engagements/{twelve_weeks.pk}/map.csv"))


def test_places_in_the_drawing_are_written_alike_where_numbers_have_a_decimal_comma(twelve_weeks, as_coach):
    page = words(as_coach.get(address(twelve_weeks), headers={"accept-language": "de"}))
    widths = re.findall(r'stroke-width="([^"]*)"', page)
    assert widths
    assert all(re.fullmatch(r"\d+(\.\d+)?", one) for one in widths)
    assert not re.search(r' (?:c?[xy][12]?|r|width|height|viewBox)="[^"]*,', page[page.index("<svg") :])
    assert re.search(r"<small>\d,\d+–\d,\d+</small>", page)
