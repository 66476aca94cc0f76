"""The rounds of a client's pulse with made-up answers, entered by the verbs that pages use."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from waylight.cli.sample_initiative import person_in

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement


def note_pulse(engagement: Engagement, given: dict[str, Any]) -> None:
    """The client agrees, chooses what to ask about, and asks in rounds that are over."""
    from waylight.record.asking.behaviours import choose
    from waylight.record.consent import Consent, give
    from waylight.record.consent_words import WORDS

    use, by = Consent.Use.PULSE, engagement.client.user or engagement.coach.user
    give(engagement, use, WORDS[use].in_full, by=by, at=_noon(engagement, given["agreed"]))
    behaviours = list(given["behaviours"])
    for one in given["rounds"]:
        while behaviours and behaviours[0]["on"] <= one["opens"]:
            chosen = behaviours.pop(0)
            on, listening = date.fromisoformat(chosen["on"]), chosen.get("listening", False)
            choose(engagement, chosen["text"], on=on, listening=listening)
        _round(engagement, one)


def _noon(engagement: Engagement, day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(engagement.zone))


def _round(engagement: Engagement, given: dict[str, Any]) -> None:
    """A round as it was asked and answered. No mail goes out: it is over."""
    from waylight.record.asking.answering import Given, keep
    from waylight.record.asking.planning import Plan, plan
    from waylight.record.asking.rounds import open_round, thank
    from waylight.record.people import Stakeholder

    number = {
        address: Stakeholder.objects.get(engagement=engagement, person=person_in(engagement, address)).pk
        for address in [*given["answers"], *given["silent"]]
    }
    opens, closes = date.fromisoformat(given["opens"]), date.fromisoformat(given["closes"])
    pulse = plan(engagement, Plan(given["question"], opens, closes, list(number.values())), today=opens)
    at = _noon(engagement, given["opens"])
    open_round(pulse, site="", now=at)
    for address, sheet in given["answers"].items():
        values = dict(enumerate(sheet["values"], 1))
        invitation = pulse.invitations.get(stakeholder=number[address])
        keep(invitation, Given(values, sheet["talked"], sheet["words"]), send=True, now=at)
    if given["thanks"]:
        thank(pulse, given["thanks"], now=_noon(engagement, given["closes"]) + timedelta(days=1))
