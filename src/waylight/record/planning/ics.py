"""What was planned, as calendar programs read it. It says when, and “Coaching”; nothing of what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vRecur

from waylight.record.planning.clock import taken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.meeting import Meeting
    from waylight.record.planning.series import Series

SUMMARY = "Coaching"  # not for readers: the same word in every language
MAKER = "-//Waylight//Meetings//EN"


def calendar(method: str = "") -> Calendar:
    """An empty calendar, of a method for the mails that carry one (RFC 5546)."""
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    if method:
        made.add("method", method)
    return made


def event(uid: str, start: datetime, minutes: int, *, stamp: datetime, sequence: int = 0) -> Event:
    """One time of coaching, private in whatever calendar it gets into."""
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", start)
    made.add("dtend", start + timedelta(minutes=minutes))
    made.add("summary", SUMMARY)
    made.add("class", "PRIVATE")
    made.add("sequence", sequence)
    return made


def mail_of(series: Series, meetings: Iterable[Meeting], *, method: str, organiser: str, invited: str) -> bytes:
    """All that was planned together, as one calendar: the rule, and each meeting that stands otherwise than it says."""
    made = calendar(method)
    mine = {one.place: one for one in meetings}
    gone = method == "CANCEL"
    for one in _events(series, mine, whole=gone):
        one.add("status", "CANCELLED" if gone or all(it.cancelled for it in mine.values()) else "CONFIRMED")
        one.add("organizer", vCalAddress(f"mailto:{organiser}"))
        if method != "PUBLISH":
            one.add("attendee", _attendee(invited))
        made.add_component(one)
    if series.zone != "UTC":
        made.add_missing_timezones()
    return bytes(made.to_ical())


def _attendee(address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    return found


def _events(series: Series, mine: dict[int | None, Meeting], *, whole: bool) -> Iterable[Event]:
    stamp = {"stamp": series.changed_at, "sequence": series.sequence}
    if not series.rule:
        (only,) = mine.values()
        yield event(series.uid, local(only.at, series.zone), only.minutes, **stamp)  # type: ignore[arg-type]
        return
    planned = [_in(one, series.zone) for one in series.planned()]
    master = event(series.uid, planned[0], series.minutes, **stamp)  # type: ignore[arg-type]
    master.add("rrule", vRecur.from_ical(series.rule))
    others = []
    for place, at in enumerate(planned, 1):
        one = mine.get(place)
        if one is None or (one.cancelled and not whole):
            master.add("exdate", at)
        elif one.at != at.astimezone(UTC) or one.minutes != series.minutes:
            other = event(series.uid, local(one.at, series.zone), one.minutes, **stamp)  # type: ignore[arg-type]
            other.add("recurrence-id", at)
            others.append(other)
    yield master
    yield from others


def local(at: datetime, zone: str) -> datetime:
    """A moment by the clock of a zone, as calendar programs are told it."""
    return at.astimezone(UTC if zone == "UTC" else ZoneInfo(zone))


def _in(wall: datetime, zone: str) -> datetime:
    """A planned local time. One that the clock skips stays written as it was planned: the rule names it so."""
    return taken(wall, "UTC").at if zone == "UTC" else wall.replace(tzinfo=ZoneInfo(zone))
