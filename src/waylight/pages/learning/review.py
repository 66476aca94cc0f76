"""A year of a coach's own learning, for supervision and for renewing a credential, with nobody named in it.

What she wrote is looked over as one text, so that somebody who comes up in two notes is the same somebody in both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from waylight.lenses.mirror.over_time import overall
from waylight.lenses.story.redacting import redact
from waylight.pages.mirror.meetings import rows
from waylight.pages.story.checking import tongue_in
from waylight.pages.story.known import known_of_all
from waylight.record.engagement import Engagement
from waylight.record.learning import LearningNote, Study
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.access.models import User
    from waylight.lenses.mirror.over_time import Overall
    from waylight.lenses.story.known import Known
    from waylight.pages.mirror.meetings import Row
    from waylight.record.people import Member

BETWEEN = "\n\n\x1e\n\n"  # between two notes while they are one text: the record separator, which nobody types


@dataclass(frozen=True, slots=True)
class Noted:
    """A note without names, and where the note itself stands."""

    text: str
    note: LearningNote


@dataclass(frozen=True, slots=True)
class Month:
    """What was in one month: notes, meetings held with their minutes, and the mirror of those with a transcript."""

    first: date
    notes: tuple[Noted, ...]
    meetings: tuple[Meeting, ...]
    minutes: int
    mirror: Overall
    mirrored: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A year: its months of which there is something, the mirror of all of it, and hours of learning by kind."""

    year: int
    months: tuple[Month, ...]
    mirror: Overall
    mirrored: int
    studies: tuple[tuple[Study, str], ...]  # each with its topic, without names
    kinds: tuple[tuple[str, int], ...]  # minutes of each kind
    replaced: int
    left_out: int  # older meetings with a transcript that were not looked at

    @property
    def meetings(self) -> int:
        """How many meetings were held."""
        return sum(len(one.meetings) for one in self.months)

    @property
    def minutes(self) -> int:
        """How long they took."""
        return sum(one.minutes for one in self.months)

    @property
    def learned(self) -> int:
        """Minutes of learning."""
        return sum(minutes for _, minutes in self.kinds)


def review_of(coach: Member, user: User, year: int, now: datetime) -> Review:
    """Put the review of a year together, of what the coach may see herself."""
    of = {"on__year": year}
    notes = list(LearningNote.objects.visible_to(user).filter(**of).select_related("coach").order_by("on", "pk"))
    studies = list(
        Study.objects.visible_to(user).filter(**of, removed_at=None).select_related("coach").order_by("on", "pk")
    )
    texts, replaced = _without_names([*(one.text for one in notes), *(one.topic for one in studies)], _known(user))
    noted = [Noted(text, note) for text, note in zip(texts, notes, strict=False)]
    held = [one for one in _held(coach, user, now) if one.local.year == year]
    mirrored, left_out = rows(user)
    mirrored = [one for one in mirrored if one.on.year == year]
    months = (_month(date(year, n, 1), noted, held, mirrored) for n in range(1, 13))
    return Review(
        year,
        tuple(one for one in months if one.notes or one.meetings),
        overall([one.counted for one in mirrored]),
        len(mirrored),
        tuple(zip(studies, texts[len(notes) :], strict=True)),
        tuple((str(kind.label), minutes) for kind in Study.Kind if (minutes := _minutes(studies, kind))),
        replaced,
        left_out,
    )


def years_of(user: User, now: datetime) -> list[int]:
    """The years of which there is anything to review, the newest first: of notes, hours of learning, and this one."""
    found = {now.year}
    for model in (LearningNote, Study):
        found |= {one.year for one in model.objects.visible_to(user).dates("on", "year")}
    return sorted(found, reverse=True)


def _known(user: User) -> list[Known]:
    """Everybody and everything that the coach's engagements know of."""
    mine = Engagement.objects.visible_to(user).filter(coach__user=user).select_related("client", "practice")
    found = {known.about: known for every in known_of_all(list(mine), user).values() for known in every}
    return list(found.values())


def _without_names(texts: Sequence[str], known: list[Known]) -> tuple[list[str], int]:
    """The texts without names, and how many places were replaced."""
    if not texts:
        return [], 0
    made = redact(BETWEEN.join(texts), known, tongue=tongue_in("en"))
    return made.text.split(BETWEEN), len(made.replaced)


def _held(coach: Member, user: User, now: datetime) -> list[Meeting]:
    mine = Meeting.objects.visible_to(user).filter(engagement__coach=coach, kind=Meeting.Kind.COACHING, cancelled=False)
    return [one for one in mine.select_related("engagement__client").order_by("at", "pk") if one.until < now]


def _month(first: date, notes: Sequence[Noted], held: Sequence[Meeting], mirrored: Sequence[Row]) -> Month:
    meetings = tuple(one for one in held if one.local.month == first.month)
    looked = tuple(one for one in mirrored if one.on.month == first.month)
    return Month(
        first,
        tuple(one for one in notes if one.note.on.month == first.month),
        meetings,
        sum(one.minutes for one in meetings),
        overall([one.counted for one in looked]),
        looked,
    )


def _minutes(studies: Sequence[Study], kind: Study.Kind) -> int:
    return sum(one.minutes for one in studies if one.kind == kind)
