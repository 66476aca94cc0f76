"""Telling of the client's journal and of what was said: of what stands in a private entry nobody hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from waylight.record.insight import Reflection, Said


def tell_if_shared(reflection: Reflection) -> None:
    """Tell programs of an entry that is shared."""
    if not reflection.private:
        tell(reflection.engagement, Event.REFLECTION_SHARED, reflection.pk)


def tell_of(said: Said, event: Event) -> None:
    """Tell programs of what was said, unless it stands in a private entry."""
    if said.reflection is None or not said.reflection.private:
        tell(said.engagement, event, said.pk)
