"""A client of the API for anybody, over the whole stack in this process."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from waylight.access.models import User
from waylight.access.tokens import Scope, make_token
from waylight.client import Waylight

ADDRESS = "http://localhost"
APPLICATION = get_wsgi_application()


def _leave_open(**more: object) -> None:
    """What stands in for closing connections after a request."""


@pytest.fixture(autouse=True)
def _on_the_tests_own_connection(monkeypatch):
    """A call leaves the connection open: it is in the middle of the test's transaction, which a server never is.

    Django's own client does the same, and connects the signal again afterwards, where a call after a page would meet
    it. In memory SQLite does not close at all, so only PostgreSQL tells.
    """
    monkeypatch.setattr("django.test.client.close_old_connections", _leave_open)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def token_of(user: User, *scopes: str, engagements: list[int] | None = None) -> str:
    """A token of somebody's, for everything unless told otherwise."""
    ends = timezone.now() + timedelta(days=1)
    return make_token(user, name="Tests", scopes=scopes or list(Scope), expires_at=ends, engagements=engagements)[1]


def waylight(user: User, *scopes: str, engagements: list[int] | None = None, **more: object) -> Waylight:
    """The client, with a token of somebody's."""
    said = token_of(user, *scopes, engagements=engagements)
    return Waylight(ADDRESS, said, transport=httpx.WSGITransport(APPLICATION), sleep=lambda s: None, **more)


def raw(user: User | None = None, *scopes: str, **headers: str) -> httpx.Client:
    """Plain HTTP, for what the client would never do."""
    if user:
        headers["Authorization"] = f"Bearer {token_of(user, *scopes)}"
    return httpx.Client(
        base_url=f"{ADDRESS}/api/", headers=headers, transport=httpx.WSGITransport(APPLICATION), follow_redirects=False
    )


@pytest.fixture
def coach(engagement):
    """What the engagement's coach calls with."""
    return waylight(engagement.coach.user)


@pytest.fixture
def client(engagement):
    """What the engagement's client calls with."""
    return waylight(engagement.client.user)
