"""Saying yes to exact words: by client, coach and sponsor each for themselves. Other words ask anew, by themselves.

A yes holds a salted name of the words that it was said to. Once they read otherwise it stands no more, whoever changed
them; if they are put back as they were, it stands again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from waylight.access import predicates
from waylight.access.parts import Part
from waylight.record.goal import Goal, GoalRating
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedText, salted
from waylight.record.unseen import as_it_is

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

PARTS = (Part.CLIENT, Part.COACH, Part.SPONSOR)
LONGEST = 1000


class NotAsked(Exception):
    """Somebody said yes who is not asked; the message says who is."""


class SaidYes(models.Model):
    """Who said yes, as what, when, and to which words (``words`` is their salted name)."""

    part = models.CharField(max_length=8, choices=[(one.value, one.value) for one in PARTS])
    words = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class GoalYes(SaidYes):
    """A yes to the words of a goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="yeses")

    objects: ClassVar[Scoped[GoalYes]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "yeses to goals"  # not for readers
        constraints = [
            models.UniqueConstraint(fields=["goal", "part"], name="goal_yes_once"),
            models.CheckConstraint(condition=Q(part__in=["client", "coach", "sponsor"]), name="goal_yes_part_known"),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "goal__engagement")


class GoalWish(WithSeal):
    """Other words for a goal that somebody asks for instead of saying yes."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="wishes")
    text = SealedText(of="goal__engagement")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[GoalWish]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "wishes for goals"  # not for readers

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement, and who wrote it."""
        mine = Q(by=user.pk) if user.is_authenticated else predicates.NOTHING
        return predicates.takes_part(user, "goal__engagement") | (
            mine & predicates.is_sponsor(user, "goal__engagement")
        )


def words_of(goal: Goal) -> str:
    """The salted name of all that a goal says; the goal is read with its engagement."""
    said = "\x1f".join([goal.text, *goal.levels, str(goal.weight), goal.since.isoformat()])
    return salted(goal.engagement.salt, f"goal {said}")


@transaction.atomic
def say_yes(goal: Goal, *, part: Part, by: User, seen: str | None = None) -> GoalYes:
    """Say yes to a goal as it reads now.

    Raises NotAsked for who is not that part, ChangedMeanwhile if it does not read any more as ``seen`` is the mark of.
    The coach records the yes of a client who has no account.
    """
    _may_say(goal.engagement, part, by)
    now = as_it_is(goal, seen)
    said, _ = GoalYes.objects.update_or_create(
        goal=now, part=part.value, defaults={"words": words_of(now), "by": by, "at": timezone.now()}
    )
    return said


def take_yes_back(goal: Goal, *, part: Part, by: User) -> None:
    """Say yes no more. Raises NotAsked."""
    _may_say(goal.engagement, part, by)
    GoalYes.objects.filter(goal=goal, part=part.value).delete()


def _may_say(engagement: Engagement, part: Part, by: User) -> None:
    if by.pk not in _asked(engagement, part):
        raise NotAsked(gettext(ONLY[part]))


ONLY = {
    Part.CLIENT: gettext_noop("Only the client says yes as client."),
    Part.COACH: gettext_noop("Only the coach says yes as coach."),
    Part.SPONSOR: gettext_noop("Only the sponsor says yes as sponsor."),
}


def _asked(engagement: Engagement, part: Part) -> set[int | None]:
    """The accounts that say yes for a part."""
    coach, client = engagement.coach.user_id, engagement.client.user_id
    if part == Part.CLIENT:
        return {client or coach}
    if part == Part.COACH:
        return {coach}
    return {engagement.sponsor.user_id} - {None} if engagement.sponsor else set()


def standing(goals: Iterable[Goal]) -> dict[int, dict[Part, datetime]]:
    """For each goal, who says yes to its words as they are, and since when. Goals come with coach, client, sponsor."""
    mine = {one.pk: one for one in goals}
    found: dict[int, dict[Part, datetime]] = {pk: {} for pk in mine}
    for yes in GoalYes.objects.filter(goal__in=mine):
        goal, part = mine[yes.goal_id], Part(yes.part)
        # Who was coach or sponsor before does not speak for who is now; a client's yes may have been recorded.
        theirs = part == Part.CLIENT or yes.by_id in _asked(goal.engagement, part)
        if theirs and yes.words == words_of(goal):
            found[goal.pk][part] = yes.at
    return found


def wish(goal: Goal, *, text: str, by: User) -> GoalWish:
    """Ask for other words. Raises ValueError for none, or too many."""
    if not text.strip():
        raise ValueError(gettext("Say which words you would like instead, or what you miss."))
    if len(text) > LONGEST:
        raise ValueError(gettext("More than {most} letters; say it in fewer.").format(most=LONGEST))
    return GoalWish.objects.create(goal=goal, text=text.strip(), by=by)


def answer_wish(one: GoalWish) -> None:
    """Say that a wish was talked about; said again, it is open after all."""
    at = None if one.answered_at else timezone.now()
    GoalWish.objects.filter(pk=one.pk).update(answered_at=at)


def agree_to_rating(rating: GoalRating, *, by: User) -> None:
    """The other of coach and client stands by a rating too; said again, no more. Raises NotAsked for who wrote it."""
    if rating.by_id == by.pk:
        raise NotAsked(gettext("Who rated it stands by it already; the other of you says so too."))
    GoalRating.objects.filter(pk=rating.pk).update(agreed_at=None if rating.agreed_at else timezone.now())
