"""The command: checks that it is let, and serves on standard input and output until the assistant goes."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

NOT_THERE = "This needs the package “mcp”, which is not installed: pip install 'waylight[mcp]'\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``mcp`` takes."""
    parser.add_argument("--engagement", type=int, required=True, metavar="N", help="which engagement may be read")
    parser.add_argument("--names", action="store_true", help="say the names of people; without, they are replaced")


def run(args: argparse.Namespace) -> int:
    """Serve; 2 with a sentence if an assistant may not read this engagement, or cannot."""
    if importlib.util.find_spec("mcp") is None:
        sys.stderr.write(NOT_THERE)
        return 2
    django()
    from waylight.cli.assistant.server import serve
    from waylight.record.assistant import NotLet, insist_let

    try:
        insist_let(args.engagement)
    except NotLet as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    serve(args.engagement, names=args.names)
    return 0
