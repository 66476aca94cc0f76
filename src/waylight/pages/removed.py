"""What was removed and can be put back, as the page it was on lists it: put back, or gone for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.utils.text import Truncator
from django.utils.translation import gettext

from waylight.record.put_back_until import KEPT, goes_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest

    from waylight.record.engagement import Engagement
    from waylight.record.scope import Removable

R = TypeVar("R", bound="Removable")
WORDS = 12  # of what was removed, enough to know it by


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that was removed: the day it is of, its first words, until when it is kept, and where to say so."""

    day: date
    words: str
    until: date
    address: str


def removed(one: Removable, engagement: Engagement, *, day: date, words: str, address: str) -> Removed:
    """A line of the list."""
    goes = goes_at(one)
    until = engagement.local_day(goes) if goes else day
    return Removed(day, Truncator(words).words(WORDS), until, address)


def is_of_removed(request: HttpRequest) -> bool:
    """Whether the form sent is one of that list, not the one that removes."""
    return "back" in request.POST or "for_good" in request.POST


def put_back_or_forget(
    request: HttpRequest, one: R, *, put_back: Callable[[R], None], forget: Callable[[R], None]
) -> None:
    """Do what the form sent says, and say so."""
    back = "back" in request.POST
    (put_back if back else forget)(one)
    messages.success(request, gettext("Put back.") if back else gettext("Gone for good."))


def say_removed(request: HttpRequest) -> None:
    """Say where it is now, and for how long."""
    said = gettext("Removed. On this page, under “Removed”, it can be put back for {days} days.")
    messages.success(request, said.format(days=KEPT.days))
