"""Removes a person's own words from the record, and keeps the dates and numbers that others' figures stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from waylight.record.asking.answering import withdraw_person
from waylight.record.belonging import Belonging
from waylight.record.between.mood import Mood
from waylight.record.between.question import CoachQuestion
from waylight.record.between.wish import Wish
from waylight.record.calendars.subscription import Subscription
from waylight.record.goal import Goal
from waylight.record.initiative import Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.moment import OwnAnswer
from waylight.record.paper import Paper
from waylight.record.people import Stakeholder
from waylight.record.pulse import Answer, Behaviour, Pulse
from waylight.record.put_aside import SetAside
from waylight.record.saying_yes import GoalWish
from waylight.record.story import Story

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

# What her coach does not see while it stands in its entry.
ALONE = Q(reflection__private=True) | Q(reflection__removed_at__isnull=False)
REMOVED = gettext_lazy("words removed")  # kept in the language of who erases


def silence(person: Person) -> None:
    """Remove what a person said in transcripts, wrote in answers, and noted; the turn and the rating stay."""
    SetAside.objects.filter(utterance__speaker__person=person).delete()
    for turn in Utterance.objects.filter(speaker__person=person).exclude(text=""):
        turn.text = ""
        turn.save(update_fields=["text"])
    for answer in Answer.objects.filter(invitation__stakeholder__person=person).exclude(text=""):
        answer.text = ""
        answer.save(update_fields=["text"])
    withdraw_person(person, now=timezone.now())
    if person.user_id:
        GoalWish.objects.filter(by=person.user_id, goal__engagement__practice=person.practice_id).delete()
        Note.objects.filter(author=person.user_id, meeting__engagement__practice=person.practice_id).delete()


def silence_client(engagement: Engagement) -> None:
    """Remove a client's own words: journal, choices, questions, goals, what she says of others and of their views.

    Shared ratings, dates of insights, and days away stay.

    What she kept private or removed goes whole: without its entry it would stand open to her coach.
    """
    mine = {"engagement": engagement}
    for model in (Commitment, Question, CoachQuestion, Wish):
        model.objects.filter(**mine).delete()
    for said in (Insight, Confidence, Mood, Perspective):
        said.objects.filter(ALONE, **mine).delete()
    for insight in Insight.objects.filter(**mine):
        insight.text, insight.changed, insight.reflection, insight.utterance = str(REMOVED), "", None, None
        insight.save(update_fields=["text", "changed", "reflection", "utterance"])
    for rated in (Confidence, Mood):
        for rating in rated.objects.filter(**mine):
            rating.words, rating.reflection = "", None
            rating.save(update_fields=["words", "reflection"])
    for view in Perspective.objects.filter(**mine):
        view.text, view.changed, view.reflection = str(REMOVED), "", None
        view.save(update_fields=["text", "changed", "reflection"])
    Belonging.objects.filter(initiative__engagement=engagement, thread="").delete()
    for stakeholder in Stakeholder.objects.filter(**mine).exclude(stands="", wanted=""):
        stakeholder.stands = stakeholder.wanted = ""
        stakeholder.save(update_fields=["stands", "wanted"])
    Landmark.objects.filter(**mine, removed_at__isnull=False).delete()
    for landmark in Landmark.objects.filter(**mine):
        landmark.text = str(REMOVED)
        landmark.save(update_fields=["text"])
    OwnAnswer.objects.filter(**mine).delete()
    Goal.objects.filter(**mine).delete()
    Paper.objects.filter(**mine).delete()
    _end_pulses(engagement)
    Reflection.objects.filter(**mine).delete()
    Story.objects.filter(**mine).delete()
    Subscription.objects.filter(**mine).delete()
    for meeting in Meeting.objects.filter(**mine):
        meeting.agreement = meeting.shared = meeting.taken_along = ""
        meeting.save(update_fields=["agreement", "shared", "taken_along"])
    engagement.goals = ""
    engagement.save(update_fields=["goals"])


def _end_pulses(engagement: Engagement) -> None:
    """Close the rounds, and remove what the client asked about and answered to the answers."""
    mine = {"engagement": engagement}
    Pulse.objects.filter(**mine, opened_at=None).delete()
    Pulse.objects.filter(**mine, closed_at=None).update(closed_at=timezone.now(), every_weeks=None)
    for pulse in Pulse.objects.filter(**mine):
        pulse.question = pulse.thanks = ""
        pulse.save(update_fields=["question", "thanks"])
    for behaviour in Behaviour.objects.filter(**mine):
        behaviour.text = str(REMOVED)
        behaviour.save(update_fields=["text"])
