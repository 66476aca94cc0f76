"""What the client agrees to. She agrees and withdraws; her coach records what she agreed to by word or on paper."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.consent import Consent, ConsentWords, NewConsent
from waylight.record import consent as record
from waylight.record.consent_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from waylight.access.models import User

router = Router()
LIST, IT = f"{ONE}/consents", f"{ONE}/consents/{{int:consent}}"


@contextmanager
def _by_who_may() -> Iterator[None]:
    """Within it, what only the client does herself is told as a problem to anybody else."""
    try:
        yield
    except record.OnlyTheClient as reason:
        raise Problem(403, str(reason)) from None


def _consents(request: HttpRequest, engagement: int) -> QuerySet[record.Consent]:
    mine = record.Consent.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement__client", "engagement__coach")


def _shown(one: record.Consent) -> Consent:
    return Consent(
        id=one.pk,
        use=one.use,  # type: ignore[arg-type]
        words=one.words,
        how=one.how,  # type: ignore[arg-type]
        given_at=one.given_at,
        withdrawn_at=one.withdrawn_at,
    )


@operation(router, "GET", f"{ONE}/uses", like="consent", answers=Page[ConsentWords])
def list_uses(request: HttpRequest, engagement: int) -> Page[ConsentWords]:
    """What there is to agree to, and in which words today."""
    found = engagement_of(request, engagement)
    uses = {use: record.agreed(found, use) for use in WORDS}
    said = [ConsentWords(use=use, words=WORDS[use].in_full, agreed=agreed) for use, agreed in uses.items()]  # type: ignore[arg-type]
    return Page(items=said)


@operation(router, "GET", LIST, like="consent", answers=Page[Consent])
def list_consents(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Consent]:
    """What was agreed and withdrawn."""
    return page(_consents(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="consent", answers=Consent)
def get_consent(request: HttpRequest, engagement: int, consent: int) -> Consent:
    """One agreement."""
    return _shown(one_of(_consents(request, engagement), consent))


@operation(router, "POST", LIST, like="consent-agree", answers=Consent, status=201)
def agree(request: HttpRequest, engagement: int, given: NewConsent) -> Consent:
    """Agree to a use, in the words of today; or record that the client did. What is agreed already stays as it is."""
    found = engagement_of(request, engagement)
    if given.words.strip() != WORDS[given.use].in_full.strip():
        raise Problem(409, "These are not the words of today. Read them again, and agree to what they say now.")
    with _by_who_may(), refusing():
        words, by = WORDS[given.use].in_full, cast("User", request.user)
        made = record.give(found, given.use, words, by=by, at=timezone.now(), how=given.how)
    return _shown(made)


@operation(router, "DELETE", IT, like="consent-withdraw", answers=None, status=204)
def withdraw_consent(request: HttpRequest, engagement: int, consent: int) -> None:
    """Withdraw an agreement: what it allowed stops with this, and the row stays with the time."""
    with _by_who_may():
        record.withdraw(one_of(_consents(request, engagement), consent), by=request.user, at=timezone.now())  # type: ignore[arg-type]
