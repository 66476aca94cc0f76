"""An engagement: one coach, one client, what they agreed, and how long."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, ClassVar, NamedTuple
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.db.models import F, Q

from waylight.access import predicates
from waylight.access.accounts import close_if_unused
from waylight.access.answered import forget_answers
from waylight.access.parts import Part
from waylight.record.audit import Verb, note_that
from waylight.record.emptying import remove_whole
from waylight.record.keys import Key, destroy_ownerless, make_key
from waylight.record.past_hours import keep_hours
from waylight.record.people import Member, Person, Practice, goes_by
from waylight.record.scope import Scoped
from waylight.record.sealing import SealedBytes, SealedText
from waylight.record.unseen import as_it_is, mark_of
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import reached, take_leave, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking


class Engagement(models.Model):
    """A coach and a client who meet for a while with goals in view. ``zone`` is the client's."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="engagements")
    coach = models.ForeignKey(Member, models.PROTECT, related_name="engagements")
    client = models.ForeignKey(Person, models.PROTECT, related_name="coached_in")
    sponsor = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="sponsors")
    key = models.OneToOneField(Key, models.PROTECT)
    salt = SealedBytes(of="", row=("id",))  # for names of rows that are made of their words
    goals = SealedText(blank=True, of="", row=("id",))
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
    """Begin an engagement, with a key of its own.

    The addresses and spellings given tell the files who is client and who is coach.
    """
    client = Person.objects.create(practice=coach.practice, name=client_name.strip(), pronouns=pronouns)
    engagement = Engagement.objects.create(
        practice=coach.practice,
        coach=coach,
        client=client,
        zone=zone,
        begins=begins,
        ends=ends,
        key=Key.objects.create(),
    )
    make_key(engagement)
    engagement.salt, engagement.goals = secrets.token_bytes(32), goals
    engagement.save(update_fields=["salt", "goals"])
    goes_by(engagement, client, [client_name, *client_goes_by])
    goes_by(engagement, person_of(coach), [str(coach), coach.user.email, *coach_goes_by])
    tell(engagement, Event.ENGAGEMENT_BEGUN)
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
    engagement.zone, engagement.begins, engagement.ends, engagement.goals = zone, begins, ends, goals
    engagement.save(update_fields=["zone", "begins", "ends", "goals"])
    engagement.refresh_from_db()
    goes_by(engagement, engagement.client, [client_name, *client_goes_by])
    goes_by(engagement, person_of(engagement.coach), coach_goes_by)


class Taken(NamedTuple):
    """An engagement, with its number and practice and nothing else read, and what somebody is in it."""

    engagement: Engagement | None  # None where there is no such
    parts: frozenset[Part]


def taken_in(user: Asking, engagement: int) -> Taken:
    """What somebody is in an engagement (by its number), and that engagement, in one query."""
    asked = {
        Part.COACH: predicates.coaches(user),
        Part.CLIENT: predicates.is_client(user),
        Part.SPONSOR: predicates.is_sponsor(user),
    }
    said = {f"as_{part.name.lower()}": condition for part, condition in asked.items()}
    one = Engagement.objects.filter(pk=engagement).annotate(**said).only("pk", "practice").first()
    return Taken(one, frozenset(part for part, name in zip(asked, said, strict=True) if getattr(one, name, None)))


def parts_in(user: Asking, engagement: int) -> set[Part]:
    """What somebody is in an engagement (by its number): its coach, its client, its sponsor, or none of them."""
    return set(taken_in(user, engagement).parts)


@transaction.atomic
def erase(engagement: Engagement, *, by: User | None = None) -> None:
    """Remove an engagement with all that hangs on it and all whom nothing else knows, and destroy its key.

    Its dates and hours stay (``past_hours.py``), and the audit log, in which this is noted with ``by``, None for the
    command line. Accounts of client and sponsor are closed where nothing else needs them.

    The key goes once the removal is in the database for good; a crash in between is made good at the next start. What
    then remains anywhere of what was written in it, in old copies of the database or on a disk, opens no more. Two
    things are not reached: copies of the folder of keys (``waylight keys copy`` takes the key out of them too), and
    what is not sealed, which old copies of the database still show: names, addresses, dates and figures.
    """
    list(Engagement.objects.select_for_update().filter(pk=engagement.pk))  # no import meanwhile
    accounts = [one.user for one in (engagement.client, engagement.sponsor) if one and one.user]
    was = Engagement(pk=engagement.pk, practice_id=engagement.practice_id)
    told = reached(engagement)
    keep_hours(engagement)
    remove_whole(engagement)
    forget_answers()
    for account in accounts:
        close_if_unused(account)
    take_leave(was, Event.ENGAGEMENT_ERASED, told)
    note_that(by, Verb.ERASED, f"engagement {was.pk}", was)
    transaction.on_commit(destroy_ownerless)


def person_of(member: Member) -> Person:
    """The person behind a member of a practice, made when first needed."""
    person, _ = Person.objects.get_or_create(
        practice_id=member.practice_id, user=member.user, defaults={"name": str(member.user)}
    )
    return person
