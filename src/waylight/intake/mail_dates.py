"""The time a message was sent or delivered, in UTC.

The usual form of RFC 5322, section 3.3, is read by one regular expression; obsolete forms go to ``email.utils``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)
"""A clock outside these was not set: 1 January 1970 is where an unset clock starts."""

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_USUAL = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?(\d{1,2}) ([A-Z][a-z]{2}) ([12]\d{3}) (\d\d):(\d\d):(\d\d)"
    r" (?:GMT|UTC|([+-])(0\d|1[0-4])([0-5]\d))(?: \([^()]*\))?"
)
_COMMENT = re.compile(r"\([^()]*\)")
_GMT_AND_OFFSET = re.compile(r"\b(?:GMT|UTC|UT)(?=[+-]\d{4}\b)", re.IGNORECASE)
_NAMED_ZONE = re.compile(r"(?<=[\d ])([A-Za-z]{1,5})$")

# The names of RFC 5322, section 4.3, which email.utils knows, and European ones that mean one thing only.
_KNOWN_ZONES = frozenset("UT UTC GMT Z AST ADT EST EDT CST CDT MST MDT PST PDT".split())
_EUROPEAN_ZONES = {
    "WET": "+0000", "WEST": "+0100", "CET": "+0100", "CEST": "+0200", "MET": "+0100", "MEST": "+0200",
    "MEZ": "+0100", "MESZ": "+0200", "EET": "+0200", "EEST": "+0300",
}  # fmt: skip
_LONGEST_DATE = 200


def read_date(text: str, *, zone: tzinfo) -> datetime | None:
    """Return the time an unfolded date names, in UTC, or None when it names none between 1970 and 2100.

    A date without a zone is read in ``zone``. A zone that nobody can place is not guessed: the answer is None.
    """
    at = _usual_date(text) or _any_date(text[:_LONGEST_DATE], zone)
    return at if at and EARLIEST <= at < LATEST else None


def received_date(text: str, *, zone: tzinfo) -> datetime | None:
    """Return the time of an unfolded Received field, which stands after its last semicolon."""
    _, semicolon, date = text.rpartition(";")
    return read_date(date.strip(), zone=zone) if semicolon else None


def _usual_date(text: str) -> datetime | None:
    found = _USUAL.fullmatch(text)
    if not found:
        return None
    day, month, year, hour, minute, second, sign, offset_h, offset_min = found.groups()
    try:
        clock = datetime(int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
        offset = timedelta(hours=int(offset_h or 0), minutes=int(offset_min or 0))
        return clock + offset if sign == "-" else clock - offset
    except (KeyError, ValueError, OverflowError):  # no such month or day
        return None


def _any_date(text: str, zone: tzinfo) -> datetime | None:
    """Read what the standard library can read, once the zone is one that it places rightly."""
    plain = _GMT_AND_OFFSET.sub("", _COMMENT.sub(" ", text)).strip()
    named = _NAMED_ZONE.search(plain)
    if named and (name := named[1].upper()) not in _KNOWN_ZONES:
        if name not in _EUROPEAN_ZONES and name not in {"AM", "PM"}:
            return None
        plain = plain[: named.start()] + " " + _EUROPEAN_ZONES.get(name, "")
    try:
        at = parsedate_to_datetime(plain)
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC if plain.endswith("-0000") else zone)
        return at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
