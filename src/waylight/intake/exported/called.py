"""How sentences name what a column of another tool's table holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from waylight.language import gettext, gettext_noop

SAID = {
    "name": gettext_noop("the name"),
    "first_name": gettext_noop("the first name"),
    "last_name": gettext_noop("the last name"),
    "address": gettext_noop("the e-mail address"),
    "organisation": gettext_noop("the organisation"),
    "level": gettext_noop("the level"),
    "side": gettext_noop("the side"),
    "at": gettext_noop("the day"),
    "clock": gettext_noop("the time of day"),
    "until": gettext_noop("the end"),
    "minutes": gettext_noop("the length"),
    "hours": gettext_noop("the number of hours"),
    "state": gettext_noop("the state"),
    "notes": gettext_noop("the notes"),
    "shared": gettext_noop("the shared"),
    "on": gettext_noop("the day"),
    "title": gettext_noop("the title"),
    "text": gettext_noop("the words"),
    "private": gettext_noop("the private"),
    "confidence": gettext_noop("the confidence"),
    "question": gettext_noop("the question"),
    "due": gettext_noop("the day it is due"),
    "settled_on": gettext_noop("the day it was done"),
    "heard_from": gettext_noop("the heard from"),
    "changed": gettext_noop("the changed"),
    "sender": gettext_noop("the sender"),
    "recipient": gettext_noop("the recipient"),
    "kind": gettext_noop("the kind"),
    "thread": gettext_noop("the thread"),
    "pronouns": gettext_noop("the pronouns"),
    "zone": gettext_noop("the zone"),
    "begins": gettext_noop("the first day"),
    "ends": gettext_noop("the last day"),
    "goals": gettext_noop("the goals"),
    "contact": gettext_noop("the contact"),
    "form": gettext_noop("the form"),
    "number": gettext_noop("the number"),
    "paid": gettext_noop("the paid hours"),
    "pro_bono": gettext_noop("the pro bono hours"),
    "may_name": gettext_noop("the may name"),
}


def words_for(field: str) -> str:
    """A field as a sentence names it: *the first name*."""
    return gettext(SAID[field])


def either_of(fields: Sequence[str]) -> str:
    """Several fields of which one is enough: *the name or the first name or the last name*."""
    said = gettext("{one} or {other}")
    return reduce(lambda one, other: said.format(one=one, other=other), map(words_for, fields))
