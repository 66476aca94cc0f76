"""Hours bought for an engagement, and what was corrected of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.api.shapes.base import Page
from waylight.api.shapes.hours import HourCorrection, HoursAccount, Package
from waylight.client.calling import Calling

if TYPE_CHECKING:
    from waylight.api.shapes.base import Shape
    from waylight.api.shapes.hours import ChangedHourCorrection, ChangedPackage, NewHourCorrection, NewPackage


class Hours(Calling):
    """Hours bought for an engagement, and what was corrected of them."""

    def get_hours_account(self, engagement: int) -> HoursAccount:
        """What was bought, used and is left, with the rows that were counted."""
        return self._get(f"engagements/{engagement}/hours", HoursAccount)

    def list_packages(
        self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False
    ) -> Page[Package]:
        """The hours that were bought."""
        return self._get(
            f"engagements/{engagement}/packages", Page[Package], limit=limit, cursor=cursor, removed=removed
        )

    def get_package(self, engagement: int, package: int) -> Package:
        """One package of hours. If it was written again, it has another number, and is found by the one before too."""
        return self._get(f"engagements/{engagement}/packages/{package}", Package)

    def buy_package(self, engagement: int, given: NewPackage, *, key: str | None = None) -> Package:
        """Note hours that were bought, or are given for nothing."""
        return self._post(f"engagements/{engagement}/packages", Package, given, key)

    def change_package(
        self, engagement: int, package: int, given: ChangedPackage, *, seen: Shape | None = None
    ) -> Package:
        """Write a package again, remove it, or put it back. What it said before can be taken up again."""
        return self._patch(f"engagements/{engagement}/packages/{package}", Package, given, seen)

    def take_package_change_back(self, engagement: int, package: int, *, key: str | None = None) -> Package:
        """Let a package say what it said before its last change."""
        return self._post(f"engagements/{engagement}/packages/{package}/before", Package, None, key)

    def remove_package(self, engagement: int, package: int, *, seen: Shape | None = None) -> None:
        """Count a package no more; it can be put back."""
        self._delete(f"engagements/{engagement}/packages/{package}", seen)

    def list_hour_corrections(
        self, engagement: int, *, limit: int = 50, cursor: str = "", removed: bool = False
    ) -> Page[HourCorrection]:
        """What was corrected of the hours used."""
        path = f"engagements/{engagement}/hour-corrections"
        return self._get(path, Page[HourCorrection], limit=limit, cursor=cursor, removed=removed)

    def get_hour_correction(self, engagement: int, corrected: int) -> HourCorrection:
        """One correction. If it was written again, it has another number, and is found by the one before too."""
        return self._get(f"engagements/{engagement}/hour-corrections/{corrected}", HourCorrection)

    def correct_hours(self, engagement: int, given: NewHourCorrection, *, key: str | None = None) -> HourCorrection:
        """Correct the hours used: time that no meeting shows, or time of a meeting that is not to count."""
        return self._post(f"engagements/{engagement}/hour-corrections", HourCorrection, given, key)

    def change_hour_correction(
        self, engagement: int, corrected: int, given: ChangedHourCorrection, *, seen: Shape | None = None
    ) -> HourCorrection:
        """Write a correction again, remove it, or put it back. What it said before can be taken up again."""
        return self._patch(f"engagements/{engagement}/hour-corrections/{corrected}", HourCorrection, given, seen)

    def take_hour_correction_change_back(
        self, engagement: int, corrected: int, *, key: str | None = None
    ) -> HourCorrection:
        """Let a correction say what it said before its last change."""
        return self._post(f"engagements/{engagement}/hour-corrections/{corrected}/before", HourCorrection, None, key)

    def remove_hour_correction(self, engagement: int, corrected: int, *, seen: Shape | None = None) -> None:
        """Count a correction no more; it can be put back."""
        self._delete(f"engagements/{engagement}/hour-corrections/{corrected}", seen)
