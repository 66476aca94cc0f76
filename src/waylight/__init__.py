"""Waylight prepares the next coaching meeting and shows, with evidence, how a client's influence grows."""

__version__ = "0.1.0"
