"""``waylight openapi``: the document that describes the API, and what in it breaks programs for an older one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``openapi`` takes."""
    parser.add_argument("--since", type=Path, help="say what breaks programs that were written for this document")


def run(args: argparse.Namespace) -> int:
    """Print the document, or what breaks; 1 if anything does."""
    django()
    from waylight.api.breaking import breaks
    from waylight.api.urls import described

    if args.since is None:
        sys.stdout.write(written(described()))
        return 0
    if not args.since.is_file():
        sys.stderr.write(f"There is no file {args.since}.\n")
        return 2
    found = breaks(json.loads(args.since.read_text()), described())
    sys.stdout.write("".join(f"{one}\n" for one in found) or "Programs for that document go on working.\n")
    return 1 if found else 0


def written(document: dict[str, object]) -> str:
    """The document as it is kept in a file."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
