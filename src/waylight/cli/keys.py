"""``waylight keys``: look after the keys that seal content."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``keys`` takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("check", help="say whether the master key opens this store's keys")
    what.add_parser("rotate", help="put a new master key in the old one's place; nothing that is sealed changes")
    renew = what.add_parser("renew", help="seal an engagement anew with a new key and destroy the old one")
    renew.add_argument("engagement", help="its number, or the client's name")
    copy = what.add_parser("copy", help="bring a copy of the keys up to date, to be kept apart from backups")
    copy.add_argument("folder", type=Path)


def run(args: argparse.Namespace) -> int:
    """Check, rotate, renew or copy, and say what was done."""
    django()
    match args.what:
        case "rotate":
            return _rotate()
        case "renew":
            return _renew(args.engagement)
        case "copy":
            return _copy(args.folder)
        case _:
            return _check()


def _check() -> int:
    from waylight.record.keys import check

    check()
    return _say("The master key opens this store's keys.")


def _rotate() -> int:
    from waylight.access.rotation import rotate

    count = rotate()
    return _say(f"A new master key wraps {count} key{'' if count == 1 else 's'}. Keep a copy of it apart from backups.")


def _renew(named: str) -> int:
    from waylight.cli.brief import find
    from waylight.record.alone import NotAlone, alone
    from waylight.record.renewing import renew_key

    engagement = find(named)
    if engagement is None:
        return 2
    try:
        with alone():
            count = renew_key(engagement)
    except NotAlone as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return _say(
        f"A new key seals {count:,} row{'' if count == 1 else 's'} of engagement {engagement.pk}, and the old one is "
        "destroyed. Backups from before open no more: make a new one, and run “waylight keys copy” on copies of keys."
    )


def _copy(folder: Path) -> int:
    from waylight.record.keys import copy_to

    held, destroyed = copy_to(folder)
    return _say(f"{folder} holds {held} key{'' if held == 1 else 's'}; {destroyed} destroyed here went from it too.")


def _say(words: str) -> int:
    sys.stdout.write(words + "\n")
    return 0
