"""Was there a moment? What the client answers herself, each time anew: no answer takes the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class OwnAnswer(WithSeal, OfEngagement):
    """One answer, in her words, with who wrote it and when; private to her or shared with her coach."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    private = models.BooleanField(default=True)
    text = SealedText()

    objects: ClassVar[Scoped[OwnAnswer]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="own_answer_has_words")]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The client; the coach if it is shared."""
        return predicates.shared_or_own_reflection(user)


def say(engagement: Engagement, *, by: User, text: str, private: bool = True) -> OwnAnswer:
    """Answer the question. Earlier answers stay as they are. Raises ValueError for no words."""
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
    return OwnAnswer.objects.create(engagement=engagement, at=timezone.now(), by=by, text=text.strip(), private=private)


def share(answer: OwnAnswer, *, private: bool) -> None:
    """Share an answer with the coach, or take it back. Its words stay."""
    OwnAnswer.objects.filter(pk=answer.pk).update(private=private)


def answers(engagement: Engagement, user: Asking) -> list[OwnAnswer]:
    """What she answered, as far as somebody may see it, the newest first."""
    mine = list(OwnAnswer.objects.visible_to(user).filter(engagement=engagement).order_by("-at", "-pk"))
    for one in mine:
        one.engagement = engagement  # it leads to the key of their words
    return mine
