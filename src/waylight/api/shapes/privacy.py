"""Links by which somebody without an account sees what is held on them, and requests to be erased."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Shape, Who

MailAddress = Annotated[str, StringConstraints(max_length=254, pattern=NO_NUL)]


class PrivacyLink(Shape):
    """A link for one person. ``sent_to`` is where it was mailed, "" if it was told; ``until`` null once taken back."""

    id: int
    state: Literal["open", "taken back", "expired"]
    sent_to: str
    by: str | None
    made_at: datetime
    until: datetime | None


class MadePrivacyLink(PrivacyLink):
    """A link that was just made. ``address`` is told this once, and "" where it is mailed."""

    address: str


class NewPrivacyLink(Given):
    """How a link reaches the person: mailed to an address that they have in the files, or told in the answer."""

    sent_to: MailAddress = ""


class ErasureAsked(Shape):
    """Somebody asked, by such a link, to be erased. ``reason`` is why not, if that was answered, in words they read."""

    id: int
    person: Who
    asked_at: datetime
    answered_at: datetime | None
    reason: str


class DeclinedErasure(Given):
    """Why somebody is not erased, in words that they read by their link."""

    why: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)]
