"""``waylight influence FILE… --person P``: the measures of influence over a log of any size, or over an engagement."""

from waylight.cli.influence.command import add_arguments, run

__all__ = ["add_arguments", "run"]
