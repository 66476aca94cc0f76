"""What kind of coaching an engagement is: of one person, a group or a team, paid or for nothing; and who is in a group.

An engagement of a group has a client too: the one who answers for it. Everybody else in it is noted by name, so that a
log of hours can say how many there were. Only the client has an account in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from waylight.record.people import Alias, Person, alias_for
from waylight.record.scope import OfEngagement, Removable, Scoped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from waylight.record.engagement import Engagement

MOST = 500  # people in a group; more is a slip of the finger


class Form(models.TextChoices):
    """How many are coached together."""

    ONE = "one", pgettext_lazy("coaching is of", "one person")
    GROUP = "group", pgettext_lazy("coaching is of", "a group")
    TEAM = "team", pgettext_lazy("coaching is of", "a team")


class Terms(OfEngagement):
    """The kind of an engagement; without a row it is of one person, and paid."""

    form = models.CharField(max_length=5, choices=Form, default=Form.ONE)
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # in the group, where not all are named
    paid = models.BooleanField(default=True)  # hours that no package says more about

    objects: ClassVar[Scoped[Terms]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement"], name="terms_once"),
            models.CheckConstraint(condition=Q(form__in=["one", "group", "team"]), name="terms_form_known"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=2, number__lte=500), name="terms_number_of_a_group"
            ),
        ]


class InGroup(Removable, OfEngagement):
    """Somebody coached together with the client, from a day on."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="in_groups")
    since = models.DateField()

    objects: ClassVar[Scoped[InGroup]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["since", "pk"]
        verbose_name_plural = "in groups"  # not for readers
        constraints = [models.UniqueConstraint(fields=["engagement", "person"], name="in_group_once")]


def set_terms(engagement: Engagement, *, form: str, number: int | None, paid: bool) -> Terms:
    """Say what kind of coaching it is. Raises ValueError for a kind there is not, or a group of fewer than two."""
    if form not in Form.values:
        raise ValueError(gettext("Coaching is of {kinds}.").format(kinds=", ".join(map(str, Form.labels))))
    if form == Form.ONE:
        number = None
    elif number is not None and not 2 <= number <= MOST:
        raise ValueError(gettext("A group has between two and {most} people, the client among them.").format(most=MOST))
    terms, _ = Terms.objects.update_or_create(
        engagement=engagement, defaults={"form": form, "number": number, "paid": paid}
    )
    return terms


def terms_of(engagements: Iterable[Engagement]) -> dict[int, Terms]:
    """The kind of each engagement, by its number."""
    mine = list(engagements)
    said = {one.engagement_id: one for one in Terms.objects.filter(engagement__in=mine)}
    return {one.pk: said.get(one.pk) or Terms(engagement=one) for one in mine}


@transaction.atomic
def add_to_group(engagement: Engagement, *, name: str, address: str = "", since: date) -> InGroup:
    """Note somebody who is coached in the group. Raises ValueError for no name, or for the client."""
    if not name.strip():
        raise ValueError(gettext("Give the name of who is in the group."))
    person = alias_for(engagement, address.strip() or name, name=name.strip()).person
    if person.pk == engagement.client_id:
        raise ValueError(gettext("{name} is the client, and counted already.").format(name=person.name))
    one, _ = InGroup.objects.update_or_create(
        engagement=engagement, person=person, defaults={"since": since, "removed_at": None}
    )
    return one


def leave_group(one: InGroup) -> None:
    """Count somebody in the group no more; ``back_in_group`` takes that back."""
    InGroup.objects.filter(pk=one.pk, removed_at=None).update(removed_at=timezone.now())


def back_in_group(one: InGroup) -> None:
    """Count somebody in the group again."""
    InGroup.objects.filter(pk=one.pk).update(removed_at=None)


def numbers_coached(engagements: Iterable[Engagement]) -> dict[int, int]:
    """How many are coached together, by engagement: as was said, and no fewer than are named; one alone is 1."""
    terms = terms_of(engagements)
    of_them = InGroup.objects.filter(engagement__in=list(terms), removed_at=None)
    named: dict[int, int] = dict(of_them.values_list("engagement").annotate(people=models.Count("pk")))
    return {pk: 1 if one.form == Form.ONE else max(one.number or 1, 1 + named.get(pk, 0)) for pk, one in terms.items()}


def address_of(engagement: Engagement, aliases: Iterable[Alias]) -> str:
    """Where the client can be reached: the account's address, or the first address she goes by; "" for none."""
    if engagement.client.user_id and engagement.client.user:
        return engagement.client.user.email
    hers = (one.shown for one in aliases if one.person_id == engagement.client_id and "@" in one.value)
    return next(hers, "")
