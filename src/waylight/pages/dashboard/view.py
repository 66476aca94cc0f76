"""The coach's dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.shortcuts import render

from waylight.pages.brief.commitments import today
from waylight.pages.dashboard.dashboard import dashboard_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User

DAYS = (14, 21, 30, 60, 90)
USUAL = 21  # three weeks: a usual distance between two meetings, and a week


def dashboard(request: HttpRequest) -> HttpResponse:
    """What is next, what waits, and who has gone quiet for so many days as are asked for."""
    asked = request.GET.get("days", "")
    days = next((one for one in DAYS if str(one) == asked), USUAL)
    context = {"found": dashboard_of(cast("User", request.user), today(), days), "days": days, "choices": DAYS}
    return render(request, "dashboard/dashboard.html", context)
