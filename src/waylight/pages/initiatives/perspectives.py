"""How others see an initiative: heard in two clicks from where it was said, written again, removed and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.initiatives.forms import PerspectiveForm, RewriteForm
from waylight.pages.writing_again import Came, write_again
from waylight.record import perspective as record
from waylight.record.initiative import Initiative, Perspective
from waylight.record.insight import Insight, Reflection

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


def hear(request: HttpRequest, engagement: int) -> HttpResponse:
    """A short form, filled with what was heard where it was opened; one button for each stance keeps it."""
    found = find(request, engagement)
    said, entry = _said(request, found), _entry(request, found)
    form = PerspectiveForm(request.POST or None, initial=_typed(request, found, said, entry))
    form.offer(found, request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            heard = record.hear(
                given["initiative"],
                given["person"],
                on=given["on"],
                stance=request.POST.get("stance", ""),
                text=given["text"],
                changed=given["changed"],
                reflection=said.reflection if said else entry,  # as private as where it was said
            )
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, gettext("Noted how {name} sees it.").format(name=heard.person.name))
            return redirect(_address(heard))
    stands_in = said.reflection if said else entry
    none_yet = not Initiative.objects.visible_to(request.user).filter(engagement=found).exists()
    context: dict[str, Any] = {"form": form, "none_yet": none_yet, "private": stands_in and stands_in.private}
    return show(request, "initiatives/hear.html", found, "initiatives", **context)


def _address(view: Perspective) -> str:
    return f"{reverse('initiative', args=[view.engagement_id, view.initiative_id])}#view-{view.pk}"


def _said(request: HttpRequest, engagement: Engagement) -> Insight | None:
    """What was heard, where the form was opened from it and the asking person may see it."""
    mine = Insight.objects.visible_to(request.user).filter(engagement=engagement)
    asked = mine.filter(pk=_number(request, "insight") or 0)
    return asked.select_related("reflection", "heard_from", "engagement").first()


def _entry(request: HttpRequest, engagement: Engagement) -> Reflection | None:
    """The entry in which it stands, likewise."""
    mine = Reflection.objects.visible_to(request.user).filter(engagement=engagement)
    return mine.filter(pk=_number(request, "reflection") or 0).first()


def _number(request: HttpRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 18 else None


def _typed(
    request: HttpRequest, engagement: Engagement, said: Insight | None, entry: Reflection | None
) -> dict[str, object]:
    """What stands in the form when it is opened."""
    typed: dict[str, object] = {name: _number(request, name) for name in ("initiative", "person")}
    typed["on"] = entry.on if entry else engagement.local_day(today())
    if said:
        typed |= {"person": said.heard_from_id, "text": said.text, "changed": said.changed, "on": said.on}
    return {name: value for name, value in typed.items() if value is not None}


def _view(request: HttpRequest, engagement: Engagement, pk: int) -> Perspective:
    """A view, if the asking person may see it. Raises Http404 otherwise."""
    mine = Perspective.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("person", "initiative"), pk=pk)


def edit(request: HttpRequest, engagement: int, perspective: int) -> HttpResponse:
    """Write a view again."""
    found = find(request, engagement)
    view = _view(request, found, perspective)
    typed = {name: getattr(view, name) for name in ("stance", "text", "changed", "on")}
    form = RewriteForm(request.POST or None, initial=typed)
    came = write_again(request, form, lambda seen: record.rewrite(view, **form.cleaned_data, seen=seen), "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect(_address(view))
    if came.changed:
        view = _view(request, found, perspective)
    context = {"form": form, "view": view, "changed": came.changed}
    return show(request, "initiatives/view.html", found, "initiatives", status=came.status, **context)


@require_POST
def remove(request: HttpRequest, engagement: int, perspective: int) -> HttpResponse:
    """Remove a view, so that it can be put back; one that was removed goes for good."""
    found = find(request, engagement)
    view = _view(request, found, perspective)
    if view.removed_at:
        record.forget(view)
        messages.success(request, gettext("Gone for good."))
    else:
        record.remove(view)
        messages.success(request, gettext("Removed. It can be put back below, under “Removed”."))
    return redirect("initiative", found.pk, view.initiative_id)


@require_POST
def put_back(request: HttpRequest, engagement: int, perspective: int) -> HttpResponse:
    """Put a view back that was removed."""
    found = find(request, engagement)
    view = _view(request, found, perspective)
    record.put_back(view)
    messages.success(request, gettext("Put back."))
    return redirect(_address(view))
