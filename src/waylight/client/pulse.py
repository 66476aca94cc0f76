"""The pulse: what it asks about, its rounds, and grouped results of those that are over, as on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.pulse import Behaviour, Round, RoundResults
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.pulse import ChangedBehaviour, ChangedRound, NewBehaviour, PlannedRound, Thanks


class Pulse(Calling):
    """The pulse: what it asks about, its rounds, and grouped results of those that are over, as on the pages."""

    def list_behaviours(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Behaviour]:
        """What the client works on, in her words, and what she worked on before."""
        return self._get(f"engagements/{engagement}/behaviours", Page[Behaviour], limit=limit, cursor=cursor)

    def get_behaviour(self, engagement: int, behaviour: int) -> Behaviour:
        """One behaviour."""
        return self._get(f"engagements/{engagement}/behaviours/{behaviour}", Behaviour)

    def choose_behaviour(self, engagement: int, given: NewBehaviour, *, key: str | None = None) -> Behaviour:
        """Choose one more to ask about; three at most."""
        return self._post(f"engagements/{engagement}/behaviours", Behaviour, given, key)

    def change_behaviour(
        self, engagement: int, behaviour: int, given: ChangedBehaviour, *, seen: Shape | None = None
    ) -> Behaviour:
        """Say whether it is listening."""
        return self._patch(f"engagements/{engagement}/behaviours/{behaviour}", Behaviour, given, seen)

    def retire_behaviour(self, engagement: int, behaviour: int, *, seen: Shape | None = None) -> None:
        """Ask about it no more. What was answered stays; one that nobody was asked about goes whole."""
        self._delete(f"engagements/{engagement}/behaviours/{behaviour}", seen)

    def list_rounds(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Round]:
        """The rounds of the pulse."""
        return self._get(f"engagements/{engagement}/rounds", Page[Round], limit=limit, cursor=cursor)

    def get_round(self, engagement: int, pulse: int) -> Round:
        """One round."""
        return self._get(f"engagements/{engagement}/rounds/{pulse}", Round)

    def plan_round(self, engagement: int, given: PlannedRound, *, key: str | None = None) -> Round:
        """Plan a round, in the place of the one that is planned. Nobody is asked until it opens."""
        return self._post(f"engagements/{engagement}/rounds", Round, given, key)

    def change_round(self, engagement: int, pulse: int, given: ChangedRound, *, seen: Shape | None = None) -> Round:
        """Open a planned round, close one before its last day, or have it not asked again by itself."""
        return self._patch(f"engagements/{engagement}/rounds/{pulse}", Round, given, seen)

    def discard_round(self, engagement: int, pulse: int, *, seen: Shape | None = None) -> None:
        """Throw a planned round away. One that was opened can be closed instead."""
        self._delete(f"engagements/{engagement}/rounds/{pulse}", seen)

    def thank_raters(self, engagement: int, pulse: int, given: Thanks, *, key: str | None = None) -> Round:
        """Say to those who answered a round that is over what the client will do."""
        return self._post(f"engagements/{engagement}/rounds/{pulse}/thanks", Round, given, key)

    def get_round_results(self, engagement: int, pulse: int) -> RoundResults:
        """What groups answered in a round that is over: at least three for the client, five for anybody else."""
        return self._get(f"engagements/{engagement}/rounds/{pulse}/results", RoundResults)
