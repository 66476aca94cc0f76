"""The ``waylight`` command. Each subcommand is a module here, loaded only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = {
    "run": ("serve", "prepare everything and serve, with the sample if there is nothing yet"),
    "growth": ("growth", "say whether dated series changed at a moment or grew, without a store"),
    "intake": ("intake", "turn files into JSON lines, without a store"),
    "import": ("bring", "bring files into an engagement"),
    "mirror": ("mirror", "show what the coach did in a meeting, from its transcript"),
    "brief": ("brief", "print the brief of the next meeting"),
    "movement": ("movement", "say whether those around somebody reach out more than comparable people"),
    "ownership": ("ownership", "say who owns an initiative, and how present somebody stays in it"),
    "influence": ("influence", "measure who somebody reaches and is reached by, over files of any size"),
    "coach": ("coach", "make an account for a coach"),
    "check": ("check", "say what the environment lacks to serve others"),
    "doctor": ("doctor", "look at everything this Waylight stands on, and say what is not well"),
    "let-in": ("let_in", "let somebody in again who lost every second factor"),
    "audit": ("audit", "check the audit log"),
    "backup": ("backup", "write the whole record into one sealed file"),
    "upgrade": ("upgrade", "back the store up, and bring it up to date with this version"),
    "restore": ("restore", "put a backup in the place of the store"),
    "retention": ("retention", "let go of what is kept no longer, or say what would go"),
    "pulse": ("pulse", "send the letters of the pulse that are due"),
    "mcp": ("assistant", "let an assistant read one engagement, over the Model Context Protocol"),
    "meetings": ("meetings", "send the invitations and reminders that are due, and read calendars"),
    "openapi": ("openapi", "print the document that describes the API, or what in it breaks older programs"),
    "story": ("story", "list what in a text could give someone away, or replace it"),
    "erase": ("erase", "erase a whole engagement and destroy its key"),
    "sample": ("sample", "load the sample engagements"),
    "practice": ("practice", "write a whole practice into one file, or bring one in"),
    "keys": ("keys", "check, copy, renew or rotate the keys that seal content"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="waylight", description="Prepares coaching meetings from what is there.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, help_line) in COMMANDS.items():
        command = commands.add_parser(name, help=help_line, description=help_line.capitalize() + ".")
        # Only the module that is asked for is loaded: reading files needs no web framework.
        if arguments[:1] == [name]:
            loaded = importlib.import_module(f"waylight.cli.{module}")
            loaded.add_arguments(command)
            command.set_defaults(run=loaded.run)
    args = parser.parse_args(arguments)
    try:
        return _run(args)
    except BrokenPipeError:
        # Whoever read the output has seen enough; nothing more can be written, not even by the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(args: argparse.Namespace) -> int:
    """Run the subcommand; what disk, store or key refuse is a sentence, any other error is shown as it is."""
    try:
        return int(args.run(args))
    except BrokenPipeError:
        raise
    except Exception as error:
        sentence = _cannot_open(error) or _why_not_stored(error)
        if sentence is None:
            raise
        sys.stderr.write(sentence + "\n")
        return 2


def _cannot_open(error: Exception) -> str | None:
    if "waylight.access.master_key" not in sys.modules:  # reading files seals nothing
        return None
    from waylight.access.master_key import CannotOpen

    return str(error) if isinstance(error, CannotOpen) else None


def _why_not_stored(error: Exception) -> str | None:
    if not isinstance(error, OSError) and "django" not in sys.modules:
        return None  # reading files needs no web framework, and has no store
    from waylight.record.trouble import why_not_stored

    trouble = why_not_stored(error)
    return trouble.sentence if trouble else None
