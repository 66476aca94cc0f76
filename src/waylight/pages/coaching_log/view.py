"""A coach's log of coaching hours: what it holds, what it lacks for a credential, and hours noted by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.lenses.hours.credentials import AS_READ, LARGEST_GROUP
from waylight.pages.brief.commitments import today
from waylight.pages.coaching_log.forms import PastForm, as_typed, beside
from waylight.pages.coaching_log.log import log_of
from waylight.pages.csv_file import csv_file
from waylight.pages.learning.view import coach_of
from waylight.pages.writing_again import Came, write_again
from waylight.pages.xlsx_file import xlsx_file
from waylight.record import coaching_log as record
from waylight.record.coaching_log import PastCoaching

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from waylight.pages.coaching_log.log import Logged
    from waylight.pages.xlsx_file import Value

# Columns and kinds as the International Coaching Federation names them, whatever language the log is read in.
HEADER = (
    *("Client name", "Contact", "Individual or group", "Number in group", "Start date", "End date"),  # not for readers
    *("Paid hours", "Pro bono hours"),  # not for readers
)


def coaching_log(request: HttpRequest) -> HttpResponse:
    """Every line, the totals, what is left off and why, and a form to note hours by hand."""
    coach = coach_of(request)
    form = PastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record.note_past(coach, **form.written())
        except record.DoesNotFit as reason:
            form.add_error(beside(reason), str(reason))
        else:
            messages.success(request, gettext("Noted in your log."))
            return redirect("coaching-log")
    context = {
        "log": log_of(coach, today()),
        "form": form,
        "removed": _mine(request).filter(removed_at__isnull=False),
        "as_read": AS_READ,
        "largest": LARGEST_GROUP,
    }
    return render(request, "coaching_log/log.html", context)


def past(request: HttpRequest, past: int) -> HttpResponse:
    """Write hours noted by hand again."""
    one = get_object_or_404(_mine(request), pk=past)
    form = PastForm(request.POST or None, initial=as_typed(one))
    came = _written_again(request, form, one)
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect("coaching-log")
    if came.changed:
        one = get_object_or_404(_mine(request), pk=past)
    context = {"form": form, "past": one, "changed": came.changed}
    return render(request, "coaching_log/past.html", context, status=came.status)


def _written_again(request: HttpRequest, form: PastForm, one: PastCoaching) -> Came:
    """What came of it; what does not fit is said beside its field."""
    field = ""

    def write(seen: str) -> None:
        nonlocal field
        try:
            record.revise_past(one, **form.written(), seen=seen)
        except record.DoesNotFit as reason:
            field = beside(reason)
            raise

    return write_again(request, form, write, lambda _: field)


@require_POST
def past_counts(request: HttpRequest, past: int) -> HttpResponse:
    """Count noted hours no more, or again."""
    one = get_object_or_404(_mine(request), pk=past)
    (record.put_past_back if one.removed_at else record.remove_past)(one)
    again, removed = gettext("It counts again."), gettext("Removed; below it can be put back.")
    messages.success(request, again if one.removed_at else removed)
    return redirect("coaching-log")


@require_POST
def forget_past(request: HttpRequest, past: int) -> HttpResponse:
    """Remove for good what was removed."""
    record.forget_past(get_object_or_404(_mine(request), pk=past))
    messages.success(request, gettext("It is gone."))
    return redirect("coaching-log")


def log_csv(request: HttpRequest) -> HttpResponse:
    """The listed lines as a table: those alone who agree to be named."""
    rows = [[one.isoformat() if isinstance(one, date) else one for one in row] for row in _rows(request)]
    return csv_file(HEADER, rows, "coaching-log.csv")


def log_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with a line of totals."""
    rows = _rows(request)
    so_far = log_of(coach_of(request), today()).totals
    total: list[Value] = ["Total", "", "", so_far.clients]  # not for readers
    rows.append([*total, None, None, _hours(so_far.paid), _hours(so_far.pro_bono)])
    return xlsx_file("Coaching log", HEADER, rows, "coaching-log.xlsx")  # not for readers


def _rows(request: HttpRequest) -> list[list[Value]]:
    return [_row(one) for one in log_of(coach_of(request), today()).listed]


def _row(one: Logged) -> list[Value]:
    kind = "Individual" if one.line.number == 1 else "Group"  # not for readers
    number = None if one.line.number == 1 else one.line.number
    return [one.name, one.contact, kind, number, one.begins, one.ends, _hours(one.line.paid), _hours(one.line.pro_bono)]


def _hours(minutes: int) -> float:
    return round(minutes / 60, 2)


def _mine(request: HttpRequest) -> QuerySet[PastCoaching]:
    return PastCoaching.objects.visible_to(request.user).select_related("coach")
