"""What kind of coaching an engagement is, and who is in a group besides its client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import RemovedToo, page
from waylight.api.problem import refusing
from waylight.api.shapes.base import Page, Who
from waylight.api.shapes.hours import (
    ChangedGroupMember,
    ChangedKindOfCoaching,
    GroupMember,
    KindOfCoaching,
    NewGroupMember,
)
from waylight.record import terms as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
KIND = f"{ONE}/kind-of-coaching"
GROUP, MEMBER = f"{ONE}/group", f"{ONE}/group/{{int:in_group}}"


@operation(router, "GET", KIND, like="packages", answers=KindOfCoaching)
def get_kind_of_coaching(request: HttpRequest, engagement: int) -> KindOfCoaching:
    """Whether one person is coached, a group or a team, and whether it is paid."""
    found = engagement_of(request, engagement)
    said, coached = record.terms_of([found])[found.pk], record.numbers_coached([found])[found.pk]
    return KindOfCoaching(form=said.form, number=said.number, paid=said.paid, coached=coached)  # type: ignore[arg-type]


@operation(router, "PATCH", KIND, like="kind-of-coaching", answers=KindOfCoaching)
def change_kind_of_coaching(request: HttpRequest, engagement: int, given: ChangedKindOfCoaching) -> KindOfCoaching:
    """Say what kind of coaching it is. Of one person alone no number is kept."""
    found = engagement_of(request, engagement)
    now = record.terms_of([found])[found.pk]
    asked = given.model_dump(exclude_unset=True)
    asked = {name: value for name, value in asked.items() if value is not None or name == "number"}
    with refusing():
        record.set_terms(found, **{"form": now.form, "number": now.number, "paid": now.paid, **asked})
    return get_kind_of_coaching(request, engagement)


def _group(request: HttpRequest, engagement: int, *, removed: bool) -> QuerySet[record.InGroup]:
    """Who is in the group; to the coach, if asked for, who was too."""
    found = engagement_of(request, engagement)
    mine = record.InGroup.objects.visible_to(request.user).filter(engagement=found).select_related("person")
    return mine if removed and found.coach.user_id == request.user.pk else mine.filter(removed_at=None)


def _shown(one: record.InGroup) -> GroupMember:
    who = Who(id=one.person_id, name=one.person.name)
    return GroupMember(id=one.pk, person=who, since=one.since, removed=one.removed_at is not None)


@operation(router, "GET", GROUP, like="packages", answers=Page[GroupMember])
def list_group(request: HttpRequest, engagement: int, asked: Query[RemovedToo]) -> Page[GroupMember]:
    """Who is coached together with the client, as far as they are named."""
    return page(_group(request, engagement, removed=asked.removed), asked, _shown)


@operation(router, "GET", MEMBER, like="packages", answers=GroupMember)
def get_group_member(request: HttpRequest, engagement: int, in_group: int) -> GroupMember:
    """Somebody in the group."""
    return _shown(one_of(_group(request, engagement, removed=True), in_group))


@operation(router, "POST", GROUP, like="in-group", answers=GroupMember, status=201)
def add_to_group(request: HttpRequest, engagement: int, given: NewGroupMember) -> GroupMember:
    """Note somebody who is coached in the group. Who is known by that name or address is the same person."""
    found = engagement_of(request, engagement)
    with refusing():
        since = given.since or found.begins
        return _shown(record.add_to_group(found, name=given.name, address=given.address, since=since))


@operation(router, "PATCH", MEMBER, like="in-group-counts", answers=GroupMember)
def change_group_member(request: HttpRequest, engagement: int, in_group: int, given: ChangedGroupMember) -> GroupMember:
    """Count somebody in the group no more, or again."""
    one = one_of(_group(request, engagement, removed=True), in_group)
    (record.leave_group if given.removed else record.back_in_group)(one)
    return get_group_member(request, engagement, in_group)


@operation(router, "DELETE", MEMBER, like="in-group-counts", answers=None, status=204)
def remove_from_group(request: HttpRequest, engagement: int, in_group: int) -> None:
    """Count somebody in the group no more; they can be put back."""
    record.leave_group(one_of(_group(request, engagement, removed=True), in_group))
