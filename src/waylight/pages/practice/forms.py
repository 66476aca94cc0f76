"""The words of a practice, as its admin types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from waylight.pages.engagements.forms import ZONES
from waylight.record.practice import MOST_WORDS, Word, left_without, standing
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from django.http import QueryDict

    from waylight.record.people import Practice
    from waylight.record.practice import Kind

LEVELS = (gettext_lazy("Levels, the highest first"), gettext_lazy("Level"))
SIDES = (gettext_lazy("Sides, clockwise from the top of the map"), gettext_lazy("Side"))


class BeginForm(forms.Form):
    """What new engagements and new rounds of the pulse begin with."""

    zone = forms.ChoiceField(
        label=gettext_lazy("Your time zone"),
        choices=[("UTC", "UTC"), *((zone, zone) for zone in ZONES)],
        help_text=gettext_lazy("New engagements begin with it; each can have another."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("The language of mails to stakeholders"),
        choices=Pulse.Language.choices,
        help_text=gettext_lazy("Each round of the pulse can have another."),
    )


def as_begun(practice: Practice) -> dict[str, str]:
    """What they begin with now, as the form shows it."""
    return {"zone": practice.zone, "language": practice.language}


class Words:
    """The levels or the sides of a practice as a list of fields: one each, in order, and empty ones for more."""

    SPARE = 2

    def __init__(self, practice: Practice, kind: Kind, sent: QueryDict | None = None) -> None:
        self.practice, self.kind = practice, kind
        self.label, self.one = LEVELS if kind == "level" else SIDES
        people = standing(practice, kind)
        now = practice.levels if kind == "level" else practice.sides
        before, typed = (sent.getlist(f"{kind}-before"), sent.getlist(kind)) if sent else (now, now)
        room = min(self.SPARE, MOST_WORDS - len(typed)) if sent is None else 0
        self.rows = [(old, new, people.get(old, 0)) for old, new in zip(before, typed, strict=False)]
        self.rows += [("", "", 0)] * room

    @property
    def given(self) -> list[Word]:
        """What was typed; an empty field is no word."""
        return [Word(old, new) for old, new, _ in self.rows if new.strip()]

    @property
    def left(self) -> list[tuple[str, int]]:
        """Words that were emptied although people stand there, and how many."""
        return left_without(self.practice, self.kind, self.given)
