"""The client's journal: she writes, and shares what she wants; the coach reads what is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.journal.links import entry_address
from waylight.pages.removed import Removed, is_of_removed, put_back_or_forget, removed, say_removed
from waylight.pages.writing_again import Came, write_again
from waylight.record import entries_removed, insight
from waylight.record.between.outcome import Outcome
from waylight.record.initiative import Perspective, goes_on
from waylight.record.people import alias_for
from waylight.record.seen_entries import mark_seen

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

PER_PAGE = 20


class EntryForm(forms.Form):
    """One entry, with a rating if she gives one."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=gettext_lazy("What you noticed"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    confidence = forms.FloatField(
        label=gettext_lazy("Confidence, 0 to 10"),
        min_value=0,
        max_value=10,
        required=False,
        widget=forms.NumberInput(attrs={"step": "0.5"}),
    )
    words = forms.CharField(label=gettext_lazy("Your confidence in words"), max_length=500, required=False)
    heard_from = forms.CharField(
        label=gettext_lazy("Heard from"), help_text=gettext_lazy("A name, if you heard something."), required=False
    )
    heard = forms.CharField(label=gettext_lazy("What you heard"), max_length=2000, required=False)
    changed = forms.CharField(label=gettext_lazy("What it changed"), max_length=2000, required=False)
    shared = forms.BooleanField(
        label=gettext_lazy("Share it with my coach"),
        help_text=gettext_lazy("Otherwise only you read it."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A name alone says nothing about what was heard."""
        given = super().clean() or {}
        if (given.get("heard_from") or given.get("changed")) and not given.get("heard"):
            self.add_error("heard", gettext("Say what you heard."))
        return given


class RewriteForm(forms.Form):
    """The parts of an entry that can be written again."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=gettext_lazy("What you noticed"), widget=forms.Textarea(attrs={"rows": 10}), required=False
    )
    shared = forms.BooleanField(label=gettext_lazy("Share it with my coach"), required=False)


def journal(request: HttpRequest, engagement: int) -> HttpResponse:
    """The entries that the reader may see, newest first; the client writes here too."""
    found = find(request, engagement)
    form = EntryForm(request.POST or None, initial={"on": found.local_day(today())})
    if request.method == "POST" and form.is_valid() and _write(found, form):
        messages.success(request, gettext("Written."))
        return redirect("journal", found.pk)
    mine = insight.Reflection.objects.visible_to(request.user).filter(engagement=found).select_related("source")
    shown = mine.prefetch_related("answered__asked", "answered__carried__reflection", *_beside(request))
    page = _page_asked_for(request, shown.order_by("-on", "-pk"))
    if found.client.user_id != request.user.pk:
        mark_seen(page.object_list, cast("User", request.user))
    context: dict[str, Any] = {"page": page, "form": form, "has_initiatives": goes_on(found, request.user)}
    context["removed"] = [_removed(entry, found) for entry in entries_removed.removed_entries(found, request.user)]
    return show(request, "journal/journal.html", found, "journal", **context)


def _beside(request: HttpRequest) -> list[Prefetch[Any]]:
    """What stands in entries, as lists: a page asks each of its entries for all of it."""
    insights = insight.Insight.objects.select_related("heard_from")
    views = Perspective.objects.filter(removed_at=None).select_related("person", "initiative")
    became = Outcome.objects.visible_to(request.user).select_related("commitment")
    return [
        Prefetch("insight_set", insights, to_attr="insights"),
        Prefetch("commitment_set", to_attr="chosen"),
        Prefetch("question_set", to_attr="questions"),
        Prefetch("confidence_set", to_attr="ratings"),
        Prefetch("mood_set", to_attr="moods"),
        Prefetch("perspective_set", views, to_attr="views_shown"),
        Prefetch("outcome_set", became, to_attr="became"),
    ]


def _page_asked_for(request: HttpRequest, entries: QuerySet[insight.Reflection]) -> Page[insight.Reflection]:
    """The page of that number, or the one that holds the entry asked for: a link to an entry finds it on any page."""
    pages = Paginator(entries, PER_PAGE)
    numbers = [str(pk) for pk in entries.values_list("pk", flat=True)] if "entry" in request.GET else []
    if (entry := request.GET.get("entry")) in numbers:
        return pages.get_page(numbers.index(entry) // PER_PAGE + 1)
    return pages.get_page(request.GET.get("page"))


@transaction.atomic  # an entry and what was heard in it are one thing
def _write(engagement: Engagement, form: EntryForm) -> bool:
    given = form.cleaned_data
    text = given["text"] or (_heard_from(given["heard_from"]) if given["heard"] else "")
    try:
        entry = insight.reflect(
            engagement,
            on=given["on"],
            text=text,
            private=not given["shared"],
            confidence=given["confidence"],
            words=given["words"],
        )
        if given["heard"]:
            name = given["heard_from"].strip()
            person = alias_for(engagement, name, name=name).person if name else None
            insight.hear(entry, text=given["heard"], person=person, changed=given["changed"])
    except ValueError as reason:
        form.add_error("text", str(reason))
        return False
    return True


def _heard_from(name: str) -> str:
    """What an entry says in which nothing was written but what was heard; in her language, as she would write it."""
    return (
        gettext("Heard something from {name}.").format(name=name) if name else gettext("Heard something from somebody.")
    )


def _hers(request: HttpRequest, engagement: Engagement, pk: int) -> insight.Reflection:
    """An entry of the client's journal. Raises Http404 if it is not of this engagement."""
    mine = insight.Reflection.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine, pk=pk)


def edit(request: HttpRequest, engagement: int, reflection: int) -> HttpResponse:
    """Write an entry again."""
    found = find(request, engagement)
    entry = _hers(request, found, reflection)
    typed = {"on": entry.on, "text": entry.text, "shared": not entry.private}
    form = RewriteForm(request.POST or None, initial=typed)

    def write(seen: str) -> None:
        given = form.cleaned_data
        insight.rewrite(entry, on=given["on"], text=given["text"], private=not given["shared"], seen=seen)

    came = write_again(request, form, write, "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect(entry_address(found, entry.pk))
    if came.changed:
        entry = _hers(request, found, reflection)
    context = {"form": form, "entry": entry, "changed": came.changed}
    return show(request, "journal/edit.html", found, "journal", status=came.status, **context)


@require_POST
def remove(request: HttpRequest, engagement: int, reflection: int) -> HttpResponse:
    """Remove an entry and what stands in it, put it back, or remove for good what was removed."""
    found = find(request, engagement)
    if is_of_removed(request):
        entry = get_object_or_404(entries_removed.removed_entries(found, request.user), pk=reflection)
        put_back_or_forget(request, entry, put_back=entries_removed.put_back, forget=entries_removed.forget)
        return redirect(entry_address(found, entry.pk)) if "back" in request.POST else redirect("journal", found.pk)
    entries_removed.remove(_hers(request, found, reflection))
    say_removed(request)
    return redirect("journal", found.pk)


def _removed(entry: insight.Reflection, engagement: Engagement) -> Removed:
    address = reverse("remove-reflection", args=[engagement.pk, entry.pk])
    return removed(entry, engagement, day=entry.on, words=entry.text, address=address)


@require_POST
def share(request: HttpRequest, engagement: int, reflection: int) -> HttpResponse:
    """The client shares an entry, or takes it back."""
    found = find(request, engagement)
    entry = _hers(request, found, reflection)
    insight.share(entry, private=not entry.private)
    messages.success(request, gettext("Shared with your coach.") if entry.private else gettext("Private again."))
    back = request.POST.get("back") == "today"
    return redirect("today", found.pk) if back else redirect(entry_address(found, entry.pk))
