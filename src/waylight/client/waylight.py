"""The client: every operation of the API as a method of its name."""

from __future__ import annotations

from waylight.client.engagements import Engagements
from waylight.client.goals import Goals
from waylight.client.meetings import Meetings
from waylight.client.notes import Notes
from waylight.client.reflections import Reflections
from waylight.client.said import Said


class Waylight(Engagements, Goals, Meetings, Notes, Reflections, Said):
    """A Waylight, at an address, asked with a token. Methods are called as the operations are (docs/api.md)."""
