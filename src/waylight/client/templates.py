"""The templates of a practice, and those that come with Waylight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.papers import ShippedTemplate, Template
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.papers import ChangedTemplate, NewTemplate


class Templates(Calling):
    """The templates of a practice, and those that come with Waylight."""

    def list_templates(self, *, limit: int = 50, cursor: str = "", removed: bool = False) -> Page[Template]:
        """One's own templates, and those that others of the practice share."""
        return self._get("templates", Page[Template], limit=limit, cursor=cursor, removed=removed)

    def list_shipped_templates(self) -> Page[ShippedTemplate]:
        """The templates that come with Waylight, in the language that the token's owner chose."""
        return self._get("shipped-templates", Page[ShippedTemplate])

    def get_template(self, template: int) -> Template:
        """One template."""
        return self._get(f"templates/{template}", Template)

    def write_template(self, given: NewTemplate, *, key: str | None = None) -> Template:
        """Write a template, for oneself or for the practice."""
        return self._post("templates", Template, given, key)

    def change_template(self, template: int, given: ChangedTemplate, *, seen: Shape | None = None) -> Template:
        """Write a template again, remove it, or put it back, as who wrote it. Papers that were made of it stay."""
        return self._patch(f"templates/{template}", Template, given, seen)

    def remove_template(self, template: int, *, seen: Shape | None = None) -> None:
        """Offer a template no more, as who wrote it; it can be put back."""
        self._delete(f"templates/{template}", seen)
