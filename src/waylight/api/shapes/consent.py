"""What the client agrees to: the words of each use, and the ledger of what was agreed and withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from waylight.api.shapes.base import Given, Shape, Text

Use = Literal["recording", "mail", "calendar", "pulse", "sponsor report", "story", "hours log"]
How = Literal["here", "word", "paper"]


class ConsentWords(Shape):
    """A use, and the words that agreeing to it means today; ``agreed`` is whether the client agrees to it now."""

    use: Use
    words: str
    agreed: bool


class Consent(Shape):
    """An agreement to one use in the words it was given in, until it was withdrawn."""

    id: int
    use: Use
    words: str
    how: How
    given_at: datetime
    withdrawn_at: datetime | None


class NewConsent(Given):
    """An agreement. ``words`` are those that were read, to the letter: what is agreed to is what somebody saw."""

    use: Use
    words: Text
    how: Annotated[How, Field(description="`here` for the client herself; her coach records `word` or `paper`.")] = (
        "here"
    )
