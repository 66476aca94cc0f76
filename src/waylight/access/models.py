"""The account a person signs in with: an e-mail address and a password. Second factors are allauth's, beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower

from waylight.access.answered import Answered
from waylight.access.first_account import FirstAccount
from waylight.access.links import Link
from waylight.access.rates import Spent
from waylight.access.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Answered", "FirstAccount", "Link", "Spent", "Token", "User", "UserManager"]


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case so that one person has one account."""

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account. Raises ValueError without an address.

        The address counts as verified: who makes an account vouches for it, or it came back by an invitation's link.
        """
        from allauth.account.models import EmailAddress

        if not email:
            raise ValueError("An account needs an e-mail address.")  # not for readers
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account for support staff, who may use the Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find the account by its address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """Somebody who signs in. What they may see follows from the engagements they coach or are coached in."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)  # not for readers
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, blank=True, choices=settings.LANGUAGES)  # empty: as the browser asks
    session_round = models.PositiveIntegerField(default=0)  # one more ends every session that is open

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_session_auth_hash(self) -> str:
        """What a session has to match: it ends with a new password, and with a new round."""
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under each former secret key."""
        return (f"{former}.{self.session_round}" for former in super().get_session_auth_fallback_hash())
