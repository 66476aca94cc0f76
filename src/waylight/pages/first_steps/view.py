"""A coach's first steps: what is done, what comes next, passing one over, and putting all of them away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

import waylight
from waylight.pages.first_steps.steps import steps_of
from waylight.pages.learning.view import coach_of
from waylight.record.first_steps import Step, bring_back, pass_over, passed_over, put_away, take_up

if TYPE_CHECKING:
    from django.http import HttpRequest

_INSIDE = Path(waylight.__file__).parent / "sample"  # in a wheel; a checkout has it at its top
JOURNAL = Path("ines") / "journal.md"
MARKDOWN = "text/markdown; charset=utf-8"  # not for readers


def first_steps(request: HttpRequest) -> HttpResponse:
    """Every step with how it stands."""
    coach = coach_of(request)
    steps = steps_of(coach)
    return render(request, "first_steps/steps.html", {"steps": steps, "shown": steps.shown})


def journal(request: HttpRequest) -> HttpResponse:
    """An invented journal, for who wants to try a file before bringing one of their own."""
    del request
    folder = _INSIDE if _INSIDE.is_dir() else Path(waylight.__file__).parents[2] / "sample"
    response = HttpResponse((folder / JOURNAL).read_bytes(), content_type=MARKDOWN)
    response["Content-Disposition"] = 'attachment; filename="invented-journal.md"'  # not for readers
    return response


@require_POST
def pass_step_over(request: HttpRequest, step: str) -> HttpResponse:
    """Pass a step over, or take it up again."""
    if step not in set(Step):
        raise Http404
    coach, which = coach_of(request), Step(step)
    if which in passed_over(coach):
        take_up(coach, which)
    else:
        pass_over(coach, which)
    return redirect("first-steps")


@require_POST
def put_steps_away(request: HttpRequest) -> HttpResponse:
    """Show the steps no more, or again."""
    coach = coach_of(request)
    if "back" in request.POST:
        bring_back(coach)
        return redirect("first-steps")
    put_away(coach)
    messages.success(request, gettext("Put away. “First steps” at the end of this page brings them back."))
    return redirect("engagements")
