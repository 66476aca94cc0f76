"""Initiatives: who owns, leads, contributes, is consulted, is told, since when; and how others see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy

from waylight import language
from waylight.access import predicates
from waylight.record.insight import Said
from waylight.record.people import Person
from waylight.record.scope import OfEngagement, Removable, Scoped
from waylight.record.sealing import SealedText
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class Initiative(OfEngagement):
    """Something the client has begun and others take part in."""

    name = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Initiative]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "name"], name="initiative_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(since__isnull=True) | Q(closed_on__gte=F("since")),
                name="initiative_closes_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """What is said of it now, as forms carry it."""
        return mark_of(self.name, self.since, self.closed_on)


class Participation(Removable):
    """What a person is to an initiative from a day on, until another day or still."""

    class Part(models.TextChoices):
        OWNS = "owns", pgettext_lazy("a part in an initiative", "owns")
        LEADS = "leads", pgettext_lazy("a part in an initiative", "leads")
        CONTRIBUTES = "contributes", pgettext_lazy("a part in an initiative", "contributes")
        CONSULTED = "consulted", pgettext_lazy("a part in an initiative", "is consulted")
        TOLD = "told", pgettext_lazy("a part in an initiative", "is told")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    part = models.CharField(max_length=12, choices=Part)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Participation]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person", "part", "since"], name="participation_once_per_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="participation_ends_after_it_begins"
            ),
        ]

    @property
    def mark(self) -> str:
        """What is said of it now, as forms carry it."""
        return mark_of(self.person_id, self.part, self.since, self.until, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "initiative__engagement")


class Perspective(Removable, Said):
    """A stakeholder's view on an initiative: whether it differs from the client's, and what it changed."""

    class Stance(models.TextChoices):
        DIFFERS = "differs", pgettext_lazy("a view", "differs")
        AGREES = "agrees", pgettext_lazy("a view", "agrees")

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="perspectives")
    person = models.ForeignKey(Person, models.CASCADE, related_name="perspectives")
    stance = models.CharField(max_length=8, choices=Stance)
    text = SealedText()
    changed = SealedText(blank=True)

    objects: ClassVar[Scoped[Perspective]] = Scoped.as_manager()  # type: ignore[assignment]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.person_id, self.on, self.stance, self.text, self.changed, self.removed_at is None)


def launch(engagement: Engagement, *, name: str, since: date) -> Initiative:
    """Note an initiative of the client's. Raises ValueError for no name, or for one that is taken."""
    name = _named(name)
    try:
        with transaction.atomic():
            return Initiative.objects.create(engagement=engagement, name=name, since=since)
    except IntegrityError:
        raise _taken(name) from None


@transaction.atomic
def revise(initiative: Initiative, *, name: str, since: date, seen: str | None = None) -> None:
    """Change an initiative's name and first day.

    Raises ValueError for no name, one that is taken, or a day after it was closed; ChangedMeanwhile if it is not any
    more what ``seen`` is the mark of.
    """
    now, name = as_it_is(initiative, seen), _named(name)
    if now.closed_on and now.closed_on < since:
        closed = language.day_and_year(now.closed_on)
        raise ValueError(gettext("It was closed on {day}; it cannot have begun after that.").format(day=closed))
    now.name, now.since = name, since
    try:
        with transaction.atomic():
            now.save(update_fields=["name", "since"])
    except IntegrityError:
        raise _taken(name) from None


def close(initiative: Initiative, *, on: date) -> None:
    """Close an initiative; all that is noted of it stays. Raises ValueError for a day before it began."""
    if initiative.since and on < initiative.since:
        began = language.day_and_year(initiative.since)
        raise ValueError(gettext("It began on {day}; it cannot be closed before that.").format(day=began))
    Initiative.objects.filter(pk=initiative.pk).update(closed_on=on)


def reopen(initiative: Initiative) -> None:
    """Take the closing of an initiative back."""
    Initiative.objects.filter(pk=initiative.pk).update(closed_on=None)


def goes_on(engagement: Engagement, user: Asking) -> bool:
    """Whether there is an initiative that is not closed, so that a view on it can be noted."""
    return Initiative.objects.visible_to(user).filter(engagement=engagement, closed_on=None).exists()


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise ValueError(gettext("Give the initiative a name."))
    return name[:200]


def _taken(name: str) -> ValueError:
    said = gettext("There is an initiative called “{name}” already. Choose another name, or go on with that one.")
    return ValueError(said.format(name=name))
