"""A mail that waits is a row first. One worker claims it, marks it just before the mail's end, and notes that it went.

Killed before the mark, a worker handed nothing over: the claim grows old, and the mail is sent again. Killed after it,
whether the mail arrived is not known: it is in doubt, is not sent again by itself, and is shown (``in_doubt``). While
the process lives, a server that refuses or is gone takes the mark back, and the mail is tried again (decision 39).
"""

from __future__ import annotations

import contextlib
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.conf import settings
from django.core.mail import get_connection
from django.db import connections, models, router, transaction
from django.db.models import F, Q

from waylight.access.mail import NotSent, opened, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.base import BaseEmailBackend

CLAIM = timedelta(hours=1)
DOUBT = timedelta(minutes=10)  # a mail server is waited for much shorter
NAMES = uuid.UUID("7e2f1d53-5c0f-4f3c-9f5b-0c7c1c0e9a39")  # of mails, made by chance


class Mailed(models.Model):
    """A mail as a row: when a worker last set about sending it, began to hand it over, and knew that it was taken."""

    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def named(self) -> str:
        """What names this mail and no other, for good."""
        raise NotImplementedError


M = TypeVar("M", bound=Mailed)
MAY_HAVE_GONE = Q(sent_at__isnull=False) | Q(handed_at__isnull=False)


class TakenBack(Exception):
    """Just before its end, a mail was withdrawn, or somebody else had it in hand."""


def free(now: datetime, lasts: timedelta = CLAIM) -> Q:
    """Rows that are not sent, were not handed over, and that nobody is about to send."""
    return Q(sent_at=None, handed_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=now - lasts))


def in_doubt(now: datetime) -> Q:
    """Rows of mails that were being handed over when the worker ended: nobody knows whether they arrived."""
    return Q(sent_at=None, handed_at__lt=now - DOUBT)


def send_again(rows: models.QuerySet[M]) -> int:
    """Have mails in doubt sent again, as the same mails; returns how many."""
    return rows.filter(sent_at=None).update(claimed_at=None, handed_at=None)


def let_be(rows: models.QuerySet[M]) -> int:
    """Count mails in doubt as sent; returns how many."""
    return rows.filter(sent_at=None, handed_at__isnull=False).update(sent_at=F("handed_at"))


@dataclass(frozen=True, slots=True)
class Sending(Generic[M]):
    """How mails of a model are sent. ``compose`` gives None for one that would say nothing true any more: it goes."""

    model: type[M]
    compose: Callable[[M, datetime], EmailMultiAlternatives | None]
    whole: tuple[str, ...]  # what is read together with a row
    lasts: timedelta = CLAIM  # of a claim: so long a mail that was refused waits

    def send(self, waiting: models.QuerySet[M], now: datetime) -> int:
        """Send mails over one connection, in their order; returns how many the server took."""
        began, connection = time.monotonic(), get_connection()
        try:
            return sum(
                self._send(pk, now + timedelta(seconds=time.monotonic() - began), connection)  # a claim has its own age
                for pk in list(waiting.values_list("pk", flat=True))
            )
        finally:
            connection.close()

    def _send(self, pk: int, now: datetime, connection: BaseEmailBackend) -> bool:
        claimed = self._rows.filter(free(now, self.lasts), pk=pk).update(claimed_at=now)
        row = self._rows.select_related(*self.whole).filter(pk=pk).first() if claimed else None
        if row is None:
            return False
        try:
            mail = self.compose(row, now)
            if mail is None:
                self._rows.filter(pk=pk).delete()
                return False
            mail.connection = opened(connection)
            self.hand_over(row, mail, now)
        except NotSent:
            connection.close()  # the next one opens it again
            return False
        return True

    def hand_over(self, row: M, mail: EmailMultiAlternatives, now: datetime) -> None:
        """Give a claimed mail to the server, and note that it took it. Raises NotSent; then it is tried again."""
        mail.extra_headers.setdefault("Message-ID", message_id(row))
        mine = self._rows.filter(pk=row.pk, claimed_at=row.claimed_at, sent_at=None)

        def mark() -> None:
            with _without_waiting_for_the_disk(self.model):
                marked = mine.filter(handed_at=None).update(handed_at=now)
            if not marked:
                raise TakenBack

        try:
            send(mail, mark)
        except NotSent:
            mine.update(handed_at=None)
            raise
        except TakenBack:
            raise NotSent("It was withdrawn just now, or somebody else sends it.") from None  # not for readers
        with _without_waiting_for_the_disk(self.model):
            mine.update(sent_at=now)

    @property
    def _rows(self) -> Any:
        return self.model._default_manager


@contextlib.contextmanager
def _without_waiting_for_the_disk(model: type[models.Model]) -> Iterator[None]:
    """Let a change of one row survive the end of this process at once, and of the machine with the next claim.

    A kill that falls while the disk is waited for would leave a mail in doubt: marked, but its end not sent.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
            yield
    elif connection.in_atomic_block:  # SQLite waits when that ends, as it was told before it began
        yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
            try:
                yield
            finally:
                cursor.execute("PRAGMA synchronous=FULL")


def message_id(row: Mailed) -> str:
    """The same for the same mail, should it have to be sent again: mail programs know it by that."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid5(NAMES, f'{row._meta.label} {row.named}')}@{domain}>"
