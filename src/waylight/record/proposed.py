"""Sentences of a transcript that are proposed as commitments or questions: kept as one of these, or set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.record import insight
from waylight.record.put_aside import set_aside

if TYPE_CHECKING:
    from waylight.record.insight import Commitment, Question
    from waylight.record.meeting import Utterance

AS_COMMITMENT, AS_QUESTION = "commitment", "question"


class NotSaid(ValueError):
    """A sentence that does not stand in the utterance it is said to be of."""


@transaction.atomic
def answer_proposal(utterance: Utterance, text: str, *, kept_as: str | None) -> Commitment | Question | None:
    """Keep a sentence of a transcript as commitment or question, of the meeting's day; else set it aside.

    Raises NotSaid unless it stands there to the letter: what is kept is what the client said.
    """
    if not text.strip() or text not in utterance.text:
        raise NotSaid(gettext("That is not what was said."))
    meeting = utterance.meeting
    said_there = {"on": meeting.local.date(), "text": text, "meeting": meeting, "utterance": utterance}
    if kept_as == AS_COMMITMENT:
        return insight.commit(meeting.engagement, **said_there)  # type: ignore[arg-type]
    if kept_as == AS_QUESTION:
        return insight.carry(meeting.engagement, **said_there)  # type: ignore[arg-type]
    set_aside(utterance, text)
    return None
