"""What a note of the coach's journal is about: a meeting, a turn of it, or a figure of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.urls import reverse
from django.utils.translation import gettext

from waylight.language import day_and_year
from waylight.pages.mirror.figures import SHOWN, only
from waylight.record.meeting import Meeting, Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.access.predicates import Asking
    from waylight.record.learning import LearningNote

FIGURES = {name: words for name, words, _ in SHOWN}


class Tie(TypedDict):
    """What ``learn`` takes to tie a note."""

    meeting: Meeting | None
    utterance: Utterance | None
    figure: str


@dataclass(frozen=True, slots=True)
class About:
    """What a note is about in words, where that stands, and how a form carries it."""

    words: str
    address: str
    fields: tuple[tuple[str, str], ...]


def asked_for(given: Mapping[str, str], user: Asking) -> Tie:
    """What an address, a form or a program names; nothing where there is no such thing for this coach."""
    nothing = Tie(meeting=None, utterance=None, figure="")
    turn, meeting = _number(given.get("turn", "")), _number(given.get("meeting", ""))
    if turn is not None:
        turns = Utterance.objects.visible_to(user).filter(pk=turn, meeting__engagement__coach__user=user.pk)
        one = turns.select_related("meeting__engagement__client").first()
        return Tie(meeting=one.meeting, utterance=one, figure="") if one else nothing
    mine = Meeting.objects.visible_to(user).filter(engagement__coach__user=user.pk)
    there = mine.select_related("engagement__client").filter(pk=meeting).first() if meeting is not None else None
    figure = given.get("figure", "")
    return Tie(meeting=there, utterance=None, figure=figure if there and figure in FIGURES else "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def about(meeting: Meeting | None, utterance: Utterance | None, figure: str) -> About | None:
    """Say what a note is about; None for one about nothing in particular."""
    if meeting is None:
        return None
    where = reverse("mirror", args=[meeting.engagement_id, meeting.pk])
    told = {"day": day_and_year(meeting.local), "name": meeting.engagement.client.name}
    if utterance is not None:
        address = f"{where}?at={utterance.turn}#turn-{utterance.turn}"
        words = gettext("turn {number} of the meeting of {day}, with {name}").format(number=utterance.turn, **told)
        return About(words, address, (("turn", str(utterance.pk)),))
    if figure in FIGURES:
        fields = (("meeting", str(meeting.pk)), ("figure", figure))
        words = gettext("{figure}, {day}, with {name}").format(figure=gettext(FIGURES[figure]), **told)
        return About(words, only(meeting, figure.replace("_", "-")), fields)
    words = gettext("the meeting of {day}, with {name}").format(**told)
    return About(words, where, (("meeting", str(meeting.pk)),))


def about_note(note: LearningNote) -> About | None:
    """What a note is about, as long as its coach has the engagement."""
    return about(note.about, note.utterance, note.figure)
