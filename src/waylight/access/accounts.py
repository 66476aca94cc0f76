"""What changes an account that is not allauth's to change."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from waylight.access.models import User


def rename(user: User, name: str) -> None:
    """Say how others see somebody. Raises ValueError for no name."""
    if not name.strip():
        raise ValueError("Say a name.")
    User.objects.filter(pk=user.pk).update(name=name.strip())


@transaction.atomic
def lift_second_factor(user: User) -> int:
    """Take every second factor and recovery code away and end every session; returns how many factors there were.

    For somebody who lost all of them. Whoever calls this has to be sure who asks: the password alone opens then,
    until a new second factor is set up.
    """
    gone, _ = Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    return int(gone)
