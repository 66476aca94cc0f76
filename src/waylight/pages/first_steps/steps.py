"""A coach's first steps in words: what is done, what comes next, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from waylight.record.engagement import Engagement
from waylight.record.first_steps import Step, done, passed_over

if TYPE_CHECKING:
    from waylight.record.people import Member


@dataclass(frozen=True, slots=True)
class Shown:
    """One step: what it is, why, where it is done (“” while another has to come first), and how it stands."""

    step: Step
    title: str
    why: str
    does: str
    address: str
    state: str  # "done", "passed over", "next" or "later"


@dataclass(frozen=True, slots=True)
class Steps:
    """All steps in order; ``brief`` is the address of the first brief, once there is an engagement."""

    every: list[Shown]
    brief: str

    @property
    def next(self) -> Shown | None:
        """The step that comes next; None when each is done or passed over."""
        return next((one for one in self.every if one.state == "next"), None)

    @property
    def done(self) -> int:
        """How many are done or passed over."""
        return sum(one.state in ("done", "passed over") for one in self.every)


WORDS = {
    Step.ENGAGEMENT: (
        "Begin an engagement",
        "One client, in a room of its own: only you and the client see what stands in it.",
        "Begin one",
        "new-engagement",
    ),
    Step.FILE: (
        "Bring the first file",
        "A calendar, a transcript, a journal, mail headers or a table of the tool that you used before. You see what "
        "was read before anything comes in, and can undo it.",
        "Bring a file",
        "files",
    ),
    Step.INVITE: (
        "Invite the client",
        "So that the journal, the goals and what may be read are in the client’s own hands.",
        "Invite",
        "invited",
    ),
    Step.MEETING: ("Plan the next meeting", "The brief opens it, and calendars learn of it.", "Plan it", "meetings"),
}


def steps_of(coach: Member) -> Steps:
    """How a coach's first steps stand; the links lead to the engagement that she began last."""
    latest = Engagement.objects.filter(coach=coach).order_by("-pk").first()
    behind, over = done(coach), passed_over(coach)
    shown, ahead = list[Shown](), False
    for step, (title, why, does, address) in WORDS.items():
        state = "done" if step in behind else "passed over" if step in over else "later" if ahead else "next"
        ahead = ahead or state == "next"
        shown.append(Shown(step, title, why, does, _where(step, address, latest), state))
    return Steps(shown, reverse("brief", args=[latest.pk]) if latest else "")


def _where(step: Step, address: str, latest: Engagement | None) -> str:
    if step is Step.ENGAGEMENT:
        return reverse("engagement", args=[latest.pk]) if latest else reverse(address)
    return reverse(address, args=[latest.pk]) if latest else ""
