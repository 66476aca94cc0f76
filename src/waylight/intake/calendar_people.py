"""Who an event invites and what they answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from waylight.intake.calendar_fields import Field
from waylight.intake.rows import Mailbox

MOST_INVITED = 2_000  # of one event; beyond, it is a broadcast and no meeting
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative", "NEEDS-ACTION": "needs-action"}
_THINGS = {"ROOM", "RESOURCE"}
_ADDRESS = re.compile(r"[^\s<>@:]+@[^\s<>@]+")


def people_of(invited: Iterable[Field], organiser: Mailbox | None) -> Iterator[tuple[Mailbox, str]]:
    """The organiser and everyone invited, once each, with the answer; rooms and things are left out."""
    seen = set()
    if organiser:
        seen.add(organiser.address or organiser.name)
        yield organiser, "organiser"
    for field in invited:
        person = mailbox_of(field)
        if not person or field.params.get("CUTYPE", "").upper() in _THINGS:
            continue
        if (known := person.address or person.name) not in seen:
            seen.add(known)
            yield person, ANSWERS.get(field.params.get("PARTSTAT", "").upper(), "")


def mailbox_of(field: Field) -> Mailbox | None:
    """The person an ORGANIZER or ATTENDEE names; None when neither a name nor an address is there."""
    address = _address(field.value) or _address(field.params.get("EMAIL", ""))
    name = " ".join(field.params.get("CN", "").split()).strip("'")[:200]
    if name.lower() == address:
        name = ""
    return Mailbox(name, address) if name or address else None


def _address(text: str) -> str:
    """The mail address in a text such as ``mailto:ann@example.org``, in lower case; "" if there is none."""
    found = _ADDRESS.search(text[:2000])
    return found[0].lower()[:320] if found else ""
