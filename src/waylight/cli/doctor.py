"""``waylight doctor``: look at everything that this Waylight stands on, and say what is not well and what to do."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from waylight.cli.environment import open_to_others
from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

WELL, NOT_WELL = 0, 1
LEAST_FREE = 2**30  # bytes
LONGEST_WAIT = timedelta(minutes=15)  # of work for the worker
NOT_ASKED = "mail is printed here and not sent"


class NotWell(Exception):
    """Something is not as it should be; the message says what, and what now."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``doctor`` takes nothing."""


def run(args: argparse.Namespace) -> int:
    """Look at each thing and print a line about it. Returns WELL or NOT_WELL; changes nothing."""
    del args
    django()
    looks: dict[str, Callable[[], str]] = {
        "folder": _folder,
        "disk": _disk,
        "store": _store,
        "keys": _keys,
        "audit log": _audit_log,
        "worker": _worker,
        "mail": _mail,
        "mails in doubt": _in_doubt,
        "names in stories": _names,
    }
    results = [_look(name, at) for name, at in looks.items()]
    return WELL if all(results) else NOT_WELL


def _look(name: str, at: Callable[[], str]) -> bool:
    """Print what a look found; what it met on the way is a sentence too."""
    from waylight.access.master_key import CannotOpen
    from waylight.record.trouble import why_not_stored

    try:
        well, said = True, at()
    except (NotWell, CannotOpen) as reason:
        well, said = False, str(reason)
    except Exception as error:
        trouble = why_not_stored(error)
        well, said = False, trouble.sentence if trouble else f"Looking failed: {type(error).__name__}."
    sys.stdout.write(f"{'well    ' if well else 'NOT WELL'}  {name}: {said}\n")
    return well


def _folder() -> str:
    from django.conf import settings

    if problem := open_to_others(settings.VAR_DIR):
        raise NotWell(problem)
    return f"{settings.VAR_DIR}, for this account alone"


def _disk() -> str:
    from django.conf import settings

    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < LEAST_FREE:
        raise NotWell(f"only {free / 2**20:,.0f} MB are free. Make room before the next import or backup.")
    return f"{free / 2**30:,.0f} GB free"


def _store() -> str:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotWell(f"{len(waiting)} changes of its tables are not made yet; “waylight run” makes them.")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            [(said,)] = cursor.execute("PRAGMA quick_check(1)").fetchall()
        if said != "ok":
            raise NotWell("its file is damaged. Stop Waylight, keep a copy, and restore the last backup.")
    return f"{connection.vendor}, up to date"


def _keys() -> str:
    from waylight.record import keys

    keys.check()
    return "the master key opens them"


def _audit_log() -> str:
    from waylight.record.audit_checking import check_all

    found = check_all()
    if found.broken:
        raise NotWell(f"{found.why}. “waylight audit verify” says more.")
    return f"whole, {found.events:,} events"


def _worker() -> str:
    from django_tasks_db.models import DBTaskResult

    waits = DBTaskResult.objects.ready()
    if count := waits.filter(enqueued_at__lt=datetime.now(UTC) - LONGEST_WAIT).count():
        raise NotWell(f"waiting for more than a quarter of an hour: {count}. Is “waylight run” running?")
    return f"waiting: {waits.count()}"


def _mail() -> str:
    from smtplib import SMTPException

    from django.conf import settings
    from django.core.mail import get_connection

    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return NOT_ASKED
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        server = get_connection(timeout=10)
        server.open()
        server.close()
    except (OSError, SMTPException) as reason:
        raise NotWell(f"{where} does not take it: {type(reason).__name__}.") from None
    return f"{where} answers"


def _in_doubt() -> str:
    from waylight.record.doubted import in_all

    if count := in_all(datetime.now(UTC)):
        raise NotWell(
            f"{count}: Waylight stopped while it handed mails over. Those whom they concern find them under "
            "“Your account”, “Mails”, and say whether they are sent again."
        )
    return "none"


def _names() -> str:
    """A language model is loaded where one is there: nothing less says whether it can be used."""
    from django.conf import settings

    from waylight.cli.language_models import tried

    well, said = tried(settings.NER)
    if not well:
        raise NotWell(said)
    return said
