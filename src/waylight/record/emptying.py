"""Removes an engagement with everything that hangs on it, in the order in which one thing holds another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from waylight.record.imports import Import
from waylight.record.initiative import Initiative, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Alias, Organisation, Person, Stakeholder

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.record.engagement import Engagement

# Rows of files point at the files, and what was said at who said it; so the files and the names go last.
OF_FILES = (Interaction, Insight, Commitment, Confidence, Question, Perspective, Reflection, Meeting, Stakeholder)
KNOWN_BY = ("aliases", "stakes", "insights", "participations", "perspectives", "coached_in", "sponsors", "in_groups")


def remove_whole(engagement: Engagement) -> None:
    """Remove an engagement, all that hangs on it, and the people and organisations that nothing else knows."""
    people = _people(engagement)
    Utterance.objects.filter(meeting__engagement=engagement).delete()
    for model in (*OF_FILES, Initiative, Alias, Import):
        model._default_manager.filter(engagement=engagement).delete()
    engagement.delete()
    _forget(people)


def _people(engagement: Engagement) -> set[int]:
    """Its client, its sponsor, and everyone it names who has no account."""
    named = Q(aliases__engagement=engagement) | Q(stakes__engagement=engagement) | Q(insights__engagement=engagement)
    named |= Q(participations__initiative__engagement=engagement) | Q(perspectives__engagement=engagement)
    named |= Q(pk=engagement.sponsor_id) | Q(Exists(_first_named().filter(engagement=engagement)))
    whole = {*Person.objects.filter(named, user=None).values_list("pk", flat=True), engagement.client_id}
    return whole | {engagement.sponsor_id} if engagement.sponsor_id else whole


def _first_named() -> QuerySet[Alias]:
    """The names that once stood for the person of the outer query."""
    return Alias.objects.filter(first_person=OuterRef("pk"))


def _forget(people: set[int]) -> None:
    """Of these people, remove whom no other engagement knows; and their organisations, if nobody is left in them."""
    elsewhere = Q(Exists(_first_named()))
    for known in KNOWN_BY:
        elsewhere |= Q(**{f"{known}__isnull": False})
    gone = list(Person.objects.filter(pk__in=people).exclude(elsewhere).values_list("pk", "organisation"))
    Person.objects.filter(pk__in=[person for person, _ in gone]).delete()
    Organisation.objects.filter(pk__in=[where for _, where in gone if where], people=None).delete()
