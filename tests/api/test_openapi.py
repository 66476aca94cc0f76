"""The API is what its document says, the document is what is kept, and nothing breaks that was released."""

from __future__ import annotations

import copy
import inspect
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from waylight.api.breaking import breaks
from waylight.api.operations import EVERY
from waylight.api.urls import described
from waylight.cli.openapi import written
from waylight.client import Waylight

DOCS = Path(__file__).parents[2] / "docs/api"
KEPT = json.loads((DOCS / "openapi.json").read_text())
MEETINGS = "/api/engagements/{engagement}/meetings"


def test_the_document_that_is_kept_is_the_one_that_is_served(db):
    assert Client().get("/api/openapi.json").json() == KEPT
    # waylight openapi > docs/api/openapi.json
    assert (DOCS / "openapi.json").read_text() == written(described())


def test_nothing_breaks_that_was_released():
    assert breaks(json.loads((DOCS / "released.json").read_text()), described()) == []


def test_it_is_openapi_3_1_and_every_operation_is_in_it_once():
    assert KEPT["openapi"].startswith("3.1")
    named = [one["operationId"] for methods in KEPT["paths"].values() for one in methods.values()]
    assert sorted(named) == sorted(EVERY)


def test_every_operation_says_what_it_does_and_how_it_fails():
    for methods in KEPT["paths"].values():
        for one in methods.values():
            assert one["summary"].endswith("."), one["operationId"]
            assert "application/problem+json" in one["responses"]["default"]["content"]
            assert one["security"] == [{"Token": []}]


def test_the_client_has_a_method_for_every_operation():
    for one in EVERY.values():
        method = getattr(Waylight, one.name, None)
        assert method is not None, one.name
        asked = [part.strip("{}").rpartition(":")[2] for part in one.path.split("/") if part.startswith("{")]
        assert list(inspect.signature(method).parameters)[1 : 1 + len(asked)] == asked


def test_no_two_shapes_share_a_name():
    shapes = (Path(__file__).parents[2] / "src/waylight/api/shapes").glob("*.py")
    names = [name for path in shapes for name in re.findall(r"^class (\w+)", path.read_text(), re.M)]
    assert len(set(names)) == len(names)  # in the document one would stand in the other's place


def changed(change) -> list[str]:
    """What breaks if the document is changed like this."""
    now = copy.deepcopy(KEPT)
    change(now)
    return breaks(KEPT, now)


def _gone(now):
    del now["paths"][MEETINGS]["get"]


def _field_gone(now):
    del now["components"]["schemas"]["Meeting"]["properties"]["minutes"]


def _field_may_be_missing(now):
    now["components"]["schemas"]["Meeting"]["required"].remove("minutes")


def _field_may_be_null(now):
    now["components"]["schemas"]["Meeting"]["properties"]["minutes"] = {
        "anyOf": [{"type": "integer"}, {"type": "null"}]
    }


def _has_to_be_given(now):
    now["components"]["schemas"]["NewMeeting"]["required"].append("zone")


def _parameter_has_to_be_given(now):
    next(one for one in now["paths"][MEETINGS]["get"]["parameters"] if one["name"] == "limit")["required"] = True


def _parameter_gone(now):
    del now["paths"][MEETINGS]["get"]["parameters"][0]


def _takes_less(now):
    now["components"]["schemas"]["NewMeeting"]["properties"]["minutes"]["maximum"] = 60


def _word_gone(now):
    now["components"]["schemas"]["SettledCommitment"]["properties"]["state"]["enum"].remove("kept")


def _other_scope(now):
    now["paths"][MEETINGS]["get"]["x-scope"] = "write"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_gone, f"GET {MEETINGS} is gone."),
        (_field_gone, "minutes is gone."),
        (_field_may_be_missing, "minutes can be missing now."),
        (_field_may_be_null, "minutes can be null now."),
        (_has_to_be_given, "zone has to be given."),
        (_parameter_has_to_be_given, "has to be given."),
        (_parameter_gone, "is gone."),
        (_takes_less, "maximum is 60 now."),
        (_word_gone, "cannot be kept any more."),
        (_other_scope, "needs the scope write and needed read."),
    ],
)
def test_what_breaks_programs_is_found(change, said):
    found = changed(change)
    assert found
    assert all(one.endswith(said) for one in found), found


def test_what_only_adds_breaks_nothing():
    def more(now):
        schemas = now["components"]["schemas"]
        schemas["Meeting"]["properties"]["place"] = {"type": "string"}
        schemas["NewMeeting"]["properties"]["place"] = {"type": "string"}
        schemas["NewMeeting"]["properties"]["minutes"]["maximum"] = 900
        now["paths"]["/api/more"] = now["paths"][MEETINGS]

    assert changed(more) == []
