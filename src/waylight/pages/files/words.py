"""What an import's files and its outcome are called in sentences, for the page and the command line alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext, npgettext, pgettext, pgettext_lazy

from waylight.intake.rows import Kind
from waylight.language import day_and_year, number
from waylight.record.bringing.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.record.bringing.preview import Found
    from waylight.record.imports import ImportFile

Counted = Callable[[int], str]
"""The noun that goes with a number."""

WHAT = {
    Kind.TRANSCRIPT: pgettext_lazy("what a file is", "a transcript"),
    Kind.CALENDAR: pgettext_lazy("what a file is", "a calendar"),
    Kind.MAIL: pgettext_lazy("what a file is", "mail headers"),
    Kind.INTERACTIONS: pgettext_lazy("what a file is", "an interactions table"),
    Kind.CONTACTS: pgettext_lazy("what a file is", "contacts"),
    Kind.JOURNAL: pgettext_lazy("what a file is", "a journal"),
    Kind.MEETINGS: pgettext_lazy("what a file is", "a table of meetings"),
    Kind.COMMITMENTS: pgettext_lazy("what a file is", "a table of commitments"),
    Kind.INSIGHTS: pgettext_lazy("what a file is", "a table of insights"),
}
AS = {
    Kind.TRANSCRIPT: pgettext_lazy("to read a file as", "transcript"),
    Kind.CALENDAR: pgettext_lazy("to read a file as", "calendar"),
    Kind.MAIL: pgettext_lazy("to read a file as", "mail"),
    Kind.INTERACTIONS: pgettext_lazy("to read a file as", "interactions"),
    Kind.CONTACTS: pgettext_lazy("to read a file as", "contacts"),
    Kind.JOURNAL: pgettext_lazy("to read a file as", "journal"),
    Kind.MEETINGS: pgettext_lazy("to read a file as", "meetings"),
    Kind.COMMITMENTS: pgettext_lazy("to read a file as", "commitments"),
    Kind.INSIGHTS: pgettext_lazy("to read a file as", "insights"),
}
ONE_AND_MANY: dict[Kind, Counted] = {
    Kind.TRANSCRIPT: lambda n: npgettext("in a file", "turn", "turns", n),
    Kind.CALENDAR: lambda n: npgettext("in a file", "event", "events", n),
    Kind.MAIL: lambda n: npgettext("in a file", "message", "messages", n),
    Kind.INTERACTIONS: lambda n: npgettext("in a file", "row", "rows", n),
    Kind.CONTACTS: lambda n: npgettext("in a file", "contact", "contacts", n),
    Kind.JOURNAL: lambda n: npgettext("in a file", "entry", "entries", n),
    Kind.MEETINGS: lambda n: npgettext("in a file", "meeting", "meetings", n),
    Kind.COMMITMENTS: lambda n: npgettext("in a file", "commitment", "commitments", n),
    Kind.INSIGHTS: lambda n: npgettext("in a file", "insight", "insights", n),
}
IN_ALL: dict[Kind, Counted] = {
    Kind.TRANSCRIPT: lambda n: npgettext("in several files", "transcript", "transcripts", n),
    Kind.JOURNAL: lambda n: npgettext("in several files", "journal entry", "journal entries", n),
    Kind.INTERACTIONS: lambda n: npgettext("in several files", "row of interactions", "rows of interactions", n),
    Kind.CALENDAR: lambda n: npgettext("in several files", "row of a calendar", "rows of calendars", n),
}
ASIDE = {
    Kind.MAIL: gettext_lazy(
        "{things} will be set aside: they went through lists, were sent by machines or name nobody but their sender."
    ),
    Kind.CALENDAR: gettext_lazy("{things} will be set aside: they have nobody else invited."),
}
# One recipient of a message, one person invited: a file's things may each come in as several rows of the record.
ROWS_OF: dict[Kind, Counted] = {
    Kind.MAIL: lambda n: npgettext("come in from a file", "contact", "contacts", n),
    Kind.CALENDAR: lambda n: npgettext("come in from a file", "invitation or meeting", "invitations and meetings", n),
}
WEEKDAYS = (
    gettext_lazy("Mondays"),
    gettext_lazy("Tuesdays"),
    gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"),
    gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
)


def listed(words: Sequence[str]) -> str:
    """Several in a row: *a, b and c*."""
    if len(words) < 2:
        return "".join(words)
    some = ", ".join(words[:-1])
    return pgettext("the end of a list", "{some} and {last}").format(some=some, last=words[-1])


def number_of(n: int, kind: str) -> str:
    """*1,240 messages*, *1 entry*."""
    return f"{number(n)} {ONE_AND_MANY[Kind(kind)](n)}"


def in_all(n: int, kind: Kind) -> str:
    """What several files of a kind hold together: *2 transcripts*, *1,240 messages*, *3 journal entries*."""
    return f"{number(n)} {(IN_ALL.get(kind) or ONE_AND_MANY[kind])(n)}"


def day_in(zone: str, when: datetime) -> str:
    """*3 March 2026*, as the day reads in a zone."""
    return day_and_year(when.astimezone(ZoneInfo(zone)))


def how_often(times: list[datetime], usual: datetime) -> str:
    """*12 events, mostly Thursdays at 10:00, 5 March 2026 to 21 May 2026*, in the zone that the times are in."""
    first, last = min(times), max(times)
    if len(times) == 1:
        said = gettext("{weekday}, {day}, {time}")
        return said.format(weekday=date_format(first, "l"), day=day_and_year(first), time=f"{first:%H:%M}")
    slots = sum((at.weekday(), at.hour, at.minute) == (usual.weekday(), usual.hour, usual.minute) for at in times)
    said = gettext("{count} events, mostly on {weekdays} at {time}, {first} to {last}")
    if slots == len(times):
        said = gettext("{count} events, all on {weekdays} at {time}, {first} to {last}")
    days = {"weekdays": WEEKDAYS[usual.weekday()], "first": day_and_year(first), "last": day_and_year(last)}
    return said.format(count=number(len(times)), time=f"{usual:%H:%M}", **days)


def holds(file: ImportFile, found: Found, zone: str) -> str:
    """What stands in a file: *1,240 messages, 3 March 2026 to 5 June 2026, 45 people*."""
    parts = [number_of(found.things, file.kind)]
    if file.first_at and file.last_at:
        first, last = day_in(zone, file.first_at), day_in(zone, file.last_at)
        both = pgettext("days", "{first} to {last}").format(first=first, last=last)
        parts.append(first if first == last else both)
    if file.people:
        people = len(file.people)
        parts.append(ngettext("{count} person", "{count} people", people).format(count=number(people)))
    return ", ".join(parts)


def news(file: ImportFile, found: Found) -> str:
    """How much of a file is new, in a sentence."""
    if found.new is None:
        return gettext("There are too many rows to compare here; what is already there is not added twice.")
    telling = found.things - found.aside
    if telling == 0:
        return gettext("Nothing in it says who turned to whom.")
    if found.new == telling:
        return gettext("It is new.") if telling == 1 else gettext("All of it is new.")
    if found.new == 0:
        return gettext("All of it is already there; nothing is added twice.")
    said = gettext("{new} of {things} are new; nothing is added twice.")
    return said.format(new=number(found.new), things=number_of(telling, file.kind))


def put_aside(file: ImportFile, found: Found) -> str:
    """What of a file is set aside and why, in a sentence; "" for nothing."""
    said = ASIDE.get(Kind(file.kind))
    return str(said).format(things=number_of(found.aside, file.kind)) if found.aside and said else ""


def came_of(file: ImportFile, outcome: Outcome) -> str:
    """What came of a file, in a sentence."""
    things = ROWS_OF.get(Kind(file.kind)) or ONE_AND_MANY[Kind(file.kind)]
    there = number(outcome.already_there)
    if outcome.new:
        said = gettext("{new} new {things}; {there} were there already.")
        said = said if outcome.already_there else gettext("{new} new {things}.")
        return said.format(new=number(outcome.new), things=things(outcome.new), there=there)
    if outcome.already_there:
        said = gettext("Nothing new: {there} {things} were there already.")
        return said.format(there=there, things=things(outcome.already_there))
    return gettext("Nothing came in.")


def set_aside(outcome: Outcome) -> list[str]:
    """What was set aside, each with its reason: *12 sent through a list*. Reasons are kept in English."""
    reasons = sorted(outcome.set_aside.items(), key=lambda item: -item[1])
    return [f"{number(times)} {gettext(reason)}" for reason, times in reasons]
