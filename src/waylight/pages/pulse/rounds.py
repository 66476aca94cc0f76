"""One round: a preview while it is planned, its days while it is open, its results once it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.asked.sheet import sheet_of
from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import answers_went, let_go
from waylight.pages.pulse.forms import ThanksForm
from waylight.pages.pulse.results import results_for, results_for_sponsor
from waylight.record.asking import due, rounds
from waylight.record.asking.answering import Given
from waylight.record.asking.letters import remind_on
from waylight.record.asking.planning import asks_about, discard, mark_of_plan
from waylight.record.consent import Consent, agreed
from waylight.record.engagement import Engagement
from waylight.record.privacy.retention import Kind
from waylight.record.pulse import Pulse
from waylight.record.sponsor import rounds_for_sponsor, sponsored
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

State = Pulse.State


def one_round(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """What a round shows to who asks: a sponsor sees the results alone."""
    theirs = sponsored(request.user).filter(pk=engagement).first()
    if theirs and not Engagement.objects.visible_to(request.user).filter(pk=engagement).exists():
        return _for_sponsor(request, theirs, pulse)
    found, one = _one(request, engagement, pulse)
    return _shown(request, found, one, ThanksForm(initial={"words": one.thanks}))


def _one(request: HttpRequest, engagement: int, pulse: int) -> tuple[Engagement, Pulse]:
    found = find(request, engagement)
    mine = Pulse.objects.visible_to(request.user).filter(engagement=found).select_related("engagement__client")
    return found, get_object_or_404(mine, pk=pulse)


def _shown(request: HttpRequest, found: Engagement, one: Pulse, form: ThanksForm, *, status: int = 200) -> HttpResponse:
    state = one.state(today())
    context: dict[str, Any] = {"pulse": one, "state": state, "form": form, "agreed": agreed(found, Consent.Use.PULSE)}
    if state == State.OVER:
        context["gone"] = let_go(found, Kind.PULSE) if answers_went(one) else []
        context["results"] = results_for(one, request.user, now=today()) if context["agreed"] else None
    else:
        context |= {"preview": _preview(one), "remind_on": remind_on(one), "raters": _raters(one)}
        context |= {"seen": mark_of_plan(one), "about": asks_about(one)}
    return show(request, "pulse/round.html", found, "pulse", status=status, **context)


def _preview(one: Pulse) -> str:
    """The questions, by the very template of the page that is sent."""
    with translation.override(one.locale):
        return render_to_string("asked/_questions.html", {"sheet": sheet_of(one, Given())})


def _raters(one: Pulse) -> list[str]:
    return list(
        one.invitations.order_by("stakeholder__person__name").values_list("stakeholder__person__name", flat=True)
    )


def _for_sponsor(request: HttpRequest, engagement: Engagement, pulse: int) -> HttpResponse:
    """Groups of answers, as far as the client agrees to the pulse and to reports; no words."""
    one = next((one for one in rounds_for_sponsor(engagement, now=today()) if one.pk == pulse), None)
    if one is None:
        raise Http404
    context = {"sponsored": engagement, "pulse": one, "results": results_for_sponsor(one, now=today())}
    context["gone"] = let_go(engagement, Kind.PULSE) if answers_went(one) else []
    return render(request, "pulse/sponsored.html", context)


@require_POST
def open_it(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """Open a planned round, as it was shown."""
    found, one = _one(request, engagement, pulse)
    try:
        rounds.open_round(one, site=request.build_absolute_uri("/"), now=today(), seen=request.POST.get("seen", ""))
    except rounds.CannotOpen as reason:
        messages.error(request, gettext("{reason} Nobody was asked.").format(reason=reason))
    except ChangedMeanwhile:
        why = gettext("What is asked was changed since you looked. Nobody was asked; look again.")
        messages.error(request, why)
    else:
        due.hand_over(today())
        messages.success(request, gettext("Opened. The mails go out on the first day, which may be now."))
    return redirect("round", found.pk, one.pk)


@require_POST
def discard_round(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """Throw a planned round away."""
    found, one = _one(request, engagement, pulse)
    try:
        discard(one)
    except ValueError as reason:
        messages.error(request, str(reason))
        return redirect("round", found.pk, one.pk)
    messages.success(request, gettext("Thrown away. Nobody was asked."))
    return redirect("pulse", found.pk)


@require_POST
def close_it(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """Close a round before its last day."""
    found, one = _one(request, engagement, pulse)
    rounds.close_round(one, now=today())
    messages.success(request, gettext("Closed. Nothing more can be answered."))
    return redirect("round", found.pk, one.pk)


@require_POST
def stop(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """Ask no further round by itself."""
    found, one = _one(request, engagement, pulse)
    rounds.stop_repeating(one)
    messages.success(request, gettext("It is not asked again by itself."))
    return redirect("round", found.pk, one.pk)


@require_POST
def thank_raters(request: HttpRequest, engagement: int, pulse: int) -> HttpResponse:
    """Say to those who answered what she will do."""
    found, one = _one(request, engagement, pulse)
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, one, form)
    try:
        rounds.thank(one, form.cleaned_data["words"], now=today())
    except ValueError as reason:
        form.add_error("words", str(reason))
        return _shown(request, found, one, form)
    due.hand_over(today())
    messages.success(request, gettext("Those who answered are told."))
    return redirect("round", found.pk, one.pk)
