"""``waylight audit verify``: check that no event of the audit log was changed, removed or put in."""

from __future__ import annotations

import argparse
import re
import sys

from waylight.cli.prepare import django

WHOLE, BROKEN = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``audit`` takes."""
    parser.add_argument("what", choices=["verify"], help="check the chain of events from the first to the last")
    parser.add_argument(
        "--noted",
        metavar="NUMBER:HASH",
        type=_noted,
        help="an event that was printed before and kept elsewhere: the log has to hold it still",
    )


def run(args: argparse.Namespace) -> int:
    """Print how far the log holds and its last event. Returns WHOLE or BROKEN."""
    django()
    from waylight.record.audit_checking import check_all

    found = check_all(noted=args.noted)
    if found.broken:
        sys.stdout.write(
            f"The audit log is broken: {found.why}. The {found.events:,} events before it are whole.\n"
            if found.broken == found.events + 1
            else f"The audit log is not the one it was: {found.why}.\n"
        )
        return BROKEN
    if not found.events:
        sys.stdout.write("The audit log is empty.\n")
        return WHOLE
    sys.stdout.write(
        f"The audit log is whole: {found.events:,} events. The last is {found.events}:{found.last}\n"
        f"Keep that elsewhere; --noted {found.events}:… finds a log that was cut off or made anew.\n"
    )
    return WHOLE


def _noted(text: str) -> tuple[int, str]:
    """An event's number and hash, as they were printed. Raises ArgumentTypeError for anything else."""
    found = re.fullmatch(r"([1-9]\d{0,17}):([0-9a-f]{64})", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number, a colon and 64 hexadecimal digits.")
    return int(found[1]), found[2]
