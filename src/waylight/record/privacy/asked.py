"""Somebody without an account asks to be erased, by the link she has. The coach decides; she sees what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.audit import Verb, note_that
from waylight.record.people import Alias, Person
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.privacy.links import PrivacyLink

LONGEST_REASON = 1000  # characters


class ErasureAsked(WithSeal, OfEngagement):
    """A request to be erased, open until the coach erases her or says why not, in words that she reads."""

    alias = models.ForeignKey(Alias, models.CASCADE, related_name="erasures_asked")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = SealedText(blank=True)  # why not; "" while it is open, and for who was erased

    objects: ClassVar[Scoped[ErasureAsked]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["alias"], condition=Q(answered_at=None), name="one_erasure_asked_at_a_time")
        ]

    def __str__(self) -> str:
        return f"erasure asked {self.pk}"  # not for readers

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The coach, who decides."""
        return predicates.coaches(user, "engagement")

    @property
    def person(self) -> Person:
        """Who asks."""
        return self.alias.person


def ask_to_be_erased(made: PrivacyLink, *, holder: Asking | None) -> ErasureAsked:
    """Ask that who the link is for be erased. Asking again while it is open changes nothing."""
    still_open = ErasureAsked.objects.filter(engagement=made.engagement, alias=made.alias, answered_at=None)
    if already := still_open.first():
        return already
    try:
        with transaction.atomic():
            asked = ErasureAsked.objects.create(engagement=made.engagement, alias=made.alias)
            note_that(holder, Verb.ASKED, _named(asked), made.engagement)
            return asked
    except IntegrityError:  # it was asked at the same moment
        return still_open.get()


@transaction.atomic
def decline(asked: ErasureAsked, *, why: str, by: User) -> None:
    """Say why somebody is not erased, in words that she reads. Raises ValueError without any, or if it is answered."""
    if not why.strip() or len(why) > LONGEST_REASON:
        say = gettext("Say why, in words that {name} will read; {most} characters at most.")
        raise ValueError(say.format(name=asked.person.name, most=LONGEST_REASON))
    now = ErasureAsked.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=asked.pk)
    if now.answered_at is not None:
        raise ValueError(gettext("This was answered already."))
    now.answered_at, now.reason = timezone.now(), why.strip()
    now.save(update_fields=["answered_at", "reason"])
    note_that(by, Verb.DECLINED, _named(now), now.engagement)


def answered_by_erasing(person: Person) -> None:
    """Who was erased asks for nothing any more, and what she was told before goes."""
    for asked in ErasureAsked.objects.filter(alias__person=person).select_related("engagement"):
        asked.answered_at, asked.reason = asked.answered_at or timezone.now(), ""
        asked.save(update_fields=["answered_at", "reason"])


def _named(asked: ErasureAsked) -> str:
    return f"erasure {asked.pk} person {asked.alias.person_id}"
