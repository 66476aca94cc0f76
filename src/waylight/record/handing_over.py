"""Hands an engagement from one coach of a practice to another, without what the first kept for herself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from waylight.record.assistant import let_no_more
from waylight.record.audit import Verb, note_that
from waylight.record.engagement import Engagement, person_of
from waylight.record.imports import Import, discard
from waylight.record.learning import learn, unlearn
from waylight.record.meeting import Note
from waylight.record.mirror import leave_no_mirror
from waylight.record.people import Member, Person, goes_by
from waylight.record.scope import OfEngagement, Scoped
from waylight.record.story.text import leave_no_drafts
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import reached, take_leave, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.access.models import User
    from waylight.record.people import Practice


class CannotHandOver(ValueError):
    """The engagement stays with its coach; the message says why and what to do."""


class HandedOver(OfEngagement):
    """An engagement passed from one coach to another: from whom, to whom, and when."""

    former = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[HandedOver]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "handed over"  # not for readers


@transaction.atomic
def hand_over(engagement: Engagement, *, to: Member, by: User) -> HandedOver:
    """Make another coach of the practice the engagement's coach. Raises CannotHandOver; then nothing has changed.

    The former coach's private notes leave the engagement for her own journal, under her own key: what she wrote for
    herself alone the new coach does not read. Drafts of stories that the client was not shown go the same
    way. Her labels in the mirror go. Files of hers that wait to be confirmed are thrown away.
    """
    Engagement.objects.select_for_update().only("pk").get(pk=engagement.pk)
    now = Engagement.objects.select_related("coach__user", "client", "sponsor", "practice").get(pk=engagement.pk)
    _may_take(now, to)
    former = now.coach
    _keep_private_notes(now, former)
    leave_no_mirror(now, former)
    leave_no_drafts(now, former)
    for waiting in Import.objects.filter(engagement=now, by=former.user_id, state=Import.State.READ):
        discard(waiting)
    take_leave(now, Event.ENGAGEMENT_HANDED_OVER, [one for one in reached(now) if one.member_id == former.pk])
    let_no_more(now, by=None)  # the new coach says anew whether an assistant reads
    Engagement.objects.filter(pk=now.pk).update(coach=to)
    goes_by(now, person_of(to), [str(to), to.user.email])
    made = HandedOver.objects.create(engagement=now, former=person_of(former), to=person_of(to), by=by)
    tell(Engagement.objects.get(pk=now.pk), Event.ENGAGEMENT_HANDED_OVER)
    note_that(by, Verb.HANDED_OVER, f"from account {former.user_id} to account {to.user_id}", now)  # not for readers
    return made


@transaction.atomic
def hand_over_all(engagements: Iterable[Engagement], *, to: Member, by: User) -> None:
    """Hand several over to one coach, all or nothing. Raises CannotHandOver."""
    for one in engagements:
        hand_over(one, to=to, by=by)


def coached_by(coach: Member) -> models.QuerySet[Engagement]:
    """What a coach could hand over."""
    return Engagement.objects.filter(coach=coach).select_related("client")


def others_in(practice: Practice, coach: Member) -> models.QuerySet[Member]:
    """The other coaches of a practice, who could take over."""
    return Member.objects.filter(practice=practice, role=Member.Role.COACH).exclude(pk=coach.pk).select_related("user")


def _may_take(engagement: Engagement, to: Member) -> None:
    """Raise CannotHandOver for who may not coach this engagement, and while files come in."""
    if to.role != Member.Role.COACH or to.practice_id != engagement.practice_id:
        said = gettext("{name} is no coach of this practice. Invite them as one first.")
        raise CannotHandOver(said.format(name=to))
    if to.pk == engagement.coach_id:
        raise CannotHandOver(gettext("{name} coaches this engagement already.").format(name=to))
    sponsor = engagement.sponsor.user_id if engagement.sponsor else None
    if to.user_id in {engagement.client.user_id, sponsor}:
        said = gettext("{name} is client or sponsor of this engagement, and cannot coach it as well.")
        raise CannotHandOver(said.format(name=to))
    if Import.objects.filter(engagement=engagement, state=Import.State.COMING).exists():
        raise CannotHandOver(gettext("Files are just being brought in there. Try again in a few minutes."))


def _keep_private_notes(engagement: Engagement, coach: Member) -> None:
    """Move a coach's private notes into her own journal, each on its meeting's day; removed ones among the removed."""
    hers = Note.objects.filter(meeting__engagement=engagement, author=coach.user_id, private=True)
    for one in hers.select_related("meeting__engagement").order_by("meeting__at", "pk"):
        kept = learn(coach, on=one.meeting.local.date(), text=one.text)
        if one.removed_at:
            unlearn(kept)
        one.delete()


def former_coaches(engagement: Engagement) -> set[int]:
    """The ids of the people who coached the engagement before: no stakeholders of its client."""
    return set(HandedOver.objects.filter(engagement=engagement).values_list("former", flat=True))
