"""Who can be asked by the pulse."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Shape
from waylight.api.shapes.pulse import Language

Address = Annotated[str, StringConstraints(min_length=1, max_length=320, pattern=NO_NUL)]


class Rater(Shape):
    """Somebody whom the client named, where and in which language she is asked (null: in that of the round).

    ``id`` is what a round is planned with; ``person`` is her number among the stakeholders. ``why_not`` says why she
    cannot be asked, and is "" if she can.
    """

    id: int
    person: int
    name: str
    address: str
    language: Language | None
    why_not: str


class ChangedRater(Given):
    """An address of somebody who has none, and a language (null: that of the round); what is left out stays."""

    address: Address | None = None
    language: Language | None = None
