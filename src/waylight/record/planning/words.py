"""What coach and client write on a meeting itself, both in the same place: nobody overwrites what they did not see."""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext

from waylight.language import number
from waylight.record.meeting import Meeting
from waylight.record.unseen import Shown, mark_of, refuse_unseen

LONGEST = 20_000  # characters


class What(StrEnum):
    """Which of the texts."""

    AGREEMENT = "agreement"
    SHARED = "shared"
    TAKEN_ALONG = "taken_along"


def shown(meeting: Meeting, what: What) -> Shown:
    """A text as it stands now, for the form that shows it."""
    return Shown(mark_of(what.value, getattr(meeting, what)))


@transaction.atomic
def write(meeting: Meeting, what: What, text: str, *, seen: str | None = None) -> None:
    """Write a text anew; no words remove it.

    Raises ValueError for one that is too long, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    if len(text) > LONGEST:
        why = gettext("That is longer than {most} characters. Nothing was changed; shorten it, please.")
        raise ValueError(why.format(most=number(LONGEST)))
    now = Meeting.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=meeting.pk)
    refuse_unseen(shown(now, what), seen)
    setattr(now, what, text.strip())
    now.save(update_fields=[what.value])
