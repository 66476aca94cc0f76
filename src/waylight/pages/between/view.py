"""What the coach asks the client for the time between meetings, what was asked before, and what she shares of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.record.between import question
from waylight.record.between.question import LONGEST, Answered, CoachQuestion

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement

# A coach cannot write an insight of the client's; asking for one is what can be done.
DID_SOMETHING_COME = gettext_noop("Did something come to you?")


class AskForm(forms.Form):
    """One question."""

    text = forms.CharField(
        label=gettext_lazy("Your question"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


def between(request: HttpRequest, engagement: int) -> HttpResponse:
    """The open question, asking another, and those before with the answers that are shared."""
    found = find(request, engagement)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        question.ask(found, text=form.cleaned_data["text"], by=request.user, now=today())  # type: ignore[arg-type]
        said = gettext("It stands on the page of {name} now.")
        messages.success(request, said.format(name=found.client.name))
        return redirect("between", found.pk)
    shared = Answered.objects.visible_to(request.user).select_related("reflection").order_by("pk")
    mine = CoachQuestion.objects.visible_to(request.user).filter(engagement=found).select_related("engagement", "by")
    asked = list(mine.prefetch_related(Prefetch("answers", shared, to_attr="shared")))
    context: dict[str, Any] = {
        "form": form,
        "open": next((one for one in asked if one.withdrawn_at is None), None),
        "before": [one for one in asked if one.withdrawn_at is not None],
        "did_something_come": gettext(DID_SOMETHING_COME),
    }
    return show(request, "between/between.html", found, "between", **context)


def _theirs(request: HttpRequest, engagement: Engagement, pk: int) -> CoachQuestion:
    mine = CoachQuestion.objects.visible_to(request.user).filter(engagement=engagement).select_related("engagement")
    return get_object_or_404(mine, pk=pk)


@require_POST
def withdraw(request: HttpRequest, engagement: int, coach_question: int) -> HttpResponse:
    """Ask it no longer."""
    found = find(request, engagement)
    question.withdraw(_theirs(request, found, coach_question), now=today())
    messages.success(request, gettext("Withdrawn. It can be asked again below."))
    return redirect("between", found.pk)


@require_POST
def ask_again(request: HttpRequest, engagement: int, coach_question: int) -> HttpResponse:
    """Ask it again, in place of the one that is open."""
    found = find(request, engagement)
    question.ask_again(_theirs(request, found, coach_question), now=today())
    said = gettext("It stands on the page of {name} again.")
    messages.success(request, said.format(name=found.client.name))
    return redirect("between", found.pk)
