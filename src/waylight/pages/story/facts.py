"""The record of one engagement as the making of its story takes it: what the coach may see, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.translation import gettext, gettext_noop

from waylight.lenses.story.facts import NOT_KNOWN, Change, Facts, Grown, Often, Rated, Said
from waylight.pages.path.sentences import way_of
from waylight.pages.path.told import tell
from waylight.record.goal import Goal, GoalRating
from waylight.record.insight import Commitment, Confidence, Insight, Question
from waylight.record.learning import LearningNote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from waylight.access.predicates import Asking
    from waylight.lenses.figure import Figure
    from waylight.lenses.growth.answer import Answer
    from waylight.pages.movement.movement import Shown
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Series, Value
    from waylight.record.engagement import Engagement

NOT_TOLD = "It cannot be told."  # not for readers: of such a series, no sentence is made
ENDS = 4  # weeks at either end of the time
NAMES = {
    "reach_out": gettext_noop("the client reached out first"),
    "reach_in": gettext_noop("others reached out first"),
}


def facts_of(engagement: Engagement, user: Asking, path: Path | None, movement: Shown | None) -> Facts:
    """Gather what the record has to say, in the language that is spoken; what is private to the client is not in it."""
    rated = Prefetch("ratings", GoalRating.objects.visible_to(user))
    goals = list(Goal.objects.visible_to(user).filter(engagement=engagement, removed_at=None).prefetch_related(rated))
    agreed = [Said(0, engagement.begins, engagement.goals)] if engagement.goals else []
    dropped = _of(Commitment, engagement, user).filter(state=Commitment.State.DROPPED)
    return Facts(
        goals=(*agreed, *(Said(one.pk, one.since, one.text) for one in goals)),
        ratings=tuple(Rated(one.pk, one.on, one.value) for one in _of(Confidence, engagement, user)),
        questions=tuple(Said(one.pk, one.on, one.text) for one in _of(Question, engagement, user)),
        insights=tuple(Said(one.pk, one.on, one.text, one.changed) for one in _of(Insight, engagement, user)),
        grown=tuple(_grown(path, engagement, user)) if path else (),
        often=tuple(_often(path)) if path else (),
        reached=_change(movement.change.figure) if movement else NOT_KNOWN,
        around=_change(movement.moved.one_another) if movement else NOT_KNOWN,
        began=movement.all_began if movement else 0,
        brought=movement.all_brought if movement else 0,
        learned=tuple(_learned(engagement, user)),
        short_of=tuple(Said(one.pk, one.since, one.text) for one in goals if _below(one)),
        dropped=tuple(Said(one.pk, one.on, one.text) for one in dropped),
    )


def _of(model: Any, engagement: Engagement, user: Asking) -> Any:
    return model.objects.visible_to(user).filter(engagement=engagement).select_related("engagement")


def _below(goal: Goal) -> bool:
    latest = max(goal.ratings.all(), key=lambda one: (one.on, one.pk), default=None)
    return latest is not None and latest.level < 0


def _change(figure: Figure) -> Change:
    return Change(figure.value, figure.low, figure.high, figure.why_not)


def _learned(engagement: Engagement, user: Asking) -> Iterator[Said]:
    mine = LearningNote.objects.visible_to(user).filter(
        Q(meeting__engagement=engagement) | Q(utterance__meeting__engagement=engagement)
    )
    for one in mine.select_related("coach").order_by("on", "pk"):
        yield Said(one.pk, one.on, one.text)


def _grown(path: Path, engagement: Engagement, user: Asking) -> Iterator[Grown]:
    """All together first, then each stage alone."""
    told = tell(path, engagement, user)
    yield _as_told("", "", told.answer, told.way)
    for one in path.stages:
        if (answer := told.alone.get(one.key)) is not None and one.points:
            yield _as_told(one.key, one.name, answer, way_of(answer, ratio=one.points.kind == "counts"))


def _as_told(key: str, name: str, answer: Answer, way: str) -> Grown:
    if answer.kinds is None:
        return Grown(name, "unclear", why_not=answer.why_not or NOT_TOLD, key=key)
    kinds = answer.kinds
    if answer.says == "unclear" or (way == "changed" and answer.says != "nothing"):
        return Grown(name, "unclear", key=key)
    chance = 1 - kinds.nothing if answer.says == "changed" else float(getattr(kinds, answer.says))
    weeks = answer.growth.weeks.value if answer.growth else None
    return Grown(name, answer.says, chance, weeks, fell=way == "fell", key=key)  # type: ignore[arg-type]


def _often(path: Path) -> Iterator[Often]:
    for one in path.series:
        if both := ends_of(one):
            first, last = (sum(value.figure.value or 0.0 for value in few) / ENDS for few in both)
            what = NAMES[one.key]
            yield Often(gettext(what), first, last, one.key)


def ends_of(series: Series) -> tuple[Sequence[Value], Sequence[Value]] | None:
    """The first and the last weeks of which a count of contact is known; None where these are not apart."""
    known = [value for value in series.values if value.figure.value is not None]
    return (known[:ENDS], known[-ENDS:]) if series.key in NAMES and len(known) >= 2 * ENDS else None
