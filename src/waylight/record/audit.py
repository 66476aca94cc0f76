"""Who saw or changed what, and when: a chain of events that is only ever added to. No content is ever here.

Each event carries the SHA-256 hash of the hash before it and of its own row, so that whoever changes, removes or
inserts an event afterwards would have to change every later one too. The first stands on ``GENESIS``.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from django.db import connection, models, transaction

from waylight.record import audit_waiting

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.people import Practice

GENESIS = "0" * 64  # what stands before the first event of a store
ONE_CHAIN = 0x57_41_59_4C_49_47_48_54  # the advisory lock that PostgreSQL knows the chain's end by: "WAYLIGHT"
A_THING = re.compile(r"[A-Za-z0-9 ._/-]{0,80}")  # a kind and a number, never words of a person


class Verb(StrEnum):
    """What somebody did. ``SENT`` is a form of a page, named by the page's address."""

    OPENED = "opened"
    DOWNLOADED = "downloaded"
    SENT = "sent"
    CALLED = "called"  # an operation of the API, by a token
    ASSISTANT = "let assistant read"  # what an assistant asked for, and of which thing  # not for readers
    BROUGHT_IN = "brought in"  # not for readers
    UNDID = "undid"
    AGREED = "agreed"
    WITHDREW = "withdrew"
    RECORDED = "recorded"  # what the client agreed to or withdrew by word or on paper
    MADE = "made"
    ERASED = "erased"  # a whole engagement
    INVITED = "invited"
    INVITED_AGAIN = "invited again"  # not for readers
    TOOK_BACK = "took back"  # an invitation  # not for readers
    ACCEPTED = "accepted"
    MADE_LINK = "made a link"
    CLOSED_LINK = "closed a link"
    ASKED = "asked"  # to be erased, by a link
    DECLINED = "declined"
    REMOVED = "removed"  # somebody's role in a practice
    ENDED = "ended"  # a sponsorship
    HANDED_OVER = "handed over"  # an engagement, to another coach  # not for readers
    ASKED_TO_AGREE = "asked to agree"  # the client, to a version of a story for a use  # not for readers
    STRUCK = "struck"  # something of a story, or changed it: the client's own text
    PUBLISHED = "published"
    TOOK_DOWN = "took down"  # what was published  # not for readers
    COPY_SENT = "sent a copy"  # of what was published
    PRINTED = "printed"
    SIGNED_IN = "signed in"  # not for readers
    SIGNED_OUT = "signed out"  # not for readers
    NOT_SIGNED_IN = "did not sign in"  # not for readers


class AuditEvent(models.Model):
    """One thing that somebody did. Numbers stand for people and engagements, so that it outlives both."""

    number = models.PositiveBigIntegerField(primary_key=True)  # 1, 2, 3 …: none is missing
    at = models.DateTimeField()
    user_id = models.PositiveBigIntegerField(null=True)  # None: nobody signed in, or the command line
    practice_id = models.PositiveBigIntegerField(null=True)
    engagement_id = models.PositiveBigIntegerField(null=True)
    verb = models.CharField(max_length=20)
    what = models.CharField(max_length=80, blank=True)  # the thing's kind and number
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[AuditEvent]] = models.Manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["engagement_id", "user_id", "at"], name="audit_of_engagement"),
            models.Index(fields=["practice_id", "at"], name="audit_of_practice"),
            models.Index(fields=["user_id", "at"], name="audit_of_user"),
        ]

    def __str__(self) -> str:
        return f"event {self.number}"

    def hash_after(self, before: str) -> str:
        """The hash this event has to carry after an event with the hash ``before``: SHA-256, 64 hex digits."""
        row = [self.number, _written(self.at), self.user_id, self.practice_id, self.engagement_id, self.verb, self.what]
        return hashlib.sha256((before + json.dumps(row, separators=(",", ":"))).encode()).hexdigest()


def _written(at: datetime) -> str:
    """A time as it is hashed: ISO 8601 in UTC, to the microsecond, which both databases keep."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@transaction.atomic
def note_that(
    user: Asking | None,
    verb: Verb,
    what: str = "",
    engagement: Engagement | None = None,
    *,
    practice: Practice | None = None,
    at: datetime | None = None,
) -> None:
    """Add an event to the chain. Raises ValueError if ``what`` could be anybody's words.

    ``practice`` is given for what is of a practice and of none of its engagements. Call it last in a
    transaction: whoever notes something holds the chain's end until the transaction is over.
    """
    of = engagement.practice_id if engagement else practice.pk if practice else None
    if not A_THING.fullmatch(what):
        raise ValueError("What is noted is the kind of a thing and its number, never words.")  # not for readers
    _hold_the_end()
    for waited in audit_waiting.take():
        if not AuditEvent.objects.filter(**waited).exists():  # a note that was taken twice is added once
            _add(AuditEvent(**waited))
    _add(
        AuditEvent(
            at=at or datetime.now(UTC),
            user_id=user.pk if user else None,
            practice_id=of,
            engagement_id=engagement.pk if engagement else None,
            verb=verb,
            what=what,
        )
    )


def _hold_the_end() -> None:
    """Let nobody else add until this transaction is over. On SQLite every transaction that writes is alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_CHAIN])


def _add(event: AuditEvent) -> None:
    last = AuditEvent.objects.order_by("number").last()
    event.number = last.number + 1 if last else 1
    event.hash = event.hash_after(last.hash if last else GENESIS)
    event.save(force_insert=True)


def noted_since(user: Asking, verb: Verb, what: str, engagement: int, since: datetime) -> bool:
    """Whether the same was noted since a time already."""
    mine = AuditEvent.objects.filter(user_id=user.pk, engagement_id=engagement, at__gte=since)
    return mine.filter(verb=verb, what=what).exists()
