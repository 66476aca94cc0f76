"""What happened arrives: signed, in order, again until it was taken, at an address that is told no more than it may."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override

from tests.factories import a_coach, an_admin, an_engagement, with_second_factor
from tests.record.webhooks.receiver import a_webhook, receiver
from waylight.access.mail import compose
from waylight.record import insight
from waylight.record.engagement import erase
from waylight.record.handing_over import hand_over
from waylight.record.meeting import call_off, plan
from waylight.record.webhooks import delivery as outbox
from waylight.record.webhooks import sending
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.due import due
from waylight.record.webhooks.events import Unfitting
from waylight.record.webhooks.hook import Chosen, Webhook, renew_secret, set_up
from waylight.record.webhooks.signing import signature
from waylight.record.webhooks.waits import ATTEMPTS, WAITS, wait_after

pytestmark = pytest.mark.django_db
SOON = datetime(2100, 3, 1, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _here(settings):
    settings.PRIVATE_HOSTS = {"127.0.0.1"}


@pytest.fixture
def there():
    with receiver() as here:
        yield here


def later(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def test_a_change_is_told_signed_and_without_content(engagement, there):
    webhook = a_webhook(engagement.coach, there.address)
    meeting = plan(engagement, at=SOON)
    assert due(timezone.now()) == 1
    (got,) = there.got
    at = int(got.headers["webhook-timestamp"])
    assert got.headers["webhook-signature"] == signature(webhook.secret, got.id, at, got.body)
    assert abs(at - timezone.now().timestamp()) < 60
    assert got.said == {
        "type": "meeting.planned",
        "timestamp": got.said["timestamp"],
        "data": {
            "engagement": engagement.pk,
            "id": meeting.pk,
            "url": f"https://waylight.example/api/engagements/{engagement.pk}/meetings/{meeting.pk}",
        },
    }
    assert Delivery.objects.get().status == 204
    assert due(timezone.now()) == 0


def test_what_is_not_kept_is_not_told(engagement, there):
    a_webhook(engagement.coach, there.address)
    with transaction.atomic():
        plan(engagement, at=SOON)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


def test_a_later_event_of_an_engagement_waits_behind_one_that_failed(engagement, there):
    other = an_engagement("Henrik Aas", engagement.coach)
    a_webhook(engagement.coach, there.address)
    meeting = plan(engagement, at=SOON)
    call_off(meeting)
    there.answers = [500]
    due(timezone.now())
    assert there.types == ["meeting.planned"]
    plan(other, at=SOON)
    due(timezone.now())  # another engagement's does not wait for it
    assert [one.said["data"]["engagement"] for one in there.got] == [engagement.pk, other.pk]
    due(later(1))
    assert there.types == ["meeting.planned", "meeting.planned", "meeting.planned", "meeting.called_off"]
    assert there.got[0].id == there.got[2].id


@pytest.mark.parametrize(
    ("fails", "status", "why"),
    [
        ({"status": 500}, 500, "The answer was 500."),
        ({"status": 302, "location": "/elsewhere"}, 302, "The answer was 302."),
        ({"slow_s": 1.5}, None, "did not answer in time"),
        ({"hangs_up": True}, None, "did not answer as it should"),
    ],
)
def test_what_fails_is_said_and_tried_again_under_the_same_id(engagement, there, monkeypatch, fails, status, why):
    monkeypatch.setattr(sending, "WHOLE_S", 0.5)
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    for name, value in fails.items():
        setattr(there, name, value)
    now = timezone.now()
    due(now)
    one = Delivery.objects.select_related("webhook__member").get()
    assert (one.waits, one.status, one.attempts) == (True, status, 1)
    assert why in one.trouble
    assert WAITS[0] * 0.9 <= one.next_at - now <= WAITS[0] * 1.1
    for name in fails:
        setattr(there, name, type(getattr(there, name))())
    there.status = 200
    due(later(1))
    assert len({got.id for got in there.got}) == 1
    assert not Delivery.objects.get().waits


def test_a_receiver_that_is_not_there_gets_it_when_it_is_back(engagement):
    with receiver() as there:
        address = there.address
    a_webhook(engagement.coach, address)
    plan(engagement, at=SOON)
    due(timezone.now())
    with receiver(int(address.split(":")[2].split("/")[0])) as there:
        due(later(1))
        assert there.types == ["meeting.planned"]


def test_after_two_days_the_webhook_stops_and_its_owner_is_told_once(engagement, there):
    webhook = a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    there.status, now = 503, timezone.now()
    for _ in range(ATTEMPTS + 3):
        due(now)
        now += timedelta(hours=20)
    assert len(there.got) == ATTEMPTS
    assert Webhook.objects.get().state == "failed"
    (letter,) = mail.outbox
    assert letter.to == [engagement.coach.user.email]
    assert f"https://waylight.example/account/webhooks/{webhook.pk}/" in letter.body
    there.status = 200
    outbox.resume(webhook, now=now)
    due(now)
    assert not Delivery.objects.filter(waits=True).exists()


def test_the_waits_add_up_to_what_the_documents_say():
    assert timedelta(days=2) < sum(WAITS, timedelta()) < timedelta(days=2, hours=6)
    assert wait_after(ATTEMPTS) is None


def test_an_address_that_answers_gone_ends_the_webhook(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    there.status = 410
    due(timezone.now())
    assert Webhook.objects.get().state == "refused"
    plan(engagement, at=SOON + timedelta(days=1))
    due(later(100))
    assert (len(there.got), Delivery.objects.count(), len(mail.outbox)) == (1, 1, 1)


def test_one_that_hangs_does_not_hold_up_the_others(engagement, there, monkeypatch):
    monkeypatch.setattr(sending, "WHOLE_S", 0.3)
    with receiver() as slow:
        slow.slow_s = 1
        a_webhook(engagement.coach, slow.address)
        a_webhook(engagement.coach, there.address, name="Another")
        for n in range(3):
            plan(an_engagement("Henrik Aas", engagement.coach), at=SOON + timedelta(days=n))
        due(timezone.now())
        assert (len(slow.got), len(there.got)) == (1, 6)


def test_a_renewed_secret_signs_beside_the_one_before_for_a_day(engagement, there):
    webhook = a_webhook(engagement.coach, there.address)
    before = webhook.secret
    after = renew_secret(webhook, now=timezone.now())
    plan(engagement, at=SOON)
    due(timezone.now())
    got = there.got[-1]
    moment = int(got.headers["webhook-timestamp"])
    both = [signature(one, got.id, moment, got.body) for one in (after, before)]
    assert got.headers["webhook-signature"].split() == both
    Webhook.objects.update(old_until=timezone.now())
    plan(engagement, at=SOON + timedelta(days=1))
    due(timezone.now())
    assert len(there.got[-1].headers["webhook-signature"].split()) == 1


def test_of_a_private_entry_nothing_is_written_down(engagement, there):
    a_webhook(engagement.coach, there.address)
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Mine alone.", private=True)
    insight.hear(entry, text="Others differ.", person=None)
    insight.settle(
        insight.commit(engagement, on=date(2026, 3, 1), text="x", reflection=entry), state="kept", on=date.max
    )
    assert not Delivery.objects.exists()
    insight.share(entry, private=False)
    insight.share(entry, private=False)
    assert [one.event for one in Delivery.objects.all()] == ["reflection.shared"]


def test_what_was_taken_back_before_it_left_is_not_sent(engagement, there):
    a_webhook(engagement.coach, there.address)
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Shared.", private=False)
    insight.share(entry, private=True)
    due(timezone.now())
    assert there.got == []
    assert not Delivery.objects.exists()


def test_when_the_engagement_is_handed_over_its_events_are_gone(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    to = a_coach("Tom Weir", engagement.practice)
    hand_over(engagement, to=to, by=an_admin(engagement.practice).user)
    engagement.refresh_from_db()
    plan(engagement, at=SOON + timedelta(days=1))
    due(timezone.now())
    assert there.types == ["engagement.handed_over"]
    assert there.got[0].said["data"] == {"engagement": engagement.pk, "id": None, "url": None}


def test_when_the_engagement_is_erased_its_events_are_gone(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    pk = engagement.pk
    erase(engagement)
    due(timezone.now())
    assert [(one.type, one.said["data"]["engagement"]) for one in there.got] == [("engagement.erased", pk)]


def test_a_coach_without_the_second_factor_she_needs_is_told_nothing(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    engagement.coach.user.authenticator_set.all().delete()
    due(timezone.now())
    assert there.got == []
    with_second_factor(engagement.coach.user)
    assert due(timezone.now()) == 1


def test_a_closed_account_is_told_nothing(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    engagement.coach.user.is_active = False
    engagement.coach.user.save()
    assert due(timezone.now()) == 0


def test_a_practices_admin_is_told_of_coaching_dates_alone(engagement, there):
    a_webhook(an_admin(engagement.practice), there.address)
    plan(engagement, at=SOON)
    plan(engagement, at=SOON, kind="stakeholder")
    insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei")
    plan(an_engagement("Henrik Aas"), at=SOON)  # of another practice
    due(timezone.now())
    assert [(one.type, one.said["data"]["url"]) for one in there.got] == [("meeting.planned", None)]


def test_a_webhook_for_some_engagements_is_told_of_those_alone(engagement, there):
    other = an_engagement("Henrik Aas", engagement.coach)
    a_webhook(engagement.coach, there.address, engagements=[other.pk], events=["meeting.planned"])
    plan(engagement, at=SOON)
    call_off(plan(other, at=SOON))
    due(timezone.now())
    assert [(one.type, one.said["data"]["engagement"]) for one in there.got] == [("meeting.planned", other.pk)]


def test_a_private_address_is_not_asked_even_by_a_name(engagement, there, settings):
    settings.PRIVATE_HOSTS = {"receiver.example"}
    a_webhook(engagement.coach, "https://receiver.example/")
    Webhook.objects.update(state="on")
    settings.PRIVATE_HOSTS = set()
    webhook = Webhook.objects.select_related("member").get()
    webhook.address = there.address
    webhook.save()
    plan(engagement, at=SOON)
    due(timezone.now())
    assert there.got == []
    assert "https" in Delivery.objects.select_related("webhook__member").get().trouble


def test_one_in_hand_is_nobody_elses_until_its_claim_is_old(engagement, there):
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    pk, now = Delivery.objects.get().pk, timezone.now()
    assert outbox.claim(pk, now)
    assert outbox.claim(pk, now) is None
    assert due(now) == 0  # as if a worker had been killed while it sent
    assert due(now + outbox.CLAIM + timedelta(seconds=1)) == 1


def test_all_since_a_time_are_sent_again_in_their_order_by_their_names(engagement, there):
    webhook = a_webhook(engagement.coach, there.address)
    meeting = plan(engagement, at=SOON)
    call_off(meeting)
    due(timezone.now())
    first, second = Delivery.objects.order_by("pk")
    assert outbox.send_again(webhook, now=timezone.now(), since=first.at) == 2
    due(timezone.now())
    assert [one.id for one in there.got] == [first.name, second.name] * 2
    assert outbox.send_again(webhook, now=timezone.now(), only=second.pk) == 1


def test_events_and_removed_webhooks_are_forgotten_after_thirty_days(engagement, there):
    webhook = a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    assert outbox.forget_old(later(29 * 24)) == 0
    assert outbox.forget_old(later(31 * 24)) == 1
    Webhook.objects.filter(pk=webhook.pk).update(removed_at=timezone.now())
    outbox.forget_old(later(31 * 24))
    assert not Webhook.objects.exists()


def test_its_owner_is_told_of_what_stopped_in_her_language(engagement, there, monkeypatch):
    said = []
    monkeypatch.setattr(sending, "gettext", lambda message: f"{message} ({get_language()})")
    monkeypatch.setattr(sending, "compose", lambda *given: said.append(get_language()) or compose(*given))
    hers = engagement.coach.user
    hers.language = "fr"
    hers.save()
    a_webhook(engagement.coach, there.address)
    plan(engagement, at=SOON)
    there.status = 410
    with override("de"):  # whatever is spoken where the worker is
        due(timezone.now())
    assert Delivery.objects.get().trouble == "The answer was 410. (fr)"
    assert said == ["fr"]


@pytest.mark.parametrize(
    ("wrong", "about"),
    [
        ({"name": " "}, "name"),
        ({"address": "http://receiver.example/x"}, "address"),
        ({"address": "https://127.0.0.2/x"}, "address"),
        ({"address": "no address"}, "address"),
        ({"events": []}, "events"),
        ({"engagements": []}, "engagements"),
    ],
)
def test_what_does_not_fit_says_which_choice_it_is_of(engagement, settings, wrong, about):
    settings.PRIVATE_HOSTS = set()
    given = {"name": "Mine", "address": "https://receiver.example/x", "events": ["meeting.planned"], **wrong}
    with pytest.raises(Unfitting) as refused:
        set_up(engagement.coach, Chosen(**given), site="https://waylight.example/")
    assert refused.value.about == about
