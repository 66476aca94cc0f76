"""A coach's first steps: which she passed over, and whether she wants to see them. What is done shows in the record."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from waylight.record.account_invitation import AccountInvitation
from waylight.record.engagement import Engagement
from waylight.record.imports import Import
from waylight.record.meeting import Meeting
from waylight.record.people import Member


class Step(StrEnum):
    """What a coach does first, in order."""

    ENGAGEMENT = "engagement"
    FILE = "file"
    INVITE = "invite"
    MEETING = "meeting"


class FirstSteps(models.Model):
    """What a coach said of her first steps; without a row she said nothing."""

    coach = models.OneToOneField(Member, models.CASCADE, related_name="first_steps")
    passed_over = models.JSONField(default=list)
    put_away_at = models.DateTimeField(null=True, blank=True)
    wanted = models.BooleanField(default=False)  # brought back by hand: shown even when everything is done

    class Meta:
        verbose_name_plural = "first steps"  # not for readers

    objects: ClassVar[models.Manager[FirstSteps]]

    @property
    def over(self) -> set[Step]:
        """The steps that she passed over."""
        return {Step(one) for one in self.passed_over if one in set(Step)}

    @property
    def away(self) -> bool:
        """Whether she put the steps away, whatever is left of them."""
        return self.put_away_at is not None and not self.wanted


def said_by(coach: Member) -> FirstSteps:
    """What a coach said of her first steps; a row that is kept nowhere, if she said nothing."""
    return FirstSteps.objects.filter(coach=coach).first() or FirstSteps(coach=coach)


def done(coach: Member) -> set[Step]:
    """The steps that the record shows to be done, in whichever of the coach's engagements; asked at once for all."""
    mine = Engagement.objects.filter(coach=coach)
    planned = Q(source=None) | Q(at__gte=timezone.now())  # by hand, or by a calendar and still ahead
    found: list[tuple[Step, models.QuerySet[Any]]] = [
        (Step.ENGAGEMENT, mine),
        (Step.FILE, Import.objects.filter(engagement__in=mine, state=Import.State.IN)),
        (Step.INVITE, AccountInvitation.objects.filter(engagement__in=mine)),
        (Step.INVITE, mine.filter(client__user__isnull=False)),
        (Step.MEETING, Meeting.objects.filter(planned, engagement__in=mine, cancelled=False)),
    ]
    there = Member.objects.filter(pk=coach.pk).values_list(*(models.Exists(rows) for _, rows in found)).first()
    return {step for (step, _), is_there in zip(found, there or (), strict=False) if is_there}


def passed_over(coach: Member) -> set[Step]:
    """The steps that she passed over."""
    return said_by(coach).over


def pass_over(coach: Member, step: Step) -> None:
    """Pass a step over; said twice, it is passed over once."""
    said, _ = FirstSteps.objects.get_or_create(coach=coach)
    said.passed_over = sorted({*said.passed_over, str(step)})
    said.save(update_fields=["passed_over"])


def take_up(coach: Member, step: Step) -> None:
    """Take up a step again that was passed over."""
    said, _ = FirstSteps.objects.get_or_create(coach=coach)
    said.passed_over = [one for one in said.passed_over if one != step]
    said.save(update_fields=["passed_over"])


def put_away(coach: Member) -> None:
    """Show the steps no more."""
    FirstSteps.objects.update_or_create(coach=coach, defaults={"put_away_at": timezone.now(), "wanted": False})


def bring_back(coach: Member) -> None:
    """Show the steps again, done or not."""
    FirstSteps.objects.update_or_create(coach=coach, defaults={"put_away_at": None, "wanted": True})
