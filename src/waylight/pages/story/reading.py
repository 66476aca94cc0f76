"""A version of a story as its readers meet it: by the same code in a draft and where it is published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.lenses.story.forms.titled import beginning, read_titled, under_a_heading
from waylight.lenses.story.forms.web import body, direction
from waylight.record.story.languages import in_language_of_story

if TYPE_CHECKING:
    from waylight.lenses.story.forms.parts import Written
    from waylight.record.story import StoryVersion


@dataclass(frozen=True, slots=True)
class Read:
    """A story that was read: its parts, and the words for where only a link to it stands."""

    story: Written

    @property
    def title(self) -> str:
        """The heading that it begins with; without one, words in the story's language."""
        with in_language_of_story(self.story.language):
            return self.story.title or gettext("A story")

    @property
    def about(self) -> str:
        """Its first words."""
        return beginning(self.story)

    @property
    def body(self) -> str:
        """Its parts as HTML, escaped."""
        return body(self.story.blocks)

    @property
    def whole(self) -> str:
        """All of it as HTML, escaped, its title too: for a page that has a heading of its own."""
        return body(under_a_heading(self.story))

    @property
    def direction(self) -> str:
        """Which way it is written: ``ltr`` or ``rtl``."""
        return direction(self.story.language)


def read_version(version: StoryVersion, dated: str = "") -> Read:
    """Read what a version says, in its story's language."""
    return Read(read_titled(version.text, version.story.language, dated))
