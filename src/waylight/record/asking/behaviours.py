"""What the client works on, in her words: at most three at a time, each the same one from round to round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from waylight.record.engagement import Engagement
from waylight.record.pulse import MOST_BEHAVIOURS, Asked, Behaviour

if TYPE_CHECKING:
    from datetime import date

LONGEST = 140  # characters: it is read on a phone


def chosen(engagement: Engagement) -> list[Behaviour]:
    """What she works on now, in the order in which it is asked."""
    mine = Behaviour.objects.filter(engagement=engagement, retired_on=None)
    return list(mine.select_related("engagement").order_by("pk"))


@transaction.atomic
def choose(engagement: Engagement, text: str, *, on: date, listening: bool = False) -> Behaviour:
    """Choose one more. Raises ValueError for no words, too many, words that are there already, or a fourth."""
    text = " ".join(text.split())
    if not text:
        raise ValueError(gettext("Say it in a few words, so that somebody who sees you can answer it."))
    if len(text) > LONGEST:
        why = gettext("Say it in at most {number} characters; it is read on a phone.")
        raise ValueError(why.format(number=LONGEST))
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    now = chosen(engagement)
    if any(one.text.casefold() == text.casefold() for one in now):
        raise ValueError(gettext("That is chosen already."))
    if len(now) >= MOST_BEHAVIOURS:
        why = gettext("Three are chosen, and more would take longer than two minutes. Retire one first.")
        raise ValueError(why)
    made = Behaviour.objects.create(engagement=engagement, text=text, since=on)
    if listening:
        is_listening(made)
    return made


@transaction.atomic
def is_listening(behaviour: Behaviour, *, yes: bool = True) -> None:
    """Say that it is listening, so that its answers stand on the path; one at a time is. Or take that back."""
    if yes:
        chosen_now = Behaviour.objects.filter(engagement=behaviour.engagement_id, retired_on=None)
        chosen_now.update(listening=False)
    Behaviour.objects.filter(pk=behaviour.pk).update(listening=yes)


@transaction.atomic
def retire(behaviour: Behaviour, *, on: date) -> None:
    """Ask about it no more. What was answered stays; one that nobody was asked about goes whole."""
    now = Behaviour.objects.select_for_update().get(pk=behaviour.pk)
    if not Asked.objects.filter(behaviour=now).exists():
        now.delete()
    elif now.retired_on is None:
        Behaviour.objects.filter(pk=now.pk).update(retired_on=max(on, now.since))
