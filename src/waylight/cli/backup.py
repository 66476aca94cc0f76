"""``waylight backup FILE``: the whole record in one sealed file, while Waylight goes on running."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``backup`` takes."""
    parser.add_argument("file", type=Path, help="where the backup is written")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")
    parser.add_argument("--with-keys", action="store_true", help="also the engagements' keys, if they lie in a folder")


def run(args: argparse.Namespace) -> int:
    """Write the backup and say what is in it; 2 when nothing was written."""
    django()
    from django.conf import settings

    from waylight.access.master_key import NoMasterKey, master_key
    from waylight.record.backup.writing import back_up

    folders = ["keys"] if args.with_keys else []
    try:
        end = back_up(args.file, master_key(), root=settings.VAR_DIR, folders=folders, over=args.force)
    except (FileExistsError, NoMasterKey) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    except FileNotFoundError:
        sys.stderr.write(f"There is no folder {args.file.parent}; nothing was written.\n")
        return 2
    rows = sum(table.rows for table in end.tables.values())
    sys.stdout.write(f"{args.file}: {rows:,} rows of {len(end.tables)} tables")
    sys.stdout.write(f", and {len(end.files)} files beside them.\n" if end.files else ".\n")
    sys.stdout.write(
        "It is sealed with the master key. Keep that key apart from it: neither can be read without the other.\n"
    )
    if not args.with_keys and any((settings.VAR_DIR / "keys").glob("*")):
        sys.stdout.write("The engagements' keys are not in it. Keep a copy of them too, or say --with-keys.\n")
    return 0
