"""``waylight mcp --engagement N``: an assistant reads one engagement, over the Model Context Protocol."""

from waylight.cli.assistant.command import add_arguments, run

__all__ = ["add_arguments", "run"]
