"""Lists piece by piece: in the order in which things came into the record, so that nothing is skipped or told twice."""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field, StringConstraints

from waylight.api.problem import Problem
from waylight.api.shapes.base import InAddress, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

M = TypeVar("M", bound="models.Model")
S = TypeVar("S")
T = TypeVar("T")
USUAL, MOST = 50, 200


class Asked(InAddress):
    """Which piece of a list: how many, and after which."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL
    cursor: Annotated[
        str, StringConstraints(max_length=200), Field(description="The `next` of the piece before; empty to begin.")
    ] = ""


class RemovedToo(Asked):
    """Which piece, and whether what was removed is listed too, to who may put it back."""

    removed: bool = False


def page(rows: models.QuerySet[M], asked: Asked, shape: Callable[[M], S]) -> Page[S]:
    """A piece of ``rows``. Raises Problem for a cursor that is none."""
    return page_at_once(rows, asked, lambda found: [shape(one) for one in found])


def page_at_once(rows: models.QuerySet[M], asked: Asked, shapes: Callable[[list[M]], list[S]]) -> Page[S]:
    """The same, where the rows of a piece are shaped together: what stands around them is read once for all."""
    ordered = rows.order_by("pk")
    if asked.cursor:
        ordered = ordered.filter(pk__gt=_after(asked.cursor))
    found = list(ordered[: asked.limit + 1])
    more = len(found) > asked.limit
    shown = found[: asked.limit]
    return Page(items=shapes(shown), next=_cursor(shown[-1].pk) if more else None)


def _cursor(pk: int) -> str:
    return base64.urlsafe_b64encode(f"after {pk}".encode()).decode().rstrip("=")


def _after(cursor: str) -> int:
    try:
        word, _, number = base64.b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}", b"-_", True).decode().partition(" ")
        if word == "after" and number.isascii() and number.isdecimal() and len(number) < 19:
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise Problem(422, "This cursor is none that was given out here. Begin again without one.")


def page_of(ids: list[int], asked: Asked, rows: models.QuerySet[M], shape: Callable[[M], S]) -> Page[S]:
    """A piece of the rows of some ids, which are in order. There can be more ids than a query takes."""
    left = ids[bisect_right(ids, _after(asked.cursor)) :] if asked.cursor else ids
    shown = left[: asked.limit]
    found = rows.in_bulk(shown)
    more = len(left) > asked.limit
    return Page(items=[shape(found[pk]) for pk in shown if pk in found], next=_cursor(shown[-1]) if more else None)


def page_of_few(found: Iterable[T], asked: Asked, number: Callable[[T], int], shape: Callable[[T], S]) -> Page[S]:
    """A piece of what is told by a ``number`` of its own, in the order of these. All of it is at hand."""
    after = _after(asked.cursor) if asked.cursor else 0
    left = sorted((one for one in found if number(one) > after), key=number)
    shown = left[: asked.limit]
    more = len(left) > asked.limit
    return Page(items=[shape(one) for one in shown], next=_cursor(number(shown[-1])) if more else None)
