"""What the client chose to do, as her page asks about it: a line for each, with what she has just typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext

from waylight.record.between.day import Became
from waylight.record.insight import Commitment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

ASKED = re.compile(r"(became|why)_(\d{1,17})")
STATES = ("kept", "changed", "dropped")
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One thing she chose to do. ``said`` is where it was settled while she wrote; "" where it is open."""

    commitment: Commitment
    state: str
    why: str

    @property
    def said(self) -> str:
        """What it is by now, if she or her coach said so elsewhere."""
        return "" if self.commitment.state == Commitment.State.OPEN else self.commitment.state


def lines(engagement: Engagement, user: Asking, typed: Mapping[str, str]) -> list[Line]:
    """What is open, the oldest first; and what she has typed something about, whatever became of it meanwhile."""
    about = {int(found[2]) for name, value in typed.items() if value and (found := ASKED.fullmatch(name))}
    mine = Commitment.objects.visible_to(user).filter(engagement=engagement)
    shown = list(mine.filter(Q(state=Commitment.State.OPEN) | Q(pk__in=about)))
    for one in shown:
        one.engagement = engagement  # it leads to the key of their words
    return [Line(one, typed.get(f"became_{one.pk}", ""), typed.get(f"why_{one.pk}", "")) for one in shown]


def became(shown: list[Line]) -> tuple[Became, ...]:
    """What she says of them. Raises ValueError for words about one of which nothing is said, and for too many."""
    for line in shown:
        if line.why.strip() and line.state not in STATES:
            said = gettext("Say what became of “{text}”: kept, changed or dropped.")
            raise ValueError(said.format(text=line.commitment.text))
        if len(line.why) > LONGEST:
            said = gettext("Keep what you write of “{text}” to {most} characters.")
            raise ValueError(said.format(text=line.commitment.text, most=LONGEST))
    return tuple(Became(line.commitment.pk, line.state, line.why) for line in shown if line.state in STATES)


def left_over(shown: list[Line], typed: Mapping[str, str]) -> list[str]:
    """Words typed about something that is not there any more, to copy: nothing typed is lost."""
    there = {f"why_{line.commitment.pk}" for line in shown}
    return [value for name, value in typed.items() if name.startswith("why_") and value and name not in there]
