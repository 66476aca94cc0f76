"""A coach sets up an address, sees what was sent and answered, sends it again, and takes everything back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import a_coach, an_admin, an_engagement
from tests.record.webhooks.receiver import a_webhook, receiver
from waylight.record.meeting import call_off, plan
from waylight.record.people import Member
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.due import due
from waylight.record.webhooks.hook import Webhook

pytestmark = pytest.mark.django_db
PAGE, NEW = "/account/webhooks/", "/account/webhooks/new/"
GIVEN = {"name": "Invoices", "address": "https://receiver.example/x", "events": ["meeting.planned"], "where": "all"}
SOON = datetime(2100, 3, 1, 16, tzinfo=UTC)


def browser(user, *, confirmed: bool = True) -> Client:
    """Somebody signed in, who said the password just now."""
    found = Client()
    found.force_login(user)
    if confirmed:
        found.post("/account/confirm/", {"password": "a password for tests"})
    return found


@pytest.fixture
def coach(engagement):
    return browser(engagement.coach.user)


def words(answer) -> str:
    return answer.content.decode()


def test_there_is_none_at_first_and_the_page_says_what_it_is_for(coach):
    assert "There is none." in words(coach.get(PAGE))
    assert "Webhooks" in words(coach.get("/account/"))


def test_a_secret_is_shown_once(coach, engagement):
    answer = coach.post(NEW, GIVEN)
    assert answer.status_code == 201
    secret = re.search(r">(whsec_[\w+/=]+)<", words(answer))[1]
    one = Webhook.objects.select_related("member").get()
    assert (one.secret, one.member, one.events, one.engagements) == (
        secret,
        engagement.coach,
        ["meeting.planned"],
        None,
    )
    for address in (PAGE, f"{PAGE}{one.pk}/", f"{PAGE}{one.pk}/edit/"):
        assert secret not in words(coach.get(address))


def test_the_password_is_asked_for_first(engagement):
    assert browser(engagement.coach.user, confirmed=False).post(NEW, GIVEN).url.startswith("/account/confirm/")
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "receiver.example"}, "begins with https:// or http://"),
        ({"address": "http://receiver.example/"}, "has to begin with https://"),
        ({"address": "https://user:pass@receiver.example/"}, "leave these out"),
        ({"address": "https://10.1.2.3/"}, "not on the public internet"),
        ({"address": "https://[::1]/"}, "not on the public internet"),
        ({"address": "https://localhost:8000/"}, "not on the public internet"),
        ({"address": "https://" + "x" * 2000}, "at most 2000"),
        ({"events": []}, "Choose at least one kind"),
        ({"name": " "}, "required"),
        ({"where": "some"}, "Choose at least one engagement"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(coach, wrong, said):
    given = {**GIVEN, **wrong}
    answer = coach.post(NEW, given)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "Nothing was kept yet" in words(answer)
    assert 'value="Invoices"' in words(answer) or "name" in wrong
    assert not Webhook.objects.exists()


def test_the_same_address_twice_is_refused(coach):
    coach.post(NEW, GIVEN)
    assert "sent to this address already" in words(coach.post(NEW, {**GIVEN, "name": "Again"}))
    assert Webhook.objects.count() == 1


def test_only_engagements_that_she_coaches_are_offered(coach, engagement):
    other = an_engagement("Henrik Aas")
    assert "Henrik Aas" not in words(coach.get(NEW))
    answer = coach.post(NEW, {**GIVEN, "where": "some", "engagements": [other.pk]})
    assert answer.status_code == 200
    coach.post(NEW, {**GIVEN, "where": "some", "engagements": [engagement.pk]})
    assert Webhook.objects.get().engagements == [engagement.pk]
    assert "Of Ines Calder." in words(coach.get(f"{PAGE}{Webhook.objects.get().pk}/"))


def test_an_admin_is_offered_dates_alone(engagement):
    admin = browser(an_admin(engagement.practice).user)
    page = words(admin.get(NEW))
    assert "A meeting was planned" in page
    assert "commitment" not in page
    assert "Only these" not in page
    assert admin.post(NEW, {**GIVEN, "events": ["insight.noted"]}).status_code == 200
    assert admin.post(NEW, GIVEN).status_code == 201
    assert Webhook.objects.get().of_practice


def test_who_coaches_and_looks_after_the_practice_says_as_which(engagement):
    user = engagement.coach.user
    admin = Member.objects.create(practice=engagement.practice, user=user, role="admin")
    both = browser(user)
    assert "and nothing else" in words(both.get(NEW))
    refused = both.post(NEW, {**GIVEN, "whose": admin.pk, "events": ["insight.noted"]})
    assert "told of dates alone" in words(refused)
    assert both.post(NEW, {**GIVEN, "whose": admin.pk}).status_code == 201
    assert Webhook.objects.get().member == admin


def test_it_is_changed_and_nothing_unseen_is_overwritten(coach, engagement):
    one = a_webhook(engagement.coach)
    address = f"{PAGE}{one.pk}/edit/"
    seen = re.search(r'name="seen" value="(\w+)"', words(coach.get(address)))[1]
    given = {**GIVEN, "name": "Accounts", "seen": seen}
    assert coach.post(address, given).status_code == 302
    again = coach.post(address, {**given, "name": "Later"})
    assert again.status_code == 409
    assert "Accounts" in words(again)
    assert 'value="Later"' in words(again)
    assert Webhook.objects.get().name == "Accounts"


def test_what_was_sent_stands_there_and_is_sent_again(coach, engagement, settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}
    with receiver() as there:
        one = a_webhook(engagement.coach, there.address)
        meeting = plan(engagement, at=SOON)
        call_off(meeting)
        due(timezone.now())
        there.status = 500
        plan(engagement, at=SOON)
        due(timezone.now())
        page = words(coach.get(f"{PAGE}{one.pk}/"))
        assert page.count("Ines Calder") == 3
        assert page.count("A meeting was called off.") == 2  # once among the kinds
        assert "204," in page
        assert "500" in page
        only = words(coach.get(f"{PAGE}{one.pk}/?only=waiting"))
        assert only.count("A meeting was called off.") == 1
        there.status = 200
        first = Delivery.objects.order_by("pk").first()
        coach.post(f"{PAGE}{one.pk}/events/{first.pk}/again/")
        due(timezone.now())
        assert [got.id for got in there.got].count(first.name) == 2
        wrong = words(coach.post(f"{PAGE}{one.pk}/again/", {"since": "then"}))
        assert "This is no time" in wrong
        n = len(there.got)
        since = (timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert "3 events will be sent again" in words(
            coach.post(f"{PAGE}{one.pk}/again/", {"since": since}, follow=True)
        )
        due(timezone.now())
        assert len(there.got) == n + 3
        rows = words(coach.get(f"{PAGE}{one.pk}/events.csv")).splitlines()
        assert len(rows) == 4
        assert f"{first.name},meeting.planned" in rows[-1]


def test_a_test_event_says_nothing(coach, engagement, settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}
    with receiver() as there:
        one = a_webhook(engagement.coach, there.address)
        coach.post(f"{PAGE}{one.pk}/test/")
        due(timezone.now())
        assert [got.said["data"] for got in there.got] == [{"engagement": None, "id": None, "url": None}]
    assert "A test, sent by hand." in words(coach.get(f"{PAGE}{one.pk}/"))


def test_paused_events_wait_and_go_on_or_are_left_out(coach, engagement):
    one = a_webhook(engagement.coach)
    address = f"{PAGE}{one.pk}/"
    coach.post(f"{address}pause/")
    assert "Let it go on first" in words(coach.post(f"{address}test/", follow=True))
    plan(engagement, at=SOON)
    assert due(timezone.now()) == 0
    page = words(coach.get(address))
    assert "It is paused." in page
    assert "One event waits" in page
    assert "One event waits" in words(coach.get(PAGE))
    coach.post(f"{address}resume/", {"waiting": "leave"})
    assert not Delivery.objects.filter(waits=True).exists()
    assert "It is on." in words(coach.get(address))


def test_one_that_stopped_says_so_and_goes_on_in_one_press(coach, engagement):
    one = a_webhook(engagement.coach)
    Webhook.objects.update(state="refused")
    assert "it wants no more" in words(coach.get(PAGE))
    coach.post(f"{PAGE}{one.pk}/resume/")
    assert Webhook.objects.get().state == "on"


def test_a_removal_is_taken_back(coach, engagement):
    one = a_webhook(engagement.coach)
    page = words(coach.post(f"{PAGE}{one.pk}/remove/", follow=True))
    assert "put back" in page
    assert coach.get(f"{PAGE}{one.pk}/").status_code == 404
    plan(engagement, at=SOON)
    assert not Delivery.objects.exists()
    coach.post(f"{PAGE}{one.pk}/back/")
    assert coach.get(f"{PAGE}{one.pk}/").status_code == 200


def test_a_new_secret_is_shown_once_and_the_page_says_until_when_the_other_signs(coach, engagement):
    one = a_webhook(engagement.coach)
    before = one.secret
    assert "A new secret" in words(coach.get(f"{PAGE}{one.pk}/secret/"))
    assert Webhook.objects.select_related("member").get().secret == before
    made = re.search(r">(whsec_[\w+/=]+)<", words(coach.post(f"{PAGE}{one.pk}/secret/")))[1]
    now = Webhook.objects.select_related("member").get()
    assert now.secrets(timezone.now()) == [made, before]
    assert now.secrets(timezone.now() + timedelta(hours=25)) == [made]


def test_nobody_sees_or_changes_a_webhook_of_somebody_else(engagement):
    one = a_webhook(engagement.coach)
    other = browser(a_coach("Tom Weir", engagement.practice).user)
    assert "Invoices" not in words(other.get(PAGE))
    for way in ("", "edit/", "secret/", "events.csv"):
        assert other.get(f"{PAGE}{one.pk}/{way}").status_code == 404
    for way in ("pause/", "remove/", "test/", "resume/", "back/", "again/"):
        assert other.post(f"{PAGE}{one.pk}/{way}").status_code == 404
    assert Webhook.objects.get().state == "on"
