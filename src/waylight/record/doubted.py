"""Mails in doubt, for those who can say what became of them: nobody knows whether a mail server took them.

A coach is told of invitations, and of the pulse's mails by their round: to whom one goes, or why, could say who has
answered. Everybody is told of the reminders to themselves, a client of the mails that lead to Today. Who looks after a
practice is told how many there are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waylight.record.between.letters import TodayLetter
from waylight.record.between.wish import LATE
from waylight.record.claiming import in_doubt, let_be, send_again
from waylight.record.planning.invited import Invite
from waylight.record.planning.reminders import Reminder
from waylight.record.pulse import Letter

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Practice

# By the names that addresses have them under: the model, whose they are, what one is about, and their practice.
KINDS: dict[str, tuple[Any, str, str, str]] = {
    "reminder": (Reminder, "to__user", "pk", "meeting__engagement__practice"),
    "invitation": (Invite, "series__engagement__coach__user", "pk", "series__engagement__practice"),
    "pulse": (
        Letter,
        "invitation__pulse__engagement__coach__user",
        "invitation__pulse",
        "invitation__pulse__engagement__practice",
    ),
    "today": (TodayLetter, "wish__engagement__client__user", "pk", "wish__engagement__practice"),
}


@dataclass(frozen=True, slots=True)
class Doubted:
    """A mail in doubt, or those of a round of the pulse. ``about`` is its row, or the round; ``since`` the last try."""

    kind: str
    number: int
    about: Any
    engagement: Engagement
    since: datetime
    many: int
    can_go_again: bool


def doubted(user: User, now: datetime) -> list[Doubted]:
    """The mails in doubt that somebody is told of, the latest first."""
    found = [one for kind in KINDS for one in _of_kind(kind, user, now)]
    return sorted(found, key=lambda one: one.since, reverse=True)


def is_any_doubted(user: User, now: datetime) -> bool:
    """Whether somebody is told of any mail in doubt; asked at once for all kinds."""
    first, *others = (_mine(kind, user, now).order_by().values("pk") for kind in KINDS)
    return first.union(*others, all=True).exists()


def settle(user: User, kind: str, number: int, *, again: bool, now: datetime) -> int:
    """Send a mail in doubt again, or count it as sent; returns how many mails that were, 0 if none is in doubt."""
    if kind not in KINDS:
        return 0
    about = KINDS[kind][2]
    rows = _mine(kind, user, now).filter(**{about: number})
    return send_again(rows) if again else let_be(rows)


def of_practice(practice: Practice, now: datetime) -> int:
    """How many mails are in doubt in a practice."""
    return sum(model.objects.filter(in_doubt(now), **{to: practice}).count() for model, _, _, to in KINDS.values())


def in_all(now: datetime) -> int:
    """How many mails are in doubt."""
    return sum(model.objects.filter(in_doubt(now)).count() for model, *_ in KINDS.values())


def _mine(kind: str, user: User, now: datetime) -> QuerySet[Any]:
    model, whose, *_ = KINDS[kind]
    return model.objects.filter(in_doubt(now), **{whose: user.pk})  # type: ignore[no-any-return]


def _of_kind(kind: str, user: User, now: datetime) -> list[Doubted]:
    if kind == "pulse":
        return _rounds(user, now)
    paths = {"reminder": "meeting__engagement", "invitation": "series__engagement", "today": "wish__engagement"}
    rows = _mine(kind, user, now).select_related(f"{paths[kind]}__client")
    found = []
    for one in rows:
        owner: Model = one
        for step in paths[kind].split("__"):
            owner = getattr(owner, step)
        found.append(Doubted(kind, one.pk, one, owner, one.handed_at, 1, _can_go_again(one, now)))  # type: ignore[arg-type]
    return found


def _rounds(user: User, now: datetime) -> list[Doubted]:
    rows = list(_mine("pulse", user, now).select_related("invitation__pulse__engagement__client").order_by("handed_at"))
    many = Counter(one.invitation.pulse_id for one in rows)
    last = {one.invitation.pulse_id: one for one in rows}
    return [
        Doubted("pulse", pk, one.invitation.pulse, one.invitation.pulse.engagement, one.handed_at, many[pk], True)
        for pk, one in last.items()
    ]


def _can_go_again(one: Any, now: datetime) -> bool:
    """Whether it would still be of use: a reminder before the meeting, a mail for the morning before the evening."""
    if isinstance(one, Reminder):
        return one.at > now
    return not isinstance(one, TodayLetter) or one.made_at >= now - LATE
