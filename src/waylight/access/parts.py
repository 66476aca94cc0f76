"""What somebody can be to the thing a page is about, and a line of the table of rules."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Part(StrEnum):
    """What somebody is to the thing a page is about."""

    ANYBODY = "anybody"  # signed in or not
    SIGNED_IN = "signed in"  # not for readers
    COACHING = "coaching"  # a coach in some practice
    ADMIN = "admin"  # of some practice
    COACH = "coach"  # of the engagement the page is about
    CLIENT = "client"  # of that engagement
    SPONSOR = "sponsor"  # of that engagement
    SUPPORT = "support"  # staff who see dates and counts, no content


class Rule(NamedTuple):
    """Which parts may see a page, and which may act on it. An empty set: it cannot be asked for in that way."""

    see: frozenset[Part]
    act: frozenset[Part]


def rule(see: Iterable[Part] = (), act: Iterable[Part] = ()) -> Rule:
    """A line of the table."""
    return Rule(frozenset(see), frozenset(act))
