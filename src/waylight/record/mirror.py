"""What a coach says of her own meetings in her mirror: her labels, who is who in a transcript, and what she shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.consent import Consent, agreed_to
from waylight.record.keys import own_key
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Alias, Member
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedJSON, SealedText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

BATCH = 500


class Correction(WithSeal):
    """What a coach says a turn is. It stands beside what the model says of it, and never in its place.

    ``said`` is a label, with its subtype after a space: *question open*. ``rest`` tells the labels that she agreed to
    all at once from those that she chose one by one.
    """

    utterance = models.ForeignKey(Utterance, models.CASCADE, related_name="corrections")
    coach = models.ForeignKey(Member, models.CASCADE, related_name="corrections")
    said = SealedText(of="utterance__meeting__engagement")
    rest = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[Correction]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["utterance", "coach"], name="correction_once_per_turn"),
            models.CheckConstraint(condition=~Q(said=""), name="correction_says_something"),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach who said it, while she coaches there and the client agrees to transcripts."""
        to = "utterance__meeting__engagement"
        mine = Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING
        return predicates.coaches(user, to) & mine & agreed_to(Consent.Use.RECORDING, to)


class WhoSpoke(models.Model):
    """Which names of a transcript are the coach's and the client's, where the file has them otherwise."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="who_spoke")
    coach = models.ForeignKey(Alias, models.CASCADE, related_name="+")
    client = models.ForeignKey(Alias, models.CASCADE, related_name="+")

    objects: ClassVar[Scoped[WhoSpoke]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "who spoke"  # not for readers

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The engagement's coach."""
        return predicates.coaches(user, "meeting__engagement")


class ShownMirror(models.Model):
    """A coach shows the client her mirror of one meeting, until she takes it back."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="shown_mirror")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[ShownMirror]] = Scoped.as_manager()  # type: ignore[assignment]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The client to whom it is shown, and the coach who shows it."""
        return predicates.takes_part(user, "meeting__engagement")


class Adjustment(WithSeal):
    """What was learned from a coach's labels, on top of the weights that ship: used for her own meetings alone.

    ``weights`` is the fingerprint of the weights it was learned on; with others it says nothing.
    """

    coach = models.OneToOneField(Member, models.CASCADE, related_name="mirror_adjustment")
    weights = models.CharField(max_length=64)
    shift = SealedJSON(of="coach")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[Adjustment]] = Scoped.as_manager()  # type: ignore[assignment]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach from whose labels it was learned."""
        return Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


@transaction.atomic
def adjust(coach: Member, *, weights: str, shift: Mapping[str, tuple[float, ...]]) -> Adjustment:
    """Read this coach's meetings with what was learned from her labels, in the place of what was learned before."""
    own_key(coach)
    Adjustment.objects.filter(coach=coach).delete()
    return Adjustment.objects.create(coach=coach, weights=weights, shift={k: list(v) for k, v in shift.items()})


def read_as_shipped(coach: Member) -> int:
    """Read this coach's meetings as everybody's again; returns 1, or 0 if nothing had been learned."""
    gone, _ = Adjustment.objects.filter(coach=coach).delete()
    return gone


@transaction.atomic
def correct(utterance: Utterance, coach: Member, said: str) -> Correction:
    """Say what a turn is; what was said of it before gives way. Raises ValueError if nothing is said."""
    if not said.strip():
        raise ValueError(gettext("Say what the turn is, or take back what you said of it."))
    Utterance.objects.select_for_update().filter(pk=utterance.pk).first()  # two key presses in a row are one label
    Correction.objects.filter(utterance=utterance, coach=coach).delete()
    return Correction.objects.create(utterance=utterance, coach=coach, said=said.strip())


def take_back(utterance: Utterance, coach: Member) -> int:
    """Take back what a coach said of a turn, so that the model's label stands again; returns 1, or 0 if there was none.

    What a turn says is asked anew each time, so nothing has to be put back.
    """
    gone, _ = Correction.objects.filter(utterance=utterance, coach=coach).delete()
    return gone


@transaction.atomic
def agree_to_rest(meeting: Meeting, coach: Member, said: Mapping[int, str]) -> int:
    """Agree to the labels of all turns that the coach said nothing of; returns how many those were.

    ``said`` holds the label that each turn has now, by its id. What she agreed to stays if the model changes its mind.
    """
    turns = list(Utterance.objects.select_for_update().filter(meeting=meeting).order_by("pk"))
    mine = Correction.objects.filter(utterance__meeting=meeting, coach=coach)
    known = set(mine.values_list("utterance", flat=True))
    new = [
        Correction(utterance=turn, coach=coach, said=said[turn.pk], rest=True)
        for turn in turns
        if turn.pk not in known and said.get(turn.pk)
    ]
    Correction.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def disagree_with_rest(meeting: Meeting, coach: Member) -> int:
    """Take back what was agreed to all at once; what was chosen one by one stays. Returns how many went."""
    gone, _ = Correction.objects.filter(utterance__meeting=meeting, coach=coach, rest=True).delete()
    return gone


@transaction.atomic
def tell_who_spoke(meeting: Meeting, *, coach: Alias, client: Alias) -> WhoSpoke:
    """Say which names in a transcript are the coach's and the client's. Raises ValueError if they are one person's."""
    if coach.person_id == client.person_id:
        raise ValueError(gettext("Coach and client are two people; choose one name for each."))
    told, _ = WhoSpoke.objects.update_or_create(meeting=meeting, defaults={"coach": coach, "client": client})
    return told


def forget_who_spoke(meeting: Meeting) -> None:
    """Go by the names of coach and client again, as the files and the page People have them."""
    WhoSpoke.objects.filter(meeting=meeting).delete()


def show_mirror(meeting: Meeting, by: Member) -> ShownMirror:
    """Show the client the mirror of a meeting; said twice, it is shown once."""
    shown, _ = ShownMirror.objects.get_or_create(meeting=meeting, defaults={"by": by})
    return shown


def take_mirror_back(meeting: Meeting) -> None:
    """Show it to the client no longer."""
    ShownMirror.objects.filter(meeting=meeting).delete()


def leave_no_mirror(engagement: Engagement, coach: Member) -> None:
    """Remove what a coach said and showed of her own work here, when another coach takes the engagement over."""
    Correction.objects.filter(utterance__meeting__engagement=engagement, coach=coach).delete()
    ShownMirror.objects.filter(meeting__engagement=engagement, by=coach).delete()
