"""``waylight check``: say in words what the environment lacks. Nothing is started, and nothing changed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from waylight.cli.environment import missing, mistakes
from waylight.cli.language_models import chosen, said_of, why_not
from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

READY, NOT_READY = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``check`` takes."""
    parser.add_argument("--alone", action="store_true", help="for one's own machine: nothing else is needed")


def run(args: argparse.Namespace) -> int:
    """Print what is wrong and what is missing, a line each. Returns READY or NOT_READY."""
    found = [*mistakes(os.environ), *([] if args.alone else missing(os.environ))]
    if not found:  # settings can be read only where nothing is wrong
        found = [] if args.alone else _of_the_framework()
    for sentence in found:
        sys.stdout.write(f"- {sentence}\n")
    if not found:
        sys.stdout.write(f"Nothing is missing to {'use it on this machine' if args.alone else 'serve others'}.\n")
    elif not args.alone:
        sys.stdout.write("For this machine alone: waylight check --alone. Every name stands in docs/running.md.\n")
    if not why_not(named := os.environ.get("WAYLIGHT_NER", "")):
        sys.stdout.write(f"Names in stories: {said_of(chosen(named))}.\n")
    return NOT_READY if found else READY


def _of_the_framework() -> list[str]:
    """What Django's own check for deployment finds."""
    django()
    from django.core.checks import run_checks

    found = run_checks(include_deployment_checks=True)
    return [f"{one.msg} ({one.id})" for one in found if not one.is_silenced()]
