"""How much may be sent at once, and how often."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext

from waylight.access.rates import Rate
from waylight.language import number

IMPORTS = Rate("files", 60, timedelta(hours=1))  # far more than anybody brings by hand, far less than a script could


class TooLarge(SuspiciousOperation):
    """More was sent at once than is taken; the message says how much is, and what to do instead."""

    def __init__(self, most: int) -> None:
        said = gettext(
            "Together these files are larger than {most} MB, which is the most that is taken at once. Nothing "
            "was read or changed. Send fewer at a time, or bring them in on the machine that Waylight runs on: "
            "waylight import ENGAGEMENT FILE"
        )
        super().__init__(said.format(most=number(most >> 20)))
