"""Webhooks: addresses that are told of events, and what was sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from waylight.api.shapes.base import NO_NUL, Given, Instant, Number, Shape

Name = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=NO_NUL)]
Address = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=NO_NUL)]
Kind = Annotated[str, StringConstraints(max_length=30, pattern=r"^[a-z_]+\.[a-z_]+$")]
Kinds = Annotated[list[Kind], Field(min_length=1, max_length=50)]
Some = Annotated[list[Number], Field(min_length=1, max_length=1_000)]


class Webhook(Shape):
    """An address that is told of events. ``engagements`` null is all that its owner coaches; ``waiting`` are not sent.

    One that is ``failed`` or ``refused`` stopped by itself, and goes on when it is put ``on``.
    """

    id: int
    name: str
    address: str
    events: list[str]
    engagements: list[int] | None
    of_practice: bool
    state: Literal["on", "paused", "failed", "refused"]
    waiting: int
    made_at: datetime


class MadeWebhook(Webhook):
    """A webhook that was just set up, with the secret that its events are signed by. It is said this once."""

    secret: str


class NewWebhook(Given):
    """Whom to tell of what. ``of_practice``: for who looks after a practice, of all of it, and of dates alone."""

    name: Name
    address: Address
    events: Kinds
    engagements: Some | None = None
    of_practice: bool = False


class ChangedWebhook(Given):
    """What is said anew; what is left out stays. ``on`` false pauses it, true lets it go on with what waits."""

    name: Name | None = None
    address: Address | None = None
    events: Kinds | None = None
    engagements: Some | None = None
    on: bool | None = None


class NewSecret(Shape):
    """A new secret, said this once. The one before signs beside it until a time."""

    secret: str
    before_until: datetime


class Delivery(Shape):
    """An event on its way: what happened when, of which engagement and thing, and what was answered last.

    ``uid`` is its ``webhook-id``. ``arrived_at`` is null until it was taken.
    """

    id: int
    uid: str
    type: str
    at: datetime
    engagement: int | None
    about: int | None
    waits: bool
    attempts: int
    status: int | None
    tried_at: datetime | None
    arrived_at: datetime | None
    trouble: str


class Since(Given):
    """A time from which on everything is sent again."""

    since: Instant


class Again(Shape):
    """How many events will be sent once more."""

    events: int
