"""The names of one person, and where else they stand: words of others, for a person to look at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.translation import pgettext, pgettext_lazy

from waylight.record.belonging import Belonging
from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion
from waylight.record.coaching_log import PastCoaching
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.goal import Goal, GoalRating
from waylight.record.initiative import Initiative, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.landmark import Landmark
from waylight.record.learning import LearningNote, Study
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.moment import OwnAnswer
from waylight.record.package import HoursCorrected
from waylight.record.paper import Paper
from waylight.record.people import Alias, Person, Stakeholder, normalise
from waylight.record.pulse import Answer, Behaviour, Pulse
from waylight.record.put_aside import SetAside
from waylight.record.saying_yes import GoalWish
from waylight.record.sealing import sealed_fields
from waylight.record.story import CopySent, Quoted, Story, StoryRequest, StoryVersion
from waylight.record.template import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models
    from django_stubs_ext import StrPromise

    from waylight.access.models import User
    from waylight.record.people import Member

SHORTEST = 3  # letters of a name that is looked for in texts; shorter ones stand in too many words
AROUND = 60  # characters shown on each side


@dataclass(frozen=True, slots=True)
class Names:
    """What a person is called in one engagement. ``first`` and ``last`` are "" where others share them."""

    whole: tuple[str, ...]
    first: str
    last: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the names in a text, as words of their own."""
        wanted = {*self.whole, self.first, self.last}
        known = sorted((re.escape(name) for name in wanted if len(name) >= SHORTEST), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(known) or '(?!)'})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of somebody else in which a name stands. ``said`` is "" where the reader may not see it."""

    kind: str
    pk: int
    said: str
    seen: bool
    meeting: int | None = None


# The model, its fields, the way to the engagement, and what it is called.
Written: TypeAlias = "tuple[type[models.Model], tuple[str, ...], str, StrPromise]"  # not for readers
WRITTEN: tuple[Written, ...] = (
    (Engagement, ("goals",), "pk", pgettext_lazy("written", "the engagement's goals")),
    (Meeting, ("agreement", "shared", "taken_along"), "engagement", pgettext_lazy("written", "words on a meeting")),
    (Note, ("text",), "meeting__engagement", pgettext_lazy("written", "note on a meeting")),
    (Utterance, ("text",), "meeting__engagement", pgettext_lazy("written", "turn in a transcript")),
    (SetAside, ("text",), "utterance__meeting__engagement", pgettext_lazy("written", "sentence that was put aside")),
    (Reflection, ("text",), "engagement", pgettext_lazy("written", "journal entry")),
    (Insight, ("text", "changed"), "engagement", pgettext_lazy("written", "insight")),
    (Commitment, ("text",), "engagement", pgettext_lazy("written", "commitment")),
    (Question, ("text",), "engagement", pgettext_lazy("written", "question")),
    (Confidence, ("words",), "engagement", pgettext_lazy("written", "word on confidence")),
    (Mood, ("words",), "engagement", pgettext_lazy("written", "word on mood")),
    (Outcome, ("why",), "engagement", pgettext_lazy("written", "word on what became of a choice")),
    (CoachQuestion, ("text",), "engagement", pgettext_lazy("written", "question of the coach’s")),
    (Perspective, ("text", "changed"), "engagement", pgettext_lazy("written", "view on an initiative")),
    (Goal, ("text", "levels"), "engagement", pgettext_lazy("written", "goal")),
    (GoalRating, ("words",), "goal__engagement", pgettext_lazy("written", "rating of a goal")),
    (GoalWish, ("text",), "goal__engagement", pgettext_lazy("written", "other words asked for a goal")),
    (Paper, ("title", "text", "answer"), "engagement", pgettext_lazy("written", "agreement or form")),
    (HoursCorrected, ("why",), "engagement", pgettext_lazy("written", "reason for a correction of hours")),
    (Landmark, ("text",), "engagement", pgettext_lazy("written", "note at a date")),
    (OwnAnswer, ("text",), "engagement", pgettext_lazy("written", "own answer")),
    (Initiative, ("name",), "engagement", pgettext_lazy("written", "initiative's name")),
    (Belonging, ("word",), "initiative__engagement", pgettext_lazy("written", "word that an initiative is found by")),
    (Consent, ("words",), "engagement", pgettext_lazy("written", "consent")),
    (Stakeholder, ("role", "stands", "wanted"), "engagement", pgettext_lazy("written", "word on a stakeholder")),
    (Alias, ("shown", "person"), "engagement", pgettext_lazy("written", "name of somebody else")),
    (Interaction, ("title",), "engagement", pgettext_lazy("written", "subject or title that was kept")),
    (Behaviour, ("text",), "engagement", pgettext_lazy("written", "behaviour worked on")),
    (Pulse, ("question", "thanks"), "engagement", pgettext_lazy("written", "pulse")),
    (Answer, ("text",), "invitation__pulse__engagement", pgettext_lazy("written", "answer to a pulse")),
    (Story, ("title", "replacements"), "engagement", pgettext_lazy("written", "story")),
    (StoryVersion, ("text",), "story__engagement", pgettext_lazy("written", "version of a story")),
    (StoryRequest, ("place", "remark"), "version__story__engagement", pgettext_lazy("written", "word on a story")),
    (Quoted, ("words",), "request__version__story__engagement", pgettext_lazy("written", "quote in a story")),
    (
        CopySent,
        ("to",),
        "publication__version__story__engagement",
        pgettext_lazy("written", "who got a copy of a story"),
    ),
)


def names_of(person: Person, engagement: Engagement) -> Names:
    """Everything that a person is called in an engagement, by the record and by their account."""
    hers = list(Alias.objects.filter(engagement=engagement, person=person).select_related("first_person"))
    called = [person.name, *(name for one in hers for name in (one.shown, one.value, one.first_person.name))]
    if person.user:
        called += [person.user.name, person.user.email]
    words = normalise(person.name).split(" ") if "@" not in person.name else []
    firsts, lasts = _shared(engagement, person)
    first = words[0] if words and words[0] not in firsts else ""
    last = words[-1] if len(words) > 1 and words[-1] not in lasts else ""
    return Names(tuple(dict.fromkeys(filter(None, called))), first, last)


def _shared(engagement: Engagement, person: Person) -> tuple[set[str], set[str]]:
    """First and last names of others in the engagement."""
    others = Person.objects.filter(aliases__engagement=engagement).exclude(pk=person.pk).distinct()
    words = [normalise(name).split(" ") for name in others.values_list("name", flat=True)]
    return {one[0] for one in words}, {one[-1] for one in words}


def mentions(person: Person, engagement: Engagement, by: User) -> list[Mention]:
    """Texts of others in which a person is named. What ``by`` may not read is counted, and not quoted."""
    pattern = names_of(person, engagement).pattern
    found = [one for written in WRITTEN for one in _in(written, pattern, person, engagement, by)]
    return [*found, *_of_coach(pattern, engagement.coach, by)]


def _of_coach(pattern: re.Pattern[str], coach: Member, by: User) -> Iterator[Mention]:
    """What the coach wrote for herself, or for her practice."""
    seen = coach.user_id == by.pk
    note, learned = pgettext("written", "learning note"), pgettext("written", "hours of learning")
    by_hand, template = pgettext("written", "hours of coaching noted by hand"), pgettext("written", "template")
    written = [
        *((note, one.pk, one.text) for one in LearningNote.objects.filter(coach=coach)),
        *((learned, one.pk, f"{one.topic} · {one.given_by}") for one in Study.objects.filter(coach=coach)),
        *((by_hand, one.pk, f"{one.name} · {one.contact}") for one in PastCoaching.objects.filter(coach=coach)),
        *((template, one.pk, f"{one.title} · {one.text}") for one in Template.objects.filter(coach=coach)),
    ]
    for kind, pk, words in written:
        if said := pattern.search(words):
            yield Mention(kind, pk, _around(words, said) if seen else "", seen)


def _in(
    written: Written, pattern: re.Pattern[str], person: Person, engagement: Engagement, by: User
) -> Iterator[Mention]:
    model, fields, path, kind = written
    every: Any = model._default_manager.filter(**{path: engagement.pk})
    seen = set(every.visible_to(by).values_list("pk", flat=True)) if hasattr(every, "visible_to") else set()
    if len(fields) == 1 and fields[0] == "title":
        every = every.exclude(title="")  # most have none, and there are many
    for row in every.select_related(*_with(model, fields, path)).iterator(chunk_size=500):
        text = " · ".join(filter(None, (str(getattr(row, field) or "") for field in fields)))
        said = pattern.search(text)
        if said and not _goes(row, person):
            mine = row.pk in seen
            meeting = getattr(row, "meeting_id", None) if mine else None
            yield Mention(str(kind), row.pk, _around(text, said) if mine else "", mine, meeting)


# What says whose words they are, where the way to the engagement does not.
WHOSE: dict[type[models.Model], tuple[str, ...]] = {
    Utterance: ("speaker",),
    SetAside: ("utterance__speaker",),
    Answer: ("invitation__stakeholder",),
    Alias: ("person",),
}


def _with(model: type[models.Model], fields: tuple[str, ...], path: str) -> set[str]:
    """What leads to the keys of a row's words and to whose they are, so that no row is asked about by itself."""
    keys = {one.of for one in sealed_fields(model) if one.name in fields}
    return {*keys, *WHOSE.get(model, ()), "" if path == "pk" else path} - {""}


def _goes(row: Any, person: Person) -> bool:
    """Whether these words are the person's own and go with them."""
    match row:
        case Utterance():
            return bool(row.speaker and row.speaker.person_id == person.pk)
        case SetAside():
            return bool(row.utterance.speaker and row.utterance.speaker.person_id == person.pk)
        case Answer():
            return bool(row.invitation.stakeholder.person_id == person.pk)
        case Alias():
            return row.person_id == person.pk
        case Note():
            return row.author_id == person.user_id
        case Engagement():
            return row.client_id == person.pk
        case (
            Reflection() | Insight() | Commitment() | Question() | Confidence() | Story() | Meeting() | Behaviour()
            | Landmark() | OwnAnswer() | Goal() | Mood() | Outcome() | CoachQuestion()
        ):  # fmt: skip
            return bool(row.engagement.client_id == person.pk)
        case StoryVersion() | StoryRequest() | Quoted() | CopySent():
            return _engagement_of_story(row).client_id == person.pk
        case GoalRating():
            return bool(row.goal.engagement.client_id == person.pk)
        case _:
            return False


def _engagement_of_story(row: StoryVersion | StoryRequest | Quoted | CopySent) -> Engagement:
    match row:
        case StoryVersion():
            return row.story.engagement
        case StoryRequest():
            return row.engagement
        case Quoted():
            return row.request.engagement
        case CopySent():
            return row.publication.version.story.engagement


def _around(text: str, said: re.Match[str]) -> str:
    """The words around a name, on one line."""
    start, end = max(said.start() - AROUND, 0), said.end() + AROUND
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def by_kind(found: list[Mention]) -> dict[str, int]:
    """How many of what: for texts that are not quoted."""
    return dict(Counter(one.kind for one in found))
