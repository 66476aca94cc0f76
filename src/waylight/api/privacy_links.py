"""Links by which somebody without an account sees what is held on them: coach or client makes and closes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from waylight.api.finding import engagement_of, one_of
from waylight.api.mailing import send_once_kept
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.people import IT as PERSON
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.privacy import MadePrivacyLink, NewPrivacyLink, PrivacyLink
from waylight.pages.privacy.links import addresses_of, link_mail, send_or_close
from waylight.pages.privacy.view import person_of
from waylight.record.privacy import links as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{PERSON}/privacy-links", f"{PERSON}/privacy-links/{{int:link}}"


def _links(request: HttpRequest, engagement: int, person: int) -> QuerySet[record.PrivacyLink]:
    found = engagement_of(request, engagement)
    one = person_of(request, found, person)
    mine = record.PrivacyLink.objects.visible_to(request.user).filter(engagement=found, alias__person=one)
    return mine.select_related("link", "by", "alias", "engagement")


def _shown(one: record.PrivacyLink) -> PrivacyLink:
    gone = one.link is None or one.state == "taken back"
    return PrivacyLink(
        id=one.pk,
        state=one.state,  # type: ignore[arg-type]
        sent_to=one.sent_to,
        by=str(one.by) if one.by else None,
        made_at=one.made_at,
        until=None if gone else one.link.expires_at,  # type: ignore[union-attr]
    )


@operation(router, "GET", LIST, like="privacy-links", answers=Page[PrivacyLink])
def list_privacy_links(request: HttpRequest, engagement: int, person: int, asked: Query[Asked]) -> Page[PrivacyLink]:
    """The links made for a person, to their coach and client."""
    return page(_links(request, engagement, person), asked, _shown)


@operation(router, "GET", IT, like="privacy-links", answers=PrivacyLink)
def get_privacy_link(request: HttpRequest, engagement: int, person: int, link: int) -> PrivacyLink:
    """One link. Its address is not told again."""
    return _shown(one_of(_links(request, engagement, person), link))


@operation(router, "POST", LIST, like="privacy-links", answers=MadePrivacyLink, status=201)
def make_privacy_link(request: HttpRequest, engagement: int, person: int, given: NewPrivacyLink) -> MadePrivacyLink:
    """Make a link for a person without an account, to be mailed to them or handed on. It opens for 30 days.

    One whose mail cannot be sent is closed again: nobody knows it.
    """
    found, by = engagement_of(request, engagement), cast("User", request.user)
    one, to = person_of(request, found, person), given.sent_to.strip()
    known = addresses_of(found, one)
    if to and to not in known:
        theirs = f"It is mailed to one of these: {', '.join(known)}." if known else "There is none; have it told."
        raise Problem(422, f"“{to}” is no address of {one.name} in the files. {theirs}")
    with refusing():
        made, token = record.make_link(found, one, by=by, sent_to=to)
    address = request.build_absolute_uri(reverse("held-by-link", args=[token]))
    if to:
        send_once_kept(link_mail(made, address, by=by), partial(send_or_close, made, by=by))
    return MadePrivacyLink(**_shown(made).model_dump(), address="" if to else address)


@operation(router, "DELETE", IT, like="close-privacy-link", answers=None, status=204)
def close_privacy_link(request: HttpRequest, engagement: int, person: int, link: int) -> None:
    """Close a link: it opens nothing any more. It stays listed."""
    record.take_link_back(one_of(_links(request, engagement, person), link), by=cast("User", request.user))
