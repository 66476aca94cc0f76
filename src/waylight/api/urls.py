"""Where the operations are, and the document that describes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from waylight.access.master_key import CannotOpen
from waylight.api import (
    behaviours,
    belongings,
    between,
    calendar_readings,
    client_lists,
    coaching_log,
    consents,
    engagements,
    erasures_asked,
    feed,
    figures,
    found,
    goals,
    goals_agreed,
    hour_corrections,
    hour_lists,
    imports,
    initiatives,
    interactions,
    invitations,
    kind_of_coaching,
    landmarks,
    learning_hours,
    learning_notes,
    mails_in_doubt,
    meeting_words,
    meetings,
    member_invitations,
    members,
    mirror,
    notes,
    own_answers,
    packages,
    papers,
    papers_answered,
    participations,
    people,
    perspectives,
    practices,
    privacy_links,
    proposals,
    pulse,
    raters,
    reflections,
    reminders,
    removed,
    removed_goals,
    removed_notes,
    removed_parts,
    removed_webhooks,
    retention,
    said,
    stakeholders,
    stories,
    story_publications,
    story_requests,
    tables,
    templates,
    today,
    today_letters,
    webhooks,
)
from waylight.api.calls import framed
from waylight.api.operations import EVERY
from waylight.api.problem import Problem, not_found
from waylight.api.schema import ABOUT, document
from waylight.api.shapes.base import Wrong
from waylight.api.suspicious import told

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROOMS = [
    engagements,
    meetings,
    meeting_words,
    notes,
    reflections,
    said,
    proposals,
    goals,
    stakeholders,
    initiatives,
    belongings,
    participations,
    perspectives,
]
OF_PATH = [landmarks, own_answers, between, today, today_letters, goals_agreed, people]
REMOVED = [removed, removed_notes, removed_goals, removed_parts, removed_webhooks]
OF_WORK = [behaviours, pulse, raters, consents, calendar_readings, mirror, stories, story_requests, story_publications]
OF_TERMS = [packages, hour_corrections, kind_of_coaching, templates, papers, papers_answered]
OF_COACH = [learning_notes, learning_hours, coaching_log, client_lists, hour_lists]
OF_ONE = [found, feed, reminders, mails_in_doubt, webhooks]
BROUGHT = [interactions, imports, tables, figures]
OF_PRACTICE = [invitations, practices, members, member_invitations, retention, privacy_links, erasures_asked]
EVERY_ROOM = [*ROOMS, *OF_PATH, *REMOVED, *OF_TERMS, *OF_COACH, *BROUGHT, *OF_WORK, *OF_ONE, *OF_PRACTICE]
ROUTERS = [one.router for one in EVERY_ROOM]
NOT_FIT = "What was sent does not fit; each place says why. Nothing was changed."

api = NinjaAPI(title="Waylight", version="1", description=ABOUT, urls_namespace="api", docs_url=None, openapi_url=None)
for router in ROUTERS:
    api.add_router("", router)


def _told(request: HttpRequest, error: Any) -> HttpResponse:
    """Whatever an operation raises that is no mistake of ours."""
    del request
    match error:
        case Problem():
            return error.response()
        case ValidationError():
            wrong = tuple(Wrong(where=".".join(map(str, one["loc"])), why=str(one["msg"])) for one in error.errors)
            return Problem(422, NOT_FIT, errors=wrong).response()
        case HttpError():
            return Problem(error.status_code, f"{error}. Nothing was changed.").response()
        case SuspiciousOperation():
            return told(error).response()
        case PermissionDenied():
            return Problem(403, str(error)).response()
        case CannotOpen():
            return Problem(500, str(error)).response()
    return not_found().response()


for kind in (Problem, ValidationError, HttpError, Http404, PermissionDenied, SuspiciousOperation, CannotOpen):
    api.add_exception_handler(kind, _told)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document. It says nothing of anybody, so it needs no token."""
    return JsonResponse(described())


def described() -> dict[str, Any]:
    """The document, as it is served and kept in ``docs/api/openapi.json``."""
    return document(api)


@cache
def _asked_by() -> dict[str, frozenset[str]]:
    """What may stand in an address after “?”, by the operation's name, as the document says."""
    every = [one for at in described()["paths"].values() for one in at.values() if "operationId" in one]
    return {
        one["operationId"]: frozenset(it["name"] for it in one.get("parameters", ()) if it["in"] == "query")
        for one in every
    }


def _framed(pattern: URLPattern) -> URLPattern:
    """The same address, with the door and all that every call has in common."""
    at = EVERY[str(pattern.name)].path
    pattern.callback = framed(
        pattern.callback, {one.method: one for one in EVERY.values() if one.path == at}, lambda name: _asked_by()[name]
    )
    return pattern


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *(_framed(one) for one in api.urls[0] if isinstance(one, URLPattern) and one.name in EVERY),
]
