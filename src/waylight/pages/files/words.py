"""What an import's files and its outcome are called in sentences, for the page and the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from waylight.intake.rows import Kind
from waylight.record.bringing.outcome import Outcome

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.record.bringing.preview import Found
    from waylight.record.imports import ImportFile

WHAT = {
    Kind.TRANSCRIPT: "a transcript",
    Kind.CALENDAR: "a calendar",
    Kind.MAIL: "mail headers",
    Kind.INTERACTIONS: "an interactions table",
    Kind.CONTACTS: "contacts",
    Kind.JOURNAL: "a journal",
    Kind.MEETINGS: "a table of meetings",
    Kind.COMMITMENTS: "a table of commitments",
    Kind.INSIGHTS: "a table of insights",
}
ONE_AND_MANY = {
    Kind.TRANSCRIPT: ("turn", "turns"),
    Kind.CALENDAR: ("event", "events"),
    Kind.MAIL: ("message", "messages"),
    Kind.INTERACTIONS: ("row", "rows"),
    Kind.CONTACTS: ("contact", "contacts"),
    Kind.JOURNAL: ("entry", "entries"),
    Kind.MEETINGS: ("meeting", "meetings"),
    Kind.COMMITMENTS: ("commitment", "commitments"),
    Kind.INSIGHTS: ("insight", "insights"),
}
IN_ALL = {
    Kind.TRANSCRIPT: ("transcript", "transcripts"),
    Kind.JOURNAL: ("journal entry", "journal entries"),
    Kind.INTERACTIONS: ("row of interactions", "rows of interactions"),
    Kind.CALENDAR: ("row of a calendar", "rows of calendars"),
}
ASIDE = {
    Kind.MAIL: "went through lists, were sent by machines or name nobody but their sender",
    Kind.CALENDAR: "have nobody else invited",
}
# One recipient of a message, one person invited: a file's things may each come in as several rows of the record.
ROWS_OF = {
    Kind.MAIL: ("contact", "contacts"),
    Kind.CALENDAR: ("invitation or meeting", "invitations and meetings"),
}


def number_of(n: int, kind: str) -> str:
    """*1,240 messages*, *1 entry*."""
    one, many = ONE_AND_MANY[Kind(kind)]
    return f"{n:,} {one if n == 1 else many}"


def in_all(n: int, kind: Kind) -> str:
    """What several files of a kind hold together: *2 transcripts*, *1,240 messages*, *3 journal entries*."""
    one, many = IN_ALL.get(kind) or ONE_AND_MANY[kind]
    return f"{n:,} {one if n == 1 else many}"


def day_in(zone: str, when: datetime) -> str:
    """*3 March 2026*, as the day reads in a zone."""
    return f"{when.astimezone(ZoneInfo(zone)):%-d %B %Y}"


def how_often(times: list[datetime], usual: datetime) -> str:
    """*12 events, mostly Thursdays at 10:00, 5 March 2026 to 21 May 2026*, in the zone that the times are in."""
    first, last = min(times), max(times)
    if len(times) == 1:
        return f"{first:%A, %-d %B %Y, %H:%M}"
    slots = sum((at.weekday(), at.hour, at.minute) == (usual.weekday(), usual.hour, usual.minute) for at in times)
    mostly = "all on" if slots == len(times) else "mostly on"
    return f"{len(times):,} events, {mostly} {usual:%A}s at {usual:%H:%M}, {first:%-d %B %Y} to {last:%-d %B %Y}"


def holds(file: ImportFile, found: Found, zone: str) -> str:
    """What stands in a file: *1,240 messages, 3 March 2026 to 5 June 2026, 45 people*."""
    parts = [number_of(found.things, file.kind)]
    if file.first_at and file.last_at:
        first, last = day_in(zone, file.first_at), day_in(zone, file.last_at)
        parts.append(first if first == last else f"{first} to {last}")
    if file.people:
        people = len(file.people)
        parts.append("1 person" if people == 1 else f"{people:,} people")
    return ", ".join(parts)


def news(file: ImportFile, found: Found) -> str:
    """How much of a file is new, in a sentence."""
    if found.new is None:
        return "There are too many rows to compare here; what is already there is not added twice."
    telling = found.things - found.aside
    if telling == 0:
        return "Nothing in it says who turned to whom."
    if found.new == telling:
        return "It is new." if telling == 1 else "All of it is new."
    if found.new == 0:
        return "All of it is already there; nothing is added twice."
    return f"{found.new:,} of {number_of(telling, file.kind)} are new; nothing is added twice."


def put_aside(file: ImportFile, found: Found) -> str:
    """What of a file is set aside and why, in a sentence; "" for nothing."""
    reason = ASIDE.get(Kind(file.kind))
    return f"{number_of(found.aside, file.kind)} will be set aside: they {reason}." if found.aside and reason else ""


def came_of(file: ImportFile, outcome: Outcome) -> str:
    """What came of a file, in a sentence."""
    one, many = ROWS_OF.get(Kind(file.kind)) or ONE_AND_MANY[Kind(file.kind)]
    if outcome.new:
        there = f"; {outcome.already_there:,} were there already" if outcome.already_there else ""
        return f"{outcome.new:,} new {one if outcome.new == 1 else many}{there}."
    if outcome.already_there:
        return (
            f"Nothing new: {outcome.already_there:,} {one if outcome.already_there == 1 else many} were there already."
        )
    return "Nothing came in."


def set_aside(outcome: Outcome) -> list[str]:
    """What was set aside, each with its reason: *12 sent through a list*."""
    return [f"{times:,} {reason}" for reason, times in sorted(outcome.set_aside.items(), key=lambda item: -item[1])]
