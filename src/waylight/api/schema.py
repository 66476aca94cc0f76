"""The OpenAPI document: what django-ninja makes of the operations, with what every call has in common."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from waylight.api.once import HEADER
from waylight.api.operations import EVERY
from waylight.api.problem import MEDIA_TYPE
from waylight.api.shapes.base import ProblemDetails

PROBLEM = {"$ref": "#/components/schemas/ProblemDetails"}
ABOUT = (
    "The record of coaching engagements, for programs. A token sees and does what its owner may; docs/api.md says how "
    "to make one, how lists go on, and how to ask twice without doing twice."
)
TEXT = {"type": "string"}
ONCE = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key within a day is given the same answer, and nothing is done twice.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}
UNCHANGED = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what was read; if it is something else by now, nothing is changed (412).",
    "schema": TEXT,
}
NEW = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what is known already; if it still is that, the answer is empty (304).",
    "schema": TEXT,
}
COMMON = {"POST": ONCE, "GET": NEW}


def document(api: NinjaAPI) -> dict[str, Any]:
    """The whole document, as it is served and kept in the repository."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/"))
    made["paths"] = {path: _path(methods) for path, methods in sorted(made["paths"].items())}
    schemas = {**made["components"]["schemas"], **_of_problems()}
    made["components"] = {**made["components"], "schemas": dict(sorted(schemas.items()))}
    del made["servers"]
    return made


def _path(methods: dict[str, Any]) -> dict[str, Any]:
    for method, one in methods.items():
        header = COMMON.get(method.upper(), UNCHANGED)
        if not EVERY[one["operationId"]].takes_files or header is ONCE:
            one["parameters"] = [*one["parameters"], header]
        if one.get("description") == one["summary"]:
            del one["description"]
        one["responses"] = {str(status): said for status, said in one["responses"].items()}
        if method == "get":
            one["responses"]["304"] = {"description": "It is what you know already."}
        one["responses"]["default"] = {
            "description": "Why it was not done.",
            "content": {MEDIA_TYPE: {"schema": PROBLEM}},
        }
    return methods


def _of_problems() -> dict[str, Any]:
    made = ProblemDetails.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    inside = made.pop("$defs", {})
    return {"ProblemDetails": made, **inside}
