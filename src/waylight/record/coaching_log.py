"""Hours of coaching from before or beside Waylight, as a coach notes them by hand for her log. Hers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.keys import own_key
from waylight.record.people import Member
from waylight.record.scope import Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.terms import MOST, Form
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking

MOST_MINUTES = 10_000 * 60


class PastCoaching(Removable, WithSeal):
    """One relationship as a log holds it: with whom, how many together, from when to when, and how long."""

    coach = models.ForeignKey(Member, models.CASCADE, related_name="past_coaching")
    brought = models.ForeignKey(
        "record.ClientsBrought", models.SET_NULL, null=True, blank=True, related_name="hours"
    )  # by the list in which it stood
    name = SealedText(of="coach")
    contact = SealedText(of="coach", blank=True)
    form = models.CharField(max_length=5, choices=Form, default=Form.ONE)
    number = models.PositiveSmallIntegerField(default=1)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)
    paid_minutes = models.PositiveIntegerField(default=0)
    pro_bono_minutes = models.PositiveIntegerField(default=0)
    may_name = models.BooleanField(default=False)

    objects: ClassVar[Scoped[PastCoaching]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["begins", "pk"]
        verbose_name_plural = "past coaching"  # not for readers
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("begins")), name="past_coaching_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(form__in=["one", "group", "team"]), name="past_coaching_form_known"),
            models.CheckConstraint(condition=Q(number__gte=1), name="past_coaching_of_somebody"),
        ]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        said = (self.name, self.contact, self.form, self.number, self.begins, self.ends)
        return mark_of(*said, self.paid_minutes, self.pro_bono_minutes, self.may_name, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach whose it is."""
        return Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


class DoesNotFit(ValueError):
    """Hours as they cannot be; says why, and of which ``field``."""

    def __init__(self, why: str, field: str) -> None:
        super().__init__(why)
        self.field = field


def note_past(coach: Member, **given: Any) -> PastCoaching:
    """Note hours by hand; the arguments are those of ``revise_past``. Raises DoesNotFit as that does."""
    own_key(coach)
    return PastCoaching.objects.create(coach=coach, **_fitting(**given))


@transaction.atomic
def revise_past(one: PastCoaching, *, seen: str | None = None, **given: Any) -> None:
    """Write noted hours again.

    Raises DoesNotFit for what does not fit, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    fitting = _fitting(**given)
    now = as_it_is(one, seen)
    for field, value in fitting.items():
        setattr(now, field, value)
    now.save(update_fields=list(fitting))


def remove_past(one: PastCoaching) -> None:
    """Count noted hours no more; ``put_past_back`` takes that back."""
    PastCoaching.objects.filter(pk=one.pk, removed_at=None).update(removed_at=timezone.now())


def put_past_back(one: PastCoaching) -> None:
    """Count removed hours again."""
    PastCoaching.objects.filter(pk=one.pk).update(removed_at=None)


def forget_past(one: PastCoaching) -> None:
    """Remove noted hours for good; only those that were removed before go."""
    PastCoaching.objects.filter(pk=one.pk, removed_at__isnull=False).delete()


def _fitting(
    *,
    name: str,
    contact: str,
    form: str,
    number: int,
    begins: date,
    ends: date | None,
    paid_minutes: int,
    pro_bono_minutes: int,
    may_name: bool,
) -> dict[str, Any]:
    """What was given, trimmed; raises DoesNotFit with a sentence for what cannot be."""
    if not name.strip():
        raise DoesNotFit(gettext("Say with whom; the name stays sealed, and yours."), "name")
    if ends and ends < begins:
        raise DoesNotFit(gettext("The last day is before the first."), "ends")
    if form == Form.ONE:
        number = 1
    elif not 2 <= number <= MOST:
        raise DoesNotFit(gettext("A group has between two and {most} people.").format(most=MOST), "number")
    if not 1 <= paid_minutes + pro_bono_minutes <= MOST_MINUTES:
        why = gettext("Give the hours, paid or pro bono: some, and at most 10,000.")
        raise DoesNotFit(why, "paid_minutes")
    return {
        "name": name.strip(),
        "contact": contact.strip(),
        "form": form,
        "number": number,
        "begins": begins,
        "ends": ends,
        "paid_minutes": paid_minutes,
        "pro_bono_minutes": pro_bono_minutes,
        "may_name": may_name,
    }
