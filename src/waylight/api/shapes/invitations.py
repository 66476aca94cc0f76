"""Who is invited to an engagement or to work in a practice, and who sponsors an engagement."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Shape, Who

Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NO_NUL)]
Address = Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=NO_NUL)]


class Invitation(Shape):
    """An invitation to one address. ``until`` is when the link of its latest mail ends; null once it is taken back."""

    id: int
    role: Literal["coach", "admin", "client", "sponsor"]
    name: str
    email: str
    state: Literal["open", "accepted", "taken back", "expired"]
    made_at: datetime
    until: datetime | None


class NewInvitation(Given):
    """Whom to invite to an engagement, and as what."""

    role: Literal["client", "sponsor"]
    name: Name
    email: Address


class NewMemberInvitation(Given):
    """Whom to invite to work in a practice: as a coach of her own engagements, or to look after it."""

    role: Literal["coach", "admin"]
    name: Name
    email: Address


class Sponsor(Shape):
    """Who sponsors an engagement; null for nobody."""

    sponsor: Who | None
