"""The account that sets an installation up: made once. Elsewhere than on the machine itself it takes a printed code."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from waylight.access.rates import Rate

if TYPE_CHECKING:
    from pathlib import Path

    from waylight.access.models import User

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
GROUPS, IN_GROUP = 5, 4  # twenty letters of 32: a hundred bits
TRIES = Rate("set-up", 20, timedelta(hours=1))


class SetUpAlready(Exception):
    """Somebody else set the installation up meanwhile; nothing was made."""


class FirstAccount(models.Model):
    """Who set the installation up. There is one such row at most, which its number sees to."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[FirstAccount]]

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number=1), name="first_account_is_one")]


def note_first(user: User) -> None:
    """Say that an account set the installation up, and let go of the code. Raises SetUpAlready for the second one."""
    try:
        with transaction.atomic():
            FirstAccount.objects.create(number=1, user=user)
    except IntegrityError:
        raise SetUpAlready from None
    transaction.on_commit(lambda: _file().unlink(missing_ok=True))


def new_code() -> str:
    """Make a code in the place of the one before; only its hash is kept."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * IN_GROUP)]
    code = "-".join("".join(letters[n : n + IN_GROUP]) for n in range(0, len(letters), IN_GROUP))
    file = _file()
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(_hashed(code))
    return code


def code_fits(typed: str) -> bool:
    """Whether somebody typed the code that was printed last."""
    try:
        kept = _file().read_text()
    except OSError:
        return False
    return hmac.compare_digest(kept, _hashed(typed))


def _hashed(code: str) -> str:
    bare = "".join(one for one in code.upper() if one in LETTERS)
    return hashlib.sha256(bare.encode()).hexdigest()


def _file() -> Path:
    folder: Path = settings.VAR_DIR
    return folder / "set-up-code"
