"""Figures: influence, the path, growth and the brief, made by the very functions of their pages."""

from __future__ import annotations

from waylight.api.shapes.figures import Brief, Grown, Influence, Path
from waylight.client.calling import Calling


class Figures(Calling):
    """Figures: influence, the path, growth and the brief, made by the very functions of their pages."""

    def get_influence(self, engagement: int, *, week: int | None = None) -> Influence:
        """Who she reached and who reached her in four weeks, and how broad that is, as on the map."""
        return self._get(f"engagements/{engagement}/influence", Influence, week=week)

    def get_path(self, engagement: int) -> Path:
        """The stages from listening to being reached, week by week."""
        return self._get(f"engagements/{engagement}/path", Path)

    def get_growth(self, engagement: int, *, look: bool = False) -> Grown:
        """Whether there was a moment or it grew, for each stage and for all together."""
        return self._get(f"engagements/{engagement}/growth", Grown, look=look)

    def get_brief(self, engagement: int, *, meeting: int | None = None) -> Brief:
        """The opening of the next coaching meeting, or of the one asked for, as it stood when that began."""
        return self._get(f"engagements/{engagement}/brief", Brief, meeting=meeting)
