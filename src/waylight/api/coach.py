"""The coach whose token it is: what is hers alone belongs to no engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.problem import Problem
from waylight.record.people import as_coach

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.people import Member

NOT_SO_FAR = "This is a coach's own, of no engagement. A token that is limited to some engagements does not reach it."


def coach_of(request: HttpRequest) -> Member:
    """The coach who asks. Raises Problem 403 for a token that is limited to some engagements."""
    coach = as_coach(request.user)
    if coach is None or request.token.engagements is not None:  # type: ignore[attr-defined]
        raise Problem(403, NOT_SO_FAR)
    return coach
