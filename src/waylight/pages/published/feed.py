"""Stories as an Atom feed: each with its language, and where its words are; the words themselves stay there.

What a reader's program keeps, nobody can take back. So an entry's content is its address (RFC 4287, 4.1.3.2), and its
summary says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from waylight.record.story.languages import in_language_of_story, words_in

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator


class StoryFeed(Atom1Feed):
    """An Atom feed whose entries hold no words of what they lead to. ``add_item`` takes a ``language`` too."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        """The language of an entry's title."""
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add where the words are."""
        super().add_item_elements(handler, {**item, "description": None})
        with in_language_of_story(item["language"]):
            where = gettext("Read it where it stands: there it can be taken back.")
        handler.addQuickElement("summary", where, {"xml:lang": words_in(item["language"])})
        handler.addQuickElement("content", "", {"type": "text/html", "src": item["link"]})
