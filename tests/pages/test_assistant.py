"""A page says what an assistant would read, and by whom it is on; the client sees that, and turns it off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from waylight.record.assistant import is_let
from waylight.record.consent import Consent, withdraw

pytestmark = pytest.mark.django_db


def page(user, engagement, way: str = "") -> str:
    browser = Client()
    browser.force_login(user)
    address = f"/engagements/{engagement.pk}/assistant/"
    answer = browser.post(f"{address}{way}/", follow=True) if way else browser.get(address)
    return answer.content.decode()


def test_the_coach_turns_it_on_and_the_client_sees_it_and_turns_it_off(engagement):
    coach, client = engagement.coach.user, engagement.client.user
    assert "It is off." in page(coach, engagement)
    assert "Turn it on" not in page(client, engagement)
    page(coach, engagement, "on")
    assert "It is on" in (seen := page(client, engagement))
    assert "turned on by Maren Voss" in seen
    assert "It is off." in page(client, engagement, "off")
    assert not is_let(engagement)
    assert "Turn it on" not in page(coach, engagement)
    assert "Only the client turns it on again" in page(coach, engagement, "on")
    page(client, engagement, "on")
    assert is_let(engagement)


def test_it_says_what_consent_allows_and_what_not(engagement):
    mail = Consent.objects.get(engagement=engagement, use="mail")
    assert "Not, because" not in page(engagement.coach.user, engagement)
    withdraw(mail, by=engagement.client.user, at=datetime(2026, 3, 3, tzinfo=UTC))
    said = page(engagement.coach.user, engagement)
    assert "Ines Calder does not agree to it: who wrote to whom" in said


def test_the_consent_page_leads_there(engagement):
    browser = Client()
    browser.force_login(engagement.client.user)
    assert (
        f"/engagements/{engagement.pk}/assistant/"
        in browser.get(f"/engagements/{engagement.pk}/consent/").content.decode()
    )
