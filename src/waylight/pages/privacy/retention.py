"""How long a practice keeps what, what would go today, and letting it go. For the practice's admin; it names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from waylight.language import number
from waylight.pages.brief.commitments import today
from waylight.record.people import Practice
from waylight.record.privacy.letting_go import let_go, what_will_go
from waylight.record.privacy.retention import Kind, keep, periods

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrPromise

    from waylight.record.people import Practice

LONGEST = 600  # months


def _months(label: StrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=LONGEST, required=False, help_text=gettext_lazy("Months; empty keeps it."),
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )  # fmt: skip


class PeriodsForm(forms.Form):
    """Months for each kind; empty keeps it."""

    transcript = _months(gettext_lazy("Transcripts, from the day of their meeting"))
    mail = _months(gettext_lazy("Mail headers, messages and calls, from their own day"))
    calendar = _months(gettext_lazy("Calendar entries with others, from their own day"))
    journal = _months(gettext_lazy("The client's journal, from the end of the engagement"))
    pulse = _months(gettext_lazy("Answers to the pulse, from the last day of their round"))


def retention(request: HttpRequest) -> HttpResponse:
    """The periods of each practice that the asking person administers, and what would go today."""
    asked = request.POST.get("practice", "")
    shown = []
    for practice in Practice.objects.visible_to(request.user):
        sent = request.POST if asked == str(practice.pk) else None
        form = PeriodsForm(sent, initial=periods(practice), prefix=f"practice{practice.pk}")
        if sent and form.is_valid():
            keep(practice, form.cleaned_data)
            messages.success(request, gettext("Noted. Nothing has gone yet; below stands what would."))
            return redirect("retention")
        shown.append({"practice": practice, "form": form, "going": what_will_go(practice, today().date())})
    return render(request, "privacy/retention.html", {"shown": shown, "kinds": Kind.choices})


@require_POST
def let_go_now(request: HttpRequest) -> HttpResponse:
    """Let go of what is due today in one practice."""
    mine = Practice.objects.visible_to(request.user)
    practice: Practice = get_object_or_404(mine, pk=_number(request.POST.get("practice", "")))
    if not request.POST.get("sure"):
        messages.error(request, gettext("Nothing has gone. Tick the box beside the button if you mean it."))
        return redirect("retention")
    gone = let_go(practice, today().date())
    rows = sum(one.rows + one.staged for one in gone)
    went = ngettext("{count} row went, for good.", "{count} rows went, for good.", rows)
    messages.success(request, went.format(count=number(rows)) if gone else gettext("Nothing was due."))
    return redirect("retention")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
