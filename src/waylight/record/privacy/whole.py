"""What erasing a whole engagement takes, and what stays of it, counted before anything changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import npgettext_lazy

from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion
from waylight.record.consent import Consent
from waylight.record.imports import ImportFile
from waylight.record.initiative import Initiative
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.mirror import Correction
from waylight.record.package import HoursCorrected, Package
from waylight.record.paper import Paper
from waylight.record.people import Alias, Stakeholder, normalise
from waylight.record.privacy.preview import Counted
from waylight.record.pulse import Answer, Behaviour, Pulse
from waylight.record.story import Story
from waylight.record.terms import InGroup

if TYPE_CHECKING:
    from django.db.models import Model
    from django_stubs_ext import StrPromise

    from waylight.record.engagement import Engagement

# Model, path to its engagement, and its words.
GOES: tuple[tuple[type[Model], str, StrPromise], ...] = (
    (Meeting, "engagement", npgettext_lazy("coaching", "meeting", "meetings")),
    (Note, "meeting__engagement", npgettext_lazy("counted", "note on a meeting", "notes on meetings")),
    (Utterance, "meeting__engagement", npgettext_lazy("counted", "turn in a transcript", "turns in transcripts")),
    (
        Correction,
        "utterance__meeting__engagement",
        npgettext_lazy("counted", "label in the coach’s mirror", "labels in the coach’s mirror"),
    ),
    (Reflection, "engagement", npgettext_lazy("counted", "journal entry", "journal entries")),
    (Insight, "engagement", npgettext_lazy("counted", "insight", "insights")),
    (Commitment, "engagement", npgettext_lazy("counted", "thing chosen to do", "things chosen to do")),
    (Question, "engagement", npgettext_lazy("counted", "question", "questions")),
    (Confidence, "engagement", npgettext_lazy("counted", "rating of confidence", "ratings of confidence")),
    (Mood, "engagement", npgettext_lazy("counted", "rating of mood", "ratings of mood")),
    (
        Outcome,
        "engagement",
        npgettext_lazy("counted", "word on what became of a choice", "words on what became of choices"),
    ),
    (CoachQuestion, "engagement", npgettext_lazy("counted", "question of the coach’s", "questions of the coach’s")),
    (Interaction, "engagement", npgettext_lazy("counted", "interaction", "interactions")),
    (
        Stakeholder,
        "engagement",
        npgettext_lazy("counted", "stakeholder with a place", "stakeholders with their places"),
    ),
    (Alias, "engagement", npgettext_lazy("counted", "name or address", "names and addresses")),
    (Initiative, "engagement", npgettext_lazy("counted", "initiative", "initiatives")),
    (Behaviour, "engagement", npgettext_lazy("counted", "behaviour worked on", "behaviours worked on")),
    (Pulse, "engagement", npgettext_lazy("counted", "round of the pulse", "rounds of the pulse")),
    (Answer, "invitation__pulse__engagement", npgettext_lazy("counted", "answer to a pulse", "answers to a pulse")),
    (Paper, "engagement", npgettext_lazy("counted", "agreement or form", "agreements and forms")),
    (Package, "engagement", npgettext_lazy("counted", "package of hours", "packages of hours")),
    (HoursCorrected, "engagement", npgettext_lazy("counted", "correction of hours", "corrections of hours")),
    (InGroup, "engagement", npgettext_lazy("counted", "person in the group", "people in the group")),
    (Story, "engagement", npgettext_lazy("counted", "story", "stories")),
    (
        Consent,
        "engagement",
        npgettext_lazy("counted", "agreement, given or withdrawn", "agreements, given or withdrawn"),
    ),
    (ImportFile, "brought__engagement", npgettext_lazy("counted", "file, as it was read", "files, as they were read")),
)


def what_goes(engagement: Engagement) -> list[Counted]:
    """What an engagement holds, private things too: each kind of which there is something. Says how many, not what."""
    counted = [Counted(model._default_manager.filter(**{path: engagement}).count(), noun) for model, path, noun in GOES]
    return [one for one in counted if one.n]


def is_its_name(engagement: Engagement, typed: str) -> bool:
    """Whether somebody typed the engagement's name, which is its client's, in whatever capitals."""
    return normalise(typed) == normalise(engagement.client.name)
