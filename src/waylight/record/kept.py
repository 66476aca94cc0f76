"""Results of an engagement's contacts that are kept, so that a page need not read every row again.

What is kept holds numbers of people and of rows, and times: no names and no words. It is dropped wherever what it was
made from changes, by ``rows_changed``, which every function calls that adds rows or takes them away, says who somebody
is, or changes what the client agrees to. What was made while such a change went on is not kept.

Answers are kept by a digest of the values that they follow from, so other values find none. Among them stands in which
state all of it was made, by a digest too.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import DatabaseError, models, transaction
from django.db.models import F, Q

from waylight.record.impatient import cannot_write_now, impatient
from waylight.record.scope import OfEngagement, Scoped
from waylight.record.trouble import why_not_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

MADE = "made "  # before the digest of a state, among answers
MOST_ANSWERS = 48  # of an engagement: those of its coach and its client, and of some weeks before


class Kept(OfEngagement):
    """Figures of one window, half-open and in UTC, as they were known at a time.

    ``measures`` says which figures and in which version of their lens, ``about`` everything else they depend on.
    """

    measures = models.CharField(max_length=40)
    about = models.CharField(max_length=200, blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    known_at = models.DateTimeField()  # what is dated later did not count
    figures = models.JSONField()

    objects: ClassVar[Scoped[Kept]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "measures", "about", "start", "end"], name="kept_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="kept_of_a_window"),
        ]


class KeptAnswer(OfEngagement):
    """What a lens answered of some values: ``of`` is a digest of them and of the version of the lens."""

    of = models.CharField(max_length=64)
    answer = models.JSONField()

    objects: ClassVar[Scoped[KeptAnswer]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["engagement", "of"], name="kept_answer_once")]


class Changes(models.Model):
    """How often what can be kept of an engagement has changed: whoever keeps something compares it with what it was."""

    engagement = models.OneToOneField("record.Engagement", models.CASCADE, primary_key=True, related_name="+")
    times = models.PositiveBigIntegerField(default=0)


def changes(engagement: Engagement) -> int:
    """How often the rows of an engagement have changed; ask before reading what is to be kept."""
    return Changes.objects.filter(engagement=engagement).values_list("times", flat=True).first() or 0


@transaction.atomic
def rows_changed(engagement: Engagement | int, *, since: datetime | None = None) -> None:
    """Drop what is kept of windows that end after ``since`` (UTC), the time of the first row that changed; or all.

    A row decides what later rows of the same two people and of its thread begin, and never what earlier ones do: so
    earlier windows stay. Answers are dropped with all of them, so that nothing is left of what was erased, let go or is
    not agreed to any more.
    """
    pk = engagement if isinstance(engagement, int) else engagement.pk
    mine = Changes.objects.filter(engagement=pk)
    if not mine.update(times=F("times") + 1):
        Changes.objects.get_or_create(engagement_id=pk, defaults={"times": 1})
    kept = Kept.objects.filter(engagement=pk)
    (kept if since is None else kept.filter(end__gt=since)).delete()
    if since is None:
        KeptAnswer.objects.filter(engagement=pk).delete()


def keep(engagement: Engagement, of: Sequence[Kept], *, instead: Q, seen: int) -> bool:
    """Keep figures instead of those that ``instead`` finds; returns whether they were kept.

    They are not where rows have changed since ``changes`` said ``seen``, or are changing now, and not where the store
    cannot be written at this moment: a page shows them all the same, and they are made again for the next.
    """

    def write() -> None:
        Kept.objects.filter(instead, engagement=engagement).delete()
        Kept.objects.bulk_create(of, batch_size=100)

    return _unless_changed(engagement, seen, write)


def answers_kept(engagement: Engagement, user: Asking, of: Collection[str]) -> dict[str, Any]:
    """What was answered of the values with these digests, as far as it is kept."""
    mine = KeptAnswer.objects.visible_to(user).filter(engagement=engagement, of__in=of)
    return dict(mine.values_list("of", "answer"))


def keep_answers(engagement: Engagement, made: Mapping[str, Any], *, seen: int) -> bool:
    """Keep answers by the digests of their values, and the last ``MOST_ANSWERS`` of all; as ``keep`` says."""

    def write() -> None:
        rows = [KeptAnswer(engagement=engagement, of=of, answer=answer) for of, answer in made.items()]
        KeptAnswer.objects.bulk_create(rows, ignore_conflicts=True)
        mine = KeptAnswer.objects.filter(engagement=engagement)
        last = mine.order_by("-pk").values_list("pk", flat=True)[:MOST_ANSWERS]
        mine.exclude(pk__in=list(last)).delete()

    return _unless_changed(engagement, seen, write)


def keep_state(engagement: Engagement, state: str, *, seen: int) -> bool:
    """Keep that all there is to keep was made in this state, and no state before it; as ``keep`` says."""

    def write() -> None:
        KeptAnswer.objects.filter(engagement=engagement, of__startswith=MADE).delete()
        KeptAnswer.objects.create(engagement=engagement, of=_of_state(state), answer=True)

    return _unless_changed(engagement, seen, write)


def states_made(of: Mapping[int, str]) -> set[int]:
    """Of some engagements (their numbers) and their states, those for which ``keep_state`` kept just that state."""
    known = KeptAnswer.objects.filter(engagement__in=list(of), of__startswith=MADE).values_list("engagement", "of")
    return {pk for pk, kept in known if kept == _of_state(of[pk])}


def _of_state(state: str) -> str:
    return MADE + hashlib.sha256(state.encode()).hexdigest()[: 64 - len(MADE)]


def _unless_changed(engagement: Engagement, seen: int, write: Callable[[], None]) -> bool:
    """Write, unless rows have changed or are changing, or the store cannot be written; returns whether it was done."""
    try:
        with impatient(), transaction.atomic():
            Changes.objects.get_or_create(engagement=engagement)
            now = Changes.objects.select_for_update(nowait=True).get(engagement=engagement)
            if now.times == seen:
                write()
            return now.times == seen
    except DatabaseError as failure:
        if not (cannot_write_now(failure) or why_not_stored(failure)):
            raise
        return False
