"""Setting a webhook up, choosing anew, and a new secret: each after the password was said again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from waylight.pages.webhooks.forms import WebhookForm, typed
from waylight.pages.webhooks.view import found
from waylight.pages.writing_again import Came, write_again
from waylight.record.webhooks import hook as record
from waylight.record.webhooks.events import Unfitting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.webhooks.hook import Webhook


@never_cache
@reauthentication_required  # type: ignore[untyped-decorator,unused-ignore]
def new_webhook(request: HttpRequest) -> HttpResponse:
    """Set one up, and show its secret this once."""
    form = WebhookForm(request.POST or None)
    form.offer(cast("User", request.user))
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = record.set_up(form.member, form.chosen, site=request.build_absolute_uri("/"))
        except Unfitting as reason:
            form.add_error(_field(form, reason), str(reason))
        else:
            # Shown in the answer itself: what is kept for the next page would be kept in the clear.
            return render(request, "webhooks/secret.html", {"webhook": made, "secret": secret, "new": True}, status=201)
    return render(request, "webhooks/edit.html", {"form": form})


def edit_webhook(request: HttpRequest, webhook: int) -> HttpResponse:
    """Choose its name, address, events and engagements anew."""
    answer: HttpResponse = _edited(request, found(request, webhook))
    return answer


@reauthentication_required  # type: ignore[untyped-decorator,unused-ignore]
def _edited(request: HttpRequest, one: Webhook) -> HttpResponse:
    form = WebhookForm(request.POST or None, initial=typed(one))
    form.offer(cast("User", request.user), only=one.member)
    form.fields["events"].initial = one.events
    beside: list[str | None] = []  # the field that the reason is about, whatever language it is said in

    def write(seen: str) -> None:
        try:
            record.revise(one, form.chosen, seen=seen)
        except Unfitting as reason:
            beside.append(_field(form, reason))
            raise

    came = write_again(request, form, write, lambda _: beside.pop())
    if came is Came.WRITTEN:
        messages.success(request, gettext("Changed. What waits goes to this address."))
        return redirect("webhook", one.pk)
    now = found(request, one.pk) if came.changed else one
    context = {"form": form, "webhook": now, "changed": came.changed}
    return render(request, "webhooks/edit.html", context, status=came.status)


@never_cache
def renew(request: HttpRequest, webhook: int) -> HttpResponse:
    """Ask whether it is meant; then make a new secret, and show it this once."""
    answer: HttpResponse = _renewed(request, found(request, webhook))
    return answer


@reauthentication_required  # type: ignore[untyped-decorator,unused-ignore]
def _renewed(request: HttpRequest, one: Webhook) -> HttpResponse:
    if request.method != "POST":
        return render(request, "webhooks/renew.html", {"webhook": one})
    secret = record.renew_secret(one, now=timezone.now())
    return render(request, "webhooks/secret.html", {"webhook": one, "secret": secret, "new": False}, status=201)


def _field(form: WebhookForm, reason: Unfitting) -> str | None:
    return reason.about if reason.about in form.fields else None
