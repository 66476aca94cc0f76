"""Where allauth asks how we want it: nobody signs up, sentences and mails are ours, a drawing in place of an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as asked
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.utils.html import escape
from django.utils.translation import gettext

from waylight.access.account_secrets import open_secret, seal_secret
from waylight.access.language import in_language_of_address
from waylight.access.mail import NotSent, compose, send
from waylight.access.sentences import DONE, NOTICES, WRONG, WRONG_SECOND_FACTOR

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpRequest

    from waylight.access.models import User

QUIET_MODULES = 4  # the empty border that a reader of QR codes needs, in modules


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts: by invitation alone."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WRONG}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come by invitation, or from who runs the server."""
        return False

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMultiAlternatives:
        """One of our mails, by the last part of allauth's name for it."""
        del headers
        name = template_prefix.rpartition("/")[2].removesuffix("_signup")
        if name in NOTICES:
            context, name = {**context, "what": NOTICES[name].format_map(context)}, "notice"
        return compose(name, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, in the receiver's language, or say on the page that it could not be sent.

        Whether an account exists is not to be seen from that.
        """
        try:
            with in_language_of_address(email):
                mail = self.render_mail(template_prefix, email, context)
            send(mail)
        except NotSent as reason:
            messages.error(asked.request, str(reason))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done, where there is something to say."""
        done = DONE.get((message_template or "").removesuffix(".txt"), "")
        if words := message or done.format_map(message_context or {}):
            messages.add_message(request, level, words, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: an authenticator app, recovery codes, passkeys."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WRONG_SECOND_FACTOR}

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows."""
        return "Waylight"

    def _get_site_name(self) -> str:
        return "Waylight"

    def encrypt(self, text: str) -> str:
        """What an app's codes and recovery codes are made from, as it may stand in the database."""
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The same as it was. Raises CannotOpen."""
        return open_secret(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The address as a QR code: one path in the text's colour, to stand in the page itself."""
        from qrcode import QRCode

        code = QRCode(border=QUIET_MODULES)
        code.add_data(url)
        rows = code.get_matrix()
        dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
        size, label = len(rows), escape(gettext("QR code with the key below"))
        return (
            f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{label}" '  # not for readers
            f'shape-rendering="crispEdges"><path fill="currentColor" d="{dark}"/></svg>'  # not for readers
        )

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """A first name for a passkey, until its owner gives it a better one."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)
