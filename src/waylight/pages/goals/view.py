"""The goals: written, rated on days, removed and put back, and taken away as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.goals.attained import attained, beyond_noise
from waylight.pages.goals.forms import GoalForm, RatingForm, ScaleForm
from waylight.pages.removed import Removed, is_of_removed, put_back_or_forget, removed
from waylight.pages.templatetags.words import signed
from waylight.pages.writing_again import Came, write_again
from waylight.record import goal as record
from waylight.record.goal import Goal, GoalRating

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.pages.goals.attained import Rated
    from waylight.record.engagement import Engagement


def goals(request: HttpRequest, engagement: int) -> HttpResponse:
    """All goals with how they stand, and a form for another."""
    found = find(request, engagement)
    form = GoalForm(request.POST or None, initial={"since": found.local_day(today())})
    if request.method == "POST" and form.is_valid():
        try:
            goal = record.set_goal(found, **form.written())
        except ValueError as reason:
            form.add_error("text", str(reason))
        else:
            messages.success(request, gettext("The goal is written down."))
            return redirect(_address(goal))
    return _page(request, found, form=form)


def _page(request: HttpRequest, engagement: Engagement, **typed: object) -> HttpResponse:
    scale = ScaleForm.asked(request.GET)
    noise = beyond_noise(engagement, request.user, **scale.cleaned_data) if scale.is_valid() else ""
    context: dict[str, Any] = {
        "attained": attained(engagement, request.user),
        "form": GoalForm(initial={"since": engagement.local_day(today())}),
        "removed": [_removed(one, engagement) for one in record.ratings_taken_back(engagement, request.user)],
        "scale": scale,
        "noise": noise,
        **typed,
    }
    return show(request, "goals/goals.html", engagement, "goals", **context)


def _removed(rating: GoalRating, engagement: Engagement) -> Removed:
    words = f"{signed(rating.level, 0)}, {rating.goal.text}"
    address = reverse("unrate-goal", args=[engagement.pk, rating.goal_id, rating.pk])
    return removed(rating, engagement, day=rating.on, words=words, address=address)


def edit(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """Write a goal again, and rate it."""
    found = find(request, engagement)
    mine = _goal(request, found, goal)
    typed = {"text": mine.text, "since": mine.since, "weight": mine.weight}
    typed |= {f"level_{n}": words for n, words in enumerate(mine.levels)}
    form = GoalForm(request.POST or None, initial=typed)
    came = write_again(request, form, lambda seen: record.revise(mine, **form.written(), seen=seen), "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect(_address(mine))
    if came.changed:
        mine = _goal(request, found, goal)
    context: dict[str, Any] = {"form": form, "goal": mine, "changed": came.changed}
    return show(request, "goals/goal.html", found, "goals", status=came.status, **context)


def rate(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """Rate a goal on a day."""
    found = find(request, engagement)
    mine = _goal(request, found, goal)
    form = RatingForm(request.POST or None, initial={"on": found.local_day(today()), "level": 0})
    if request.method == "POST" and form.is_valid():
        record.rate(mine, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        messages.success(request, gettext("Rated."))
        return redirect(_address(mine))
    return show(request, "goals/rate.html", found, "goals", form=form, goal=mine)


@require_POST
def unrate(request: HttpRequest, engagement: int, goal: int, rating: int) -> HttpResponse:
    """Take a rating back, put it back, or remove for good what was taken back."""
    found = find(request, engagement)
    mine = _goal(request, found, goal)
    if is_of_removed(request):
        one = get_object_or_404(record.ratings_taken_back(found, request.user).filter(goal=mine), pk=rating)
        put_back_or_forget(request, one, put_back=record.rate_after_all, forget=record.forget_rating)
    else:
        record.unrate(get_object_or_404(GoalRating.objects.visible_to(request.user).filter(goal=mine), pk=rating))
        said = gettext("Taken back. On this page, under “Ratings taken back”, it can be put back for 30 days.")
        messages.success(request, said)
    return redirect(_address(mine))


@require_POST
def remove(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """Remove a goal, so that it can be put back; one that was removed goes for good."""
    found = find(request, engagement)
    mine = _goal(request, found, goal)
    if mine.removed_at:
        record.forget(mine)
        messages.success(request, gettext("Gone for good."))
    else:
        record.remove(mine)
        messages.success(request, gettext("Removed. It can be put back below, under “Removed”."))
    return redirect("goals", found.pk)


@require_POST
def put_back(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """Put a goal back that was removed."""
    found = find(request, engagement)
    mine = _goal(request, found, goal)
    record.put_back(mine)
    messages.success(request, gettext("Put back."))
    return redirect(_address(mine))


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every rating as a row, with the goal, its weight, and the words of the level."""
    found = find(request, engagement)
    header = ["goal", "weight", "on", "level", "level_words", "words", "by"]
    every = attained(found, request.user).goals
    rows = [_row(one, rating) for one in every for rating in one.ratings]
    return csv_file(header, rows, f"goals-{found.local_day(today()).isoformat()}.csv")


def _row(one: Rated, rating: GoalRating) -> list[str | float | None]:
    goal, words = one.goal, one.goal.levels[rating.at]
    return [goal.text, goal.weight, rating.on.isoformat(), rating.level, words, rating.words, str(rating.by or "")]


def _goal(request: HttpRequest, engagement: Engagement, pk: int) -> Goal:
    mine = Goal.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("engagement"), pk=pk)


def _address(goal: Goal) -> str:
    return f"{reverse('goals', args=[goal.engagement_id])}#goal-{goal.pk}"
