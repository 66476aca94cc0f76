"""``waylight restore FILE``: put a backup in the place of the store; what was there stays beside it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``restore`` takes."""
    parser.add_argument("file", type=Path, help="a file that `waylight backup` wrote")
    parser.add_argument("--check", action="store_true", help="only read it through and say what it holds")
    parser.add_argument("--replace", action="store_true", help="also where something is in the store already")


def run(args: argparse.Namespace) -> int:
    """Check, restore, and say what was restored; 2 when nothing was."""
    django()
    from django.conf import settings

    from waylight.access.master_key import NoMasterKey, master_key
    from waylight.record.backup.checking import check
    from waylight.record.backup.restoring import NotNow, restore
    from waylight.record.backup.sealing import Unreadable

    try:
        if args.check:
            checked, before = check(args.file, master_key()), ""
        else:
            checked, before = restore(args.file, master_key(), root=settings.VAR_DIR, replace=args.replace)
    except (Unreadable, NotNow, NoMasterKey) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    except FileNotFoundError:
        sys.stderr.write(f"There is no file {args.file}; nothing was restored.\n")
        return 2
    rows = sum(table.rows for table in checked.end.tables.values())
    verb = "It holds" if args.check else "Restored:"
    sys.stdout.write(f"{verb} {rows:,} rows of {len(checked.end.tables)} tables, as of {checked.head.made_at}.\n")
    if before:
        sys.stdout.write(f"What was there before is beside it: {before}. Remove it when you need it no more.\n")
    return 0
