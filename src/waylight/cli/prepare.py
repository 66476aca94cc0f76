"""What has to be there before anything is served: settings, tables, static files, and a sample in an empty store."""

from __future__ import annotations

import os
import sys

from waylight import telemetry


def django() -> None:
    """Set Django up for a command. Where traces are asked for and cannot be sent, it ends with a sentence (2)."""
    if problem := telemetry.why_not(os.environ):
        sys.stderr.write(f"{problem}\n")
        raise SystemExit(2)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waylight.settings")
    import django as framework

    framework.setup()


def prepare(*, sample: bool) -> None:
    """Bring the tables up to date, see that the keys fit, gather static files, load the sample into an empty store.

    Raises CannotOpen if the master key is not this store's: nothing is served then.
    """
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Preparing the store …")
        call_command("migrate", verbosity=0, interactive=False)
    from waylight.record import keys

    keys.check()
    keys.destroy_ownerless()
    _static(settings.STATIC_ROOT, settings.STATICFILES_DIRS[0])
    if sample:
        from waylight.record.models import Engagement

        if not Engagement.objects.exists():
            from waylight.cli.sample import load

            _say("Loading the sample engagement …")
            load()


def _static(root: os.PathLike[str], source: os.PathLike[str]) -> None:
    """Gather static files if one is newer than what was gathered last."""
    from pathlib import Path

    from django.core.management import call_command

    stamp = Path(root) / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in Path(source).rglob("*"))
    if not stamp.exists() or stamp.stat().st_mtime < newest:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.touch()


def sample_sign_ins() -> str:
    """The sample's two sign-ins, if the sample is loaded; "" otherwise."""
    from waylight.access.models import User
    from waylight.cli.sample import PASSWORD, SIGN_INS

    known = User.objects.filter(email__in=SIGN_INS.values()).values_list("email", flat=True)
    return "".join(
        f"  sample {part}: {email}  password: {PASSWORD}\n" for part, email in SIGN_INS.items() if email in set(known)
    )


def set_up_here(address: str) -> str:
    """Where a practice is set up, with a new code for who is not on this machine; "" once somebody has an account."""
    from waylight.access.first_account import new_code
    from waylight.record.first_practice import is_open

    if not is_open():
        return ""
    return f"  set up your practice: {address}set-up/  code, if it is asked for: {new_code()}\n"


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
