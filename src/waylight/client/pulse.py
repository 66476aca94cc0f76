"""The pulse: its rounds, and grouped results of those that are over, with the thresholds of the pages."""

from __future__ import annotations

from waylight.api.shapes.base import Page
from waylight.api.shapes.pulse import Round, RoundResults
from waylight.client.calling import Calling


class Pulse(Calling):
    """The pulse: its rounds, and grouped results of those that are over, with the thresholds of the pages."""

    def list_rounds(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Round]:
        """The rounds of the pulse."""
        return self._get(f"engagements/{engagement}/rounds", Page[Round], limit=limit, cursor=cursor)

    def get_round(self, engagement: int, pulse: int) -> Round:
        """One round."""
        return self._get(f"engagements/{engagement}/rounds/{pulse}", Round)

    def get_round_results(self, engagement: int, pulse: int) -> RoundResults:
        """What groups answered in a round that is over: at least three for the client, five for anybody else."""
        return self._get(f"engagements/{engagement}/rounds/{pulse}/results", RoundResults)
