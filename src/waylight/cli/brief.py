"""``waylight brief ENGAGEMENT``: the brief of the next meeting in the terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

    from waylight.record.engagement import Engagement

FORMATS = {"text": "txt", "md": "md", "html": "html", "json": "json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``brief`` takes."""
    parser.add_argument("engagement", help="its number, or the client's name")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--meeting", type=int, help="the brief of another coaching meeting: 1 is the first")


def run(args: argparse.Namespace) -> int:
    """Print the brief as the engagement's coach sees it."""
    django()
    from waylight.pages.brief.brief import next_meeting, prepare
    from waylight.pages.brief.forms import FORMS
    from waylight.record.audit import Verb
    from waylight.record.audit_soon import note_soon
    from waylight.record.meeting import coaching_meetings

    engagement = find(args.engagement)
    if engagement is None:
        return 2
    now = datetime.now(UTC)
    meeting = next_meeting(engagement, now)
    if args.meeting is not None:
        meetings = coaching_meetings(engagement)
        if not 1 <= args.meeting <= len(meetings):
            sys.stderr.write(f"There are {len(meetings)} coaching meetings; there is no meeting {args.meeting}.\n")
            return 2
        meeting = meetings[args.meeting - 1]
    _, write = FORMS[FORMATS[args.format]]
    note_soon(None, Verb.PRINTED, "brief", engagement)
    sys.stdout.write(write(prepare(engagement, engagement.coach.user, meeting, now)))
    return 0


def find(named: str) -> Engagement | None:
    """The engagement of that number or client; says why on standard error if there is not exactly one."""
    from waylight.record.engagement import Engagement

    every = Engagement.objects.select_related("client", "coach__user", "practice")
    found = list(every.filter(pk=int(named)) if named.isdecimal() else every.filter(client__name__iexact=named))
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{one.pk} {one.client.name}" for one in every[:20]) or "none yet"
    why = "several engagements have that client" if found else "there is no such engagement"
    sys.stderr.write(f"“{named}”: {why}. Known: {known}.\n")
    return None
