"""``waylight mirror FILE``: what the coach did in a meeting, from its transcript, without a store.

``waylight mirror retrain`` learns from the labels that a coach set right in the store (``mirror_retrain.py``).
"""

from __future__ import annotations

import argparse
import sys

from waylight.analysis.meetings import NobodyByThatName, read_meetings
from waylight.cli import mirror_retrain
from waylight.cli.mirror_words import as_json, as_text

ALL, NOTHING, SOME = 0, 2, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``mirror`` takes."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a transcript, or a CSV with conversation, turn, role and text; or the word retrain (a file: ./retrain)",
    )
    parser.add_argument(
        "--coach", metavar="NAME", help="the coach's name as the transcript has it; her address to retrain"
    )
    parser.add_argument("--undo", action="store_true", help="with retrain: use the weights that ship again")
    parser.add_argument("--json", action="store_true", help="every turn and every meeting as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was read; 0 when all could be, 3 when some could not, 2 when nothing could."""
    if args.file == "retrain":
        return mirror_retrain.run(args)
    try:
        found = read_meetings(args.file, args.coach)
    except OSError as reason:
        return _say_no(f"{args.file}: it could not be opened: {reason.strerror}.")
    except NobodyByThatName as reason:
        return _say_no(str(reason))
    for problem in found.problems:
        sys.stderr.write(f"{problem}\n")
    if not found.turns:
        return NOTHING
    for meeting, remark in found.remarks:
        sys.stderr.write(f"{meeting}: {remark} (--coach NAME)\n")
    write = as_json if args.json else as_text
    for part in write(found.turns, found.rows):
        sys.stdout.write(part)
    return SOME if found.problems else ALL


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING
