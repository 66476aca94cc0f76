"""Goals of an engagement, with words for each level, and how they were rated on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.scope import OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedJSON, SealedText
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

LEVELS: Final = (-2, -1, 0, 1, 2)
HEAVIEST = 10


class Goal(Removable, WithSeal, OfEngagement):
    """What is to be reached, in the words of who wrote it, and what each of five levels would look like."""

    text = SealedText()
    levels: SealedJSON = SealedJSON(default=list)  # words from -2 to +2; those of 0 say what is expected
    weight = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()

    objects: ClassVar[Scoped[Goal]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="goal_has_words"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=HEAVIEST), name="goal_weighs_1_to_10"),
        ]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.text, self.levels, self.weight, self.since, self.removed_at is None)


class GoalRating(Removable, WithSeal):
    """The level that a goal had on a day, as somebody who takes part rated it."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="ratings")
    on = models.DateField()
    level = models.SmallIntegerField()
    words = SealedText(blank=True, of="goal__engagement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)  # since when the other of coach and client says so too

    objects: ClassVar[Scoped[GoalRating]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(level__gte=-2, level__lte=2), name="goal_rating_level")]

    @property
    def at(self) -> int:
        """The place of its level among the five."""
        return self.level - LEVELS[0]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement, until it is taken back."""
        return predicates.takes_part(user, "goal__engagement") & Q(removed_at=None)


def set_goal(engagement: Engagement, *, text: str, levels: Sequence[str], weight: int, since: date) -> Goal:
    """Write a goal down. Raises ValueError for no words, or none for what is expected, or a weight not from 1 to 10."""
    words = _refuse(text, levels, weight)
    return Goal.objects.create(engagement=engagement, text=text.strip(), levels=words, weight=weight, since=since)


@transaction.atomic
def revise(goal: Goal, *, text: str, levels: Sequence[str], weight: int, since: date, seen: str | None = None) -> None:
    """Write a goal again; ratings stay with it.

    Raises ValueError as ``set_goal`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    words = _refuse(text, levels, weight)
    now = as_it_is(goal, seen)
    if (now.text, now.levels) != (text.strip(), words):
        GoalRating.objects.filter(goal=now).update(agreed_at=None)  # a rating is agreed in the words of its level
    now.text, now.levels, now.weight, now.since = text.strip(), words, weight, since
    now.save(update_fields=["text", "levels", "weight", "since"])


def remove(goal: Goal) -> None:
    """Show a goal no more, with its ratings; ``put_back`` takes that back."""
    Goal.objects.filter(pk=goal.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(goal: Goal) -> None:
    """Show a goal again that was removed."""
    Goal.objects.filter(pk=goal.pk).update(removed_at=None)


def forget(goal: Goal) -> None:
    """Remove a goal for good, with its ratings; only one that was removed before goes."""
    Goal.objects.filter(pk=goal.pk, removed_at__isnull=False).delete()


def rate(goal: Goal, *, on: date, level: int, by: User, words: str = "") -> GoalRating:
    """Rate a goal on a day. Raises ValueError for a level that there is not."""
    if level not in LEVELS:
        raise ValueError(gettext("A level is from -2, much less than expected, to +2, much more."))
    return GoalRating.objects.create(goal=goal, on=on, level=level, words=words.strip(), by=by)


def unrate(rating: GoalRating) -> None:
    """Take a rating back; ``rate_after_all`` puts it back."""
    GoalRating.objects.filter(pk=rating.pk, removed_at=None).update(removed_at=timezone.now())


def rate_after_all(rating: GoalRating) -> None:
    """Put back a rating that was taken back."""
    GoalRating.objects.filter(pk=rating.pk).update(removed_at=None)


def forget_rating(rating: GoalRating) -> None:
    """Remove for good a rating that was taken back; no other goes."""
    GoalRating.objects.filter(pk=rating.pk, removed_at__isnull=False).delete()


def ratings_taken_back(engagement: Engagement, user: Asking) -> models.QuerySet[GoalRating]:
    """The ratings that were taken back, of goals that stand, the latest first; to coach and client."""
    mine = GoalRating.objects.filter(predicates.takes_part(user, "goal__engagement"), goal__engagement=engagement)
    taken = mine.filter(removed_at__isnull=False, goal__removed_at=None)
    return taken.select_related("goal__engagement").order_by("-removed_at", "-pk")


def _refuse(text: str, levels: Sequence[str], weight: int) -> list[str]:
    words = [one.strip() for one in levels]
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
    if len(words) != len(LEVELS) or not words[LEVELS.index(0)]:
        raise ValueError(gettext("Say at least what is expected: the words of level 0."))
    if not 1 <= weight <= HEAVIEST:
        raise ValueError(gettext("A goal weighs from 1 to {most}.").format(most=HEAVIEST))
    return words
