"""Papers of an engagement, and the templates of a practice that they are copied from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Line, Number, Shape

KindOfPaper = Literal["agreement", "questions", "form"]
PaperWords = Annotated[str, StringConstraints(max_length=20_000, pattern=NO_NUL)]
AnswerWords = Annotated[str, StringConstraints(max_length=50_000, pattern=NO_NUL)]


class Paper(Shape):
    """Words laid before the client: to be agreed to by her and her coach, or to be answered by her.

    ``client`` and ``coach`` are since when they say yes to an agreement as it reads; ``answer`` is hers to the others.
    """

    id: int
    kind: KindOfPaper
    title: str
    text: str
    at: datetime
    client: datetime | None
    coach: datetime | None
    answer: str
    answered_at: datetime | None
    removed: bool


class NewPaper(Given):
    """The template to copy: its number, or the name of one that comes with Waylight. Either, not both."""

    template: Number | None = None
    shipped: Line = ""


class ChangedPaper(Given):
    """A paper's title and words written again, removed or put back; what is left out stays as it is."""

    title: Line | None = None
    text: PaperWords | None = None
    removed: bool | None = None


class YesToPaper(Shape):
    """Since when client and coach say yes to an agreement's words as they are; null for not."""

    title: str
    text: str
    client: datetime | None
    coach: datetime | None


class ChangedYesToPaper(Given):
    """A yes to an agreement, with the words that were read, to the letter; or no more."""

    yes: bool
    title: Line = ""
    text: PaperWords = ""


class PaperAnswer(Shape):
    """What the client answers to questions or a form; empty where she did not yet."""

    title: str
    text: str
    answer: str
    answered_at: datetime | None


class ChangedPaperAnswer(Given):
    """An answer; an empty one takes it back."""

    answer: AnswerWords


class Template(Shape):
    """Words to be used again. Who wrote one (``mine``) changes it; ``shared`` is whether the practice may use it."""

    id: int
    kind: KindOfPaper
    title: str
    text: str
    shared: bool
    coach: str
    mine: bool
    removed: bool


class NewTemplate(Given):
    """A template; shared unless it is said not to be. Nothing about a client belongs in one."""

    kind: KindOfPaper
    title: Line
    text: PaperWords
    shared: bool = True


class ChangedTemplate(Given):
    """A template written again, removed or put back; what is left out stays as it is."""

    kind: KindOfPaper | None = None
    title: Line | None = None
    text: PaperWords | None = None
    shared: bool | None = None
    removed: bool | None = None


class ShippedTemplate(Shape):
    """One that comes with Waylight, in the language of who asks. ``name`` is how a paper made of it names it."""

    name: str
    kind: KindOfPaper
    title: str
    text: str
