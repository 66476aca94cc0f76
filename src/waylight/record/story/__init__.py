"""Stories told without naming the client: their texts and versions, what she agreed to, and where they went.

``text`` writes, ``asking`` asks her, ``publishing`` says whether a version may be published for a use, and refuses
otherwise. Nothing else decides that.
"""

from waylight.record.story.asking import Quoted, StoryRequest
from waylight.record.story.publishing import CopySent, Publication
from waylight.record.story.text import Length, Story, StoryVersion

__all__ = ["CopySent", "Length", "Publication", "Quoted", "Story", "StoryRequest", "StoryVersion"]
