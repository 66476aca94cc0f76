"""What changes an account that is not allauth's to change."""

import secrets

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from waylight.access.models import User
from waylight.access.tokens import end_all_tokens


def rename(user: User, name: str) -> None:
    """Say how others see somebody. Raises ValueError for no name."""
    if not name.strip():
        raise ValueError(gettext("Say a name."))
    User.objects.filter(pk=user.pk).update(name=name.strip())


def speak(user: User, language: str) -> None:
    """Choose the language of pages and mails; empty: as the browser asks. Raises ValueError for one there is not."""
    if language and language not in dict(settings.LANGUAGES):
        raise ValueError(gettext("That is not one of Waylight’s languages."))
    User.objects.filter(pk=user.pk).update(language=language)


@transaction.atomic
def lift_second_factor(user: User) -> int:
    """Take every second factor and recovery code away and end every session and token; returns how many factors.

    For somebody who lost all of them. Whoever calls this has to be sure who asks: the password alone opens then,
    until a new second factor is set up.
    """
    gone, _ = Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    end_all_tokens(user)
    return int(gone)


@transaction.atomic
def close_if_unused(user: User) -> bool:
    """Close an account that nobody is known by any more, and take address and name from it; whether it was closed.

    One that is used in a practice, in another engagement or by support staff stays. What hangs on it, such as further
    addresses, tokens and second factors, goes; the number stays, because the audit log knows who did what by it.
    """
    if user.memberships.exists() or user.is_staff or user.people.exists():
        return False
    for relation in user._meta.related_objects:
        if relation.related_model._meta.app_label not in {"access", "record"} and relation.one_to_many:
            relation.related_model._default_manager.filter(**{relation.field.name: user}).delete()
    user.tokens.all().delete()
    LogEntry.objects.filter(content_type__model="user", object_id=str(user.pk)).update(object_repr="someone")
    user.email, user.name, user.first_name, user.last_name = f"{secrets.token_hex(8)}@erased.invalid", "", "", ""
    user.is_active = False
    user.set_unusable_password()
    user.save()
    return True
