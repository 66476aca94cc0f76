"""What the client writes on her page in one go: everything is kept, or nothing is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.record import insight
from waylight.record.between.mood import feel
from waylight.record.between.outcome import say_what_became
from waylight.record.between.question import CoachQuestion, answer, question_for
from waylight.record.engagement import Engagement
from waylight.record.insight import STANDS, Commitment, Confidence, Question, Reflection
from waylight.record.stakeholder import name_somebody
from waylight.record.unseen import ChangedMeanwhile, mark_of
from waylight.record.webhooks.of_entries import tell_if_shared

if TYPE_CHECKING:
    from datetime import date

    from waylight.record.people import Person


class CannotBeHelper(ValueError):
    """Whom she typed in as somebody who helped her cannot be named as such; the message says why."""


@dataclass(frozen=True, slots=True)
class Became:
    """What she says of one commitment."""

    commitment: int
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Everything she may say, each part only if she wants to. A helper is somebody known, or a new name."""

    text: str = ""
    answers: bool = False  # the text answers the question that stands there
    mood: int | None = None
    mood_words: str = ""
    confidence: int | None = None
    confidence_words: str = ""
    helper: Person | None = None
    new_helper: str = ""
    heard: str = ""
    changed: str = ""
    became: tuple[Became, ...] = ()
    next: str = ""
    due: date | None = None
    question: str = ""
    private: bool = True

    @property
    def is_empty(self) -> bool:
        """Nothing in it would be kept."""
        words = (self.text, self.heard, self.next, self.question)
        return not any(word.strip() for word in words) and (self.mood, self.confidence, self.became) == (None, None, ())


def mark_of_page(engagement: Engagement, on: date, asked: CoachQuestion | Question | None) -> str:
    """What her page of a day shows, as its form carries it: entries of the day, what is open, and what is ``asked``."""
    here = {"engagement": engagement}
    entries = [(one.pk, one.mark) for one in Reflection.objects.filter(**here, on=on, removed_at=None).order_by("pk")]
    still = list(Commitment.objects.filter(STANDS, **here, state="open").order_by("pk").values_list("pk", flat=True))
    return mark_of(str(on), entries, still, asked and (type(asked).__name__, asked.pk))


def kept_already(engagement: Engagement, key: str) -> Reflection | None:
    """The entry of a form that was sent before, whose answer did not arrive."""
    return Reflection.objects.filter(engagement=engagement, key=key, removed_at=None).first()


@transaction.atomic
def keep(engagement: Engagement, day: Day, *, on: date, key: str, seen: str | None = None) -> Reflection:
    """Keep what she wrote as one entry of her journal, with everything that belongs to it. Sent twice, it is kept once.

    Raises ValueError if there is nothing to keep or a part does not fit, and ChangedMeanwhile if the page shows
    something else by now than what ``seen`` is the mark of; then nothing is kept.
    """
    Engagement.objects.select_for_update().only("pk").get(pk=engagement.pk)  # of two at once, the second comes after
    if before := kept_already(engagement, key):
        return before
    shown = question_for(engagement)
    if seen is not None and seen != mark_of_page(engagement, on, shown):
        raise ChangedMeanwhile
    if day.is_empty:
        raise ValueError(gettext("Nothing is written yet. One part is enough."))
    # A form that is sent again after what it wrote was removed writes anew, and that stays what can be put back.
    Reflection.objects.filter(engagement=engagement, key=key).update(key=None)
    asked = shown if day.answers and day.text.strip() else None
    entry = Reflection.objects.create(engagement=engagement, on=on, text=day.text.strip(), private=day.private, key=key)
    tell_if_shared(entry)
    _rate(entry, day)
    _answer(entry, asked)
    if day.heard.strip():
        insight.hear(entry, text=day.heard, person=_helper(engagement, day), changed=day.changed)
    for one in day.became:
        chosen = Commitment.objects.filter(STANDS, engagement=engagement, pk=one.commitment).first()
        if chosen is None:
            raise ChangedMeanwhile
        say_what_became(chosen, state=one.state, why=one.why, said_in=entry)
    if day.next.strip():
        insight.commit(engagement, on=on, text=day.next, due=day.due, reflection=entry)
    if day.question.strip():
        insight.carry(engagement, on=on, text=day.question, reflection=entry)
    return entry


def _rate(entry: Reflection, day: Day) -> None:
    if day.mood is not None:
        feel(entry, value=day.mood, words=day.mood_words)
    if day.confidence is not None:
        if not 0 <= day.confidence <= 10:
            raise ValueError(gettext("Confidence is a number from 0 to 10."))
        words = day.confidence_words.strip()
        Confidence.objects.create(
            engagement=entry.engagement, on=entry.on, value=day.confidence, words=words, reflection=entry
        )


def _answer(entry: Reflection, asked: CoachQuestion | Question | None) -> None:
    if asked is not None:
        answer(entry, asked)


def _helper(engagement: Engagement, day: Day) -> Person | None:
    if not day.new_helper.strip():
        return day.helper
    try:
        return name_somebody(engagement, name=day.new_helper).person
    except ValueError as reason:
        raise CannotBeHelper(str(reason)) from reason
