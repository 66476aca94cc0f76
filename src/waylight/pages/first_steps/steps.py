"""A coach's first steps in words: what is done, what comes next, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from waylight.record.engagement import Engagement
from waylight.record.first_steps import FirstSteps, Step, done, said_by

if TYPE_CHECKING:
    from waylight.record.people import Member

PASSED_OVER = "passed over"  # not for readers


@dataclass(frozen=True, slots=True)
class Shown:
    """One step: what it is (alone, and within a sentence), why, where it is done, and how it stands.

    ``address`` is “” while another has to come first.
    """

    step: Step
    title: str
    in_a_sentence: str
    why: str
    does: str
    address: str
    state: str  # "done", "passed over", "next" or "later"


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps in order; ``brief`` is the address of the first brief, once there is an engagement.

    ``shown`` says whether they are to be seen with the engagements: until each is done or passed over, or until she
    puts them away; once brought back by hand, always.
    """

    every: list[Shown]
    brief: str
    shown: bool

    @property
    def next(self) -> Shown | None:
        """The step that comes next; None when each is done or passed over."""
        return next((one for one in self.every if one.state == "next"), None)

    @property
    def done(self) -> int:
        """How many are done or passed over."""
        return sum(one.state in ("done", PASSED_OVER) for one in self.every)


WORDS = {
    Step.ENGAGEMENT: (
        gettext_noop("Begin an engagement"),
        gettext_noop("begin an engagement"),
        gettext_noop("One client, in a room of its own: only you and the client see what stands in it."),
        gettext_noop("Begin one"),
        "new-engagement",
    ),
    Step.FILE: (
        gettext_noop("Bring the first file"),
        gettext_noop("bring the first file"),
        gettext_noop(
            "A calendar, a transcript, a journal, mail headers or a table of the tool that you used before. You see "
            "what was read before anything comes in, and can undo it."
        ),
        gettext_noop("Bring a file"),
        "files",
    ),
    Step.INVITE: (
        gettext_noop("Invite the client"),
        gettext_noop("invite the client"),
        gettext_noop("So that the journal, the goals and what may be read are in the client’s own hands."),
        gettext_noop("Invite"),
        "invited",
    ),
    Step.MEETING: (
        gettext_noop("Plan the next meeting"),
        gettext_noop("plan the next meeting"),
        gettext_noop("The brief opens it, and calendars learn of it."),
        gettext_noop("Plan it"),
        "meetings",
    ),
}


def steps_to_show(coach: Member) -> Steps | None:
    """The steps, if they are to be seen with the engagements."""
    said = said_by(coach)
    steps = None if said.away else _steps(coach, said)
    return steps if steps and steps.shown else None


def steps_of(coach: Member) -> Steps:
    """How a coach's first steps stand; the links lead to the engagement that she began last."""
    return _steps(coach, said_by(coach))


def _steps(coach: Member, said: FirstSteps) -> Steps:
    latest = Engagement.objects.filter(coach=coach).order_by("-pk").values_list("pk", flat=True).first()
    behind, over = done(coach), said.over
    every, ahead = list[Shown](), False
    for step, (*words, address) in WORDS.items():
        state = "done" if step in behind else PASSED_OVER if step in over else "later" if ahead else "next"
        ahead = ahead or state == "next"
        title, in_a_sentence, why, does = map(gettext, words)
        every.append(Shown(step, title, in_a_sentence, why, does, _where(step, address, latest), state))
    brief = reverse("brief", args=[latest]) if latest else ""
    return Steps(every, brief, said.wanted or (ahead and not said.away))


def _where(step: Step, address: str, latest: int | None) -> str:
    if step is Step.ENGAGEMENT:
        return reverse("engagement", args=[latest]) if latest else reverse(address)
    return reverse(address, args=[latest]) if latest else ""
