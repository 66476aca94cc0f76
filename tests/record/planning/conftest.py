"""What tests of planning share: a real mail server, and meetings that lie ahead."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.servers import mail_server
from waylight.record.meeting import Meeting
from waylight.record.planning.rhythm import Rhythm
from waylight.record.planning.series import plan_series

AHEAD = datetime(2095, 3, 3, 16)  # a Thursday; whatever the day is on which this runs, it lies ahead


@pytest.fixture
def mailbox(settings):
    """A mail server that the product sends to."""
    with mail_server() as (box, port):
        settings.EMAIL_BACKEND = "waylight.access.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield box


def planned(engagement, times: int = 1, **given) -> list[Meeting]:
    """A weekly series ahead, or one meeting; invited by mail."""
    rhythm = Rhythm.WEEKLY if times > 1 else Rhythm.ONCE
    ways = {"wall": AHEAD, "zone": "Europe/Berlin", "invites": True, **given}
    return plan_series(engagement, rhythm=rhythm, times=times, **ways)[0]
