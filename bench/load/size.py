"""How large a made practice is, and how much hangs on one engagement of it."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = 40  # in the files of one engagement, some of whom matter
NAMED = 15
TURNS = 40  # in the transcript of the last meeting


@dataclass(frozen=True, slots=True)
class Size:
    """Coaches, engagements of all of them, and of each engagement its meetings, interactions and weeks."""

    coaches: int
    engagements: int
    meetings: int
    interactions: int
    weeks: int
    running: int = 25  # engagements of each coach that have not ended

    @classmethod
    def of_practice(cls, part: float) -> Size:
        """A part of 200 coaches with 5,000 engagements, 100,000 meetings and 20 million interactions."""
        return cls(max(round(200 * part), 1), max(round(5_000 * part), 1), 20, 4_000, 78)

    @classmethod
    def of_one_coach(cls) -> Size:
        """Ten years of one coach: 250 engagements of a year and a half, of which 25 are running."""
        return cls(1, 250, 20, 4_000, 78)

    @property
    def in_words(self) -> str:
        """All of it."""
        every = self.engagements
        return (
            f"{self.coaches:,} coaches, {every:,} engagements, {every * self.meetings:,} meetings, "
            f"{every * self.interactions:,} interactions"
        )
