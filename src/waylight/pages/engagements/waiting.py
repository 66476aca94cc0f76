"""What waits for a client's word: goals and agreements without her yes, and questions that she has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from waylight.access.parts import Part
from waylight.pages.goals.agreeing import WHOLE
from waylight.record.goal import Goal
from waylight.record.paper import Paper
from waylight.record.paper import standing as agreed_papers
from waylight.record.saying_yes import standing
from waylight.record.template import Kind

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing: what it is called, and where it is."""

    words: str
    address: str


def waits_for_client(engagement: Engagement) -> list[Waiting]:
    """Goals to which her coach says yes and she does not yet, and papers laid before her without her word."""
    goals = list(Goal.objects.filter(engagement=engagement, removed_at=None).select_related(*WHOLE))
    yes, here = standing(goals), reverse("goals", args=[engagement.pk])
    asked = [one for one in goals if Part.COACH in yes[one.pk] and Part.CLIENT not in yes[one.pk]]
    return [Waiting(one.text, f"{here}#goal-{one.pk}") for one in asked] + _papers(engagement)


def _papers(engagement: Engagement) -> list[Waiting]:
    whole = ("engagement__coach", "engagement__client")
    every = list(Paper.objects.filter(engagement=engagement, removed_at=None).select_related(*whole))
    yes = agreed_papers(every)
    return [
        Waiting(one.title, reverse("paper", args=[engagement.pk, one.pk]))
        for one in every
        if not (Part.CLIENT in yes[one.pk] if one.kind == Kind.AGREEMENT else one.answered_at)
    ]
