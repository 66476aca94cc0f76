"""Writing a package or a correction again, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext

from waylight.pages.engagement_page import find, show
from waylight.pages.packages.forms import CorrectionForm, PackageForm, in_hours
from waylight.pages.writing_again import Came, take_back, write_again
from waylight.record.package import HoursCorrected, Package, rebuy, recorrect
from waylight.record.rewritten import that_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


def edit_package(request: HttpRequest, engagement: int, package: int) -> HttpResponse:
    """Write a package again."""
    found, one = _one(request, engagement, Package, package)
    paid = "paid" if one.paid else "free"
    form = PackageForm(request.POST or None, initial={"hours": in_hours(one.minutes), "on": one.on, "paid": paid})
    return _edited(request, found, one, form, lambda seen: rebuy(one, **form.written(), seen=seen), "hours")


def edit_correction(request: HttpRequest, engagement: int, corrected: int) -> HttpResponse:
    """Write a correction again."""
    found, one = _one(request, engagement, HoursCorrected, corrected)
    form = CorrectionForm(request.POST or None, initial={"hours": in_hours(one.minutes), "on": one.on, "why": one.why})
    by: Any = request.user
    return _edited(request, found, one, form, lambda seen: recorrect(one, **form.written(), by=by, seen=seen), "why")


def _one(request: HttpRequest, engagement: int, model: Any, pk: int) -> tuple[Engagement, Any]:
    """The entry that counts: of one that was written again meanwhile, what stands in its place."""
    found = find(request, engagement)
    mine = model.objects.visible_to(request.user).filter(engagement=found).select_related("engagement")
    one = that_counts(mine, pk)
    if one is None:
        raise Http404
    return found, one


def _edited(
    request: HttpRequest,
    engagement: Engagement,
    one: Any,
    form: forms.Form,
    write: Callable[[str], object],
    beside: str,
) -> HttpResponse:
    if request.method == "POST" and request.POST.get("do") == "before":
        take_back(request, one)
        return redirect("packages", engagement.pk)
    came = write_again(request, form, write, beside)
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again. What it said before can be put back."))
        return redirect("packages", engagement.pk)
    if came.changed:
        one = type(one).objects.select_related("engagement").get(pk=one.pk)
    context = {"form": form, "one": one, "changed": came.changed, "is_package": isinstance(one, Package)}
    return show(request, "packages/edit.html", engagement, "packages", status=came.status, **context)
