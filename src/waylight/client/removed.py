"""What was removed: listed, put back, or gone for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.goals import GoalRating
from waylight.api.shapes.meetings import Note
from waylight.api.shapes.path import Landmark
from waylight.api.shapes.people import Participation, Perspective
from waylight.api.shapes.removed import Removed
from waylight.api.shapes.said import Reflection
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape


class OfRemoved(Calling):
    """What was removed: listed, put back, or gone for good."""

    def list_removed_reflections(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Removed]:
        """The entries that the client removed from her journal; to her alone."""
        return self._get(f"engagements/{engagement}/removed-reflections", Page[Removed], limit=limit, cursor=cursor)

    def put_reflection_back(self, engagement: int, removed_reflection: int, *, key: str | None = None) -> Reflection:
        """Put an entry back, with what stands in it; what it said of commitments it says again."""
        return self._post(
            f"engagements/{engagement}/removed-reflections/{removed_reflection}/back", Reflection, None, key
        )

    def forget_reflection(self, engagement: int, removed_reflection: int, *, seen: Shape | None = None) -> None:
        """Remove for good an entry that was removed before, with what stands in it."""
        self._delete(f"engagements/{engagement}/removed-reflections/{removed_reflection}", seen)

    def list_removed_landmarks(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Removed]:
        """The notes at a date that the client removed from her path; to her alone."""
        return self._get(f"engagements/{engagement}/removed-landmarks", Page[Removed], limit=limit, cursor=cursor)

    def put_landmark_back(self, engagement: int, removed_landmark: int, *, key: str | None = None) -> Landmark:
        """Put a note at a date back."""
        return self._post(f"engagements/{engagement}/removed-landmarks/{removed_landmark}/back", Landmark, None, key)

    def forget_landmark(self, engagement: int, removed_landmark: int, *, seen: Shape | None = None) -> None:
        """Remove for good a note at a date that was removed before."""
        self._delete(f"engagements/{engagement}/removed-landmarks/{removed_landmark}", seen)

    def list_removed_notes(self, engagement: int, meeting: int, *, limit: int = 50, cursor: str = "") -> Page[Removed]:
        """The notes on a meeting that one wrote and removed oneself."""
        return self._get(
            f"engagements/{engagement}/meetings/{meeting}/removed-notes", Page[Removed], limit=limit, cursor=cursor
        )

    def put_note_back(self, engagement: int, meeting: int, removed_note: int, *, key: str | None = None) -> Note:
        """Put a note of one's own back."""
        return self._post(
            f"engagements/{engagement}/meetings/{meeting}/removed-notes/{removed_note}/back", Note, None, key
        )

    def forget_note(self, engagement: int, meeting: int, removed_note: int, *, seen: Shape | None = None) -> None:
        """Remove for good a note of one's own that was removed before."""
        self._delete(f"engagements/{engagement}/meetings/{meeting}/removed-notes/{removed_note}", seen)

    def forget_goal(self, engagement: int, removed_goal: int, *, seen: Shape | None = None) -> None:
        """Remove for good a goal that was removed before, with its ratings. ``change_goal`` puts it back instead."""
        self._delete(f"engagements/{engagement}/removed-goals/{removed_goal}", seen)

    def list_removed_goal_ratings(
        self, engagement: int, goal: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Removed]:
        """The ratings of a goal that were taken back; ``words`` are what was said with them."""
        return self._get(
            f"engagements/{engagement}/goals/{goal}/removed-ratings", Page[Removed], limit=limit, cursor=cursor
        )

    def put_goal_rating_back(
        self, engagement: int, goal: int, removed_rating: int, *, key: str | None = None
    ) -> GoalRating:
        """Put a rating of a goal back."""
        return self._post(
            f"engagements/{engagement}/goals/{goal}/removed-ratings/{removed_rating}/back", GoalRating, None, key
        )

    def forget_goal_rating(self, engagement: int, goal: int, removed_rating: int, *, seen: Shape | None = None) -> None:
        """Remove for good a rating of a goal that was taken back before."""
        self._delete(f"engagements/{engagement}/goals/{goal}/removed-ratings/{removed_rating}", seen)

    def list_removed_participations(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Participation]:
        """The parts in an initiative that were removed."""
        return self._get(
            f"engagements/{engagement}/initiatives/{initiative}/removed-participations",
            Page[Participation],
            limit=limit,
            cursor=cursor,
        )

    def put_participation_back(
        self, engagement: int, initiative: int, removed_participation: int, *, key: str | None = None
    ) -> Participation:
        """Put somebody's part back."""
        return self._post(
            f"engagements/{engagement}/initiatives/{initiative}/removed-participations/{removed_participation}/back",
            Participation,
            None,
            key,
        )

    def forget_participation(
        self, engagement: int, initiative: int, removed_participation: int, *, seen: Shape | None = None
    ) -> None:
        """Remove for good a part that was removed before."""
        self._delete(
            f"engagements/{engagement}/initiatives/{initiative}/removed-participations/{removed_participation}", seen
        )

    def list_removed_perspectives(
        self, engagement: int, initiative: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[Perspective]:
        """The views on an initiative that were removed, as far as one may read them."""
        return self._get(
            f"engagements/{engagement}/initiatives/{initiative}/removed-perspectives",
            Page[Perspective],
            limit=limit,
            cursor=cursor,
        )

    def put_perspective_back(
        self, engagement: int, initiative: int, removed_perspective: int, *, key: str | None = None
    ) -> Perspective:
        """Put a view back."""
        return self._post(
            f"engagements/{engagement}/initiatives/{initiative}/removed-perspectives/{removed_perspective}/back",
            Perspective,
            None,
            key,
        )

    def forget_perspective(
        self, engagement: int, initiative: int, removed_perspective: int, *, seen: Shape | None = None
    ) -> None:
        """Remove for good a view that was removed before."""
        self._delete(
            f"engagements/{engagement}/initiatives/{initiative}/removed-perspectives/{removed_perspective}", seen
        )
