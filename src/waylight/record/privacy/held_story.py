"""What is held of stories: the texts somebody may see, what was asked and agreed, and where copies went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.record.privacy.held_part import columns, part
from waylight.record.story import CopySent, Quoted, StoryRequest, StoryVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Member
    from waylight.record.privacy.held_part import Part


def story_parts(engagement: Engagement, asked_by: User) -> Iterator[Part]:
    """Texts of stories that the client was shown, agreements to them, quotes, and copies sent.

    A draft that she was not shown is its coach's own writing, as a private note is.
    """
    here = {"engagement": engagement.pk}
    story = "version__story__engagement"
    shown = StoryVersion.objects.visible_to(asked_by).exclude(shown_at=None)
    texts = shown.filter(story__engagement=engagement)
    written = columns(
        "story: story_id", "length", "number", "language: story.language", "text", "how", "made_at", "shown_at"
    )
    yield part("stories", texts.select_related("story__engagement").order_by("pk"), written, **here)
    asked = StoryRequest.objects.visible_to(asked_by).filter(**{story: engagement})
    said = columns(
        *("story: version.story_id", "length: version.length", "number: version.number", "use", "place", "remark"),
        *("asked_at", "agreed_at", "declined_at", "withdrawn_at", "lapsed_at"),
    )
    yield part("story_agreements", asked.select_related(story).order_by("pk"), said, **here)
    quotes = Quoted.objects.visible_to(asked_by).filter(**{f"request__{story}": engagement})
    words = columns("version: request.version_id", "use: request.use", "words", "agreed_at")
    yield part("story_quotes", quotes.select_related(f"request__{story}"), words, **here)
    copies = CopySent.objects.visible_to(asked_by).filter(**{f"publication__{story}": engagement})
    sent = columns("version: publication.version_id", "use: publication.use", "to", "on", "called_back_on")
    yield part("story_copies", copies.select_related(f"publication__{story}"), sent, **here)


def draft_parts(member: Member) -> Iterator[Part]:
    """A coach's drafts of stories: every version that she wrote herself."""
    mine = StoryVersion.objects.filter(story__engagement__coach=member, by=member.user_id)
    written = columns(
        *("engagement: story.engagement_id", "story: story_id", "length", "number", "language: story.language"),
        *("text", "made_at"),
    )
    yield part("own_stories", mine.select_related("story__engagement").order_by("pk"), written)
