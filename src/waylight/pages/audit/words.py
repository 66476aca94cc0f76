"""What an event of the audit log says to a person: who, when, what. The log itself holds names of addresses only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.access.models import User
from waylight.pages.audit.places import FORMS, PAGES
from waylight.record.audit import AuditEvent, Verb
from waylight.record.consent import WITHDRAWN, Consent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DONE = {
    Verb.BROUGHT_IN: "brought files in",
    Verb.UNDID: "undid an import",
    Verb.MADE: "made an account",
    Verb.ERASED: "erased the engagement",
    Verb.SIGNED_IN: "signed in",
    Verb.SIGNED_OUT: "signed out",
    Verb.NOT_SIGNED_IN: "tried to sign in, in vain",
}
PRINTED = {"brief": "printed the brief", "influence": "printed the measures of influence"}
THROUGH = {Verb.CALLED: "through a program", Verb.ASSISTANT: "let an assistant read"}
# Followed by whom it is about, in numbers.
ABOUT = {
    Verb.INVITED: "invited {a_role}",
    Verb.INVITED_AGAIN: "sent the invitation of {a_role} again",
    Verb.TOOK_BACK: "took back the invitation of {a_role}",
    Verb.ACCEPTED: "accepted to be {a_role}",
    Verb.REMOVED: "removed {a_role}",
    Verb.ENDED: "ended the part of {a_role}",
    Verb.HANDED_OVER: "handed the engagement over to another coach",
    Verb.MADE_LINK: "made a link to what is held on a person",
    Verb.CLOSED_LINK: "took back a link to what is held on a person",
    Verb.ASKED: "asked that a person be erased",
    Verb.DECLINED: "said why a person is not erased",
    Verb.ASKED_TO_AGREE: "asked the client to agree to a story",
    Verb.STRUCK: "struck or changed something in a story",
    Verb.PUBLISHED: "published a story",
    Verb.TOOK_DOWN: "took a published story back",
    Verb.COPY_SENT: "noted that a copy of a story was sent",
}
OF_A_STORY = {
    Verb.AGREED: "agreed to a story",
    Verb.WITHDREW: "withdrew the agreement to a story",
    Verb.DECLINED: "did not agree to a story",
}
IN_PAIRS = re.compile(r"\w+ \d+")
BY_LINK = {Verb.OPENED, Verb.DOWNLOADED, Verb.ASKED, Verb.SENT}  # without an account
LINK = "somebody by a link"
NOBODY = "the command line"
STRANGER = "somebody unknown"
GONE = "an account that is gone"


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words. ``engagement`` is its number, None where it is of none."""

    number: int
    at: datetime
    who: str
    did: str
    engagement: int | None


def told(events: Sequence[AuditEvent]) -> list[Told]:
    """Events in words; of people only those who have an account still are named."""
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={event.user_id for event in events})}
    return [
        Told(event.number, event.at, _who(event, names), did(event.verb, event.what), event.engagement_id)
        for event in events
    ]


def _who(event: AuditEvent, names: dict[int, str]) -> str:
    if event.user_id is None and event.verb in BY_LINK:
        return LINK
    if event.user_id is None:
        return STRANGER if event.verb == Verb.NOT_SIGNED_IN else NOBODY
    return names.get(event.user_id, GONE)


def did(verb: str, what: str) -> str:
    """*opened the brief*, *downloaded the map as a table*, *wrote a note on a meeting*."""
    name = what.partition(" ")[0]
    if name.startswith("story-") and verb in OF_A_STORY:
        return _about(OF_A_STORY[Verb(verb)], what)
    match verb:
        case Verb.OPENED | Verb.DOWNLOADED:
            return f"{verb} {PAGES.get(name) or f'the page “{name}”'}"
        case Verb.SENT:
            return FORMS.get(name) or f"sent the form “{name}”"
        case Verb.CALLED | Verb.ASSISTANT:
            return f"{THROUGH[Verb(verb)]}: {name.replace('_', ' ')}"
        case Verb.PRINTED:
            return PRINTED.get(name) or f"printed “{name}”"
        case Verb.AGREED:
            return f"agreed to {_use(what)}"
        case Verb.WITHDREW:
            return f"withdrew the agreement to {_use(what)}"
        case Verb.RECORDED:
            of = _use(what.removesuffix(WITHDRAWN).strip())
            return f"recorded that the agreement to {of} is {'withdrawn' if what.endswith(WITHDRAWN) else 'given'}"
        case _ if verb in ABOUT:
            return _about(ABOUT[Verb(verb)], what)
        case _:
            return DONE.get(Verb(verb), verb) if verb in set(Verb) else verb


def _about(sentence: str, what: str) -> str:
    """*invited a client (invitation 3, person 12)*, of *client invitation 3 person 12*."""
    role = what.partition(" ")[0]
    a_role = f"{'an' if role == 'admin' else 'a'} {role}"
    return f"{sentence.format(a_role=a_role)} ({', '.join(IN_PAIRS.findall(what))})"


def _use(name: str) -> str:
    return Consent.Use(name).label if name in Consent.Use.values else name
