"""What a search finds."""

from __future__ import annotations

from datetime import date

from waylight.api.shapes.base import Shape


class Hit(Shape):
    """A place where all the words stand. ``kind`` and ``id`` say in what; ``page`` shows it."""

    kind: str
    id: int
    on: date
    before: str
    found: str
    after: str
    page: str


class SearchResult(Shape):
    """The newest hits, and how many more there are."""

    items: list[Hit]
    more: int
