"""The client reads exactly what would be published and what could give her away; she agrees, changes or withdraws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.story.finding import OF_VERSION, request_of
from waylight.pages.story.forms import ProposalForm, RemarkForm
from waylight.pages.story.saying import leaks_in_words
from waylight.pages.writing_again import Came, write_again
from waylight.record.consent import OnlyTheClient
from waylight.record.story import Quoted
from waylight.record.story import asking as record
from waylight.record.unseen import mark_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.story import StoryRequest


def asked(request: HttpRequest, engagement: int, agreement: int) -> HttpResponse:
    """The exact text, its leaks and quotes; for the client, the forms to answer with."""
    found = find(request, engagement)
    one = request_of(request, found, agreement)
    record.opened(one, by=cast("User", request.user), at=today())
    one.refresh_from_db(fields=["opened_at"])
    if request.method == "POST" and request.POST.get("do") == "agree":
        return _agree(request, found, one)
    if request.method == "POST" and request.POST.get("do") == "decline":
        return _decline(request, found, one)
    newest = one.version.story.latest(one.version.length)
    form = ProposalForm(request.POST or None, initial={"text": one.version.text})
    came = write_again(request, form, lambda seen: _propose(request, one, form, seen), "text")
    if came is Came.WRITTEN:
        return redirect("story-request", found.pk, one.pk)
    context: dict[str, Any] = {
        "asked": one,
        "quotes": one.quotes.all(),
        "form": form,
        "changed": came.changed,
        "remark": RemarkForm(auto_id="remark_%s"),
        "seen": mark_of(newest.text if newest else ""),
        "later": newest if newest and newest.number > one.version.number and newest.shown_at else None,
        "pieces": _marked(one),
        "leaks": leaks_in_words(one.leaks),
    }
    return show(request, "story/asked.html", found, "stories", status=came.status, **context)


def _agree(request: HttpRequest, engagement: Engagement, one: StoryRequest) -> HttpResponse:
    """Agree to the text, and to the quotes whose boxes are ticked."""
    ticked = {int(pk) for pk in request.POST.getlist("quote") if pk.isdecimal() and len(pk) < 18}
    try:
        record.agree(one, quotes=ticked, by=cast("User", request.user), at=today())
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        missing = one.quotes.filter(agreed_at=None).count()
        said = gettext("You agree to this text for this use, and can withdraw that at any time.")
        left = gettext("It cannot be published while a quote that you did not agree to stands in it.")
        messages.success(request, f"{said} {left}" if missing else said)
    return redirect("story-request", engagement.pk, one.pk)


def _decline(request: HttpRequest, engagement: Engagement, one: StoryRequest) -> HttpResponse:
    form = RemarkForm(request.POST)
    remark = form.cleaned_data["remark"] if form.is_valid() else request.POST.get("remark", "")[:2000]
    try:
        record.decline(one, by=cast("User", request.user), at=today(), remark=remark)
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("You do not agree; this is not used."))
    return redirect("story-request", engagement.pk, one.pk)


def _propose(request: HttpRequest, one: StoryRequest, form: ProposalForm, seen: str) -> None:
    made = record.propose(one, form.cleaned_data["text"], by=cast("User", request.user), at=today(), seen=seen)
    if made:
        said = gettext("Your text is version {number}. You both see it, and you are asked for it anew.")
        messages.success(request, said.format(number=made.number))
    else:
        messages.success(request, gettext("Nothing in it is otherwise than before."))


@require_POST
def withdraw(request: HttpRequest, engagement: int, agreement: int) -> HttpResponse:
    """Withdraw an agreement."""
    found = find(request, engagement)
    one = request_of(request, found, agreement)
    try:
        record.withdraw_agreement(one, by=cast("User", request.user), at=today())
    except OnlyTheClient as reason:
        messages.error(request, str(reason))
    else:
        messages.success(
            request, gettext("Withdrawn. What was published on it is taken down; where copies went is listed below.")
        )
    return redirect("stories", found.pk)


@require_POST
def withdraw_quote(request: HttpRequest, engagement: int, quote: int) -> HttpResponse:
    """Withdraw the agreement to one quote."""
    found = find(request, engagement)
    mine = Quoted.objects.visible_to(request.user).filter(**{f"request__{OF_VERSION}": found})
    one = get_object_or_404(mine.select_related(f"request__{OF_VERSION}__client"), pk=quote)
    try:
        record.withdraw_quote(one, by=cast("User", request.user), at=today())
    except OnlyTheClient as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Withdrawn. What quotes it is taken down."))
    return redirect("story-request", found.pk, one.request_id)


def _marked(one: StoryRequest) -> list[tuple[str, bool]]:
    """The text in pieces, marked where it says what is on the list that she is shown."""
    text, at, found = one.version.text, 0, list[tuple[str, bool]]()
    for leak in one.leaks:
        shown = str(leak["shown"])
        start = text.find(shown, at) if shown else -1
        if start >= 0:
            found += [(text[at:start], False), (shown, True)]
            at = start + len(shown)
    return [piece for piece in [*found, (text[at:], False)] if piece[0]]
