"""The days that begin the entries of a journal: “2026-06-11”, “11 June 2026”, “Thursday, June 11, 2026”."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?a:(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?))\.?"
)
_WEEKDAY = r"(?a:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\.?,?\s+"
_DAY = (
    r"(?:(?a:(\d{4})-(\d{2})-(\d{2}))"
    rf"|(?:{_WEEKDAY})?(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(\d{{4}})"
    rf"|{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})))"
)
_HEADING = re.compile(rf"(#{{1,6}}\s+)?{_DAY}\b(\s*(?:[,:–—-](?=\s|\Z)\s*)*)(.*)", re.I)
_ALONE = r"(?=[ \t]*(?:[,:–—-](?:[ \t]|$)|$))"

HEADED = re.compile(rf"^#{{1,6}}[ \t]+{_DAY}\b", re.I | re.M)
"""A heading in Markdown that gives a day."""

DATED = re.compile(
    rf"^(?:#{{1,6}}[ \t]+{_DAY}\b|{_DAY}\b{_ALONE}|\d{{4}}-\d{{2}}-\d{{2}}[ \t]+(?=[^\W\d]))", re.I | re.M
)
"""A line that begins an entry, in a whole text."""


class Dated(NamedTuple):
    """The heading of an entry. ``on`` is None where no calendar has such a day."""

    on: date | None
    rest: str
    marked: bool  # with the # of a heading
    alone: bool  # nothing stands after the day, or a sign parts it from what does


def dated(line: str) -> Dated | None:
    """Read a line that begins with a day; None if it does not.

    >>> dated("## Thursday, June 11, 2026 – at home")
    Dated(on=datetime.date(2026, 6, 11), rest='at home', marked=True, alone=True)
    """
    found = _HEADING.match(line)
    if not found:
        return None
    mark, sign, rest = found[1], found[11], found[12]
    if found[2]:
        year, month, day = int(found[2]), int(found[3]), int(found[4])
    else:
        year, day = int(found[7] or found[10]), int(found[5] or found[9])
        month = _MONTHS.index((found[6] or found[8])[:3].lower()) + 1
    alone = not rest or bool(sign.strip())
    try:
        return Dated(date(year, month, day), rest, bool(mark), alone)
    except ValueError:
        return Dated(None, rest, bool(mark), alone)
