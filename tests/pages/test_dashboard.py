"""A coach's dashboard: what is next, what waits for her, and who has gone quiet, as facts with their days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from tests.factories import a_sponsor, a_stakeholder, an_admin, an_engagement, an_interaction
from tests.pages.test_every_page_is_sound import Page
from waylight.access.parts import Part
from waylight.language import day_and_year
from waylight.pages.dashboard.dashboard import NEWEST, dashboard_of
from waylight.record import insight
from waylight.record.goal import set_goal
from waylight.record.meeting import call_off, note, plan
from waylight.record.package import buy
from waylight.record.privacy.asked import ask_to_be_erased
from waylight.record.privacy.links import make_link
from waylight.record.saying_yes import say_yes, wish

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)


def page(browser, asked: str = "") -> str:
    shown = browser.get(f"/dashboard/{asked}").content.decode()
    assert Page(shown).unsound() == []
    return shown


def everything(engagement) -> None:
    """One of everything that waits for a coach."""
    coach = engagement.coach.user
    plan(engagement, at=NOW + timedelta(days=2))
    plan(engagement, at=NOW - timedelta(days=3))
    link, _ = make_link(engagement, a_stakeholder(engagement, "Mei Okafor").person, by=coach)
    ask_to_be_erased(link, holder=None)
    levels = ["", "", "Two own it", "", ""]
    goal = set_goal(engagement, text="Let others own it", levels=levels, weight=1, since=date(2026, 2, 1))
    say_yes(goal, part=Part.CLIENT, by=engagement.client.user)
    wish(goal, text="Name the team", by=a_sponsor(engagement, name=f"Sponsor of {engagement.pk}"))
    insight.reflect(engagement, on=date(2026, 3, 1), text="Shared words.", private=False)
    buy(engagement, on=date(2026, 1, 5), minutes=120)


def test_an_empty_dashboard_says_that_nothing_waits(as_coach):
    shown = page(as_coach)
    for said in ("Nothing waits for you.", "No meeting is planned."):
        assert said in shown


def test_everything_that_waits_leads_to_where_it_is_done(engagement, as_coach):
    everything(engagement)
    shown = page(as_coach)
    here = f"/engagements/{engagement.pk}"
    for said, leads in (
        ("the brief", f"{here}/meetings/"),
        ("Mei Okafor asks to be erased", f"{here}/people/"),
        ("asks for other words of a goal", f"{here}/goals/#goal-"),
        ("your yes is missing", f"{here}/goals/#goal-"),
        ("shares an entry that you have not opened", f"{here}/journal/?entry="),
        ("No note of yours on the meeting", f"{here}/meetings/"),
        ("1 hour left of those bought", f"{here}/packages/"),
    ):
        assert said in shown
        assert f'href="{leads}' in shown


def test_an_entry_is_new_until_the_coach_has_opened_the_journal(engagement, as_coach, as_client):
    insight.reflect(engagement, on=date(2026, 3, 1), text="Shared words.", private=False)
    as_client.get(f"/engagements/{engagement.pk}/journal/")
    assert "have not opened" in page(as_coach)
    as_coach.get(f"/engagements/{engagement.pk}/journal/")
    assert "have not opened" not in page(as_coach)


def test_of_many_entries_the_newest_are_shown_and_the_others_counted(engagement, as_coach):
    for n in range(NEWEST):
        insight.reflect(engagement, on=date(2026, 3, 1) + timedelta(days=n), text="Shared words.", private=False)
    assert "and older entries" not in page(as_coach)
    for n in range(3):
        insight.reflect(engagement, on=date(2026, 2, 1) + timedelta(days=n), text="Before.", private=False)
    shown = page(as_coach)
    assert shown.count("have not opened") == NEWEST
    assert "and older entries: 3" in shown
    assert "Entry of 12 March 2026" in shown
    assert "February 2026, Ines" not in shown


def test_words_of_entries_and_goals_that_do_not_wait_are_not_read_for_it(engagement, as_coach):
    insight.reflect(engagement, on=date(2026, 3, 1), text="Shared words.", private=False)
    levels = ["", "", "Two own it", "", ""]
    set_goal(engagement, text="Nobody says yes to this", levels=levels, weight=1, since=date(2026, 2, 1))
    found = dashboard_of(engagement.coach.user, NOW, 21)
    assert found.goals == []
    assert [one.get_deferred_fields() for one in found.entries] == [{"text"}]


def test_a_private_entry_is_not_pointed_out_and_not_counted_as_a_sign_of_life(engagement, as_coach):
    engagement.begins = date(2026, 1, 5)
    insight.reflect(engagement, on=NOW.date(), text="Private words.", private=True)
    shown = page(as_coach)
    assert "have not opened" not in shown
    assert "last entry shared with you not known" in shown


def test_a_meeting_that_was_noted_or_called_off_waits_for_no_note(engagement, as_coach):
    noted = plan(engagement, at=NOW - timedelta(days=3))
    call_off(plan(engagement, at=NOW - timedelta(days=2)))
    assert "No note of yours" in page(as_coach)
    note(noted, author=engagement.coach.user, text="A note.")
    assert "No note of yours" not in page(as_coach)


def test_who_is_quiet_is_said_with_the_days_of_each_and_the_number_can_be_chosen(engagement, as_coach):
    day = NOW - timedelta(days=25)
    plan(engagement, at=day)
    an_interaction(engagement, None, "Mei Okafor", at=NOW - timedelta(days=40))
    shown = page(as_coach)
    assert "25 days" in shown
    assert f"Last meeting {day.astimezone(UTC):%-d %B %Y}" in shown
    assert "last entry shared with you not known" in shown
    assert "Nobody." in page(as_coach, "?days=30")
    assert "25 days" in page(as_coach, "?days=14")
    assert "25 days" in page(as_coach, "?days=nonsense")


def test_the_last_meeting_is_said_with_its_day_in_its_own_zone_however_long_ago(engagement, as_coach):
    late = NOW.replace(hour=20, minute=0)
    for days in (90, 60):
        plan(engagement, at=late - timedelta(days=days), zone="Asia/Tokyo")
    call_off(plan(engagement, at=late - timedelta(days=50)))
    assert f"Last meeting {day_and_year((late - timedelta(days=59)).date())}" in page(as_coach)


def test_an_engagement_that_has_ended_is_not_quiet(engagement, as_coach):
    engagement.ends = date(2026, 2, 1)
    engagement.save()
    assert "Nobody." in page(as_coach)


def test_another_coachs_engagements_are_not_in_it(engagement):
    everything(engagement)
    other = Client()
    other.force_login(an_engagement("Henrik Aas").coach.user)
    shown = page(other)
    assert "Ines" not in shown
    assert "Mei" not in shown


def test_as_many_queries_for_many_engagements_as_for_one(engagement, as_coach, django_assert_max_num_queries):
    everything(engagement)
    page(as_coach)
    with django_assert_max_num_queries(60) as few:
        page(as_coach)
    for n in range(4):
        everything(an_engagement(f"Client {n}", coach=engagement.coach))
    with django_assert_max_num_queries(len(few)):
        assert page(as_coach).count("your yes is missing") == 5


def test_an_admin_sees_hours_and_load_of_each_coach_and_no_content(engagement):
    everything(engagement)
    plan(engagement, at=NOW - timedelta(days=60), minutes=90)
    browser = Client()
    browser.force_login(an_admin(engagement.practice).user)
    shown = browser.get(f"/members/{engagement.practice_id}/hours/").content.decode()
    row = shown.partition("Maren Voss</th>")[2].partition("</tr>")[0]
    figures = [cell.partition(">")[2].partition("<")[0] for cell in row.split("<td")[1:]]
    assert figures[:4] == ["1", "2.5", "1", "1"]
    assert Page(shown).unsound() == []
    for said in ("Let others own it", "Shared words", "Name the team", "Mei"):
        assert said not in shown
    assert browser.get("/dashboard/").status_code == 403
