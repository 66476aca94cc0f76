"""The API from another program: every operation as a typed method, its errors in one tree.

>>> from waylight.client import Waylight
>>> with Waylight("https://waylight.practice.example", token) as waylight:  # doctest: +SKIP
...     for engagement in waylight.every(waylight.list_engagements):
...         print(engagement.client.name)
"""

from waylight.client.errors import (
    Changed,
    DoesNotFit,
    NotAllowed,
    NotAnswered,
    NotFound,
    NotNow,
    NotSignedIn,
    ServerBroken,
    TooOften,
    WaylightError,
)
from waylight.client.waylight import Waylight

__all__ = [
    "Changed",
    "DoesNotFit",
    "NotAllowed",
    "NotAnswered",
    "NotFound",
    "NotNow",
    "NotSignedIn",
    "ServerBroken",
    "TooOften",
    "Waylight",
    "WaylightError",
]
