"""``waylight mirror retrain``: learns from a coach's own labels, on this machine, and says whether it helps."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from waylight.lenses.mirror.adjusting import Checked
    from waylight.record.people import Member

DONE, NOTHING, TOO_FEW = 0, 2, 3
HEAD_WORDS = {
    "behaviour": "asks, reflects, tells or something else",
    "question": "open or closed question",
    "reflection": "simple or complex reflection",
    "input": "information, advice, options or negotiation",
    "talk": "for change, for staying or neither",
}


def run(args: argparse.Namespace) -> int:
    """Learn and say what changed; 0 when something was learned, 3 when nothing could be, 2 for no such coach."""
    django()
    from waylight.lenses.mirror.adjusting import FEWEST_MEETINGS, learn
    from waylight.lenses.mirror.weights import fingerprint
    from waylight.pages.mirror.gone_through import gone_through
    from waylight.record.mirror import adjust, read_as_shipped

    coach = _coach(args.coach)
    if coach is None:
        return NOTHING
    if args.undo:
        return _undone(read_as_shipped(coach))
    meetings, others = gone_through(coach)
    if len(meetings) < FEWEST_MEETINGS:
        _say(_too_few(len(meetings), others, FEWEST_MEETINGS))
        return TOO_FEW
    shift, checked = learn(meetings)
    for line in _told(checked):
        _say(line)
    if not shift:
        _say("Nothing is changed: what could be learned would not make labels of other meetings better.")
        return TOO_FEW
    adjust(coach, weights=fingerprint(), shift=shift)
    _say("Kept for this coach alone. waylight mirror retrain --undo goes back to the weights that ship.")
    return DONE


def _undone(gone: int) -> int:
    _say("The weights that ship are used again; your labels stay." if gone else "Nothing had been learned; all stays.")
    return DONE


def _coach(email: str | None) -> Member | None:
    """The coach of that address, or the only one; says on standard error why there is none."""
    from waylight.record.people import Member

    every = Member.objects.filter(role=Member.Role.COACH).select_related("user", "practice").order_by("pk")
    found = list(every.filter(user__email__iexact=email) if email else every)
    if len(found) == 1:
        return found[0]
    known = "; ".join(one.user.email for one in every[:20]) or "none yet"
    sys.stderr.write(f"Say whose labels with --coach ADDRESS. Coaches: {known}.\n")
    return None


def _too_few(meetings: int, others: int, fewest: int) -> str:
    said = f"You have been through {meetings} of the {fewest} meetings that are needed; nothing is changed."
    more = f" In {others} more you labelled single turns." if others else ""
    return (
        f"{said}{more} On the page of a meeting, set right what is wrong and then say that the others are right: "
        "only from whole meetings can it be told how often a label is right."
    )


def _told(checked: tuple[Checked, ...]) -> Iterator[str]:
    yield "Each meeting was read with what was learned from your other meetings alone."
    for one in checked:
        words = HEAD_WORDS[one.head]
        if one.gain.value is None:
            yield f"{words}: {one.gain.why_not}"
            continue
        yield (
            f"{words}: {one.turns} turns in {one.meetings} meetings, right before {one.right_before}, after "
            f"{one.right_after}; gain {one.gain.value:+.3f} ({one.gain.low:+.3f} to {one.gain.high:+.3f}) nats a turn. "
            + ("Used." if one.kept else "Not used: it is not sure to help.")
        )


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
