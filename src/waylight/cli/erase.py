"""``waylight erase ENGAGEMENT``: erase a whole engagement and destroy its key, for whoever runs the server."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

    from waylight.record.engagement import Engagement


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``erase`` takes."""
    parser.add_argument("engagement", help="its number, or the client's name")
    parser.add_argument("--name", help="the client's name once more, instead of being asked for it")


def run(args: argparse.Namespace) -> int:
    """Say what goes, ask for the name, erase; 2 when nothing was erased."""
    django()
    from waylight.cli.brief import find
    from waylight.record.engagement import erase
    from waylight.record.privacy.whole import is_its_name

    engagement = find(args.engagement)
    if engagement is None:
        return 2
    number = engagement.pk
    sys.stdout.write(_what_goes(engagement))
    if not is_its_name(engagement, _typed() if args.name is None else args.name):
        sys.stderr.write("That is not the client's name; nothing was erased.\n")
        return 2
    erase(engagement)
    sys.stdout.write(
        f"Engagement {number} is erased and its key destroyed. Run “waylight keys copy” on copies of the keys, so that "
        "it goes from there too.\n"
    )
    return 0


def _what_goes(engagement: Engagement) -> str:
    from waylight.record.privacy.whole import what_goes

    counted = [f"{one.n:,} {one.one if one.n == 1 else one.many}" for one in what_goes(engagement)]
    return (
        f"Engagement {engagement.pk}. For good go: {', '.join(counted) or 'its dates alone'}.\n"
        "Dates and hours stay, and the audit log.\n"
    )


def _typed() -> str:
    sys.stdout.write("Type the client's name to erase it: ")
    sys.stdout.flush()
    return sys.stdin.readline()
