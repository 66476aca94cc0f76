"""What the admin of a practice sees and changes: its name, its words for levels and sides, and dates and hours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext

from waylight.record.engagement import Engagement
from waylight.record.meeting import Meeting
from waylight.record.people import Member, Practice, Stakeholder
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Kind = Literal["level", "side"]
LONGEST_WORD = 60  # letters, as a stakeholder's level and side
FOUR_WEEKS = timedelta(weeks=4)
MOST_WORDS = 12  # rings or sectors that a map can still show apart


class Word(NamedTuple):
    """One level or side: what it was called before ("" for a new one), and what it is called now."""

    before: str
    now: str


@transaction.atomic
def begin_with(practice: Practice, *, zone: str, language: str) -> None:
    """Say with which time zone new engagements begin, and with which language new rounds of the pulse.

    What has begun keeps its own. Raises ValueError for a zone or a language that there is not.
    """
    if zone not in available_timezones():
        raise ValueError(gettext("“{zone}” is no time zone.").format(zone=zone[:60]))
    if language not in Pulse.Language.values:
        raise ValueError(gettext("That is not one of the languages of the pulse."))
    Practice.objects.filter(pk=practice.pk).update(zone=zone, language=language)


@transaction.atomic
def revise_practice(practice: Practice, *, name: str, levels: Sequence[Word], sides: Sequence[Word]) -> None:
    """Name a practice and its levels (highest first) and sides anew.

    A word that is called otherwise now takes along the people who stand there; a word that is missing leaves them
    without one. Raises ValueError with a sentence if a name is empty, a word is twice there, or there are none or too
    many.
    """
    if not name.strip():
        raise ValueError(gettext("A practice needs a name."))
    now = Practice.objects.select_for_update().get(pk=practice.pk)
    words = {"level": _words("level", levels), "side": _words("side", sides)}
    _rename(now, "level", now.levels, words["level"])
    _rename(now, "side", now.sides, words["side"])
    now.name = name.strip()[:200]
    now.levels, now.sides = [word.now for word in words["level"]], [word.now for word in words["side"]]
    now.save(update_fields=["name", "levels", "sides"])


def _words(kind: Kind, given: Sequence[Word]) -> list[Word]:
    # In lower case, as files have them: “Manager” and “manager” are one.
    words = [Word(word.before, re.sub(r"\s+", " ", word.now).strip().lower()) for word in given]
    names = [word.now for word in words]
    if not 1 <= len(names) <= MOST_WORDS:
        said = {
            "level": gettext("There are between one and {most} levels, not {number}."),
            "side": gettext("There are between one and {most} sides, not {number}."),
        }
        raise ValueError(said[kind].format(most=MOST_WORDS, number=len(names)))
    if wrong := next((name for name in names if not 0 < len(name) <= LONGEST_WORD), None):
        said_so = gettext("“{word}…” is longer than {most} letters.")
        raise ValueError(said_so.format(word=wrong[:20], most=LONGEST_WORD))
    if twice := next((name for name in names if names.count(name) > 1), None):
        said = {
            "level": gettext("The level “{word}” is there twice."),
            "side": gettext("The side “{word}” is there twice."),
        }
        raise ValueError(said[kind].format(word=twice))
    return words


def _rename(practice: Practice, kind: Kind, before: Iterable[str], words: Iterable[Word]) -> None:
    """Move everybody at once, so that two words can change places."""
    now: Mapping[str, str] = {word.before: word.now for word in words if word.before}
    moved = {old: now.get(old, "") for old in before if now.get(old, "") != old}
    stakes = Stakeholder.objects.filter(engagement__practice=practice, **{f"{kind}__in": list(moved)})
    changed = list(stakes.select_for_update().only("pk", kind))
    for stake in changed:
        setattr(stake, kind, moved[getattr(stake, kind)])
    Stakeholder.objects.bulk_update(changed, [kind], batch_size=500)


def left_without(practice: Practice, kind: Kind, words: Iterable[Word]) -> list[tuple[str, int]]:
    """The levels or sides of now that are missing among ``words`` although people stand there, and how many."""
    now = practice.levels if kind == "level" else practice.sides
    kept, people = {word.before for word in words}, standing(practice, kind)
    return [(word, people[word]) for word in now if word not in kept and people.get(word)]


def standing(practice: Practice, kind: Kind) -> dict[str, int]:
    """How many people stand at each level or side, over all engagements of a practice."""
    at = Stakeholder.objects.filter(engagement__practice=practice).exclude(**{kind: ""})
    return dict(at.values_list(kind).annotate(people=Count("pk")))


@dataclass(frozen=True, slots=True)
class Hours:
    """An engagement as an admin sees it: who, when, and how long they met. ``hours`` of meetings held so far."""

    engagement: Engagement
    held: int
    called_off: int
    hours: float


def hours_of(practice: Practice, now: datetime) -> list[Hours]:
    """Dates and hours of every engagement of a practice; nothing of what was said. ``now`` is aware."""
    of_coaching = Q(kind=Meeting.Kind.COACHING, at__lt=now)
    meetings: dict[int, list[tuple[bool, int]]] = {}
    for one, off, minutes in Meeting.objects.filter(of_coaching, engagement__practice=practice).values_list(
        "engagement", "cancelled", "minutes"
    ):
        meetings.setdefault(one, []).append((off, minutes))
    every = Engagement.objects.filter(practice=practice).select_related("client", "coach__user").order_by("begins")
    return [_hours(one, meetings.get(one.pk, [])) for one in every]


@dataclass(frozen=True, slots=True)
class Load:
    """What a coach of a practice does, for its admin: engagements that run, hours held, meetings ahead. No content.

    ``recent`` and ``ahead`` are of four weeks before and after.
    """

    coach: Member
    running: int
    hours: float
    recent: float
    ahead: int
    next: datetime | None


def loads_of(practice: Practice, now: datetime) -> list[Load]:
    """Hours and load of every coach of a practice, by name; as many queries for many as for one."""
    coaches = Member.objects.filter(practice=practice, role=Member.Role.COACH).select_related("user")
    meetings: dict[int, list[tuple[datetime, int]]] = {}
    coaching = Meeting.objects.filter(engagement__practice=practice, kind=Meeting.Kind.COACHING, cancelled=False)
    for coach, at, minutes in coaching.order_by("at").values_list("engagement__coach", "at", "minutes"):
        meetings.setdefault(coach, []).append((at, minutes))
    open_ones = Q(ends=None) | Q(ends__gte=now.date())
    running: dict[int, int] = dict(
        Engagement.objects.filter(open_ones, practice=practice).order_by().values_list("coach").annotate(n=Count("pk"))
    )
    ordered = sorted(coaches, key=str)
    return [_load(one, running.get(one.pk, 0), meetings.get(one.pk, []), now) for one in ordered]


def _load(coach: Member, running: int, meetings: list[tuple[datetime, int]], now: datetime) -> Load:
    held = [(at, minutes) for at, minutes in meetings if at < now]
    ahead = [at for at, _ in meetings if at >= now]
    return Load(
        coach,
        running,
        sum(minutes for _, minutes in held) / 60,
        sum(minutes for at, minutes in held if at >= now - FOUR_WEEKS) / 60,
        sum(at <= now + FOUR_WEEKS for at in ahead),
        ahead[0] if ahead else None,
    )


def _hours(engagement: Engagement, meetings: list[tuple[bool, int]]) -> Hours:
    held = [minutes for off, minutes in meetings if not off]
    return Hours(engagement, len(held), len(meetings) - len(held), sum(held) / 60)
