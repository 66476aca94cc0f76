"""The page of a movement: who began and when, what can be said and what cannot, and every figure with its rows."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from tests.factories import an_interaction, weekly_contact
from waylight.pages.movement.drawing import draw
from waylight.pages.movement.movement import compose, more_or_less
from waylight.record.people import Organisation, Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, tzinfo=UTC)
SINCE = date(2026, 4, 6)


def page(client, engagement, since="2026-04-06"):
    answer = client.get(f"/engagements/{engagement.pk}/movement/", {"since": since})
    return answer.content.decode()


def links(answer, what):
    return [one.replace("&amp;", "&") for one in re.findall(rf'href="([^"]+/evidence/{what}/[^"]*)"', answer)]


def six_who_reach_out(engagement):
    """Six people write to her every week from January on, and a seventh from May on."""
    for name in ("Ann Lee", "Bo Roy", "Cy Dee", "Di Fox", "Ed Hay", "Flo Ito"):
        weekly_contact(engagement, name, weeks=26, out=False)
    weekly_contact(engagement, "Gus New", weeks=6, out=False, begin="2026-05-04")


def test_without_anything_it_says_what_would_show_here(engagement, as_coach):
    answer = page(as_coach, engagement)
    assert "Nothing has been brought in yet that would show" in answer
    assert "<svg" not in answer


def test_who_began_is_named_with_the_day_and_the_rows(engagement, as_coach):
    six_who_reach_out(engagement)
    answer = page(as_coach, engagement)
    assert re.search(r"Gus New</a>, for the first time, on 4 May 2026", answer)
    assert "Ann Lee</a>, for the first time" not in answer
    [behind] = [one for one in links(answer, "reach-in") if "person=" in one]
    rows = as_coach.get(behind).content.decode()
    assert len(re.findall(r"<tr>\s*<td>", rows)) == 6


def test_who_was_brought_is_named_with_who_brought_them(engagement, as_coach):
    six_who_reach_out(engagement)
    for who in (None, "Hal Neu"):
        an_interaction(engagement, "Ann Lee", who, at="2026-05-07T10:00", thread="t", recipients=2)
    answer = page(as_coach, engagement)
    assert re.search(r"Hal Neu</a> came through Ann Lee, on 7 May 2026", answer)
    rows = as_coach.get(links(answer, "brought")[0]).content.decode()
    assert len(re.findall(r"<tr>\s*<td>", rows)) == 1
    assert "Hal Neu" in rows


def test_from_her_own_mail_no_movement_of_others_is_claimed(engagement, as_coach):
    six_who_reach_out(engagement)
    answer = page(as_coach, engagement)
    assert "That cannot be known from" in answer
    assert not links(answer, "movement")


def test_reaching_out_is_compared_with_before_and_the_rows_are_those_counted(engagement, as_coach):
    six_who_reach_out(engagement)
    shown = compose(engagement, engagement.coach.user, SINCE, NOW)
    assert shown.change.figure.value > 0
    assert shown.change.words.endswith("% more")
    rows = as_coach.get(shown.change.evidence).content.decode()
    assert len(re.findall(r"<tr>\s*<td>", rows)) == min(len(shown.change.figure.rows), 100)


def test_every_week_leads_to_the_rows_counted_in_it(engagement, as_coach):
    six_who_reach_out(engagement)
    for _, people, where in compose(engagement, engagement.coach.user, SINCE, NOW).weeks[8:12]:
        rows = as_coach.get(where).content.decode()
        assert len(re.findall(r"<tr>\s*<td>", rows)) == len(people.rows) > 0


def a_company(engagement):
    """Ten people in touch with her who begin three times as much from the day on, and twenty others who do not."""
    rng, start = np.random.default_rng(1), datetime(2026, 4, 6, 9, tzinfo=UTC)
    near, far = [f"Near {n}" for n in range(10)], [f"Far {n}" for n in range(20)]
    for week in range(-12, 8):
        for name in (*near, *far):
            for _ in range(rng.poisson(3 if name in near and week >= 0 else 1)):
                to = str(rng.choice([one for one in (*near, *far) if one != name]))
                an_interaction(engagement, name, to, at=start + timedelta(weeks=week, hours=float(rng.random() * 100)))
            if name in near:
                an_interaction(engagement, None, name, at=start + timedelta(weeks=week))


def test_with_a_companys_table_the_movement_is_said_with_its_interval_and_rows(engagement, as_coach):
    a_company(engagement)
    found = compose(engagement, engagement.coach.user, SINCE, NOW).moved
    answer = page(as_coach, engagement)
    assert found.everyone.low > 0
    assert more_or_less(found.everyone.value) in answer
    assert "would look the same" in answer
    for what, figure in (("movement", found.everyone), ("movement-around", found.one_another)):
        rows = as_coach.get(links(answer, what)[0]).content.decode()
        assert len(re.findall(r"<tr>\s*<td>", rows)) == min(len(figure.rows), 100) > 0


@pytest.mark.parametrize("given", ["June", "2026-13-40", "0001-01-01", "9999-12-31", "x" * 500])
def test_a_day_that_is_none_is_said_and_the_page_is_there(engagement, as_coach, given):
    weekly_contact(engagement, "Ann Lee", weeks=4, out=False)
    answer = page(as_coach, engagement, given)
    assert 'id="wrong-day"' in answer
    assert "Has a movement begun?" in answer


@pytest.mark.parametrize("given", ["1970-01-02", "2099-12-30", ""])
def test_a_day_far_from_the_record_shows_no_zeros(engagement, as_coach, given):
    weekly_contact(engagement, "Ann Lee", weeks=4, out=False)
    answer = page(as_coach, engagement, given)
    assert ">0<br>" not in answer
    assert "Has a movement begun?" in answer


def test_her_own_page_speaks_to_her(engagement, as_client):
    six_who_reach_out(engagement)
    assert "Reaching out to you" in page(as_client, engagement)


def test_unknown_weeks_are_gaps_in_the_drawing(engagement):
    for at in ("2026-01-05T10:00", "2026-04-06T10:00", "2026-04-20T10:00"):
        an_interaction(engagement, "Ann Lee", at=at)
    weeks = [people for _, people, _ in compose(engagement, engagement.coach.user, SINCE, NOW).weeks]
    assert len(draw({"in": weeks}, 0).lines[0].runs) == sum(people.value is not None for people in weeks)


def test_without_a_day_it_is_the_beginning_or_the_middle_of_what_is_known(engagement):
    weekly_contact(engagement, "Ann Lee", weeks=27, out=False)  # until 6 July

    def usual(begins):
        engagement.begins = begins
        return compose(engagement, engagement.coach.user, None, NOW).since

    assert usual(date(2026, 3, 2)) == date(2026, 3, 2)
    assert usual(date(2026, 1, 7)) == usual(date(2027, 1, 1)) == date(2026, 4, 6)


def test_each_line_can_be_told_apart_without_its_colour(engagement, as_coach):
    a_company(engagement)
    answer = page(as_coach, engagement)
    assert len(re.findall(r'<polyline class="between"', answer)) == 1
    assert "dotted: by those beside" in answer


def test_who_is_not_listed_is_counted(engagement, as_coach):
    six_who_reach_out(engagement)
    for n in range(14):
        an_interaction(engagement, f"New Number{n}", None, at=f"2026-05-{n + 5:02d}T10:00")
    answer = page(as_coach, engagement)
    assert answer.count("for the first time, on") == 12
    assert "Three people more began or came" in answer


def test_how_alike_the_compared_were_stands_on_the_page_and_in_the_table(engagement, as_coach):
    a_company(engagement)
    answer = page(as_coach, engagement)
    balance = compose(engagement, engagement.coach.user, SINCE, NOW).moved.balance
    assert "Alike before?" in answer
    assert len(balance) == 2
    assert all(one.what in answer for one in balance)
    lines = table(as_coach, engagement)
    assert float(lines[f"balance, {balance[0].what}: standard deviations apart"][0]["value"]) == pytest.approx(
        balance[0].apart, rel=1e-3, abs=1e-9
    )


def test_the_table_to_keep_has_every_figure_of_the_page(engagement, as_coach):
    a_company(engagement)
    shown, lines = compose(engagement, engagement.coach.user, SINCE, NOW), table(as_coach, engagement)
    assert [float(one["value"]) for one in lines["people who reached the client"] if one["value"]] == [
        one.value for _, one, _ in shown.weeks if one.value is not None
    ]
    claim = lines["movement: with anybody"][0]
    assert [float(claim[name]) for name in ("value", "low", "high")] == pytest.approx(
        [shown.moved.everyone.value, shown.moved.everyone.low, shown.moved.everyone.high], rel=1e-3
    )
    assert len(lines["begun by each of those around"]) == len(shown.moved.series)


def test_the_table_names_its_figures_alike_in_every_language(engagement, as_coach, monkeypatch):
    a_company(engagement)
    monkeypatch.setattr("waylight.pages.movement.movement.gettext", lambda message: f"«{message}»")
    assert ">«With anybody»<" in page(as_coach, engagement)
    assert "movement: with anybody" in table(as_coach, engagement)


def test_the_drawing_to_keep_holds_both_pictures_and_stands_alone(engagement, as_coach):
    a_company(engagement)
    answer = as_coach.get(f"/engagements/{engagement.pk}/movement.svg?since=2026-04-06")
    root = ET.fromstring(answer.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall("{http://www.w3.org/2000/svg}g")) == 2
    assert b"var(" not in answer.content
    assert "movement-since-2026-04-06.svg" in answer["Content-Disposition"]


@pytest.mark.parametrize("part", ["movement.svg", "movement.csv"])
def test_there_is_nothing_to_keep_of_nothing(engagement, as_coach, part):
    assert as_coach.get(f"/engagements/{engagement.pk}/{part}").status_code == 404


def test_people_are_compared_within_their_organisation_where_one_is_known(engagement, as_coach):
    a_company(engagement)
    assert "of the same level and side" in page(as_coach, engagement)
    norvia, other = (Organisation.objects.create(practice=engagement.practice, name=name) for name in ("Norvia", "Ost"))
    Person.objects.filter(name__startswith="Near").update(organisation=norvia)
    Person.objects.filter(name__startswith="Far 1").update(organisation=norvia)
    Person.objects.filter(name__startswith="Far").exclude(name__startswith="Far 1").update(organisation=other)
    assert "of the same level and organisation" in page(as_coach, engagement)
    named = dict(Person.objects.values_list("pk", "name"))
    matches = {
        named[one]
        for found in compose(engagement, engagement.coach.user, SINCE, NOW).moved.sets
        for one in found.matches
    }
    assert matches
    assert all(name.startswith("Far 1") for name in matches)


def table(client, engagement, since="2026-04-06"):
    """The lines of the table to keep, by what they are of."""
    answer = client.get(f"/engagements/{engagement.pk}/movement.csv?since={since}").content.decode("utf-8-sig")
    lines = defaultdict(list)
    for line in csv.DictReader(io.StringIO(answer)):
        lines[line["what"]].append(line)
    return lines
