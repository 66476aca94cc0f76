"""How much work one calendar file may ask for, so that a file made to be slow ends in time."""

from __future__ import annotations


class TooMuch(Exception):
    """A file asks for more than is allowed; what was read of it so far stands."""


class Work:
    """A purse of microseconds, as measured once for each kind of step on one ordinary machine.

    Steps are counted and no clock is read, so that a file gives the same rows wherever and whenever it is read.
    """

    ALLOWED = 6_000_000
    FOR_EVENTS = 2_000_000  # kept back from lines, so that events that stand before the last line read are read too
    LINE = 2
    PROBLEM = 5
    DATE = 4
    EVENT = 50
    OCCURRENCE = 12
    ROW = 5

    def __init__(self) -> None:
        self.left = self.ALLOWED

    def spend(self, cost: int, *, keep: int = 0) -> None:
        """Take ``cost`` off what is left. Raises TooMuch when no more than ``keep`` is left."""
        if self.left <= keep:
            raise TooMuch
        self.left -= cost
