"""Everything the record holds about one person, as plain rows, for the person to be given.

Who is given what. A **client** gets her whole engagement, but for the coach's private notes and what others answered. A
**coach** gets her account, what she noted and learned, the files she brought, and her engagements' dates. A
**stakeholder** gets her names, place, the times and directions of what went between her and the client, her own words
and answers; what others said about her is not handed out, for it is theirs. Nobody gets another person's private words:
who asks on behalf of somebody gets no more than they may see themselves. What a client no longer agrees to is used for
nothing, and is held: she herself is given it, and nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from waylight.record.people import Member, Person
from waylight.record.privacy.erasing import engagements_with
from waylight.record.privacy.held_client import client_parts
from waylight.record.privacy.held_coach import account_parts, coach_parts
from waylight.record.privacy.held_part import Held, Part
from waylight.record.privacy.held_stakeholder import stakeholder_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

__all__ = ["Held", "Part", "held_by_account", "held_by_link", "held_on"]

NOT_GIVEN = (
    gettext_lazy("What others wrote or said about a person is theirs, and is not handed out."),
    gettext_lazy("Who gave which answer to a pulse is told to nobody but the one who gave it."),
    gettext_lazy("Private notes and private journal entries are given only to who wrote them."),
    gettext_lazy("Files as they were brought are not kept anywhere; what was read of them is."),
)

FOR_HER_ALONE = {"answers"}
NOT_BY_LINK = gettext_lazy(
    "What you answered to a pulse is not shown by a link, since whoever made it for you could have opened it."
)


def held_on(person: Person, *, asked_by: User | None) -> Iterator[Part]:
    """What is held on a person, part by part, for who asks; None is the person herself.

    Rows are read from the database while they are taken, so that a large record never stands in memory.
    """
    herself = asked_by is None or asked_by.pk == person.user_id
    for engagement in engagements_with(person):
        if engagement.client_id == person.pk:
            if asked_by is not None:
                yield from client_parts(engagement, asked_by, herself=herself)
        else:
            yield from stakeholder_parts(person, engagement, seen_by=None if herself else asked_by)


def held_by_link(person: Person, engagement: Engagement) -> Iterator[Part]:
    """What is held in one engagement on who comes by a link made for her there.

    What she answered to a pulse is not in it: who made the link could have opened it. Nor is anything of an engagement
    of another coach, who makes a link of her own.
    """
    if person.pk != engagement.client_id:
        yield from (part for part in stakeholder_parts(person, engagement) if part.key not in FOR_HER_ALONE)


def held_by_account(user: User) -> Iterator[Part]:
    """What is held on somebody who signs in: the account, and whatever they are in any practice."""
    yield from account_parts(user)
    for member in Member.objects.filter(user=user).select_related("practice").order_by("pk"):
        yield from coach_parts(member)
    for person in Person.objects.filter(user=user).order_by("pk"):
        if not Member.objects.filter(user=user, practice=person.practice_id).exists():
            yield from held_on(person, asked_by=user)
