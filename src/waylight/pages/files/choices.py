"""What the user chose in the preview, read from the form and checked; and what is still missing, in sentences."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from waylight.intake.rows import Kind
from waylight.pages.files.agreement import not_agreed
from waylight.pages.files.preview import chosen_meeting, offered_meetings
from waylight.record.imports import Import, ImportFile, seen_before
from waylight.record.meeting import Meeting
from waylight.record.people import Alias

if TYPE_CHECKING:
    from django.http import QueryDict

MOST_GROUPS = 100
EARLIEST = date(1990, 1, 1)


def chosen(brought: Import, form: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """The choices as ``whole.confirm`` takes them, and what is wrong, by the id of the field it is wrong in."""
    files = list(brought.files.all())
    names = _names(brought, files)
    choices: dict[str, Any] = {
        "files": {str(file.pk): _of_file(file, form) for file in files},
        "is_client": [value for value in form.getlist("is_client") if value in names],
        "is_coach": [value for value in form.getlist("is_coach") if value in names],
        "same": [values for text in form.getlist("same") if (values := _list_of(text, names))],
    }
    return choices, _wrong(brought, files, choices, form)


def _names(brought: Import, files: list[ImportFile]) -> set[str]:
    known = Alias.objects.filter(engagement=brought.engagement).values_list("value", flat=True)
    return {*known, *(value for file in files for value in file.people)}


def _of_file(file: ImportFile, form: QueryDict) -> dict[str, Any]:
    picked: dict[str, Any] = {"leave_out": True} if form.get(f"leave_out-{file.pk}") else {}
    if file.kind == Kind.CALENDAR and (groups := form.getlist(f"coaching-{file.pk}")):
        picked["coaching"] = [one for one in groups if re.fullmatch(r"[0-9a-f]{40,64}", one)][:MOST_GROUPS]
    if file.kind != Kind.TRANSCRIPT:
        return picked
    kind = form.get(f"kind-{file.pk}", "")
    picked["meeting_kind"] = kind if kind in Meeting.Kind.values else Meeting.Kind.COACHING
    picked["day"] = form.get(f"day-{file.pk}", "")
    if picked["meeting_kind"] == Meeting.Kind.COACHING and (value := form.get(f"meeting-{file.pk}", "")):
        what, which = chosen_meeting(value)
        picked[what] = which
    return picked


def _list_of(text: str, names: set[str]) -> list[str]:
    """The names a proposal's box stands for; [] unless all of them are known here."""
    try:
        values = json.loads(text)
    except ValueError:
        return []
    known = isinstance(values, list) and all(isinstance(value, str) and value in names for value in values)
    return values if known else []


def _wrong(brought: Import, files: list[ImportFile], choices: dict[str, Any], form: QueryDict) -> dict[str, str]:
    wrong: dict[str, str] = {}
    wanted = [file for file in files if file.kind and not choices["files"][str(file.pk)].get("leave_out")]
    if not wanted:
        wrong["files-read"] = gettext("Every file that could be read is left out, so nothing would come in.")
    for file, why in not_agreed(brought, wanted):
        of_file = f"file-{file.pk}"
        wrong[of_file] = f"{wrong[of_file]} {why}" if of_file in wrong else why
    offered = {one.value for one in offered_meetings(brought)}
    for file in wanted:
        if file.kind == Kind.TRANSCRIPT and not seen_before(file):
            wrong |= _wrong_day(file, choices["files"][str(file.pk)], form.get(f"meeting-{file.pk}", ""), offered)
    if any(file.problem_count for file in files) and not form.get("despite_problems"):
        wrong["despite_problems"] = gettext(
            "Some of it could not be read. Say that you want what could be read, or throw it away."
        )
    return wrong


def _wrong_day(file: ImportFile, picked: dict[str, Any], meeting: str, offered: set[str]) -> dict[str, str]:
    if picked.get("meeting") or picked.get("meeting_key"):
        gone = gettext("{file}: that meeting has a transcript by now, or is gone. Choose again.")
        return {} if meeting in offered else {f"meeting-{file.pk}": gone.format(file=file.name)}
    if not (reason := wrong_day(picked["day"])):
        return {}
    return {f"day-{file.pk}": gettext("{file}: {reason}").format(file=file.name, reason=reason)}


def wrong_day(text: str) -> str:
    """Why a transcript cannot be of this day, as the end of a sentence; "" when it can."""
    if not text:
        return gettext("say which day this meeting was.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return gettext("“{text}” is not a day; write it as 2026-03-12.").format(text=text)
    # Somewhere it is tomorrow already.
    if not EARLIEST <= day <= datetime.now(UTC).date() + timedelta(days=1):
        return gettext("a transcript is of a meeting that was held; this day is not in the past.")
    return ""
