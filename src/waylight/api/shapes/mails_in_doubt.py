"""Mails of which nobody knows whether a mail server took them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from waylight.api.shapes.base import Given, Number, Shape

Kind = Literal["reminder", "invitation", "pulse", "today"]


class MailInDoubt(Shape):
    """A mail in doubt, by its kind and number; of the pulse, all those of a round, whose number it is.

    ``since`` is the last try. What has become pointless meanwhile cannot go again.
    """

    kind: Kind
    number: int
    engagement: int
    since: datetime
    mails: int
    can_go_again: bool


class SettledMail(Given):
    """What is to become of a mail in doubt: it goes out ``again``, or it arrived and is not sent again."""

    kind: Kind
    number: Number
    again: bool


class MailsSettled(Shape):
    """How many mails that were."""

    mails: int


class PracticeInDoubt(Shape):
    """How many mails are in doubt in a practice that one looks after; ``id`` is the practice's."""

    id: int
    name: str
    mails: int
