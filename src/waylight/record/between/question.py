"""The one question that stands on the client's page: her coach's for the time between meetings, or one of her own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.engagement import Engagement
from waylight.record.insight import STANDS, Question, Reflection
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking

LONGEST = 300  # characters; it is read on a phone, above a field to write in


class CoachQuestion(WithSeal, OfEngagement):
    """A question of the coach's to the client. One is open at a time; those before it stay as they were asked."""

    text = SealedText()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[CoachQuestion]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="coach_question_has_words"),
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(withdrawn_at=None), name="coach_question_one_at_a_time"
            ),
        ]


class Answered(models.Model):
    """Which question an entry answers: one of the coach's, or one that the client asked herself."""

    reflection = models.OneToOneField(Reflection, models.CASCADE, related_name="answered")
    asked = models.ForeignKey(CoachQuestion, models.CASCADE, null=True, blank=True, related_name="answers")
    carried = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="answers")

    objects: ClassVar[Scoped[Answered]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "answered"
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__isnull=False, carried=None) | Q(asked=None, carried__isnull=False),
                name="answered_one_question",
            )
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Whoever may see the entry."""
        return predicates.shared_or_own_reflection(user, "reflection__engagement", "reflection")

    @property
    def stands(self) -> bool:
        """Whether the question can be shown: one of her own is not, while the entry that it stands in is removed."""
        own = self.carried and self.carried.reflection
        return not (own and own.removed_at)

    @property
    def question(self) -> CoachQuestion | Question:
        """The question, whoever asked it."""
        return cast("CoachQuestion | Question", self.asked or self.carried)  # one of them, as the constraint says


@transaction.atomic
def ask(engagement: Engagement, *, text: str, by: User, now: datetime) -> CoachQuestion:
    """Ask the client something until it is withdrawn; an open one is withdrawn for it. Raises ValueError."""
    text = " ".join(text.split())
    if not text:
        raise ValueError(gettext("Write a question."))
    if len(text) > LONGEST:
        raise ValueError(gettext("Keep it to {most} characters: it is read on a phone.").format(most=LONGEST))
    _make_room(engagement, now)
    return CoachQuestion.objects.create(engagement=engagement, text=text, at=now, by=by)


def withdraw(question: CoachQuestion, *, now: datetime) -> None:
    """Ask it no longer. What she answered stays hers."""
    CoachQuestion.objects.filter(pk=question.pk, withdrawn_at=None).update(withdrawn_at=now)


@transaction.atomic
def ask_again(question: CoachQuestion, *, now: datetime) -> None:
    """Take up a question that was withdrawn; the one that is open is withdrawn for it."""
    _make_room(question.engagement, now)
    CoachQuestion.objects.filter(pk=question.pk).update(withdrawn_at=None)


def _make_room(engagement: Engagement, now: datetime) -> None:
    Engagement.objects.select_for_update().only("pk").get(pk=engagement.pk)  # of two at once, the second comes after
    CoachQuestion.objects.filter(engagement=engagement, withdrawn_at=None).update(withdrawn_at=now)


def question_for(engagement: Engagement) -> CoachQuestion | Question | None:
    """What stands on the client's page: her coach's question until she has answered it, then the latest of her own.

    Without one of her own, the coach's stays until it is withdrawn.
    """
    here = {"engagement": engagement}
    asked = CoachQuestion.objects.filter(**here, withdrawn_at=None).select_related("engagement").first()
    carried = Question.objects.filter(STANDS, **here, laid_down_on=None).select_related("engagement")
    own = carried.order_by("-on", "-pk").first()
    if asked and own and Answered.objects.filter(STANDS, asked=asked).exists():
        return own
    return asked or own


def last_answer(question: CoachQuestion | Question) -> Answered | None:
    """The latest entry that answers a question."""
    return question.answers.filter(STANDS).select_related("reflection").order_by("pk").last()


def answer(reflection: Reflection, question: CoachQuestion | Question) -> Answered:
    """Say that an entry answers a question."""
    asked = question if isinstance(question, CoachQuestion) else None
    carried = question if isinstance(question, Question) else None
    return Answered.objects.create(reflection=reflection, asked=asked, carried=carried)
