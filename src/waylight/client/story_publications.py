"""What is published of stories, where, and to whom copies were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.story import StoryCopy, StoryPublication
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.story import ChangedStoryCopy, NewStoryCopy, NewStoryPublication


class StoryPublications(Calling):
    """What is published of stories, where, and to whom copies were sent."""

    def list_story_publications(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[StoryPublication]:
        """What was published of stories, and what of it was withdrawn."""
        return self._get(
            f"engagements/{engagement}/story-publications", Page[StoryPublication], limit=limit, cursor=cursor
        )

    def get_story_publication(self, engagement: int, publication: int) -> StoryPublication:
        """One version that was published for one use."""
        return self._get(f"engagements/{engagement}/story-publications/{publication}", StoryPublication)

    def publish_story(self, engagement: int, given: NewStoryPublication, *, key: str | None = None) -> StoryPublication:
        """Publish a version for a use, as its coach, if the client agreed to exactly that."""
        return self._post(f"engagements/{engagement}/story-publications", StoryPublication, given, key)

    def unpublish_story(self, engagement: int, publication: int, *, seen: Shape | None = None) -> None:
        """Take back what was published; what the client agreed to stays as it is."""
        self._delete(f"engagements/{engagement}/story-publications/{publication}", seen)

    def list_story_copies(
        self, engagement: int, publication: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[StoryCopy]:
        """To whom copies were sent, and who was told that it is withdrawn."""
        return self._get(
            f"engagements/{engagement}/story-publications/{publication}/copies",
            Page[StoryCopy],
            limit=limit,
            cursor=cursor,
        )

    def get_story_copy(self, engagement: int, publication: int, sent_copy: int) -> StoryCopy:
        """One copy."""
        return self._get(f"engagements/{engagement}/story-publications/{publication}/copies/{sent_copy}", StoryCopy)

    def note_story_copy(
        self, engagement: int, publication: int, given: NewStoryCopy, *, key: str | None = None
    ) -> StoryCopy:
        """Note to whom a copy was sent."""
        return self._post(f"engagements/{engagement}/story-publications/{publication}/copies", StoryCopy, given, key)

    def change_story_copy(
        self, engagement: int, publication: int, sent_copy: int, given: ChangedStoryCopy, *, seen: Shape | None = None
    ) -> StoryCopy:
        """Note that who has a copy was told today that it is withdrawn, or was not after all."""
        return self._patch(
            f"engagements/{engagement}/story-publications/{publication}/copies/{sent_copy}", StoryCopy, given, seen
        )
