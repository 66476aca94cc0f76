"""An installation without anybody in it is set up once: an account, and the practice that it looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import get_language

from waylight.access.first_account import FirstAccount, SetUpAlready, note_first
from waylight.access.models import User
from waylight.record.audit import Verb, note_that
from waylight.record.people import Member, Practice

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["SetUpAlready", "is_open", "set_up"]


def is_open() -> bool:
    """Whether nobody has an account yet but the invented people of the sample. Once somebody had one, never again."""
    return not FirstAccount.objects.exists() and not _real().exists()


def _real() -> QuerySet[User]:
    of_sample = Member.objects.filter(practice__sample=True).values("user")
    clients = User.objects.filter(people__coached_in__practice__sample=True).values("pk")
    sponsors = User.objects.filter(people__sponsors__practice__sample=True).values("pk")
    return User.objects.exclude(pk__in=of_sample).exclude(pk__in=clients).exclude(pk__in=sponsors)


@transaction.atomic
def set_up(*, email: str, password: str, name: str, practice: str, zone: str, language: str) -> User:
    """Make the first account and its practice, whose admin and coach it is. Raises SetUpAlready if it is not open."""
    if not is_open():
        raise SetUpAlready
    user = User.objects.create_user(email, password, name=name.strip(), language=get_language() or "")
    note_first(user)
    made = Practice.objects.create(name=practice.strip(), zone=zone, language=language)
    for role in (Member.Role.COACH, Member.Role.ADMIN):
        Member.objects.create(practice=made, user=user, role=role)
    note_that(None, Verb.MADE, f"account {user.pk}")
    return user
