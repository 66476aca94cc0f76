"""What an event of the audit log says to a person: who, when, what. The log itself holds names of addresses only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext, pgettext_lazy

from waylight.access.models import User
from waylight.pages.audit.places import FORMS, PAGES
from waylight.record.audit import AuditEvent, Verb
from waylight.record.consent import WITHDRAWN, Consent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

DONE = {
    Verb.BROUGHT_IN: pgettext_lazy("did", "brought files in"),
    Verb.UNDID: pgettext_lazy("did", "undid an import"),
    Verb.MADE: pgettext_lazy("did", "made an account"),
    Verb.ERASED: pgettext_lazy("did", "erased the engagement"),
    Verb.SIGNED_IN: pgettext_lazy("did", "signed in"),
    Verb.SIGNED_OUT: pgettext_lazy("did", "signed out"),
    Verb.NOT_SIGNED_IN: pgettext_lazy("did", "tried to sign in, in vain"),
}
PRINTED = {
    "brief": pgettext_lazy("did", "printed the brief"),
    "influence": pgettext_lazy("did", "printed the measures of influence"),
}
# Followed by whom it is about, in numbers.
ABOUT = {
    Verb.INVITED: pgettext_lazy("did", "invited {a_role}"),
    Verb.INVITED_AGAIN: pgettext_lazy("did", "sent the invitation of {a_role} again"),
    Verb.TOOK_BACK: pgettext_lazy("did", "took back the invitation of {a_role}"),
    Verb.ACCEPTED: pgettext_lazy("did", "accepted to be {a_role}"),
    Verb.REMOVED: pgettext_lazy("did", "removed {a_role}"),
    Verb.ENDED: pgettext_lazy("did", "ended the part of {a_role}"),
    Verb.HANDED_OVER: pgettext_lazy("did", "handed the engagement over to another coach"),
    Verb.MADE_LINK: pgettext_lazy("did", "made a link to what is held on a person"),
    Verb.CLOSED_LINK: pgettext_lazy("did", "took back a link to what is held on a person"),
    Verb.ASKED: pgettext_lazy("did", "asked that a person be erased"),
    Verb.DECLINED: pgettext_lazy("did", "said why a person is not erased"),
    Verb.ASKED_TO_AGREE: pgettext_lazy("did", "asked the client to agree to a story"),
    Verb.STRUCK: pgettext_lazy("did", "struck or changed something in a story"),
    Verb.PUBLISHED: pgettext_lazy("did", "published a story"),
    Verb.TOOK_DOWN: pgettext_lazy("did", "took a published story back"),
    Verb.COPY_SENT: pgettext_lazy("did", "noted that a copy of a story was sent"),
}
OF_A_STORY = {
    Verb.AGREED: pgettext_lazy("did", "agreed to a story"),
    Verb.WITHDREW: pgettext_lazy("did", "withdrew the agreement to a story"),
    Verb.DECLINED: pgettext_lazy("did", "did not agree to a story"),
}
A_ROLE = {
    "admin": pgettext_lazy("somebody invited", "an admin"),
    "client": pgettext_lazy("somebody invited", "a client"),
    "coach": pgettext_lazy("somebody invited", "a coach"),
    "sponsor": pgettext_lazy("somebody invited", "a sponsor"),
}
IN_PAIRS = re.compile(r"(\w+) (\d+)")
NUMBERED = {
    "account": pgettext_lazy("before its number", "account"),
    "erasure": pgettext_lazy("before its number", "erasure"),
    "invitation": pgettext_lazy("before its number", "invitation"),
    "link": pgettext_lazy("before its number", "link"),
    "member": pgettext_lazy("before its number", "member"),
    "person": pgettext_lazy("before its number", "person"),
    "publication": pgettext_lazy("before its number", "publication"),
    "quote": pgettext_lazy("before its number", "quote"),
    "version": pgettext_lazy("before its number", "version"),
}
BY_LINK = {Verb.OPENED, Verb.DOWNLOADED, Verb.ASKED, Verb.SENT}  # without an account
LINK = pgettext_lazy("who did it", "somebody by a link")
NOBODY = pgettext_lazy("who did it", "the command line")
STRANGER = pgettext_lazy("who did it", "somebody unknown")
GONE = pgettext_lazy("who did it", "an account that is gone")


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
        return str(LINK)
    if event.user_id is None:
        return str(STRANGER if event.verb == Verb.NOT_SIGNED_IN else NOBODY)
    return names.get(event.user_id) or str(GONE)


def did(verb: str, what: str) -> str:
    """*opened the brief*, *downloaded the map as a table*, *wrote a note on a meeting*."""
    name = what.partition(" ")[0]
    if name.startswith("story-") and verb in OF_A_STORY:
        return _about(str(OF_A_STORY[Verb(verb)]), what)
    match verb:
        case Verb.OPENED:
            return pgettext("did", "opened {page}").format(page=_page(name))
        case Verb.DOWNLOADED:
            return pgettext("did", "downloaded {page}").format(page=_page(name))
        case Verb.SENT:
            return str(FORMS.get(name) or pgettext("did", "sent the form “{name}”").format(name=name))
        case Verb.CALLED:
            return pgettext("did", "through a program: {what}").format(what=name.replace("_", " "))
        case Verb.ASSISTANT:
            return pgettext("did", "let an assistant read: {what}").format(what=name.replace("_", " "))
        case Verb.PRINTED:
            return str(PRINTED.get(name) or pgettext("did", "printed “{name}”").format(name=name))
        case Verb.AGREED | Verb.WITHDREW | Verb.RECORDED:
            return _agreement(verb, what)
        case _ if verb in ABOUT:
            return _about(str(ABOUT[Verb(verb)]), what)
        case _:
            return str(DONE.get(Verb(verb), verb)) if verb in set(Verb) else verb


def _page(name: str) -> str:
    return str(PAGES.get(name) or pgettext("opened", "the page “{name}”").format(name=name))


def _agreement(verb: str, what: str) -> str:
    """*agreed to calendars*, of *calendar*; *recorded that the agreement to … is withdrawn*, of *… withdrawn*."""
    use = _use(what.removesuffix(WITHDRAWN).strip())
    if verb == Verb.AGREED:
        return pgettext("did", "agreed to {use}").format(use=use)
    if verb == Verb.WITHDREW:
        return pgettext("did", "withdrew the agreement to {use}").format(use=use)
    if what.endswith(WITHDRAWN):
        return pgettext("did", "recorded that the agreement to {use} is withdrawn").format(use=use)
    return pgettext("did", "recorded that the agreement to {use} is given").format(use=use)


def _about(sentence: str, what: str) -> str:
    """*invited a client (invitation 3, person 12)*, of *client invitation 3 person 12*."""
    role = what.partition(" ")[0]
    pairs = ", ".join(f"{NUMBERED.get(kind, kind)} {number}" for kind, number in IN_PAIRS.findall(what))
    return f"{sentence.format(a_role=A_ROLE.get(role, role))} ({pairs})"


def _use(name: str) -> str:
    return str(Consent.Use(name).label) if name in Consent.Use.values else name
