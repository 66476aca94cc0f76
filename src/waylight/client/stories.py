"""Stories: the coach writes, and the client reads what she was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.story import Story, StoryVersion
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.story import ChangedStory, NewStory, NewStoryVersion


class Stories(Calling):
    """Stories: the coach writes, and the client reads what she was shown."""

    def list_stories(self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False) -> Page[Story]:
        """The stories of an engagement; to its client those of which she was shown something."""
        return self._get(f"engagements/{engagement}/stories", Page[Story], limit=limit, cursor=cursor, removed=removed)

    def get_story(self, engagement: int, story: int) -> Story:
        """One story."""
        return self._get(f"engagements/{engagement}/stories/{story}", Story)

    def begin_story(self, engagement: int, given: NewStory, *, key: str | None = None) -> Story:
        """Begin a story; nothing is written in it yet."""
        return self._post(f"engagements/{engagement}/stories", Story, given, key)

    def change_story(self, engagement: int, story: int, given: ChangedStory, *, seen: Shape | None = None) -> Story:
        """Name it, say its language, remove it or put it back."""
        return self._patch(f"engagements/{engagement}/stories/{story}", Story, given, seen)

    def remove_story(self, engagement: int, story: int, *, seen: Shape | None = None) -> None:
        """Remove a story; it can be put back. One that is published has to be taken back first."""
        self._delete(f"engagements/{engagement}/stories/{story}", seen)

    def list_story_versions(
        self, engagement: int, story: int, *, limit: int = 50, cursor: str = ""
    ) -> Page[StoryVersion]:
        """What its texts say, and what they said before; to its client what she was shown."""
        path = f"engagements/{engagement}/stories/{story}/versions"
        return self._get(path, Page[StoryVersion], limit=limit, cursor=cursor)

    def get_story_version(self, engagement: int, story: int, version: int) -> StoryVersion:
        """One version of a text."""
        return self._get(f"engagements/{engagement}/stories/{story}/versions/{version}", StoryVersion)

    def write_story(
        self, engagement: int, story: int, given: NewStoryVersion, *, key: str | None = None
    ) -> StoryVersion:
        """Write a text of a story. Where it says what it said before, that version is the answer."""
        return self._post(f"engagements/{engagement}/stories/{story}/versions", StoryVersion, given, key)

    def go_back_to_story_version(
        self, engagement: int, story: int, version: int, *, key: str | None = None
    ) -> StoryVersion:
        """Let a text say again what it said in a version. Where it says that, its newest version is the answer."""
        return self._post(f"engagements/{engagement}/stories/{story}/versions/{version}/back", StoryVersion, None, key)
