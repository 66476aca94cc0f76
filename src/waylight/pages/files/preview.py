"""What the preview of an import says: of each file, of the people in it, and what the user has to choose.

The page and the command line show the same preview.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import gettext

from waylight.intake.rows import Kind
from waylight.language import full_day, number
from waylight.pages.files import words
from waylight.pages.files.agreement import not_agreed
from waylight.pages.files.who import Question, SamePerson, Who
from waylight.record.bringing.preview import coaching_in_calendars, found_in
from waylight.record.bringing.transcript import date_in_name
from waylight.record.bringing.which_coaching import maybe_coaching
from waylight.record.imports import Import, ImportFile, seen_before
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from datetime import datetime

NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})
PROBLEMS_SHOWN = 20
SPEAKERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """A coaching meeting without a transcript.

    ``value`` is ``meeting:12``, or ``key:…`` for one in a calendar of the same import.
    """

    value: str
    shown: str
    day: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is asked about a transcript: whose meeting it was, and which or when."""

    kind: str
    meeting: str
    day: str
    offered: list[Offered]
    speakers: list[tuple[str, str]]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class FilePreview:
    """One file: what it was recognised as, what stands in it, what is new, what could not be read, and remarks."""

    file: ImportFile
    what: str
    holds: str
    news: str
    aside: str
    leave_out: bool
    problems: list[str]
    more_problems: list[str]
    remarks: list[str]  # nothing is lost where they stand
    more_remarks: list[str]
    transcript: Transcript | None = None
    events: list[MaybeCoaching] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MaybeCoaching:
    """Events of a calendar that may be coaching meetings: their title, how many and when, and whether chosen."""

    value: str
    called: str
    when: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the files have in common: the people, the meetings offered, what is wrong, and who is taken for whom."""

    who: Who
    offered: list[Offered]
    wrong: Mapping[str, str]
    taken: dict[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """All that is shown before an import is confirmed."""

    brought: Import
    choices: dict[str, Any]
    files: list[FilePreview]
    problem_count: int
    questions: list[Question] = field(default_factory=list)
    same: list[SamePerson] = field(default_factory=list)
    not_agreed: list[str] = field(default_factory=list)  # sentences

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds a file can be read as: how a program and how a page calls each."""
        return [(kind.value, str(words.AS[kind])) for kind in Kind]

    @property
    def readable(self) -> bool:
        """Whether any file was recognised."""
        return any(one.file.kind for one in self.files)

    @property
    def lede(self) -> str:
        """The files in a sentence or two."""
        sums = Counter[Kind]()
        for one in self.files:
            if one.file.kind:
                sums[Kind(one.file.kind)] += 1 if one.transcript else one.file.rows
        if not sums:
            return gettext("Nothing could be read of what you brought.")
        what = words.listed([words.in_all(n, kind) for kind, n in sums.items()])
        return gettext("{what}. Nothing of it is in the record yet.").format(what=f"{what[:1].upper()}{what[1:]}")


def opened(brought: Import) -> Preview:
    """The preview as it opens: with the choices made before, or with what the files themselves suggest."""
    who, offered = Who.of(brought), offered_meetings(brought)
    return _preview(brought, brought.choices or _suggested(brought, who, offered), who, offered)


def preview(brought: Import, choices: dict[str, Any], wrong: Mapping[str, str]) -> Preview:
    """The preview with these choices filled in, and what is wrong with them, by the id of the field."""
    return _preview(brought, choices, Who.of(brought), offered_meetings(brought), wrong)


def _preview(
    brought: Import,
    choices: dict[str, Any],
    who: Who,
    offered: list[Offered],
    wrong: Mapping[str, str] = NOTHING_WRONG,
) -> Preview:
    files = list(brought.files.all())
    questions = who.questions(choices)
    taken = {answer.value: question.of for question in questions for answer in question.answers if answer.chosen}
    asked = Asked(who, offered, wrong, taken)
    return Preview(
        brought=brought,
        choices=choices,
        files=[_file(file, choices.get("files", {}).get(str(file.pk), {}), asked) for file in files],
        problem_count=sum(file.problem_count for file in files),
        questions=questions,
        same=who.same(questions, choices),
        not_agreed=[why for _, why in not_agreed(brought, _wanted(files, choices))],
    )


def _wanted(files: list[ImportFile], choices: dict[str, Any]) -> list[ImportFile]:
    chosen = choices.get("files", {})
    return [file for file in files if file.kind and not chosen.get(str(file.pk), {}).get("leave_out")]


def _file(file: ImportFile, chosen: dict[str, Any], asked: Asked) -> FilePreview:
    problems, more_problems = _told(file.said(lost=True), file.problem_count)
    remarks, more_remarks = _told(file.said(lost=False), file.remark_count)
    found = found_in(file) if file.kind else None
    zone = file.brought.engagement.zone
    return FilePreview(
        file=file,
        what=str(words.WHAT[Kind(file.kind)]) if file.kind else "",
        holds=words.holds(file, found, zone) if found else "",
        news=(_seen(file) or words.news(file, found)) if found else "",
        aside=words.put_aside(file, found) if found else "",
        leave_out=bool(chosen.get("leave_out")),
        problems=problems,
        more_problems=more_problems,
        remarks=remarks,
        more_remarks=more_remarks,
        transcript=_transcript(file, chosen, asked) if file.kind == Kind.TRANSCRIPT else None,
        events=_events(file, chosen) if file.kind == Kind.CALENDAR else [],
    )


def _events(file: ImportFile, chosen: dict[str, Any]) -> list[MaybeCoaching]:
    picked = chosen.get("coaching", [])
    return [
        MaybeCoaching(one.key, one.title, words.how_often(one.times, one.usual), one.key in picked)
        for one in maybe_coaching(file)
    ]


def _told(problems: list[dict[str, Any]], count: int) -> tuple[list[str], list[str]]:
    """Problems in words, the first few and the rest; ``count`` is how many there were, kept or not."""
    told, more = list(said(problems)), count - len(problems)
    rest = [gettext("and {more} more").format(more=number(more))] if more > 0 else []
    return told[:PROBLEMS_SHOWN], [*told[PROBLEMS_SHOWN:], *rest]


def said(problems: Iterable[dict[str, Any]]) -> Iterable[str]:
    """Problems in words: *line 12: there is no date*."""
    for one in problems:
        at = gettext("line {line}: {reason}")
        yield at.format(line=number(one["line"]), reason=one["reason"]) if one["line"] else str(one["reason"])


def _seen(file: ImportFile) -> str:
    before = seen_before(file)
    if before is None:
        return ""
    on = words.day_in(file.brought.engagement.zone, before.brought_in_at or before.at)
    return gettext("This file was already brought in on {day}; nothing is added twice.").format(day=on)


def _transcript(file: ImportFile, chosen: dict[str, Any], asked: Asked) -> Transcript:
    meeting = f"meeting:{chosen['meeting']}" if chosen.get("meeting") else ""
    meeting = f"key:{chosen['meeting_key']}" if chosen.get("meeting_key") else meeting
    speakers = sorted(file.people.items(), key=lambda item: -item[1][1])[:SPEAKERS_SHOWN]
    return Transcript(
        kind=chosen.get("meeting_kind") or Meeting.Kind.COACHING,
        meeting=meeting,
        day=chosen.get("day", ""),
        offered=asked.offered,
        speakers=[(shown, asked.taken.get(value) or asked.who.speaker(value)) for value, (shown, _) in speakers],
        wrong=asked.wrong.get(f"day-{file.pk}") or asked.wrong.get(f"meeting-{file.pk}") or "",
    )


def offered_meetings(brought: Import) -> list[Offered]:
    """Coaching meetings that have no transcript: those of the record, and those of calendars in the same import."""
    zone = ZoneInfo(brought.engagement.zone)
    if not brought.files.filter(kind=Kind.TRANSCRIPT).exists():
        return []
    mine = Meeting.objects.filter(engagement=brought.engagement, kind=Meeting.Kind.COACHING, cancelled=False)
    silent = mine.annotate(turns=Count("utterances")).filter(turns=0)
    found = [(one.at, f"meeting:{one.pk}", "" if one.time_known else gettext("time not known")) for one in silent]
    in_file = gettext("in {file}")
    found += [(one.at, f"key:{one.key}", in_file.format(file=one.file)) for one in coaching_in_calendars(brought)]
    return [_offer(at.astimezone(zone), value, more) for at, value, more in sorted(found, reverse=True)]


def _offer(at: datetime, value: str, more: str) -> Offered:
    return Offered(value, f"{full_day(at)}, {at:%H:%M}{f' ({more})' if more else ''}", f"{at:%Y-%m-%d}")


def _suggested(brought: Import, who: Who, offered: list[Offered]) -> dict[str, Any]:
    """A transcript's day is in its name, and its meeting is the one of that day; who is who as far as it is likely."""
    files = {}
    for file in brought.files.filter(kind=Kind.TRANSCRIPT):
        day = date_in_name(file.name)
        on = [one for one in offered if day and one.day == day.isoformat()]
        picked = dict([chosen_meeting(on[0].value)]) if len(on) == 1 else {}
        files[str(file.pk)] = {"day": day.isoformat() if day else "", **picked}
    chosen: dict[str, Any] = {"files": files, "is_client": [], "is_coach": []}
    questions = who.questions({})
    for question in questions:
        chosen[question.name] += [answer.value for answer in question.answers if answer.chosen]
    return {**chosen, "same": [one.values for one in who.same(questions, {}) if one.ticked]}


def chosen_meeting(value: str) -> tuple[str, str]:
    """An offered meeting's value as the choice it stands for: ``("meeting", "12")`` or ``("meeting_key", "…")``."""
    what, _, which = value.partition(":")
    return ("meeting_key", which) if what == "key" else ("meeting", which)
