"""What is held on a client: her whole engagement, but for what is private to others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Q

from waylight.access import predicates
from waylight.record.assistant import Assistant
from waylight.record.belonging import Belonging
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion
from waylight.record.between.wish import Wish
from waylight.record.calendars.subscription import Subscription
from waylight.record.consent import Consent
from waylight.record.goal import Goal, GoalRating
from waylight.record.imports import ImportFile
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.moment import OwnAnswer
from waylight.record.package import HoursCorrected, Package
from waylight.record.paper import Paper, PaperYes
from waylight.record.people import Alias, Stakeholder
from waylight.record.planning.invited import Reply
from waylight.record.planning.series import Series
from waylight.record.privacy.held_part import FROM, columns, listed, part, plain
from waylight.record.privacy.held_story import story_parts
from waylight.record.privacy.held_titles import NAMES_OF_ALL
from waylight.record.pulse import Behaviour, Pulse
from waylight.record.saying_yes import GoalWish, GoalYes
from waylight.record.terms import InGroup, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.privacy.held_part import Part

WITH_ENTRY = "removed_at: reflection.removed_at"  # not for readers

# key, model, columns, what belongs to a row; each is narrowed to what the asking person may see
HERS = (
    (
        "meetings",
        Meeting,
        columns("at", "minutes", "zone", "kind", "cancelled", "agreement", "shared", "taken_along", *FROM),
        ("source",),
    ),
    (
        "series",
        Series,
        columns("day", "clock", "zone", "minutes", "rhythm", "times", "invites"),
        (),
    ),
    ("journal", Reflection, columns("on", "private", "text", "removed_at", *FROM), ("source",)),
    (
        "insights",
        Insight,
        columns("on", "text", "heard_from: heard_from.name", "changed", WITH_ENTRY, *FROM),
        ("source", "heard_from", "reflection"),
    ),
    (
        "commitments",
        Commitment,
        columns("on", "text", "due", "state", "settled_on", WITH_ENTRY, *FROM),
        ("source", "reflection"),
    ),
    ("questions", Question, columns("on", "text", "laid_down_on", WITH_ENTRY, *FROM), ("source", "reflection")),
    ("confidence", Confidence, columns("on", "value", "words", WITH_ENTRY, *FROM), ("source", "reflection")),
    ("mood", Mood, columns("on", "value", "words", WITH_ENTRY), ("reflection",)),
    (
        "outcomes",
        Outcome,
        columns("on", "commitment: commitment.text", "state", "why", WITH_ENTRY),
        ("commitment", "reflection"),
    ),
    ("coach_questions", CoachQuestion, columns("at", "text", "withdrawn_at"), ()),
    (
        "today_mails",
        Wish,
        columns("days: names_of_days", "hour", "since", "stopped_at"),
        (),
    ),
    (
        "names",
        Alias,
        columns("name: shown", "person: person.name", *FROM),
        ("source", "person"),
    ),
    (
        "stakeholders",
        Stakeholder,
        columns(
            "name: person.name",
            "organisation: person.organisation.name",
            "level",
            "side",
            "role",
            "stands",
            "wanted",
            "named",
            "language",
        ),
        ("person__organisation",),
    ),
    (
        "interactions",
        Interaction,
        columns(
            "at",
            "kind",
            "sender: sender.shown",
            "recipient: recipient.shown",
            "reply",
            "recipients",
            "answer",
            "title",
            *FROM,
        ),
        ("sender", "recipient", "source"),
    ),
    ("initiatives", Initiative, columns("name", "since", "closed_on"), ()),
    (
        "perspectives",
        Perspective,
        {
            **columns("on", "initiative: initiative.name", "person: person.name", "stance", "text", "changed"),
            "removed_at": lambda view: view.removed_at or (view.reflection and view.reflection.removed_at),
        },
        ("initiative", "person", "reflection"),
    ),
    ("goals", Goal, columns("text", "levels", "weight", "since", "removed_at"), ()),
    ("packages", Package, columns("on", "minutes", "paid", "removed_at"), ()),
    ("hours_corrected", HoursCorrected, columns("on", "minutes", "why", "removed_at"), ()),
    ("kind", Terms, columns("form", "number", "paid"), ()),
    ("in_group", InGroup, columns("name: person.name", "since", "removed_at"), ("person",)),
    (
        "papers",
        Paper,
        columns("kind", "title", "text", "answer", "answered_at", "at", "removed_at"),
        (),
    ),
    ("landmarks", Landmark, columns("on", "until", "away", "text", "removed_at"), ()),
    ("own_answers", OwnAnswer, columns("at", "private", "text"), ()),
    ("assistants", Assistant, columns("since", "until"), ()),
    ("consents", Consent, columns("use", "words", "given_at", "withdrawn_at"), ()),
    ("behaviours", Behaviour, columns("since", "text", "retired_on"), ()),
    ("pulses", Pulse, columns("opens", "closes", "question", "thanks"), ()),
)

# What is found only while the client agrees, or until she removes it, and the way from it to its engagement.
RESTING: dict[type[models.Model], str] = {
    Interaction: "engagement",
    Utterance: "meeting__engagement",
    GoalRating: "goal__engagement",
    **dict.fromkeys((Reflection, Insight, Commitment, Question, Confidence, Mood, Outcome), "engagement"),
    **dict.fromkeys((Perspective, Landmark), "engagement"),
}


def client_parts(engagement: Engagement, asked_by: User, *, herself: bool) -> Iterator[Part]:
    """The whole engagement as the asking person may see it; of notes, the shared ones and the client's own.

    To the client herself also what she withdrew her agreement to, or removed and can put back: that stops its use, not
    that it is hers to have.
    """
    here = {"engagement": engagement.pk}
    yield listed("engagement", [{
        "client": engagement.client.name,
        "coach": str(engagement.coach),
        "begins": plain(engagement.begins),
        "ends": plain(engagement.ends),
        "zone": engagement.zone,
        "goals": engagement.goals,
    }], **here)  # fmt: skip
    for key, model, shown, with_it in HERS:
        mine = _held(model, asked_by, herself=herself).filter(engagement=engagement)
        made = part(key, mine.select_related(*with_it).order_by("pk"), shown, **here)
        yield replace(made, title=str(NAMES_OF_ALL)) if key == "names" else made
    turns = _held(Utterance, asked_by, herself=herself).filter(meeting__engagement=engagement)
    said = columns("meeting_at: meeting.at", "turn", "speaker: speaker.person.name", "start_s", "end_s", "text", *FROM)
    with_turn = turns.select_related("meeting", "speaker__person", "source").order_by("meeting", "turn")
    yield part("transcripts", with_turn, said, **here)
    takes = Participation.objects.filter(initiative__in=Initiative.objects.visible_to(asked_by).filter(**here))
    taken = columns("initiative: initiative.name", "person: person.name", "part", "since", "until", "removed_at")
    yield part("participations", takes.select_related("initiative", "person"), taken, **here)
    found_by = Belonging.objects.visible_to(asked_by).filter(initiative__engagement=engagement)
    by = columns("initiative: initiative.name", "thread", "word")
    yield part("belongings", found_by.select_related("initiative"), by, **here)
    replied = Reply.objects.filter(series__in=Series.objects.visible_to(asked_by).filter(**here)).order_by("pk")
    yield part("replies", replied, columns("place", "answer", "said_at"), **here)
    rated = _held(GoalRating, asked_by, herself=herself).filter(goal__engagement=engagement).order_by("pk")
    how = columns("goal: goal.text", "on", "level", "words", "agreed_at", "removed_at")
    yield part("goal_ratings", rated.select_related("goal__engagement"), how, **here)
    yes = GoalYes.objects.visible_to(asked_by).filter(goal__engagement=engagement).select_related("goal__engagement")
    yield part("goal_yeses", yes.order_by("pk"), columns("goal: goal.text", "part", "at"), **here)
    wishes = GoalWish.objects.visible_to(asked_by).filter(goal__engagement=engagement).order_by("pk")
    asked = columns("goal: goal.text", "text", "at", "answered_at")
    yield part("goal_wishes", wishes.select_related("goal__engagement"), asked, **here)
    agreed = PaperYes.objects.visible_to(asked_by).filter(paper__engagement=engagement).order_by("pk")
    to = columns("paper: paper.title", "part", "at")
    yield part("paper_yeses", agreed.select_related("paper__engagement"), to, **here)
    yield part("notes", _notes(engagement, asked_by, herself=herself), columns(
        "meeting_at: meeting.at", "author", "private", "text", "written_at", "removed_at"
    ), **here)  # fmt: skip
    yield from story_parts(engagement, asked_by)
    if herself:
        read = Subscription.objects.visible_to(asked_by).filter(**here).select_related("engagement").order_by("pk")
        where = columns("way", "address", "user", "since", "read_at", "trouble")
        yield part("calendar_reading", read, where, **here)
        yield files_brought(asked_by, **here)


def _held(model, asked_by: User, *, herself: bool):  # type: ignore[no-untyped-def]
    """What may be seen; to the client herself also what rests or was removed, for it is held."""
    if herself and (to_engagement := RESTING.get(model)):
        return model.objects.filter(predicates.is_client(asked_by, to_engagement))
    return model.objects.visible_to(asked_by)


def _notes(engagement: Engagement, asked_by: User, *, herself: bool):  # type: ignore[no-untyped-def]
    mine = Note.objects.visible_to(asked_by).filter(meeting__engagement=engagement)
    if herself:
        own = Note.objects.filter(meeting__engagement=engagement, author=asked_by.pk)
        mine = Note.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=own.values("pk")))
    else:
        mine = mine.filter(private=False)  # a coach who asks for her client does not hand her own private notes out
    return mine.select_related("meeting", "author").order_by("pk")


def files_brought(user: User, engagement: int | None = None) -> Part:
    """The files that somebody brought: their names and what was read of them, not the files themselves."""
    mine = ImportFile.objects.filter(brought__by=user).select_related("brought")
    if engagement is not None:
        mine = mine.filter(brought__engagement=engagement)
    shown = columns(
        "name", "kind", "rows", "sha256", "brought_at: brought.at", "state: brought.state", "first_at", "last_at"
    )
    return part("files", mine.order_by("pk"), shown, engagement=engagement)
