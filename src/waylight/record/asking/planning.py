"""Planning a round: its question, days and raters. One is planned at a time, and nobody is asked until it opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop, ngettext

from waylight.record.asking.behaviours import chosen
from waylight.record.asking.raters import could_be_asked, speaks
from waylight.record.engagement import Engagement
from waylight.record.people import Stakeholder
from waylight.record.pulse import Asked, Behaviour, Invitation, Pulse
from waylight.record.unseen import mark_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

LONGEST_ROUND = timedelta(days=60)
FIRST_QUESTION = gettext_noop("What is one thing I could try?")  # said in the language of those who are asked


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round asks beside the behaviours, whom (numbers of stakeholders), when, and how often again."""

    question: str
    opens: date
    closes: date
    raters: Collection[int]
    every_weeks: int | None = None
    language: str = Pulse.Language.EN
    languages: Mapping[int, str] = field(default_factory=dict)  # of raters, where they are said; "" for the round's


@transaction.atomic
def plan(engagement: Engagement, given: Plan, *, today: date) -> Pulse:
    """Plan a round, or plan the one anew that is planned already.

    Raises ValueError, saying what is wrong, for days that do not fit and for who cannot be asked.
    """
    _check(given, today)
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    raters = _raters(engagement, given.raters)
    for one in Stakeholder.objects.filter(engagement=engagement, pk__in=given.languages).only("pk", "language"):
        if one.language != given.languages[one.pk]:
            speaks(one, given.languages[one.pk])
    pulse = planned(engagement) or Pulse(engagement=engagement)
    pulse.opens, pulse.closes = given.opens, given.closes
    pulse.every_weeks, pulse.language = given.every_weeks, given.language
    pulse.save()  # its number is part of what its words are sealed with
    pulse.question = given.question.strip()
    pulse.save(update_fields=["question"])
    Invitation.objects.filter(pulse=pulse).delete()
    Invitation.objects.bulk_create(Invitation(pulse=pulse, stakeholder_id=one) for one in raters)
    return pulse


def planned(engagement: Engagement) -> Pulse | None:
    """The round that is planned and not opened, if there is one."""
    return Pulse.objects.filter(engagement=engagement, opened_at=None).select_related("engagement").first()


def discard(pulse: Pulse) -> None:
    """Throw a planned round away. Raises ValueError for one that was opened."""
    gone, _ = Pulse.objects.filter(pk=pulse.pk, opened_at=None).delete()
    if not gone:
        raise ValueError(gettext("This round was opened already; it can be closed."))


def asks_about(pulse: Pulse) -> list[Behaviour]:
    """The behaviours that a round asks about, in order; of a planned one, those chosen now."""
    return asks_about_in([pulse])[pulse.pk]


def asks_about_in(pulses: Sequence[Pulse]) -> dict[int, list[Behaviour]]:
    """The same for some rounds, by their numbers."""
    found = {one.pk: chosen(one.engagement) if one.opened_at is None else [] for one in pulses}
    opened = [one.pk for one in pulses if one.opened_at is not None]
    mine = Asked.objects.filter(pulse__in=opened).select_related("behaviour__engagement").order_by("pulse", "place")
    for one in mine:
        found[one.pulse_id].append(one.behaviour)
    return found


def mark_of_plan(pulse: Pulse) -> str:
    """All that a planned round asks, whom and when, as the form that opens it carries it."""
    raters = sorted(pulse.invitations.values_list("stakeholder", flat=True))
    days = (pulse.opens, pulse.closes, pulse.every_weeks, str(pulse.language))
    return mark_of(*days, pulse.question, raters, [one.text for one in asks_about(pulse)])


def _check(given: Plan, today: date) -> None:
    if given.opens < today:
        raise ValueError(gettext("The first day is over. Choose today or a later one."))
    if given.closes < given.opens:
        raise ValueError(gettext("The last day lies before the first one."))
    if given.closes - given.opens > LONGEST_ROUND:
        raise ValueError(gettext("A round is open for {days} days at most.").format(days=LONGEST_ROUND.days))
    if given.every_weeks is not None and given.opens + timedelta(weeks=given.every_weeks) <= given.closes:
        raise ValueError(gettext("The next round would open before this one is closed. Ask less often."))


def _raters(engagement: Engagement, wanted: Collection[int]) -> list[int]:
    """Those of ``wanted`` who can be asked. Raises ValueError for who cannot, and for nobody."""
    offered = {one.stakeholder.pk: one for one in could_be_asked(engagement)}
    if unknown := set(wanted) - set(offered):
        why = ngettext(
            "{count} of those chosen do not stand among those who matter. Choose again.",
            "{count} of those chosen do not stand among those who matter. Choose again.",
            len(unknown),
        )
        raise ValueError(why.format(count=len(unknown)))
    if refused := [offered[one].why_not for one in wanted if offered[one].why_not]:
        raise ValueError(" ".join(refused))
    if not wanted:
        raise ValueError(gettext("Choose whom to ask."))
    return sorted(set(wanted))
