"""Mails in doubt: whether a mail server took them nobody knows. Whom they concern says what is to become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import insist_on_all
from waylight.api.operations import operation
from waylight.api.paging import Asked, page, page_of_few
from waylight.api.problem import Problem
from waylight.api.shapes.base import Page
from waylight.api.shapes.mails_in_doubt import MailInDoubt, MailsSettled, PracticeInDoubt, SettledMail
from waylight.pages.brief.commitments import today
from waylight.record import doubted as record
from waylight.record.people import Practice

if TYPE_CHECKING:
    from waylight.access.models import User

router = Router()
LIST = "/mails-in-doubt"
KINDS, OF_A_KIND = list(record.KINDS), 10**17  # more than there are numbers of a kind; a cursor holds 18 digits


def _doubted(request: HttpRequest) -> list[record.Doubted]:
    """Those that the token's owner is told of, as far as the token reaches."""
    found = record.doubted(cast("User", request.user), today())
    only = request.token.engagements  # type: ignore[attr-defined]
    return [one for one in found if only is None or one.engagement.pk in only]


def _number(one: record.Doubted) -> int:
    """One kind after the other, each in the order in which its mails were made."""
    return KINDS.index(one.kind) * OF_A_KIND + one.number


def _shown(one: record.Doubted) -> MailInDoubt:
    return MailInDoubt(
        kind=one.kind,  # type: ignore[arg-type]
        number=one.number,
        engagement=one.engagement.pk,
        since=one.since,
        mails=one.many,
        can_go_again=one.can_go_again,
    )


@operation(router, "GET", LIST, like="mails-in-doubt", answers=Page[MailInDoubt])
def list_mails_in_doubt(request: HttpRequest, asked: Query[Asked]) -> Page[MailInDoubt]:
    """The mails in doubt that the token's owner is told of, kind by kind."""
    return page_of_few(_doubted(request), asked, _number, _shown)


@operation(router, "GET", f"{LIST}/practices", like="mails-in-doubt", answers=Page[PracticeInDoubt])
def list_practices_in_doubt(request: HttpRequest, asked: Query[Asked]) -> Page[PracticeInDoubt]:
    """How many mails are in doubt in each practice that the token's owner looks after; not whose they are."""
    insist_on_all(request)
    at = today()
    mine = Practice.objects.visible_to(request.user)
    return page(mine, asked, lambda one: PracticeInDoubt(id=one.pk, name=one.name, mails=record.of_practice(one, at)))


@operation(router, "POST", f"{LIST}/settled", like="mails-in-doubt", answers=MailsSettled)
def settle_mail_in_doubt(request: HttpRequest, given: SettledMail) -> MailsSettled:
    """Let a mail in doubt go out again within a few minutes, or count it as sent."""
    known = {(one.kind, one.number) for one in _doubted(request)}
    many = 0
    if (given.kind, given.number) in known:
        user = cast("User", request.user)
        many = record.settle(user, given.kind, given.number, again=given.again, now=today())
    if not many:
        raise Problem(409, "That mail is not in doubt any more. Nothing was changed.")
    return MailsSettled(mails=many)
