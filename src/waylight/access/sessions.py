"""Where somebody is signed in, and ending it: one session, or every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.db.models import F

from waylight.access.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest


def sessions_of(user: User) -> list[UserSession]:
    """The user's open sessions, the latest first; what has ended is forgotten on the way."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda one: one.created_at, reverse=True)


def end(user: User, pk: int) -> bool:
    """End another session of the user's own; whether there was one. The one asked from ends by signing out."""
    one = UserSession.objects.filter(user=user, pk=pk).first()
    if one is None or one.is_current():
        return False
    one.end()
    return True


def end_others(request: HttpRequest, user: User) -> None:
    """End every session but this one, also those that are in no list: they no longer match the account."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
    update_session_auth_hash(request, user)
    UserSession.objects.purge_and_list(user)
    UserSession.objects.create_from_request(request)
