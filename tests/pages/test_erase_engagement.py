"""A coach erases a whole engagement: she sees what goes and what stays, types the name, and nothing is left behind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factories import a_sponsor, a_stakeholder, an_admin, an_engagement
from tests.record.raw_text import where_it_says
from tests.record.said import everything_said
from waylight.access import keyring
from waylight.access.models import User
from waylight.record.audit import AuditEvent, Verb
from waylight.record.engagement import Engagement
from waylight.record.learning import LearningNote
from waylight.record.meeting import plan
from waylight.record.people import Person

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def page_of(engagement) -> str:
    return f"/engagements/{engagement.pk}/erase/"


def test_the_page_counts_what_goes_says_what_stays_and_offers_the_export_first(engagement, as_coach):
    everything_said(engagement)
    page = as_coach.get(page_of(engagement))
    words = page.content.decode()
    for said in ("three journal entries", "one note on a meeting", "dates and hours", "the audit log"):
        assert said in words, said
    assert words.index("export.zip") < words.index("Type the client’s name")
    for address in (
        f"/engagements/{engagement.pk}/people/{engagement.client_id}/privacy/export.zip",
        "/privacy/export.zip",
    ):
        assert address in words
        assert as_coach.get(address).status_code == 200


def test_it_is_found_from_the_engagements_home_by_its_coach_alone(engagement, as_coach, as_client):
    home = f"/engagements/{engagement.pk}/"
    assert page_of(engagement) in as_coach.get(home).content.decode()
    assert page_of(engagement) not in as_client.get(home).content.decode()
    assert as_client.get(page_of(engagement)).status_code == 403


@pytest.mark.parametrize("typed", ["", "Ines", "Ines Calder with Maren Voss"])
def test_without_the_name_nothing_is_erased(engagement, as_coach, typed):
    answer = as_coach.post(page_of(engagement), {"typed": typed})
    assert answer.status_code == 200
    assert "Nothing has been erased" in answer.content.decode()
    assert Engagement.objects.filter(pk=engagement.pk).exists()
    assert not AuditEvent.objects.filter(verb=Verb.ERASED).exists()


def test_with_the_name_in_whatever_capitals_nothing_is_left_behind(
    engagement, as_coach, django_capture_on_commit_callbacks
):
    everything_said(engagement)
    a_sponsor(engagement, "Who Pays")
    key, addresses = engagement.key_id, [engagement.client.user.email]
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_coach.post(page_of(engagement), {"typed": "ines  CALDER"})
    assert answer.url == "/"
    assert "key destroyed" in as_coach.get("/").content.decode()
    assert key not in keyring.every()
    assert as_coach.get(f"/engagements/{engagement.pk}/").status_code == 404
    assert where_it_says("Ines Calder", "ines@norvia", "Mei Okafor", "Who Pays", *addresses) == set()
    assert LearningNote.objects.count() == 1  # the coach's own


def test_who_has_another_engagement_keeps_account_and_name(engagement, as_coach):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    other.sponsor = engagement.client
    other.save()
    user = engagement.client.user
    as_coach.post(page_of(engagement), {"typed": "Ines Calder"})
    assert Person.objects.get(pk=other.sponsor_id).name == "Ines Calder"
    user.refresh_from_db()
    assert user.is_active
    assert browser_of(user).get("/").status_code == 200


def test_the_clients_account_is_closed_where_nothing_else_needs_it(engagement, as_coach, as_client):
    user = engagement.client.user
    as_coach.post(page_of(engagement), {"typed": "Ines Calder"})
    user.refresh_from_db()
    assert (user.is_active, user.name, user.email.endswith("@erased.invalid")) == (False, "", True)
    assert as_client.get("/").status_code == 302


def test_hours_stay_without_the_clients_name(engagement, as_coach):
    for day, off in ((1, False), (8, False), (15, True)):
        meeting = plan(engagement, at=datetime(2026, 3, day, 16, tzinfo=UTC))
        meeting.minutes, meeting.cancelled = 45, off
        meeting.save()
    admin = browser_of(an_admin(engagement.practice).user)
    hours = f"/members/{engagement.practice_id}/hours/"
    assert "Ines Calder" in admin.get(hours).content.decode()
    as_coach.post(page_of(engagement), {"typed": "Ines Calder"})
    words = admin.get(hours).content.decode()
    assert "Ines Calder" not in words
    row = words.partition(f"engagement {engagement.pk}, erased")[2].partition("</tr>")[0]
    assert [cell.partition("<")[0] for cell in row.split(">") if cell[:1].isdigit()] == ["5 Jan 2026", "2", "1", "1.5"]
    assert "Maren Voss" in row


def test_the_audit_log_says_who_erased_it(engagement, as_coach):
    as_coach.post(page_of(engagement), {"typed": "Ines Calder"})
    event = AuditEvent.objects.get(verb=Verb.ERASED)
    assert (event.user_id, event.engagement_id) == (engagement.coach.user_id, engagement.pk)
    assert AuditEvent.objects.filter(what__startswith="erase-engagement", verb=Verb.SENT).count() == 0
    words = browser_of(an_admin(engagement.practice).user).get("/audit/").content.decode()
    assert "erased the engagement" in words


def test_another_engagement_is_as_it_was(engagement, as_coach):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    a_stakeholder(other, "Luca Brandt")
    as_coach.post(page_of(engagement), {"typed": "Ines Calder"})
    assert "Luca Brandt" in as_coach.get(f"/engagements/{other.pk}/people/").content.decode()
