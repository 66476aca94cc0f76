"""Mails in doubt: whether a mail server took them nobody knows. Whom they concern says what is to become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.mails_in_doubt import MailInDoubt, MailsSettled, PracticeInDoubt
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.mails_in_doubt import SettledMail


class MailsInDoubt(Calling):
    """Mails in doubt: nobody knows whether a mail server took them."""

    def list_mails_in_doubt(self, *, limit: int = 50, cursor: str = "") -> Page[MailInDoubt]:
        """The mails in doubt that the token's owner is told of, kind by kind."""
        return self._get("mails-in-doubt", Page[MailInDoubt], limit=limit, cursor=cursor)

    def list_practices_in_doubt(self, *, limit: int = 50, cursor: str = "") -> Page[PracticeInDoubt]:
        """How many mails are in doubt in each practice that the token's owner looks after; not whose they are."""
        return self._get("mails-in-doubt/practices", Page[PracticeInDoubt], limit=limit, cursor=cursor)

    def settle_mail_in_doubt(self, given: SettledMail, *, key: str | None = None) -> MailsSettled:
        """Let a mail in doubt go out again within a few minutes, or count it as sent."""
        return self._post("mails-in-doubt/settled", MailsSettled, given, key)
