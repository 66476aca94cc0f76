"""What erasing a person would take and leave, before anything changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Q
from django.utils.translation import npgettext_lazy

from waylight.record.between.mood import Mood
from waylight.record.between.question import CoachQuestion
from waylight.record.goal import Goal
from waylight.record.imports import ImportFile
from waylight.record.initiative import Participation, Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.landmark import Landmark
from waylight.record.meeting import Note, Utterance
from waylight.record.moment import OwnAnswer
from waylight.record.paper import Paper
from waylight.record.people import Alias, normalise
from waylight.record.privacy.erased import SOMEONE, bare, keyed
from waylight.record.privacy.forgetting import Forgetting
from waylight.record.privacy.names import Mention, mentions, names_of
from waylight.record.privacy.words import ALONE
from waylight.record.pulse import Answer

if TYPE_CHECKING:
    import re

    from django_stubs_ext import StrPromise

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of something: ``noun`` is its word, for whatever number."""

    n: int
    noun: StrPromise

    @property
    def one(self) -> str:
        """Its word for one."""
        return str(self.noun % 1)

    @property
    def many(self) -> str:
        """Its word for as many as there are."""
        return str(self.noun % self.n)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as it was read: rows that will be rewritten, and rows in which others' words keep a name."""

    name: str
    rewritten: int
    naming: int


@dataclass(slots=True)
class Preview:
    """What an erasure takes, what it leaves, and what is for a person to look at."""

    names: tuple[str, ...] = ()
    goes: list[Counted] = field(default_factory=list)
    stays: list[Counted] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    files: list[Staged] = field(default_factory=list)


def preview(person: Person, engagement: Engagement, by: User) -> Preview:
    """Look at an erasure as ``by`` may see it."""
    names = names_of(person, engagement)
    return Preview(
        names=tuple({normalise(name): name for name in reversed(names.whole)}.values())[::-1],
        goes=_goes(person, engagement),
        stays=_stays(person, engagement),
        mentions=mentions(person, engagement, by),
        files=_files(person, engagement),
    )


def _goes(person: Person, engagement: Engagement) -> list[Counted]:
    here = {"engagement": engagement}
    found = [
        Counted(
            Alias.objects.filter(**here, person=person).count(),
            npgettext_lazy("counted", "address or spelling", "addresses and spellings"),
        ),
        Counted(
            _turns(person).count(),
            npgettext_lazy("counted", "turn in a transcript, its words", "turns in transcripts, their words"),
        ),
        Counted(
            _answers(person).count(),
            npgettext_lazy("counted", "answer to a pulse, its words", "answers to a pulse, their words"),
        ),
        Counted(
            int(person.organisation_id is not None),
            npgettext_lazy("counted", "link to an organisation", "links to organisations"),
        ),
        Counted(
            int(person.user_id is not None),
            npgettext_lazy("counted", "account to sign in with", "accounts to sign in with"),
        ),
    ]
    if person.user_id:
        mine = Note.objects.filter(author=person.user_id, meeting__engagement=engagement)
        found.append(Counted(mine.count(), npgettext_lazy("counted", "note on a meeting", "notes on meetings")))
    if engagement.client_id == person.pk:
        found += [
            Counted(
                Reflection.objects.filter(**here).count(), npgettext_lazy("counted", "journal entry", "journal entries")
            ),
            Counted(Commitment.objects.filter(**here).count(), npgettext_lazy("counted", "commitment", "commitments")),
            Counted(Question.objects.filter(**here).count(), npgettext_lazy("counted", "question", "questions")),
            Counted(
                CoachQuestion.objects.filter(**here).count(),
                npgettext_lazy("counted", "question of the coach’s", "questions of the coach’s"),
            ),
            Counted(
                Goal.objects.filter(**here).count(),
                npgettext_lazy("counted", "goal with its ratings", "goals with their ratings"),
            ),
            Counted(
                Paper.objects.filter(**here).count(),
                npgettext_lazy("counted", "agreement or form", "agreements and forms"),
            ),
            Counted(OwnAnswer.objects.filter(**here).count(), npgettext_lazy("counted", "own answer", "own answers")),
            Counted(
                Landmark.objects.filter(**here).count(),
                npgettext_lazy("counted", "note at a date, its words", "notes at a date, their words"),
            ),
        ]
    return [one for one in found if one.n]


def _stays(person: Person, engagement: Engagement) -> list[Counted]:
    here = {"engagement": engagement}
    of_person = Q(sender__person=person) | Q(recipient__person=person)
    found = [
        Counted(
            Interaction.objects.filter(of_person, **here).count(),
            npgettext_lazy("counted", "interaction", "interactions"),
        ),
        Counted(
            _turns(person).count(),
            npgettext_lazy("counted", "turn in a transcript, its time", "turns in transcripts, their times"),
        ),
        Counted(
            Insight.objects.filter(**here, heard_from=person).count(),
            npgettext_lazy("counted", "view heard", "views heard"),
        ),
        Counted(
            Perspective.objects.filter(**here, person=person).count(),
            npgettext_lazy("counted", "view on an initiative", "views on initiatives"),
        ),
        Counted(
            Participation.objects.filter(initiative__engagement=engagement, person=person).count(),
            npgettext_lazy("counted", "part in an initiative", "parts in initiatives"),
        ),
    ]
    if engagement.client_id == person.pk:
        shared = sum(one.objects.filter(**here).exclude(ALONE).count() for one in (Confidence, Mood))
        found.append(
            Counted(shared, npgettext_lazy("counted", "shared rating, its number", "shared ratings, their numbers"))
        )
    return [one for one in found if one.n]


def _turns(person: Person):  # type: ignore[no-untyped-def]
    return Utterance.objects.filter(speaker__person=person).exclude(text="")


def _answers(person: Person):  # type: ignore[no-untyped-def]
    return Answer.objects.filter(invitation__stakeholder__person=person).exclude(text="")


def as_if_erased(person: Person, engagement: Engagement) -> Forgetting:
    """What an erasure would forget, without keeping anything."""
    names = names_of(person, engagement)
    hashed = {keyed(engagement.pk, name): SOMEONE for name in names.whole if bare(name)}
    if names.first:
        hashed[keyed(engagement.pk, names.first, first=True)] = SOMEONE
    others = Alias.objects.filter(engagement=engagement).exclude(person=person).values_list("value", flat=True)
    return Forgetting(engagement.pk, hashed, others=set(others), client=engagement.client_id != person.pk)


def _files(person: Person, engagement: Engagement) -> list[Staged]:
    """The files that name the person, with how many of their rows do."""
    forgetting, pattern = as_if_erased(person, engagement), names_of(person, engagement).pattern
    found = []
    for file in ImportFile.objects.filter(brought__engagement=engagement).exclude(kind=""):
        rewritten, naming = _rows(file, forgetting, pattern)
        if rewritten or naming or forgetting.label(file.name) != file.name:
            found.append(Staged(file.name, rewritten, naming))
    return found


def _rows(file: ImportFile, forgetting: Forgetting, pattern: re.Pattern[str]) -> tuple[int, int]:
    rewritten = naming = 0
    for row in file.staged():
        left = forgetting.row(row)
        rewritten += left != row
        naming += left is not None and bool(pattern.search(msgspec.json.encode(left).decode()))
    return rewritten, naming
