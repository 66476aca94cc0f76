"""``waylight upgrade``: bring the store up to date with this version, after a backup of it as it was."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

    from django.db.migrations import Migration

UP_TO_DATE, WAITS, NOTHING_DONE = 0, 1, 2
FOLDER = "backups"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``upgrade`` takes."""
    parser.add_argument(
        "--check", action="store_true", help="only say whether there is something to do; ends with 1 then"
    )
    parser.add_argument("--backup", type=Path, help="where the backup is written (default: a folder beside the store)")


def run(args: argparse.Namespace) -> int:
    """Say what waits; back up, bring up to date, and say how to go back."""
    django()
    waiting, filled = _waiting()
    if not waiting:
        sys.stdout.write("The store is up to date.\n")
        return UP_TO_DATE
    sys.stdout.write(f"{len(waiting)} changes of the store wait, the last one {waiting[-1]}.\n")
    if args.check:
        return WAITS
    file = _backed_up(args.backup) if filled else None
    if filled and file is None:
        return NOTHING_DONE
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    sys.stdout.write("The store is up to date.\n")
    if file:
        sys.stdout.write(f"To go back: install the version of before, and waylight restore --replace {file}\n")
    return UP_TO_DATE


def _waiting() -> tuple[list[Migration], bool]:
    """The changes that wait, and whether the store holds anything yet."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [migration for migration, _ in plan], bool(executor.loader.applied_migrations)


def _backed_up(wanted: Path | None) -> Path | None:
    """Write a backup and return where; None, and a sentence why, if that can't be done: then nothing is changed."""
    from django.conf import settings

    from waylight.access.master_key import NoMasterKey, master_key
    from waylight.record.backup.writing import back_up

    file = wanted or settings.VAR_DIR / FOLDER / f"before-upgrade-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.backup"
    if wanted is None:
        file.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        back_up(file, master_key(), root=settings.VAR_DIR)
    except (FileExistsError, FileNotFoundError, NoMasterKey) as reason:
        sys.stderr.write(f"No backup could be written, so nothing was changed: {reason}\n")
        return None
    sys.stdout.write(
        f"The store as it was is in {file}, sealed with the master key; the engagements' keys stay where they are.\n"
    )
    return file
