"""The webhooks there are, and of each what was sent, when, and what was answered; sending it once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from waylight.language import number
from waylight.pages.csv_file import csv_file
from waylight.pages.webhooks.forms import AgainForm
from waylight.record.engagement import Engagement
from waylight.record.webhooks import delivery as outbox
from waylight.record.webhooks import hook as record
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.due import send_soon
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.hook import Webhook

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


def webhooks(request: HttpRequest) -> HttpResponse:
    """Every webhook of one's own: where it goes, how it stands, and how much waits."""
    waiting = Count("deliveries", filter=Q(deliveries__waits=True))
    every = list(_mine(request).annotate(waiting=waiting, arrived=Max("deliveries__arrived_at")))
    context = {
        "webhooks": [one for one in every if not one.removed_at],
        "removed": [one for one in every if one.removed_at],
    }
    return render(request, "webhooks/webhooks.html", context)


def webhook(request: HttpRequest, webhook: int) -> HttpResponse:
    """One webhook with what was sent, the newest first; the form to send it again says what does not fit."""
    return _shown(request, found(request, webhook), AgainForm())


def _shown(request: HttpRequest, one: Webhook, form: AgainForm) -> HttpResponse:
    only = request.GET.get("only") == "waiting"
    sent = _sent(one).filter(waits=True) if only else _sent(one)
    page = Paginator(sent, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "webhook": one,
        "kinds": [Event(event).label for event in one.events],
        "where": _names(request, one),
        "waiting": Delivery.objects.filter(webhook=one, waits=True).count(),
        "page": page,
        "only": only,
        "form": form,
        "names": _known(request),
    }
    return render(request, "webhooks/webhook.html", context)


def webhook_csv(request: HttpRequest, webhook: int) -> HttpResponse:
    """What was sent, as a table: times in UTC, no content."""
    rows = [
        [
            *(one.name, one.event, one.at.isoformat(), one.number or None, one.about or None, one.attempts),
            *(_iso(one.tried_at), one.status, _iso(one.arrived_at), "yes" if one.waits else "no"),
        ]
        for one in _sent(found(request, webhook)).iterator()
    ]
    header = ("id", "type", "at", "engagement", "about", "attempts", "tried_at", "status", "arrived_at", "waits")
    return csv_file(header, rows, "events-sent.csv")


@require_POST
def pause(request: HttpRequest, webhook: int) -> HttpResponse:
    """Send nothing for now."""
    record.pause(found(request, webhook))
    messages.success(request, gettext("Paused. What happens waits for up to thirty days."))
    return redirect("webhook", webhook)


@require_POST
def resume(request: HttpRequest, webhook: int) -> HttpResponse:
    """Send again, with what waited or without it."""
    with_waiting = request.POST.get("waiting") != "leave"
    outbox.resume(found(request, webhook), now=timezone.now(), with_waiting=with_waiting)
    send_soon()
    said = gettext("It is on again.") if with_waiting else gettext("It is on again; what waited is not sent.")
    messages.success(request, said)
    return redirect("webhook", webhook)


@require_POST
def test(request: HttpRequest, webhook: int) -> HttpResponse:
    """Send an event that says nothing."""
    one = found(request, webhook)
    if not one.is_on:
        messages.error(request, gettext("It is not on. Let it go on first."))
        return redirect("webhook", webhook)
    outbox.try_out(one, now=timezone.now())
    send_soon()
    said = gettext("A test event is on its way; load this page again to see what was answered.")
    messages.success(request, said)
    return redirect("webhook", webhook)


@require_POST
def again(request: HttpRequest, webhook: int) -> HttpResponse:
    """Send everything since a time once more."""
    one, form = found(request, webhook), AgainForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, form)
    _say(request, outbox.send_again(one, now=timezone.now(), since=form.cleaned_data["since"]))
    return redirect("webhook", webhook)


@require_POST
def one_again(request: HttpRequest, webhook: int, delivery: int) -> HttpResponse:
    """Send one event once more."""
    one = found(request, webhook)
    get_object_or_404(Delivery, webhook=one, pk=delivery)
    _say(request, outbox.send_again(one, now=timezone.now(), only=delivery))
    return redirect("webhook", webhook)


def _say(request: HttpRequest, n: int) -> None:
    send_soon()
    said = ngettext(
        "{count} event will be sent again, by the same name.", "{count} events will be sent again, by the same name.", n
    )
    messages.success(request, said.format(count=number(n)) if n else gettext("There is none since then."))


@require_POST
def remove(request: HttpRequest, webhook: int) -> HttpResponse:
    """Tell it of nothing any more."""
    record.remove(found(request, webhook))
    messages.success(request, gettext("Removed. Below it can be put back, for thirty days."))
    return redirect("webhooks")


@require_POST
def put_back(request: HttpRequest, webhook: int) -> HttpResponse:
    """Take the removal back."""
    record.put_back(get_object_or_404(_mine(request), pk=webhook))
    messages.success(request, gettext("It is back, as it was."))
    return redirect("webhook", webhook)


def found(request: HttpRequest, webhook: int) -> Webhook:
    """One of one's own that was not removed. Raises Http404."""
    return get_object_or_404(_mine(request), pk=webhook, removed_at=None)


def _mine(request: HttpRequest) -> QuerySet[Webhook]:
    return Webhook.objects.visible_to(request.user).select_related("member__user", "member__practice")


def _sent(webhook: Webhook) -> QuerySet[Delivery]:
    sent = Delivery.objects.filter(webhook=webhook).order_by("-pk")
    return sent.select_related("webhook__member")


def _known(request: HttpRequest) -> dict[int, str]:
    """The clients of the engagements that the reader sees, by number."""
    mine = Engagement.objects.visible_to(request.user).select_related("client")
    return {one.pk: one.client.name for one in mine}


def _names(request: HttpRequest, webhook: Webhook) -> list[str]:
    known, unseen = _known(request), gettext("an engagement you no longer see")
    return [known.get(one, unseen) for one in webhook.engagements or []]


def _iso(at: object) -> str | None:
    return at.isoformat() if hasattr(at, "isoformat") else None
