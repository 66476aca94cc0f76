"""Who works in a practice: its coaches and admins, taking a role away, and handing over what a coach coaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.finding import one_of, practice_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.practices import ONE
from waylight.api.problem import Problem, as_it_stands
from waylight.api.shapes.base import Page
from waylight.api.shapes.practice import CoachedEngagement, HandedOver, Member, NewHandOver
from waylight.record.handing_over import coached_by, hand_over_all, others_in
from waylight.record.joining import remove
from waylight.record.people import Member as Row

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/members", f"{ONE}/members/{{int:member}}"
NOT_KNOWN = "Tell the clients and both coaches first, and say “known” when they know. Nothing was handed over."


def _members(request: HttpRequest, practice: int) -> QuerySet[Row]:
    mine = Row.objects.visible_to(request.user).filter(practice=practice_of(request, practice))
    return mine.select_related("user", "practice")


def _coach(request: HttpRequest, practice: int, member: int) -> Row:
    return one_of(_members(request, practice).filter(role=Row.Role.COACH), member)


def _shown(one: Row) -> Member:
    return Member(id=one.pk, name=str(one), email=one.user.email, role=one.role)  # type: ignore[arg-type]


@operation(router, "GET", LIST, like="practice", answers=Page[Member])
def list_members(request: HttpRequest, practice: int, asked: Query[Asked]) -> Page[Member]:
    """Who works in a practice, and as what."""
    return page(_members(request, practice), asked, _shown)


@operation(router, "GET", IT, like="practice", answers=Member)
def get_member(request: HttpRequest, practice: int, member: int) -> Member:
    """One of them."""
    return _shown(one_of(_members(request, practice), member))


@operation(router, "DELETE", IT, like="remove-member", answers=None, status=204, scope=Scope.PRACTICE)
def remove_member(request: HttpRequest, practice: int, member: int) -> None:
    """Take somebody's role in a practice away. The last admin stays, and so does who coaches there."""
    with as_it_stands():
        remove(one_of(_members(request, practice), member), by=cast("User", request.user))


@operation(router, "GET", f"{IT}/engagements", like="hand-over", answers=Page[CoachedEngagement])
def list_coached_engagements(
    request: HttpRequest, practice: int, member: int, asked: Query[Asked]
) -> Page[CoachedEngagement]:
    """What a coach could hand over: whose engagement, and its dates; nothing that stands in it."""
    return page(
        coached_by(_coach(request, practice, member)),
        asked,
        lambda one: CoachedEngagement(id=one.pk, client=one.client.name, begins=one.begins, ends=one.ends),
    )


@operation(router, "POST", f"{IT}/hand-over", like="hand-over", answers=HandedOver, scope=Scope.PRACTICE)
def hand_over(request: HttpRequest, practice: int, member: int, given: NewHandOver) -> HandedOver:
    """Hand engagements of one coach over to another, all or nothing; what she kept for herself stays hers."""
    one = _coach(request, practice, member)
    if not given.known:
        raise Problem(422, NOT_KNOWN)
    to = others_in(one.practice, one).filter(pk=given.to).first()
    if to is None:
        raise Problem(422, f"There is no other coach {given.to} in this practice.")
    hers = coached_by(one).in_bulk(given.engagements)
    if unknown := sorted(set(given.engagements) - set(hers)):
        raise Problem(422, f"{one} coaches no engagement {unknown[0]} in this practice.")
    with as_it_stands():
        hand_over_all(hers.values(), to=to, by=cast("User", request.user))
    return HandedOver(engagements=sorted(hers), to=_shown(to))
