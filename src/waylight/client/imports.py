"""Bringing files: sent, looked at, confirmed, watched and undone, as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.imports import Import, Preview
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.imports import Choices


class Imports(Calling):
    """Bringing files: sent, looked at, confirmed, watched and undone, as on the page."""

    def list_imports(self, engagement: int, *, limit: int = 50, cursor: str = "") -> Page[Import]:
        """The imports that the token's owner made."""
        return self._get(f"engagements/{engagement}/imports", Page[Import], limit=limit, cursor=cursor)

    def get_import(self, engagement: int, number: int) -> Import:
        """One import: what was read, how far it has come, or what came in."""
        return self._get(f"engagements/{engagement}/imports/{number}", Import)

    def preview_import(self, engagement: int, number: int) -> Preview:
        """What was recognised, who is who, what is new, and what could not be read."""
        return self._get(f"engagements/{engagement}/imports/{number}/preview", Preview)

    def confirm_import(self, engagement: int, number: int, given: Choices, *, key: str | None = None) -> Import:
        """Bring in what was read, with what is chosen; it comes in wholly or not at all."""
        return self._post(f"engagements/{engagement}/imports/{number}/confirm", Import, given, key)

    def undo_import(self, engagement: int, number: int, *, key: str | None = None) -> Import:
        """Take an import out of the record; it can be confirmed again."""
        return self._post(f"engagements/{engagement}/imports/{number}/undo", Import, None, key)

    def stop_import(self, engagement: int, number: int, *, key: str | None = None) -> Import:
        """Give up on an import that lost its worker, so that it can be tried again."""
        return self._post(f"engagements/{engagement}/imports/{number}/stop", Import, None, key)

    def discard_import(self, engagement: int, number: int, *, seen: Shape | None = None) -> None:
        """Throw away what was read and is not in the record."""
        self._delete(f"engagements/{engagement}/imports/{number}", seen)
