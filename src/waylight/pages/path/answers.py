"""What the page shows of the answers: the sentence and its odds, each series alone, the order, and her own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.pages.evidence.links import evidence
from waylight.pages.path import sentences
from waylight.pages.path.told import STAGE_OF, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.access.predicates import Asking
    from waylight.lenses.growth.answer import Answer
    from waylight.pages.path.path import Path
    from waylight.pages.path.series import Series
    from waylight.pages.path.told import Told
    from waylight.record.engagement import Engagement
    from waylight.record.moment import OwnAnswer

WIDE = 100  # of the bar beside a probability
EVIDENCE = {"reach_out": "reach-out", "reach_in": "reach-in", "own_meetings": "own-meetings"}


@dataclass(frozen=True, slots=True)
class Chance:
    """One of the four, and its probability."""

    name: str
    chance: float
    likeliest: bool

    @property
    def written(self) -> str:
        """In words."""
        return sentences.chance(self.chance)

    @property
    def width(self) -> float:
        """Of its bar."""
        return self.chance * WIDE


@dataclass(frozen=True, slots=True)
class Alone:
    """What one series says alone. ``more`` are its dates, its size and how many more weeks would settle it."""

    series: Series
    says: str
    more: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All of it. ``chances`` is empty where there is too little to say; then the sentence says why."""

    sentence: str
    more: tuple[str, ...]
    chances: tuple[Chance, ...]
    together: int  # series that the answer rests on
    alone: tuple[Alone, ...]
    order: str
    links: tuple[str, ...]  # what went before what, where that may be said
    told: Told


def asked_first(engagement: Engagement, user: Asking, own: Sequence[OwnAnswer]) -> bool:
    """Whether the client has not answered herself yet: what is measured is told her after that, or when she asks."""
    return engagement.client.user_id == user.pk and not own


def show_answers(path: Path, engagement: Engagement, user: Asking) -> Shown:
    """What the page says of the stages."""
    told = tell(path, engagement, user)
    answer, able = told.answer, [one for one in told.alone.values() if one.kinds]
    names = {one.key: one.name for one in path.stages}
    return Shown(
        sentences.in_one_sentence(answer, told.way) if able else gettext(TOO_LITTLE),
        tuple(sentences.when_exactly(answer)) if answer.kinds else (),
        _chances(answer),
        len(able),
        tuple(_alone(one, told, path, engagement) for one in path.stages),
        sentences.in_order(told.order, names) if len(able) > 1 else "",
        _links(told, names),
        told,
    )


TOO_LITTLE = gettext_noop(
    "It is too early to tell a moment from growth: no series has six weeks or ratings yet. "
    "What can be seen so far is drawn below."
)


def rows_of(series: Series, path: Path, engagement: Engagement) -> str:
    """Where the rows of a whole series are shown; of one that is grouped, the last round that is known."""
    if series.grouped:
        known = (value.evidence for value in reversed(series.values) if value.figure.value is not None)
        return next(known, series.values[-1].evidence)
    what = EVIDENCE.get(series.key, series.key)
    return evidence(engagement, what, start=path.weeks[0].start, end=path.weeks[-1].end)


def _chances(answer: Answer) -> tuple[Chance, ...]:
    if answer.kinds is None:
        return ()
    nothing, moment, gradual, both = answer.kinds
    every = (
        (gettext("Over time"), gradual),
        (gettext("A moment"), moment),
        (gettext("Both"), both),
        (gettext("No change"), nothing),
    )
    return tuple(Chance(name, chance, chance == max(answer.kinds)) for name, chance in every)


def _links(told: Told, names: dict[str, str]) -> tuple[str, ...]:
    called = {name: names[key] for key, name in STAGE_OF.items() if key in names}
    return tuple(sentences.went_before(one, called) for one in told.links if one.told)


def _alone(series: Series, told: Told, path: Path, engagement: Engagement) -> Alone:
    answer = told.alone.get(series.key)
    where = rows_of(series, path, engagement)
    if answer is None or series.points is None:
        return Alone(series, series.why_not, (), where)
    ratio = series.points.kind == "counts"
    more = [*sentences.when_exactly(answer), sentences.more_weeks(answer)] if answer.kinds else []
    if answer.kinds and answer.says not in ("nothing", "unclear"):
        more.append(gettext("If it changed: {size}").format(size=sentences.size(answer, ratio=ratio)))
    if answer.check and not answer.check.fits:
        more.append(gettext("These values are not such as this way of looking expects; take its answer with care."))
    says = sentences.in_one_sentence(answer, sentences.way_of(answer, ratio=ratio))
    return Alone(series, says, tuple(filter(None, more)), where)
