"""What changes an account that is not allauth's to change."""

from __future__ import annotations

from waylight.access.models import User


def rename(user: User, name: str) -> None:
    """Say how others see somebody. Raises ValueError for no name."""
    if not name.strip():
        raise ValueError("Say a name.")
    User.objects.filter(pk=user.pk).update(name=name.strip())
