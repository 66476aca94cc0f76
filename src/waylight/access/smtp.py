"""SMTP that says when a mail is about to be handed over: all of it was sent but the dot that ends it.

A server drops content whose end never came (RFC 5321, 3.3 and 4.1.1.4). So what is noted between content and dot tells
two kinds of broken ends apart: before the note nothing was handed over, and the mail can be sent again.
"""

from __future__ import annotations

import smtplib
import socket
from typing import TYPE_CHECKING, Any

from django.core.mail.backends import smtp

if TYPE_CHECKING:
    from collections.abc import Callable

DOT = b".\r\n"
END = b"\r\n" + DOT


class _SaysBeforeEnd(smtplib.SMTP):
    """Calls ``before_end`` between a mail's content and its dot; if that raises, the dot is never sent."""

    before_end: Callable[[], None] | None = None
    _content = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As it was; the dot goes out on its own, and does not wait until the content is acknowledged."""
        if self.sock is not None:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._content = True
        try:
            return super().data(msg)
        finally:
            self._content = False

    def send(self, s: Any) -> None:
        """Send what is given, a mail's content in two steps."""
        if not (self._content and self.before_end and isinstance(s, bytes) and s.endswith(END)):
            super().send(s)
            return
        super().send(s[: -len(DOT)])
        try:
            self.before_end()
        except BaseException:
            self.close()  # the server is in the middle of a mail: whatever is said now would be part of it
            raise
        super().send(DOT)


class _SaysBeforeEndOverTLS(_SaysBeforeEnd, smtplib.SMTP_SSL):
    """The same, with TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's, with ``before_end``, which is called when the next mail is about to be handed over."""

    before_end: Callable[[], None] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What a connection is made by."""
        return _SaysBeforeEndOverTLS if self.use_ssl else _SaysBeforeEnd

    def open(self) -> bool | None:
        """Connect, if that is to be done."""
        new = super().open()
        if isinstance(self.connection, _SaysBeforeEnd):
            self.connection.before_end = self._before_end
        return new

    def _before_end(self) -> None:
        if self.before_end:
            self.before_end()
