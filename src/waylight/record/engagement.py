"""An engagement: one coach, one client, what they agreed, and how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import F, Q

from waylight.access import predicates
from waylight.access.rules import Part
from waylight.record.people import Member, Person, Practice, goes_by
from waylight.record.scope import Scoped
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from waylight.access.predicates import Asking


class Engagement(models.Model):
    """A coach and a client who meet for a while with goals in view. ``zone`` is the client's."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="engagements")
    coach = models.ForeignKey(Member, models.PROTECT, related_name="engagements")
    client = models.ForeignKey(Person, models.PROTECT, related_name="coached_in")
    sponsor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="sponsors")
    goals = models.TextField(blank=True)
    zone = models.CharField(max_length=60, default="UTC")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Engagement]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["client__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="engagement_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client.name} with {self.coach}"

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Its coach and its client."""
        return predicates.takes_part(user)

    @property
    def mark(self) -> str:
        """What was said when it began, as it stands now, as forms carry it."""
        client = self.client
        return mark_of(client.name, client.pronouns, self.zone, self.begins, self.ends, self.goals)

    def local_day(self, at: datetime) -> date:
        """The day it is for the client at a time (aware)."""
        return at.astimezone(ZoneInfo(self.zone)).date()


@transaction.atomic
def begin(
    coach: Member,
    *,
    client_name: str,
    pronouns: str = Person.Pronouns.THEY,
    client_goes_by: Sequence[str] = (),
    coach_goes_by: Sequence[str] = (),
    zone: str = "UTC",
    begins: date,
    ends: date | None = None,
    goals: str = "",
) -> Engagement:
    """Begin an engagement. The addresses and spellings given tell the files who is client and who is coach."""
    client = Person.objects.create(practice=coach.practice, name=client_name.strip(), pronouns=pronouns)
    engagement = Engagement.objects.create(
        practice=coach.practice, coach=coach, client=client, goals=goals, zone=zone, begins=begins, ends=ends
    )
    goes_by(engagement, client, [client_name, *client_goes_by])
    goes_by(engagement, person_of(coach), [str(coach), coach.user.email, *coach_goes_by])
    return engagement


@transaction.atomic
def revise(
    engagement: Engagement,
    *,
    client_name: str,
    pronouns: str,
    client_goes_by: Sequence[str],
    coach_goes_by: Sequence[str],
    zone: str,
    begins: date,
    ends: date | None,
    goals: str,
    seen: str | None = None,
) -> None:
    """Change what was said when the engagement began. Addresses are added; parting one is done among people.

    Raises ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    as_it_is(engagement, seen)
    Person.objects.filter(pk=engagement.client_id).update(name=client_name.strip(), pronouns=pronouns)
    Engagement.objects.filter(pk=engagement.pk).update(zone=zone, begins=begins, ends=ends, goals=goals)
    engagement.refresh_from_db()
    goes_by(engagement, engagement.client, [client_name, *client_goes_by])
    goes_by(engagement, person_of(engagement.coach), coach_goes_by)


def parts_in(user: Asking, engagement: int) -> set[Part]:
    """What somebody is in an engagement (by its number): its coach, its client, or neither."""
    one = Engagement.objects.filter(pk=engagement)
    asked = {Part.COACH: predicates.coaches(user), Part.CLIENT: predicates.is_client(user)}
    return {part for part, condition in asked.items() if one.filter(condition).exists()}


def person_of(member: Member) -> Person:
    """The person behind a member of a practice, made when first needed."""
    person, _ = Person.objects.get_or_create(
        practice=member.practice, user=member.user, defaults={"name": str(member.user)}
    )
    return person
