"""Hours bought, used and left; the kind of coaching; and who is in the group. The coach writes, the client reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.packages import remarks
from waylight.pages.packages.accounts import accounts
from waylight.pages.packages.forms import CorrectionForm, InGroupForm, PackageForm, TermsForm
from waylight.record import package as record
from waylight.record import terms
from waylight.record.package import HoursCorrected, Package
from waylight.record.rewritten import put_back, remove
from waylight.record.terms import InGroup

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


def packages(request: HttpRequest, engagement: int) -> HttpResponse:
    """What was bought, used and is left, with every row counted; and a form for another package."""
    found = find(request, engagement)
    form = PackageForm(request.POST or None, initial={"on": found.local_day(today()), "paid": "paid"})
    return _written(request, found, "form", form, record.buy, "hours", gettext("The hours are noted."))


@require_POST
def correct(request: HttpRequest, engagement: int) -> HttpResponse:
    """Correct the hours used by hand."""
    found = find(request, engagement)
    form = CorrectionForm(request.POST or None, initial={"on": found.local_day(today())}, auto_id="correct_%s")
    done = gettext("The hours are corrected.")
    return _written(request, found, "correction", form, record.correct_hours, "why", done, by=request.user)


@require_POST
def kind(request: HttpRequest, engagement: int) -> HttpResponse:
    """Say what kind of coaching it is."""
    found = find(request, engagement)
    form = TermsForm(request.POST or None, auto_id="terms_%s")
    return _written(request, found, "terms_form", form, terms.set_terms, "number", gettext("Noted."))


@require_POST
def in_group(request: HttpRequest, engagement: int) -> HttpResponse:
    """Note somebody who is coached in the group."""
    found = find(request, engagement)
    form = InGroupForm(request.POST or None, initial={"since": found.begins}, auto_id="group_%s")
    return _written(
        request, found, "group_form", form, terms.add_to_group, "name", gettext("Noted as one of the group.")
    )


def _written(
    request: HttpRequest,
    engagement: Engagement,
    name: str,
    form: Any,
    write: Callable[..., object],
    beside: str,
    done: str,
    **more: object,
) -> HttpResponse:
    """Write what a form holds, if it was sent and fits; else the page, with the form under its name."""
    if request.method == "POST" and form.is_valid():
        given = form.written() if hasattr(form, "written") else form.cleaned_data
        try:
            write(engagement, **given, **more)
        except ValueError as reason:
            form.add_error(beside, str(reason))
        else:
            messages.success(request, done)
            return redirect("packages", engagement.pk)
    return _page(request, engagement, **{name: form})


def _page(request: HttpRequest, engagement: Engagement, **typed: forms.Form) -> HttpResponse:
    now, day = today(), engagement.local_day(today())
    kind = terms.terms_of([engagement])[engagement.pk]
    mine = {"engagement": engagement}
    corrected = HoursCorrected.objects.visible_to(request.user).filter(**mine, replaced_by=None)
    corrected = corrected.select_related("engagement", "by", "replaces__engagement")
    packages = Package.objects.visible_to(request.user).filter(**mine, replaced_by=None).select_related("replaces")
    held = record.held([engagement], now)
    corrections = [one for one in corrected if not one.removed_at]
    group = InGroup.objects.visible_to(request.user).filter(**mine).select_related("person")
    context: dict[str, Any] = {
        "account": accounts([engagement], now)[engagement.pk],
        "meetings": held[::-1],
        "corrections": corrections,
        "strikes_in_corrections": remarks.of_corrections(corrections, day, {one.local.date() for one in held}),
        "strikes_in_packages": remarks.of_packages([one for one in packages if not one.removed_at], day),
        "before": {one.pk: one.replaces for one in packages if one.replaces},
        "removed": [one for one in packages if one.removed_at],
        "uncorrected": [one for one in corrected if one.removed_at],
        "terms": kind,
        "number": terms.numbers_coached([engagement])[engagement.pk],
        "group": [one for one in group if not one.removed_at],
        "left_group": [one for one in group if one.removed_at],
        "form": PackageForm(initial={"on": day, "paid": "paid"}),
        "correction": CorrectionForm(initial={"on": day}, auto_id="correct_%s"),
        "terms_form": TermsForm(
            initial={"form": kind.form, "number": kind.number, "paid": "paid" if kind.paid else "free"},
            auto_id="terms_%s",
        ),
        "group_form": InGroupForm(initial={"since": engagement.begins}, auto_id="group_%s"),
        **typed,
    }
    return show(request, "packages/packages.html", engagement, "packages", **context)


@require_POST
def package_counts(request: HttpRequest, engagement: int, package: int) -> HttpResponse:
    """Count a package no more, or again."""
    return _counts(request, engagement, Package, package, remove, put_back)


@require_POST
def correction_counts(request: HttpRequest, engagement: int, corrected: int) -> HttpResponse:
    """Count a correction no more, or again."""
    return _counts(request, engagement, HoursCorrected, corrected, remove, put_back)


@require_POST
def in_group_counts(request: HttpRequest, engagement: int, in_group: int) -> HttpResponse:
    """Count somebody in the group no more, or again."""
    return _counts(request, engagement, InGroup, in_group, terms.leave_group, terms.back_in_group)


def _counts(
    request: HttpRequest,
    engagement: int,
    model: Any,
    pk: int,
    remove: Callable[[Any], None],
    put_back: Callable[[Any], None],
) -> HttpResponse:
    found = find(request, engagement)
    mine = model.objects.visible_to(request.user).filter(engagement=found)
    if hasattr(model, "replaces"):
        mine = mine.filter(replaced_by=None)  # what was written again is put back by taking the change back
    one = get_object_or_404(mine, pk=pk)
    (put_back if one.removed_at else remove)(one)
    again, removed = gettext("It counts again."), gettext("It counts no more; below it can be put back.")
    messages.success(request, again if one.removed_at else removed)
    return redirect("packages", found.pk)


def packages_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every row that is counted, as a table."""
    found = find(request, engagement)
    corrected = HoursCorrected.objects.visible_to(request.user).filter(engagement=found, removed_at=None)
    bought = Package.objects.visible_to(request.user).filter(engagement=found, removed_at=None)
    was_bought, held, by_hand = (
        pgettext("hours", "bought"),
        pgettext("hours", "meeting held"),
        pgettext("hours", "corrected"),
    )
    paid, free = pgettext("hours", "paid"), pgettext("hours", "pro bono")
    rows = [(one.on, was_bought, one.minutes / 60, paid if one.paid else free) for one in bought]
    rows += [(one.local.date(), held, -one.minutes / 60, "") for one in record.held([found], today())]
    rows += [(one.on, by_hand, -one.minutes / 60, one.why) for one in corrected.select_related("engagement")]
    told = [(day.isoformat(), what, hours, more) for day, what, hours, more in sorted(rows, key=lambda row: row[0])]
    header = [pgettext("a column", "day"), pgettext("a column", "what"), pgettext("a column", "hours")]
    return csv_file([*header, pgettext("a column", "more")], told, "hours-bought-and-used.csv")
