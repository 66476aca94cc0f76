"""People: the practice and its members, anyone at all, the names they go by, and how they stand to an engagement."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Min, Q
from django.utils.translation import gettext, gettext_lazy

from waylight.access import predicates
from waylight.record.kept import rows_changed
from waylight.record.scope import FromFile, OfEngagement, Scoped
from waylight.record.sealing import SealedText
from waylight.record.unseen import mark_of, refuse_unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.imports import ImportFile

LEVELS = ["board", "c-suite", "senior leader", "manager", "individual contributor"]  # not for readers
SIDES = ["own team", "peer", "upward", "elsewhere", "industry"]  # not for readers
OF_PERSON = ("person_id",)  # somebody is a stakeholder once in an engagement


def default_levels() -> list[str]:
    """Levels a new practice starts with, highest first."""
    return list(LEVELS)


def default_sides() -> list[str]:
    """Sides a new practice starts with."""
    return list(SIDES)


class Practice(models.Model):
    """One or more coaches who work under one roof. Its words for levels and sides are its own."""

    name = models.CharField(max_length=200)
    levels = models.JSONField(default=default_levels)
    sides = models.JSONField(default=default_sides)
    zone = models.CharField(max_length=60, default="UTC")  # what a new engagement begins with
    language = models.CharField(max_length=5, default="en")  # what the mails of a new round begin with
    sample = models.BooleanField(default=False, editable=False)  # invented people, loaded by ``waylight sample``

    objects: ClassVar[Scoped[Practice]] = Scoped.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Those who look after it."""
        return predicates.administers(user)


class Member(models.Model):
    """Somebody who works in a practice, as coach or as admin."""

    class Role(models.TextChoices):
        COACH = "coach", gettext_lazy("Coach")
        ADMIN = "admin", gettext_lazy("Admin")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.COACH)
    key = models.OneToOneField("record.Key", models.PROTECT, null=True, blank=True)  # made when first needed

    objects: ClassVar[Scoped[Member]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "user", "role"], name="member_once_per_role"),
            models.CheckConstraint(condition=Q(role__in=["coach", "admin"]), name="member_role_known"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Those who look after the practice."""
        return predicates.administers(user, "practice")


def as_coach(user: Asking) -> Member | None:
    """The membership in which somebody coaches, None for who does not."""
    mine = Member.objects.filter(user=user.pk, role=Member.Role.COACH)
    return mine.select_related("user", "practice").order_by("pk").first()


class Organisation(models.Model):
    """Where people work, as far as the files or the users say."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="organisations")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "name"], name="organisation_once")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Anyone at all: a client, a stakeholder, a name in a header. Has an account only if they sign in."""

    class Pronouns(models.TextChoices):
        SHE = "she", gettext_lazy("she / her")
        HE = "he", gettext_lazy("he / him")
        THEY = "they", gettext_lazy("they / them")

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="people")
    name = models.CharField(max_length=200)
    pronouns = models.CharField(max_length=4, choices=Pronouns, default=Pronouns.THEY)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="people")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "user"], name="person_one_account_per_practice"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(FromFile, OfEngagement):
    """An address or a spelling under which a person stands in one engagement's files.

    Interactions and utterances point at the alias, never at the person, so that two can be joined and parted again
    without a row being touched.
    """

    value = models.CharField(max_length=320)  # normalised: an address in lower case, or a folded name
    shown = models.CharField(max_length=320)
    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    first_person = models.ForeignKey(Person, models.CASCADE, related_name="+")  # who it was before any joining
    joined_in = models.ForeignKey("record.ImportFile", models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[Scoped[Alias]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "value"], name="alias_once_per_engagement")]

    def __str__(self) -> str:
        return self.shown


class Stakeholder(FromFile, OfEngagement):
    """A person seen from an engagement: their level and side, how things stand, and how the client wants them."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="stakes")
    level = models.CharField(max_length=60, blank=True)
    side = models.CharField(max_length=60, blank=True)
    role = SealedText(blank=True, row=OF_PERSON)
    stands = SealedText(blank=True, row=OF_PERSON)
    wanted = SealedText(blank=True, row=OF_PERSON)
    named = models.BooleanField(default=False)  # the client named them; others only stand in her files
    language = models.CharField(max_length=2, blank=True)  # in which they are asked; "" for that of the round

    objects: ClassVar[Scoped[Stakeholder]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "person"], name="stakeholder_once")]

    def __str__(self) -> str:
        return self.person.name

    @property
    def mark(self) -> str:
        """What is said of the place now, as forms carry it; the same for one of which nothing was said."""
        return mark_of(self.level, self.side, self.role, self.named)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "engagement")


def normalise(value: str) -> str:
    """Fold an address or a name so that spellings that differ in case, accents' form or spaces are one alias."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return re.sub(r"\s+", " ", folded).strip()[:320]


@transaction.atomic
def alias_for(
    engagement: Engagement, value: str, *, name: str = "", source: ImportFile | None = None, line: int | None = None
) -> Alias:
    """Find the alias for an address or a spelling, or make it together with a new person."""
    key = normalise(value)
    found = Alias.objects.filter(engagement=engagement, value=key).first()
    if found:
        return found
    person = Person.objects.create(practice=engagement.practice, name=(name or value).strip()[:200] or "unnamed")
    return Alias.objects.create(
        engagement=engagement,
        value=key,
        shown=value.strip()[:320],
        person=person,
        first_person=person,
        source=source,
        line=line,
    )


def goes_by(engagement: Engagement, person: Person, values: Iterable[str]) -> None:
    """Say that ``person`` goes by each of ``values`` (addresses or spellings) in this engagement."""
    for value in filter(None, (v.strip() for v in values)):
        alias, _ = Alias.objects.get_or_create(
            engagement=engagement,
            value=normalise(value),
            defaults={"shown": value[:320], "person": person, "first_person": person},
        )
        if alias.person_id != person.pk:
            join([alias], into=person)


@transaction.atomic
def join(aliases: Iterable[Alias], *, into: Person, file: ImportFile | None = None) -> None:
    """Say that several aliases are one person. Nothing is lost: ``part`` undoes it.

    ``file`` is the file that said so, if a file did; undoing its import parts them again.
    """
    for alias in aliases:
        _hand_over_place(alias, into)
        Alias.objects.filter(pk=alias.pk).update(person=into, joined_in=file)
        _somebody_else(alias)


def make_one(engagement: Engagement, people: Sequence[Person]) -> Person:
    """Say that several people of an engagement are one; returns who: its client or somebody with an account, if any.

    Raises ValueError for less than two.
    """
    if len({one.pk for one in people}) < 2:
        raise ValueError(gettext("Choose at least two people who are one."))
    into = next((one for one in people if one.pk == engagement.client_id or one.user_id), people[0])
    others = [one for one in people if one.pk != into.pk]
    join(list(Alias.objects.filter(engagement=engagement, person__in=others).select_related("person")), into=into)
    return into


def _hand_over_place(alias: Alias, into: Person) -> None:
    """Keep the level and side already given to the person who is joined, if the other has none."""
    theirs = Stakeholder.objects.filter(engagement=alias.engagement_id, person=alias.person_id).first()
    if theirs is None or theirs.person_id == into.pk:
        return
    mine, _ = Stakeholder.objects.get_or_create(engagement_id=alias.engagement_id, person=into)
    for field in ("level", "side", "role", "stands", "wanted", "language"):
        if not getattr(mine, field):
            setattr(mine, field, getattr(theirs, field))
    mine.named = mine.named or theirs.named
    mine.save()


def _somebody_else(alias: Alias) -> None:
    """Rows that name this alias are somebody else's now."""
    mine = Alias.objects.filter(pk=alias.pk)
    both = [mine.aggregate(at=Min(f"{side}__at"))["at"] for side in ("sent", "received")]
    if first := min((at for at in both if at), default=None):
        rows_changed(alias.engagement_id, since=first)


def part(alias: Alias) -> Person:
    """Give an alias back to the person it was before it was joined; returns that person."""
    Alias.objects.filter(pk=alias.pk).update(person=alias.first_person, joined_in=None)
    _somebody_else(alias)
    return alias.first_person


@transaction.atomic
def place(engagement: Engagement, person: Person, *, seen: str | None = None, **given: str | bool) -> Stakeholder:
    """Say where a person stands: ``level``, ``side``, ``role``, ``stands``, ``wanted``, ``named``.

    Raises ValueError for a level or side that is not one of the practice's words, and ChangedMeanwhile if what is said
    of them is not any more what ``seen`` is the mark of.
    """
    practice = engagement.practice
    for field, words in (("level", practice.levels), ("side", practice.sides)):
        if given.get(field) and given[field] not in words:
            said = {
                "level": gettext("“{word}” is not one of this practice's levels: {words}."),
                "side": gettext("“{word}” is not one of this practice's sides: {words}."),
            }
            raise ValueError(said[field].format(word=given[field], words=", ".join(words)))
    Person.objects.select_for_update().get(pk=person.pk)  # the place may not be there yet, so it cannot be kept
    refuse_unseen(Stakeholder.objects.filter(engagement=engagement, person=person).first() or Stakeholder(), seen)
    stakeholder, _ = Stakeholder.objects.update_or_create(
        engagement=engagement, person=person, defaults={**given, "source": None, "line": None}
    )
    return stakeholder
