"""The door of the API: whose token it is, how often, what it is for, and whether its owner may do this at all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from waylight.access import second_factor
from waylight.access.parts import Part
from waylight.access.rates import Left, Rate, TooOften, address_of, spend
from waylight.access.tokens import TokenClosed, read_token
from waylight.api.problem import Problem, not_found
from waylight.pages.door import OF_ENGAGEMENT, only, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from waylight.access.tokens import Token
    from waylight.api.operations import Operation

CALLS = Rate("api", 600, timedelta(minutes=1))  # more than a program needs that keeps up, too few to be a burden
GUESSES = Rate("no token", 60, timedelta(minutes=1))  # for each address; a program with a wrong token asks no more
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Waylight"'}


def enter(request: HttpRequest, operation: Operation, given: Mapping[str, object]) -> Left:
    """Let a call in, or raise Problem. From here on ``request.user`` is the token's owner.

    Returns how many more calls the token has in this minute.
    """
    token, said = _token(request)
    try:
        left = spend(CALLS, f"token {token.pk}")
    except TooOften as often:
        raise too_often(often) from None
    request.user = token.user
    request.token, request.said = token, said  # type: ignore[attr-defined]
    if second_factor.is_missing(request):
        raise Problem(403, "Whose token this is has to set up a second factor first, on the page of the account.")
    if not token.may(operation.scope):
        raise Problem(403, f"This token is not for that: it needs the scope “{operation.scope}”.")
    _ask_the_rule(request, operation, token, given.get("engagement"))
    return left


def too_often(often: TooOften) -> Problem:
    """429, with how long to wait."""
    return Problem(429, str(often), headers={"Retry-After": str(often.wait_s)})


def _token(request: HttpRequest) -> tuple[Token, str]:
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    try:
        if kind.lower() != "bearer" or not said.strip():
            raise TokenClosed("Say who asks: Authorization: Bearer, and a token made on the page of the account.")
        return read_token(said.strip()), said.strip()
    except TokenClosed as closed:
        try:
            spend(GUESSES, address_of(request))
        except TooOften as often:
            raise too_often(often) from None
        raise Problem(401, str(closed), headers=CHALLENGE) from None


def _ask_the_rule(request: HttpRequest, operation: Operation, token: Token, engagement: object) -> None:
    """Raise Problem unless the rule of the page that the operation is like names what the token's owner is."""
    wanted = operation.allowed
    if isinstance(engagement, int) and not token.reaches(engagement):
        raise not_found()
    parts = parts_of(request.user, engagement, operation.known_to)
    if wanted & parts or Part.ANYBODY in wanted:
        return
    if operation.known_to <= OF_ENGAGEMENT and not parts & OF_ENGAGEMENT:
        raise not_found()  # an engagement that is not theirs need not be known to exist
    raise Problem(403, only(wanted))
