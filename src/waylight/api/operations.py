"""Declaring an operation: its name, the page that it is like, the scope that a token needs, and what it answers.

Who may call an operation is not said here: it is whoever may use the page that it is like, in the same way. So the
line of that page in ``access/rules.py`` holds for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ninja.security import HttpBearer

from waylight.access.parts import Part
from waylight.access.rules import rule_of
from waylight.access.tokens import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from ninja import Router

F = TypeVar("F", bound="Callable[..., Any]")
READS = "GET"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``like`` is the name of the page whose rule it keeps."""

    name: str
    method: str
    path: str
    like: str
    scope: Scope
    takes_files: bool = False

    @property
    def allowed(self) -> frozenset[Part]:
        """The parts that may call it."""
        rule = rule_of(self.like)
        if rule is None:
            raise LookupError(f"{self.name} is like the page “{self.like}”, which there is not.")
        return rule.see if self.method == READS else rule.act

    @property
    def known_to(self) -> frozenset[Part]:
        """The parts that may know that there is such a thing."""
        rule = rule_of(self.like)
        return rule.see | rule.act if rule else frozenset()


EVERY: dict[str, Operation] = {}
ANSWERS: dict[str, Any] = {}  # the shape that each answers with; None for none


class Token(HttpBearer):
    """How the documentation says that a token is needed. The door has looked at it before."""

    def authenticate(self, request: HttpRequest, token: str) -> object:
        """Whoever came through the door."""
        return getattr(request, "token", None)


_BY_TOKEN = Token()


def _about(path: str) -> str:
    """What an operation is about, for the documentation: what stands below an engagement, or what is no part of one."""
    first, *rest = path.strip("/").split("/")
    return rest[1] if first == "engagements" and len(rest) > 1 else first


def operation(
    router: Router,
    method: str,
    path: str,
    *,
    like: str,
    answers: Any,
    status: int = 200,
    scope: Scope | None = None,
    takes_files: bool = False,
    more: dict[str, Any] | None = None,
) -> Callable[[F], F]:
    """Declare a function as an operation of the API; its name is the operation's, its docstring the documentation."""

    def declare(function: F) -> F:
        name = function.__name__
        needs = scope or (Scope.READ if method == READS else Scope.WRITE)
        ANSWERS[name] = answers
        one = EVERY[name] = Operation(name, method, path, like, needs, takes_files)
        first, _, rest = (function.__doc__ or "").partition("\n")
        router.add_api_operation(
            path,
            [method],
            function,
            auth=_BY_TOKEN,
            response={status: answers},
            operation_id=name,
            url_name=name,
            summary=first.strip(),
            description=" ".join(rest.split()) or None,
            tags=[_about(path)],
            openapi_extra={"x-scope": one.scope.value, **(more or {})},
        )
        return function

    return declare
