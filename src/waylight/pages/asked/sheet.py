"""The questions as they stand on a rater's page, and as the client sees them before anybody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.pages.templatetags.words import signed
from waylight.record.asking.answering import LONGEST, TALKED_VALUES, VALUES, Given
from waylight.record.asking.planning import asks_about
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

CANNOT_SAY = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One of the answers from −3 to +3."""

    value: int
    chosen: bool

    @property
    def shown(self) -> str:
        """The number with a sign: *−3*, *0*, *+2*."""
        return signed(self.value, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A behaviour to be answered, in its place, with the answer so far."""

    place: int
    text: str
    steps: list[Step]
    cannot_say: bool

    @property
    def answer(self) -> str:
        """The answer so far as it is shown: *+2*, or "" for none."""
        return next((step.shown for step in self.steps if step.chosen), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is asked in a round, of whom, and what was answered so far. ``since`` is the last time's last day."""

    name: str
    since: date | None
    lines: list[Line]
    question: str
    given: Given
    longest: int = LONGEST


def sheet_of(pulse: Pulse, given: Given) -> Sheet:
    """The sheet of a round."""
    lines = [
        Line(place, one.text, _steps(given, place), _cannot(given, place))
        for place, one in enumerate(asks_about(pulse), 1)
    ]
    return Sheet(pulse.engagement.client.name, _since(pulse), lines, pulse.question, given)


def _steps(given: Given, place: int) -> list[Step]:
    return [Step(value, given.values.get(place) == value) for value in VALUES]


def _cannot(given: Given, place: int) -> bool:
    return place in given.values and given.values[place] is None


def _since(pulse: Pulse) -> date | None:
    """The last day of the round before; None for the first."""
    earlier = Pulse.objects.filter(engagement=pulse.engagement_id, closes__lt=pulse.opens).exclude(opened_at=None)
    return earlier.exclude(pk=pulse.pk).order_by("-closes").values_list("closes", flat=True).first()


def typed(form: QueryDict, places: int) -> Given:
    """What was chosen and written on a sheet. Raises ValueError for an answer that the page does not offer."""
    values: dict[int, int | None] = {}
    for place in range(1, places + 1):
        if chosen := form.get(f"q{place}", ""):
            values[place] = None if chosen == CANNOT_SAY else _one_of(chosen, VALUES)
    talked = form.get("talked", "")
    words = form.get("words", "").replace("\r\n", "\n").strip()
    return Given(values, _one_of(talked, TALKED_VALUES) if talked else None, words)


def _one_of(chosen: str, offered: range) -> int:
    if chosen not in {str(value) for value in offered}:
        raise ValueError("That is none of the answers there are.")  # not for readers
    return int(chosen)
