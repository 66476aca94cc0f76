"""Webhooks: whom to tell of what, and what was sent. A token for some engagements reaches webhooks of those alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.finding import one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes import webhooks as shapes
from waylight.api.shapes.base import Page
from waylight.api.shapes.webhooks import (
    Again,
    ChangedWebhook,
    Delivery,
    MadeWebhook,
    NewSecret,
    NewWebhook,
    Since,
    Webhook,
)
from waylight.pages.webhooks.forms import members_of
from waylight.record.people import Member
from waylight.record.webhooks import delivery as outbox
from waylight.record.webhooks import hook as record
from waylight.record.webhooks.due import send_soon

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = "/webhooks", "/webhooks/{int:webhook}"
EVENTS = f"{IT}/events"
NOT_SO_FAR = "A token that is limited to some engagements tells of those alone: name them in “engagements”."


class EventsAsked(Asked):
    """Whether only events that wait are listed."""

    waiting: bool = False


@operation(router, "GET", LIST, like="webhooks", answers=Page[Webhook], scope=Scope.WEBHOOKS)
def list_webhooks(request: HttpRequest, asked: Query[Asked]) -> Page[Webhook]:
    """The webhooks of the token's owner, as far as the token reaches."""
    return page(_mine(request), asked, _shown)


@operation(router, "GET", IT, like="webhook", answers=Webhook, scope=Scope.WEBHOOKS)
def get_webhook(request: HttpRequest, webhook: int) -> Webhook:
    """One webhook. Its secret is not said again."""
    return _shown(_one(request, webhook))


@operation(router, "POST", LIST, like="new-webhook", answers=MadeWebhook, status=201, scope=Scope.WEBHOOKS)
def set_up_webhook(request: HttpRequest, given: NewWebhook) -> MadeWebhook:
    """Set a webhook up. The answer holds its secret, this once."""
    _reaches(request, given.engagements)
    role = Member.Role.ADMIN if given.of_practice else Member.Role.COACH
    member = next((one for one in members_of(request.user) if one.role == role), None)  # type: ignore[arg-type]
    if member is None:
        raise Problem(403, "Only who looks after a practice is told of all of it; a coach of what she coaches.")
    _only_hers(member, given.engagements)
    chosen = record.Chosen(given.name, given.address, given.events, given.engagements)
    with refusing():
        made, secret = record.set_up(member, chosen, site=request.build_absolute_uri("/"))
    return MadeWebhook(**_shown(made).model_dump(), secret=secret)


@operation(router, "PATCH", IT, like="edit-webhook", answers=Webhook, scope=Scope.WEBHOOKS)
def change_webhook(request: HttpRequest, webhook: int, given: ChangedWebhook) -> Webhook:
    """Choose anew, pause it, or let it go on. What waits goes to the address that there is then."""
    one = _one(request, webhook)
    said = given.model_dump(exclude_unset=True)
    some = said.get("engagements", one.engagements)
    _reaches(request, some)
    if said.get("engagements") is not None:
        _only_hers(one.member, said["engagements"])
    chosen = record.Chosen(
        said.get("name") or one.name, said.get("address") or one.address, said.get("events") or one.events, some
    )
    with refusing():
        record.revise(one, chosen, seen=one.mark)
    if given.on is False:
        record.pause(one)
    elif given.on:
        outbox.resume(one, now=timezone.now())
        send_soon()
    return get_webhook(request, webhook)


@operation(router, "DELETE", IT, like="remove-webhook", answers=None, status=204, scope=Scope.WEBHOOKS)
def remove_webhook(request: HttpRequest, webhook: int) -> None:
    """Tell it of nothing any more. ``put_webhook_back`` takes that back, for thirty days."""
    record.remove(_one(request, webhook))


@operation(router, "POST", f"{IT}/secret", like="renew-webhook-secret", answers=NewSecret, scope=Scope.WEBHOOKS)
def renew_webhook_secret(request: HttpRequest, webhook: int) -> NewSecret:
    """Make a new secret, said this once; the one before signs beside it for a day."""
    now = timezone.now()
    return NewSecret(secret=record.renew_secret(_one(request, webhook), now=now), before_until=now + record.BOTH_FOR)


@operation(router, "POST", f"{IT}/test", like="test-webhook", answers=Delivery, scope=Scope.WEBHOOKS)
def test_webhook(request: HttpRequest, webhook: int) -> Delivery:
    """Send an event that says nothing."""
    one = _one(request, webhook)
    if not one.is_on:
        raise Problem(409, "It is not on; let it go on first.")
    made = outbox.try_out(one, now=timezone.now())
    send_soon()
    return _delivery(made)


@operation(router, "GET", EVENTS, like="webhook", answers=Page[Delivery], scope=Scope.WEBHOOKS)
def list_events(request: HttpRequest, webhook: int, asked: Query[EventsAsked]) -> Page[Delivery]:
    """What was sent in the last thirty days, and what waits, in order."""
    sent = _sent(_one(request, webhook))
    return page(sent.filter(waits=True) if asked.waiting else sent, asked, _delivery)


@operation(
    router, "POST", f"{EVENTS}/{{int:delivery}}/again", like="send-event-again", answers=Again, scope=Scope.WEBHOOKS
)
def send_event_again(request: HttpRequest, webhook: int, delivery: int) -> Again:
    """Send one event once more, by the same name."""
    one = _one(request, webhook)
    one_of(_sent(one), delivery)
    return _again(outbox.send_again(one, now=timezone.now(), only=delivery))


@operation(router, "POST", f"{IT}/again", like="send-events-again", answers=Again, scope=Scope.WEBHOOKS)
def send_events_again(request: HttpRequest, webhook: int, given: Since) -> Again:
    """Send everything since a time once more, each event by the same name."""
    return _again(outbox.send_again(_one(request, webhook), now=timezone.now(), since=given.since))


def _again(n: int) -> Again:
    send_soon()
    return Again(events=n)


def _mine(request: HttpRequest) -> QuerySet[record.Webhook]:
    return reached(request).filter(removed_at=None)


def reached(request: HttpRequest) -> QuerySet[record.Webhook]:
    """One's own, removed ones too; for a token of some engagements, those that tell of none but these."""
    mine = record.Webhook.objects.visible_to(request.user).select_related("member")
    only = request.token.engagements  # type: ignore[attr-defined]
    if only is None:
        return mine
    return mine.filter(pk__in=[one.pk for one in mine if one.engagements and set(one.engagements) <= set(only)])


def _one(request: HttpRequest, webhook: int) -> record.Webhook:
    return one_of(_mine(request), webhook)


def _reaches(request: HttpRequest, engagements: list[int] | None) -> None:
    """Raise Problem 403 if a webhook would tell of more than the token is for."""
    only = request.token.engagements  # type: ignore[attr-defined]
    if only is not None and not (engagements and set(engagements) <= set(only)):
        raise Problem(403, NOT_SO_FAR)


def _only_hers(member: Member, engagements: list[int] | None) -> None:
    if engagements is None:
        return
    hers = set(member.engagements.filter(pk__in=engagements).values_list("pk", flat=True))
    if unknown := sorted(set(engagements) - hers):
        raise Problem(422, f"You coach no engagement {unknown[0]}.")


def _shown(one: record.Webhook) -> Webhook:
    same = ("name", "address", "events", "engagements", "of_practice", "state", "made_at")
    waiting = outbox.Delivery.objects.filter(webhook=one, waits=True).count()
    return Webhook(id=one.pk, waiting=waiting, **{name: getattr(one, name) for name in same})


def _sent(one: record.Webhook) -> QuerySet[outbox.Delivery]:
    return outbox.Delivery.objects.filter(webhook=one).select_related("webhook__member")


def _delivery(one: outbox.Delivery) -> shapes.Delivery:
    same = ("at", "waits", "attempts", "status", "tried_at", "arrived_at", "trouble")
    return Delivery(
        id=one.pk,
        uid=one.name,
        type=one.event,
        engagement=one.number or None,
        about=one.about or None,
        **{name: getattr(one, name) for name in same},
    )
