"""Notes who signed in and out, and when somebody tried in vain. The address that was typed is not noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from waylight.record.audit import Verb
from waylight.record.audit_soon import note_soon

if TYPE_CHECKING:
    from waylight.access.models import User


def listen() -> None:
    """From now on, every sign-in and sign-out is noted."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit-signed-out")
    user_login_failed.connect(_not_signed_in, dispatch_uid="audit-not-signed-in")


def _signed_in(*, user: User, **_: object) -> None:
    note_soon(user, Verb.SIGNED_IN, "", None)


def _signed_out(*, user: User | None, **_: object) -> None:
    if user is not None:
        note_soon(user, Verb.SIGNED_OUT, "", None)


def _not_signed_in(*, credentials: dict[str, object], **_: object) -> None:
    """Whose account was tried, if the address is one's."""
    address = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
    note_soon(get_user_model().objects.filter(email=address).first(), Verb.NOT_SIGNED_IN, "", None)
