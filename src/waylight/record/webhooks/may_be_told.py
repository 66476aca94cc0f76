"""Whether a webhook may still be told of an event at the moment in which it is sent: by what its owner may see then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from waylight.access import second_factor
from waylight.record.imports import Import
from waylight.record.insight import Commitment, Insight, Reflection
from waylight.record.meeting import Meeting
from waylight.record.people import Member
from waylight.record.webhooks.events import Event

if TYPE_CHECKING:
    from waylight.record.webhooks.delivery import Delivery
    from waylight.record.webhooks.hook import Webhook

# What an event is about, where that can become something its owner does not see: it was taken back, or erased.
SEEN: dict[str, Any] = {"reflection": Reflection, "insight": Insight, "commitment": Commitment, "import": Import}
GOODBYES = {Event.ENGAGEMENT_HANDED_OVER, Event.ENGAGEMENT_ERASED}


def may_be_told(one: Delivery) -> bool:
    """Whether its webhook reaches the event now: its owner's engagement still, and a thing that she may see."""
    webhook, engagement = one.webhook, one.engagement
    if engagement is None:
        return one.number == 0 or one.event in GOODBYES
    if webhook.of_practice:
        return engagement.practice_id == webhook.member.practice_id and _of_coaching(one)
    if engagement.coach_id != webhook.member_id:
        return False
    if webhook.engagements is not None and engagement.pk not in webhook.engagements:
        return False
    model = SEEN.get(one.event.partition(".")[0])
    return model is None or model.objects.visible_to(webhook.member.user).filter(pk=one.about).exists()


def _of_coaching(one: Delivery) -> bool:
    if not one.event.startswith("meeting."):  # not for readers
        return True
    return Meeting.objects.filter(pk=one.about, kind=Meeting.Kind.COACHING).exists()


def is_waiting_for_its_owner(webhook: Webhook) -> bool:
    """Whether its owner first has to set up the second factor that she needs; a practice of a sample needs none."""
    member = Member.objects.select_related("user", "practice").get(pk=webhook.member_id)
    return not member.practice.sample and second_factor.needs(member.user) and not second_factor.has(member.user)
