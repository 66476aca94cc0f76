"""Mail: one text for each, from which the HTML is made, so that the two can't say different things."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext

from waylight.access.smtp import EmailBackend

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server took nothing; says so to who waits for the mail."""


def compose(name: str, to: str, context: Mapping[str, Any]) -> EmailMultiAlternatives:
    """A mail from ``account/mail/NAME.txt``: its first line is the subject, the rest is the text."""
    subject, _, text = render_to_string(f"account/mail/{name}.txt", dict(context)).strip().partition("\n")
    mail = EmailMultiAlternatives(subject.strip(), text.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [to])
    framed = render_to_string("account/mail/frame.html", {"subject": subject.strip(), "text": text.strip()})
    mail.attach_alternative(framed, "text/html")
    return mail


def opened(connection: BaseEmailBackend) -> BaseEmailBackend:
    """A connection that stays open for many mails. Raises NotSent."""
    try:
        connection.open()
    except (SMTPException, OSError) as reason:
        raise _not_sent(reason) from reason
    return connection


def send(mail: EmailMultiAlternatives, before_end: Callable[[], None] | None = None) -> None:
    """Hand a mail to the server. Raises NotSent; the log says why, and to nobody's address.

    ``before_end`` is called when all of it was sent but its end (``smtp``); if that raises, it is not handed over.
    """
    mail.connection = mail.connection or get_connection()
    if isinstance(mail.connection, EmailBackend):
        mail.connection.before_end = before_end
    elif before_end:
        before_end()  # printed, or kept in memory: there is no server that could end between the two
    try:
        mail.send()
    except (SMTPException, OSError) as reason:
        raise _not_sent(reason) from reason


def _not_sent(reason: Exception) -> NotSent:
    log.error("A mail was not sent: %s", type(reason).__name__)
    return NotSent(gettext("The mail could not be sent just now. Try again in a few minutes."))
