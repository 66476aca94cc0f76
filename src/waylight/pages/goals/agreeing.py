"""Saying yes to a goal's exact words, asking for other words, and standing by a rating that the other gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, pgettext
from django.views.decorators.http import require_POST

from waylight.access.parts import Part
from waylight.pages.engagement_page import find
from waylight.pages.templatetags.words import day_and_year
from waylight.record.engagement import Engagement, parts_in
from waylight.record.goal import Goal, GoalRating
from waylight.record.saying_yes import (
    GoalWish,
    NotAsked,
    agree_to_rating,
    answer_wish,
    say_yes,
    standing,
    take_yes_back,
    wish,
)
from waylight.record.sponsor import agreed_goals
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.access.predicates import Asking

CHANGED = gettext_noop("The words were changed after you opened the page. Read them again, then say yes.")
WHOLE = ("engagement__coach__user", "engagement__client", "engagement__sponsor")


@dataclass(frozen=True, slots=True)
class Says:
    """What one part says to a goal's words: since when yes, None for not yet; and whether the reader speaks for it."""

    part: Part
    name: str
    since: datetime | None
    mine: bool

    @property
    def part_in_words(self) -> str:
        """What they are, as the reader calls it."""
        words = {
            Part.CLIENT: pgettext("somebody's part", "client"),
            Part.COACH: pgettext("somebody's part", "coach"),
            Part.SPONSOR: pgettext("somebody's part", "sponsor"),
        }
        return words[self.part]


def who_says(goals: Iterable[Goal], reader: Asking) -> dict[int, list[Says]]:
    """For each goal, what client, coach and (where there is one) sponsor say. Goals come with these."""
    mine = list(goals)
    yes = standing(mine)
    return {one.pk: says(one, yes[one.pk], reader) for one in mine}


def says(goal: Goal, yes: dict[Part, datetime], reader: Asking) -> list[Says]:
    """What each part says to one goal."""
    engagement, me = goal.engagement, reader.pk
    client, coach, sponsor = engagement.client, engagement.coach, engagement.sponsor
    for_client = client.user_id or coach.user_id  # the coach records it of a client without an account
    every = [
        Says(Part.CLIENT, client.name, yes.get(Part.CLIENT), me == for_client),
        Says(Part.COACH, str(coach), yes.get(Part.COACH), me == coach.user_id),
    ]
    if sponsor:
        every.append(Says(Part.SPONSOR, sponsor.name, yes.get(Part.SPONSOR), me == sponsor.user_id))
    return every


@require_POST
def goal_yes(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """Say yes to a goal's words as they were shown, or no more."""
    one, user = goal_shown(request, engagement, goal), cast("User", request.user)
    part = part_of(request, one.engagement, request.POST.get("part", ""))
    try:
        if request.POST.get("back"):
            take_yes_back(one, part=part, by=user)
            messages.success(request, gettext("Your yes is taken back."))
        else:
            yes = say_yes(one, part=part, by=user, seen=request.POST.get("seen", ""))
            said = gettext("Yes since {day}, to these words.")
            messages.success(request, said.format(day=day_and_year(one.engagement.local_day(yes.at))))
    except ChangedMeanwhile:
        messages.error(request, gettext(CHANGED))
    except NotAsked as reason:
        messages.error(request, str(reason))
    return _back(request, one)


@require_POST
def ask_words(request: HttpRequest, engagement: int, goal: int) -> HttpResponse:
    """The sponsor asks for other words."""
    one = goal_shown(request, engagement, goal)
    try:
        wish(one, text=request.POST.get("text", ""), by=cast("User", request.user))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        said, of = gettext("{coach} and {client} read it with the goal."), one.engagement
        messages.success(request, said.format(coach=of.coach, client=of.client.name))
    return _back(request, one)


@require_POST
def wish_answered(request: HttpRequest, engagement: int, wish: int) -> HttpResponse:
    """Say that asked-for words were talked about, or not yet after all."""
    found = find(request, engagement)
    mine = GoalWish.objects.visible_to(request.user).filter(goal__engagement=found)
    one = get_object_or_404(mine.select_related("goal"), pk=wish)
    answer_wish(one)
    messages.success(request, gettext("It is open again.") if one.answered_at else gettext("Noted as talked about."))
    return redirect(f"{reverse('goals', args=[found.pk])}#goal-{one.goal_id}")


@require_POST
def rating_yes(request: HttpRequest, engagement: int, goal: int, rating: int) -> HttpResponse:
    """Stand by a rating that the other of coach and client gave, or no more."""
    found = find(request, engagement)
    mine = GoalRating.objects.visible_to(request.user).filter(goal__engagement=found, goal=goal)
    one = get_object_or_404(mine, pk=rating)
    try:
        agree_to_rating(one, by=cast("User", request.user))
    except NotAsked as reason:
        messages.error(request, str(reason))
    else:
        said = gettext("You stand by it no more.") if one.agreed_at else gettext("You both stand by it.")
        messages.success(request, said)
    return redirect(f"{reverse('goals', args=[found.pk])}#goal-{one.goal_id}")


def goal_shown(request: HttpRequest, engagement: int, pk: int) -> Goal:
    """The goal, if the asking person may see it: a sponsor, one to which the client says yes."""
    every = Goal.objects.select_related(*WHOLE).filter(engagement=engagement, removed_at=None)
    if one := every.filter(Goal.seen_by(request.user), pk=pk).first():
        return one
    one = get_object_or_404(every, pk=pk)
    sponsor = one.engagement.sponsor
    if (
        sponsor
        and sponsor.user_id == request.user.pk
        and pk in {shown.goal.pk for shown in agreed_goals(one.engagement)}
    ):
        return one
    raise Http404


def part_of(request: HttpRequest, engagement: Engagement, said: str) -> Part:
    """What somebody speaks as: as they say, where they may, else as what they are."""
    mine = parts_in(request.user, engagement.pk)
    if said == Part.CLIENT and Part.COACH in mine:
        return Part.CLIENT  # the record refuses it where the client has an account
    return next(part for part in (Part.COACH, Part.CLIENT, Part.SPONSOR) if part in mine)


def _back(request: HttpRequest, goal: Goal) -> HttpResponse:
    here = "goals" if parts_in(request.user, goal.engagement_id) - {Part.SPONSOR} else "engagement"
    return redirect(f"{reverse(here, args=[goal.engagement_id])}#goal-{goal.pk}")
