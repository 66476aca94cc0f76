"""Mail of operations: sent once what it tells of is kept, so that a link in it leads somewhere."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from waylight.access.mail import NotSent, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.mail import EmailMultiAlternatives


def send_once_kept(mail: EmailMultiAlternatives, how: Callable[[EmailMultiAlternatives], None] = send) -> None:
    """Send a mail after the call is kept as a whole. Where that fails, the log says so, and what was done stands."""
    transaction.on_commit(partial(_send, mail, how))


def _send(mail: EmailMultiAlternatives, how: Callable[[EmailMultiAlternatives], None]) -> None:
    with suppress(NotSent):
        how(mail)
