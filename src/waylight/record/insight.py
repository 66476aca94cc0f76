"""What the client finds out, says, chooses and asks, in her own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy

from waylight.access import predicates
from waylight.record.became import BECAME
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Person
from waylight.record.scope import FromFile, OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.unseen import as_it_is, mark_of
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.of_entries import tell_if_shared, tell_of
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class Reflection(Removable, WithSeal, FromFile, OfEngagement):
    """An entry of the client's journal, private to her or shared with her coach. ``on`` is her local date.

    Removed, it is seen by nobody, with all that stands in it; she alone finds it among what she can put back.
    """

    on = models.DateField()
    text = SealedText(blank=True)
    private = models.BooleanField(default=True)
    key = models.CharField(max_length=64, null=True, blank=True)

    objects: ClassVar[Scoped[Reflection]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["engagement", "key"], name="reflection_once_per_key")]

    def __str__(self) -> str:
        return f"reflection, {self.on:%-d %B %Y}"

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.on, self.text, self.private, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The client; the coach if it is shared; nobody once it is removed."""
        return predicates.shared_or_own_reflection(user) & Q(removed_at=None)


class Said(WithSeal, FromFile, OfEngagement):
    """Something that may stand in a reflection or come from a meeting; private when the reflection is."""

    on = models.DateField()
    reflection = models.ForeignKey(Reflection, models.CASCADE, null=True, blank=True, related_name="%(class)s_set")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="%(class)s_set")
    utterance = models.ForeignKey(Utterance, models.SET_NULL, null=True, blank=True, related_name="%(class)s_set")

    class Meta:
        abstract = True

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Whoever may see the reflection it stands in; both where it stands in none."""
        return predicates.shared_or_own_reflection(user, to_reflection="reflection")


class Insight(Said):
    """What the client learned, in her own words: who it came from, and what it changed."""

    text = SealedText()
    heard_from = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="insights")
    changed = SealedText(blank=True)

    objects: ClassVar[Scoped[Insight]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="insight_has_words")]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.text, self.heard_from_id, self.changed)


class Commitment(Said):
    """What the client chose to do. Only she and her coach say what became of it; nothing is concluded for them."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a commitment", "Open")
        KEPT = "kept", pgettext_lazy("a commitment", "Kept")
        CHANGED = "changed", pgettext_lazy("a commitment", "Changed")
        DROPPED = "dropped", pgettext_lazy("a commitment", "Dropped")

    text = SealedText()
    due = models.DateField(null=True, blank=True)  # the day she chose for it, if she chose one
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    # What a removed entry had said of it, so that putting the entry back says it again; it is open meanwhile.
    was = models.CharField(max_length=8, blank=True)
    settled_in = models.ForeignKey(Reflection, models.SET_NULL, null=True, blank=True, related_name="settles")

    objects: ClassVar[Scoped[Commitment]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="commitment_has_words"),
            models.CheckConstraint(
                condition=Q(state="open", settled_on__isnull=True) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="commitment_settled_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "kept", "changed", "dropped"]), name="commitment_state_known"
            ),
        ]

    @property
    def became(self) -> str:
        """Its state in the reader's words, as they stand within a sentence."""
        return str(BECAME[self.state])


class Question(Said):
    """A question the client carries, in her own words, until she lays it down."""

    text = SealedText()
    laid_down_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Scoped[Question]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_has_words")]


class Confidence(Said):
    """The client's own rating, 0 to 10, on a day, in her words."""

    value = models.FloatField()
    words = SealedText(blank=True)

    objects: ClassVar[Scoped[Confidence]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        verbose_name_plural = "confidence"  # not for readers
        constraints = [models.CheckConstraint(condition=Q(value__gte=0, value__lte=10), name="confidence_0_to_10")]


# Of what was said: what stands in no entry that was removed. For who asks without a reader; ``visible_to`` has it.
STANDS = Q(reflection__removed_at=None)

# What may stand in an entry, and goes with it, by the name of its model.
STANDS_IN = ("insight", "commitment", "question", "confidence", "mood", "outcome", "perspective")


@transaction.atomic
def reflect(
    engagement: Engagement, *, on: date, text: str, private: bool, confidence: float | None = None, words: str = ""
) -> Reflection:
    """Write an entry in the client's journal, with her rating if she gave one. Raises ValueError if both are empty."""
    if not text.strip() and confidence is None:
        raise ValueError(gettext("The entry is empty."))
    if confidence is not None and not 0 <= confidence <= 10:
        raise ValueError(gettext("Confidence is a number from 0 to 10."))
    entry = Reflection.objects.create(engagement=engagement, on=on, text=text.strip(), private=private)
    if confidence is not None:
        Confidence.objects.create(engagement=engagement, on=on, value=confidence, words=words, reflection=entry)
    tell_if_shared(entry)
    return entry


@transaction.atomic
def rewrite(reflection: Reflection, *, on: date, text: str, private: bool, seen: str | None = None) -> None:
    """Change an entry's day, words and privacy. Raises ValueError when nothing would be left of it.

    ``seen`` is the mark of what the writer saw; raises ChangedMeanwhile if it says something else by now.
    """
    was_private = as_it_is(reflection, seen).private
    if not text.strip() and not _holds_more(reflection):
        raise ValueError(gettext("The entry is empty; remove it instead."))
    reflection.on, reflection.text, reflection.private = on, text.strip(), private
    reflection.save(update_fields=["on", "text", "private"])
    for name in STANDS_IN:
        getattr(reflection, f"{name}_set").update(on=on)
    if was_private:
        tell_if_shared(reflection)


def _holds_more(reflection: Reflection) -> bool:
    """Whether anything but words stands in an entry."""
    return any(getattr(reflection, f"{name}_set").exists() for name in STANDS_IN)


@transaction.atomic
def hear(reflection: Reflection, *, text: str, person: Person | None, changed: str = "") -> Insight:
    """Note in an entry what was heard, from whom, and what it changed. Raises ValueError when empty."""
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
    heard = Insight.objects.create(
        engagement=reflection.engagement,
        on=reflection.on,
        reflection=reflection,
        text=text.strip(),
        heard_from=person,
        changed=changed.strip(),
    )
    tell_of(heard, Event.INSIGHT_NOTED)
    return heard


@transaction.atomic
def reword(insight: Insight, *, text: str, person: Person | None, changed: str = "", seen: str | None = None) -> None:
    """Write an insight again: its words, whom it came from, what it changed. Raises ValueError when empty.

    ``seen`` is the mark of what the writer saw; raises ChangedMeanwhile if it says something else by now.
    """
    now = as_it_is(insight, seen)
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
    now.text, now.heard_from, now.changed = text.strip(), person, changed.strip()
    now.save(update_fields=["text", "heard_from", "changed"])


@transaction.atomic
def share(reflection: Reflection, *, private: bool) -> None:
    """Share an entry with the coach, or take it back."""
    if Reflection.objects.filter(pk=reflection.pk, private=not private).update(private=private) and not private:
        tell(reflection.engagement, Event.REFLECTION_SHARED, reflection.pk)


@transaction.atomic
def commit(
    engagement: Engagement,
    *,
    on: date,
    text: str,
    due: date | None = None,
    reflection: Reflection | None = None,
    meeting: Meeting | None = None,
    utterance: Utterance | None = None,
) -> Commitment:
    """Keep what the client chose to do, in her words, by a day if she named one. Raises ValueError when empty."""
    if not text.strip():
        raise ValueError(gettext("There are no words to keep."))
    places = {"reflection": reflection, "meeting": meeting, "utterance": utterance}
    made = Commitment.objects.create(engagement=engagement, on=on, text=text.strip(), due=due, **places)
    tell_of(made, Event.COMMITMENT_MADE)
    return made


@transaction.atomic
def settle(
    commitment: Commitment, *, state: str, on: date, said_in: Reflection | None = None, by_file: bool = False
) -> None:
    """Say what became of a commitment; ``open`` takes it back. Raises ValueError for an unknown state.

    Of what files say (``by_file``) programs are told by the import alone.
    """
    if state not in Commitment.State.values:
        raise ValueError(f"A commitment is {', '.join(Commitment.State.values)}; not “{state}”.")  # not for readers
    is_open = state == Commitment.State.OPEN
    Commitment.objects.filter(pk=commitment.pk).update(
        state=state, settled_on=None if is_open else on, settled_in=None if is_open else said_in, was=""
    )
    if not by_file:
        tell_of(commitment, Event.COMMITMENT_SETTLED)


def carry(
    engagement: Engagement,
    *,
    on: date,
    text: str,
    reflection: Reflection | None = None,
    meeting: Meeting | None = None,
    utterance: Utterance | None = None,
) -> Question:
    """Carry a question of the client's over to later meetings. Raises ValueError when empty."""
    if not text.strip():
        raise ValueError(gettext("There is no question to carry."))
    places = {"reflection": reflection, "meeting": meeting, "utterance": utterance}
    return Question.objects.create(engagement=engagement, on=on, text=text.strip(), **places)


def lay_down(question: Question, *, on: date | None) -> None:
    """Lay a question down on a day; ``None`` takes it up again."""
    Question.objects.filter(pk=question.pk).update(laid_down_on=on)
