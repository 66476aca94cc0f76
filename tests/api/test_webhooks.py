"""A program sets up whom to tell, sees what was sent, and reaches no further than its token."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import waylight
from tests.factories import an_admin, an_engagement
from tests.record.webhooks.receiver import a_webhook
from waylight.api.shapes.webhooks import ChangedWebhook, NewWebhook, Since
from waylight.client import DoesNotFit, NotAllowed, NotFound
from waylight.record.meeting import plan
from waylight.record.webhooks.hook import Webhook

SOON = datetime(2100, 3, 1, 16, tzinfo=UTC)
NEW = NewWebhook(name="Invoices", address="https://receiver.example/x", events=["meeting.planned", "import.done"])


def test_it_is_set_up_changed_paused_and_removed(engagement, coach):
    made = coach.set_up_webhook(NEW)
    assert made.secret.startswith("whsec_")
    assert "secret" not in coach.get_webhook(made.id).model_dump()
    changed = coach.change_webhook(made.id, ChangedWebhook(name="Accounts", on=False))
    assert (changed.name, changed.state, changed.address) == ("Accounts", "paused", NEW.address)
    assert coach.change_webhook(made.id, ChangedWebhook(on=True)).state == "on"
    assert coach.renew_webhook_secret(made.id).secret != made.secret
    coach.remove_webhook(made.id)
    assert coach.list_webhooks().items == []


def test_what_was_removed_is_put_back_as_it_was(engagement, coach):
    made = coach.set_up_webhook(NEW)
    assert coach.list_removed_webhooks().items == []
    with pytest.raises(NotFound):  # what stands is not put back
        coach.put_webhook_back(made.id)
    coach.remove_webhook(made.id)
    [line] = coach.list_removed_webhooks().items
    assert (line.id, line.words) == (made.id, "Invoices")
    assert line.gone_at - line.removed_at == timedelta(days=30)
    other = waylight(an_engagement("Henrik Aas").coach.user)
    assert other.list_removed_webhooks().items == []
    with pytest.raises(NotFound):
        other.put_webhook_back(made.id)
    assert coach.put_webhook_back(made.id).name == "Invoices"
    assert coach.list_removed_webhooks().items == []
    assert coach.list_webhooks().items == [coach.get_webhook(made.id)]


def test_what_waits_is_listed_and_sent_again(engagement, coach):
    made = coach.set_up_webhook(NEW)
    meeting = plan(engagement, at=SOON)
    (one,) = coach.list_events(made.id, waiting=True).items
    assert (one.type, one.engagement, one.about, one.waits) == ("meeting.planned", engagement.pk, meeting.pk, True)
    assert one.uid.startswith("msg_")
    assert coach.send_event_again(made.id, one.id).events == 1
    assert coach.send_events_again(made.id, Since(since=timezone.now() - timedelta(hours=1))).events == 1
    assert coach.test_webhook(made.id).type == "webhook.test"
    assert coach.get_webhook(made.id).waiting == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"address": "http://receiver.example"}, "https"),
        ({"address": "https://127.0.0.1/"}, "not on the public internet"),
        ({"events": ["meeting.forgotten"]}, "kind of event"),
        ({"engagements": [999]}, "You coach no engagement 999"),
    ],
)
def test_what_cannot_be_is_refused_in_words(engagement, coach, wrong, said):
    with pytest.raises(DoesNotFit, match=said):
        coach.set_up_webhook(NEW.model_copy(update=wrong))
    assert not Webhook.objects.exists()


def test_a_token_for_some_engagements_tells_of_those_alone(engagement):
    other = an_engagement("Henrik Aas", engagement.coach)
    wide = a_webhook(engagement.coach)
    narrow = waylight(engagement.coach.user, engagements=[engagement.pk])
    assert narrow.list_webhooks().items == []
    with pytest.raises(NotFound):
        narrow.remove_webhook(wide.pk)
    for engagements in (None, [other.pk]):
        with pytest.raises(NotAllowed, match="limited to some"):
            narrow.set_up_webhook(NEW.model_copy(update={"engagements": engagements}))
    made = narrow.set_up_webhook(NEW.model_copy(update={"engagements": [engagement.pk]}))
    with pytest.raises(NotAllowed, match="limited to some"):
        narrow.change_webhook(made.id, ChangedWebhook(engagements=[other.pk]))


def test_a_token_needs_the_scope(engagement):
    with pytest.raises(NotAllowed, match="webhooks"):
        waylight(engagement.coach.user, "read", "write", "import").list_webhooks()


def test_an_admin_is_told_of_a_whole_practice_and_a_coach_is_not(engagement, coach):
    whole = NEW.model_copy(update={"of_practice": True, "events": ["meeting.held"]})
    with pytest.raises(NotAllowed):
        coach.set_up_webhook(whole)
    admin = waylight(an_admin(engagement.practice).user)
    assert admin.set_up_webhook(whole).of_practice
    with pytest.raises(NotAllowed):
        admin.set_up_webhook(NEW)
