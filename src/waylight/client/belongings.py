"""What belongs to an initiative: threads and series of meetings that were chosen, and words found in subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.belongings import Belonging, NewlyChosen, Thread
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.belongings import ChosenThreads, NewBelonging


class Belongings(Calling):
    """What belongs to an initiative: threads and series of meetings that were chosen, and words found in subjects."""

    def list_belongings(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Belonging]:
        """Why contacts belong to an initiative: threads that were chosen, and words that are looked for."""
        here = f"engagements/{engagement}/initiatives/{initiative}/belongings"
        return self._get(here, Page[Belonging], limit=limit, cursor=cursor)

    def get_belonging(self, engagement: int, initiative: int, belonging: int) -> Belonging:
        """One such reason."""
        return self._get(f"engagements/{engagement}/initiatives/{initiative}/belongings/{belonging}", Belonging)

    def look_for_word(
        self, engagement: int, initiative: int, given: NewBelonging, *, key: str | None = None
    ) -> Belonging:
        """Say that what has a word or a tag in its subject belongs to an initiative, now and later."""
        return self._post(f"engagements/{engagement}/initiatives/{initiative}/belongings", Belonging, given, key)

    def part_with_belonging(
        self, engagement: int, initiative: int, belonging: int, *, seen: Shape | None = None
    ) -> None:
        """Say that a thread, or what a word found, does not belong any more. Its contacts stay."""
        self._delete(f"engagements/{engagement}/initiatives/{initiative}/belongings/{belonging}", seen)

    def list_threads(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = "", search: str = ""
    ) -> Page[Thread]:
        """The threads and series of meetings of an engagement, and whether each belongs to the initiative."""
        here = f"engagements/{engagement}/initiatives/{initiative}/threads"
        return self._get(here, Page[Thread], limit=limit, cursor=cursor, search=search)

    def choose_threads(
        self, engagement: int, initiative: int, given: ChosenThreads, *, key: str | None = None
    ) -> NewlyChosen:
        """Say that threads or series of meetings belong to an initiative."""
        return self._post(f"engagements/{engagement}/initiatives/{initiative}/threads", NewlyChosen, given, key)
