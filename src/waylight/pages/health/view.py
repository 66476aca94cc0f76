"""For programs that watch over Waylight: whether it can answer, and counts of what it answered."""

from __future__ import annotations

from secrets import compare_digest
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"  # not for readers


def health(request: HttpRequest) -> HttpResponse:
    """*ok* if the store answers, else 503. Says nothing about what is in it, to whoever asks."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations WHERE 1 = 0")
    except DatabaseError:
        return HttpResponse("The store does not answer.\n", content_type="text/plain", status=503)  # not for readers
    return HttpResponse("ok\n", content_type="text/plain")


def metrics(request: HttpRequest) -> HttpResponse:
    """The counts, to who has the token that was put into the environment; to everybody else there is no such page."""
    _, _, given = request.headers.get("Authorization", "").partition("Bearer ")  # not for readers
    token = settings.METRICS_TOKEN
    if not token or not compare_digest(given.encode(), token.encode()):
        raise Http404
    from waylight.pages.health.counts import as_text

    return HttpResponse(as_text(), content_type=OPEN_METRICS)
