"""The meetings that a coach has been through: every label there is one that she chose or agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.mirror.adjusting import Labelled
from waylight.pages.mirror.heard import hear
from waylight.pages.mirror.labels import BY_SAID
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from waylight.pages.mirror.heard import Heard
    from waylight.record.people import Member


def gone_through(coach: Member) -> tuple[list[Labelled], int]:
    """Return those meetings, and how many others hold some of her labels.

    Labels of a meeting that she has not been through are not learned from: they are mostly the model's mistakes, and
    who learns from mistakes alone unlearns what was right.
    """
    mine = Meeting.objects.visible_to(coach.user).filter(engagement__coach=coach, utterances__corrections__coach=coach)
    found, others = [], 0
    for meeting in mine.select_related("engagement__coach__user", "engagement__client").distinct().order_by("at", "pk"):
        heard = hear(meeting, coach.user)
        if heard.model is not None and heard.own and not heard.left:
            found.append(Labelled(heard.turns, _said(heard)))
        else:
            others += 1
    return found, others


def _said(heard: Heard) -> dict[int, tuple[str, str]]:
    labels = {turn: BY_SAID[one.said] for turn, one in heard.own.items()}
    return {turn: (label.kind, label.subtype) for turn, label in labels.items()}
