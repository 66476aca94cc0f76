"""Sentences of transcripts that were proposed, and that nobody wanted to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from waylight.record.meeting import Utterance
from waylight.record.scope import WithSeal
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.record.meeting import Meeting

TO_MEETING = "utterance__meeting"  # what a query selects to read what was set aside


class SetAside(WithSeal):
    """A sentence of a transcript that was proposed as a commitment or question, and that the user put aside."""

    utterance = models.ForeignKey(Utterance, models.CASCADE, related_name="set_aside")
    text = SealedText(of="utterance__meeting__engagement")

    class Meta:
        verbose_name_plural = "set aside"  # not for readers


def set_aside(utterance: Utterance, text: str) -> None:
    """Put a proposed sentence aside, so that it is not proposed again; done twice at once, two rows say the same."""
    if text not in {one.text for one in SetAside.objects.filter(utterance=utterance).select_related(TO_MEETING)}:
        SetAside.objects.create(utterance=utterance, text=text)


def put_aside_in(meeting: Meeting) -> set[tuple[int, str]]:
    """What was put aside of a meeting's transcript: the number of the turn's row, and the sentence."""
    here = SetAside.objects.filter(utterance__meeting=meeting).select_related("utterance")
    found = list(here.only("seal", "text", "utterance__meeting"))
    for one in found:
        one.utterance.meeting = meeting  # it leads to the key, and is the same for all
    return {(one.utterance_id, one.text) for one in found}
