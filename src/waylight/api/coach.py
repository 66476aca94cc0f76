"""The coach whose token it is: what is hers alone belongs to no engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.finding import insist_on_all
from waylight.api.problem import not_found
from waylight.record.people import as_coach

if TYPE_CHECKING:
    from django.http import HttpRequest

    from waylight.record.people import Member


def coach_of(request: HttpRequest) -> Member:
    """The coach who asks. Raises Problem 403 for a token that is limited to some engagements."""
    insist_on_all(request)
    coach = as_coach(request.user)
    if coach is None:  # the door lets coaches alone come so far
        raise not_found()
    return coach
