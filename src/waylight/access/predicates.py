"""Who may see what, as conditions on queries. This is the only place where it is said.

Each function takes the asking person and the path that leads from the model asked about to its engagement
(``""`` for the engagement itself), and returns a condition that every query starts from. Nobody signed in sees nothing.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, TypeAlias

from django.apps import apps
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from waylight.access.models import User

Asking: TypeAlias = "User | AnonymousUser"

NOTHING = Q(pk__in=[])


def _path(to_engagement: str, field: str) -> str:
    return f"{to_engagement}__{field}" if to_engagement else field


def _in_engagements(user: Asking, to_engagement: str, *parts: str) -> Q:
    """Where the asking person has one of some parts (``coach``, ``client``, ``sponsor``) in the engagement.

    The engagements are looked up beside the rows and not joined to each of them: there are few of one's own and
    thousands of rows in one, for each of which the store would go and see who coaches it.
    """
    if not user.is_authenticated:
        return NOTHING
    if not to_engagement:
        return _theirs(user.pk, parts)
    return Q(**{f"{to_engagement}__in": _engagements_of(user.pk, parts)})


def _theirs(user: int, parts: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(**{f"{part}__user": user}) for part in parts))


@lru_cache(maxsize=1_000)
def _engagements_of(user: int, parts: tuple[str, ...]) -> QuerySet[Any, Any]:
    """The question which engagements somebody (an account's number) has a part in.

    A page asks it within each of its queries. What is kept is the question and never an answer: it is put into those
    queries and not asked by itself, so it need not be renewed.
    """
    engagements = apps.get_model("record", "Engagement")._base_manager  # not for readers
    return engagements.filter(_theirs(user, parts)).values("pk")


def coaches(user: Asking, to_engagement: str = "") -> Q:
    """The asking person is the engagement's coach."""
    return _in_engagements(user, to_engagement, "coach")


def is_client(user: Asking, to_engagement: str = "") -> Q:
    """The asking person is the engagement's client."""
    return _in_engagements(user, to_engagement, "client")


def is_sponsor(user: Asking, to_engagement: str = "") -> Q:
    """The asking person pays for the engagement: sees goals, dates and attendance, and nothing that was said."""
    return _in_engagements(user, to_engagement, "sponsor")


def administers(user: Asking, to_practice: str = "") -> Q:
    """The asking person looks after the practice: its members, never the content of its engagements."""
    if not user.is_authenticated:
        return NOTHING
    return Q(**{_path(to_practice, "members__user"): user.pk, _path(to_practice, "members__role"): "admin"})


def sent_it(user: Asking) -> Q:
    """An invitation into a practice is its admins' business, one into an engagement its coach's."""
    return (Q(engagement=None) & administers(user, "practice")) | coaches(user, "engagement")


def takes_part(user: Asking, to_engagement: str = "") -> Q:
    """Coach and client see their own engagement; nobody else does."""
    return _in_engagements(user, to_engagement, "coach", "client")


def shared_or_own_note(user: Asking) -> Q:
    """A shared note is seen by both; a private note only by who wrote it."""
    return takes_part(user, "meeting__engagement") & (Q(private=False) | Q(author=user.pk))


def shared_or_own_reflection(user: Asking, to_engagement: str = "engagement", to_reflection: str = "") -> Q:
    """A reflection, and whatever stands in it, is seen by the coach only if the client did not keep it private.

    What stands in one that was removed is seen by nobody.
    """
    private = _path(to_reflection, "private")
    open_to_coach = Q(**{private: False})
    if to_reflection:
        open_to_coach |= Q(**{f"{to_reflection}__isnull": True})
    seen = is_client(user, to_engagement) | (coaches(user, to_engagement) & open_to_coach)
    return seen & Q(**{f"{to_reflection}__removed_at": None}) if to_reflection else seen


def removed_it(user: Asking) -> Q:
    """What was removed from a journal is shown to the client alone, shared before or not: she may put it back."""
    return is_client(user, "engagement") & Q(removed_at__isnull=False)


def brought_it(user: Asking) -> Q:
    """The preview of an import can hold private entries, so only who brought the files sees it."""
    return takes_part(user, "engagement") & Q(by=user.pk) if user.is_authenticated else NOTHING
