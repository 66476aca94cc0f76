"""What can go wrong with a call, in one tree that says what the caller can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waylight.api.shapes.base import ProblemDetails


class WaylightError(Exception):
    """A call was not done."""


class NotAnswered(WaylightError):
    """There was no answer, also not after trying again. Whether it was done is not known."""


class Refused(WaylightError):
    """Waylight answered that it was not done, and why."""

    def __init__(self, problem: ProblemDetails, wait_s: float = 0) -> None:
        wrong = "".join(f"\n{one.where}: {one.why}" for one in problem.errors)
        super().__init__(f"{problem.detail or problem.title}{wrong}")
        self.problem, self.status, self.wait_s = problem, problem.status, wait_s


class NotSignedIn(Refused):
    """The token opens nothing: it was ended, is over, or was never made. Make a new one."""


class NotAllowed(Refused):
    """The token is not for that, or its owner may not do it."""


class NotFound(Refused):
    """It is not there, or not for the token's owner to see."""


class NotNow(Refused):
    """It cannot be done as things stand, such as undoing what was undone."""


class Changed(Refused):
    """It is something else by now than what was seen. Read it again."""


class DoesNotFit(Refused):
    """What was sent does not fit; ``problem.errors`` says where."""


class TooOften(Refused):
    """Wait ``wait_s`` seconds."""


class ServerBroken(Refused):
    """It is not the caller's doing; nothing was kept half done."""


KINDS: dict[int, type[Refused]] = {
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: NotNow,
    412: Changed,
    429: TooOften,
}


def refused(problem: ProblemDetails, wait_s: float = 0) -> Refused:
    """The error that an answer stands for."""
    usual = ServerBroken if problem.status >= 500 else DoesNotFit
    return KINDS.get(problem.status, usual)(problem, wait_s)
