"""Everybody's token meets at every operation what docs/who-may-what.md says: what its owner meets on the pages."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from tests.access.everybody import PARTS, everybody, text_of
from tests.api.conftest import token_of
from tests.api.everything import BODIES, with_more
from tests.factories import an_engagement
from waylight.access.rules import rule_of
from waylight.api.operations import EVERY, Operation
from waylight.api.urls import urlpatterns  # noqa: F401  (declares the operations)
from waylight.record import insight
from waylight.record.meeting import note, plan

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).parents[2] / "docs/who-may-what.md"
MET = {401: "sign in", 403: "refused", 404: "not found"}
MORE = {"search": "?q=words", "list_evidence": "?what=contact"}


def address(one: Operation, known: dict[str, object]) -> str:
    """Where an operation is, for the things given."""
    path = one.path
    for name, value in known.items():
        path = path.replace(f"{{int:{name}}}", str(value))
    assert "{" not in path
    return f"/api{path}{MORE.get(one.name, '')}"


def outcome(said: str | None, one: Operation, known: dict[str, object]) -> str:
    """What a token meets at an operation; whatever it changes is taken back."""
    headers = {"Authorization": f"Bearer {said}"} if said else {}
    sent = BODIES.get(one.name, {})
    said_of = {name: known.get(value, value) if isinstance(value, str) else value for name, value in sent.items()}
    body = json.dumps(said_of) if one.name in BODIES else ""
    with transaction.atomic():
        answer = Client().generic(one.method, address(one, known), body, "application/json", headers=headers)
        transaction.set_rollback(True)
    assert answer.status_code != 405, f"Nothing hears {one.name}: another router has its address."
    return MET.get(answer.status_code, "yes")


def said() -> dict[str, list[str]]:
    """The table as people read it: operation to what each part meets."""
    rows = [line.split("|")[1:-1] for line in TABLE.read_text().splitlines() if line.startswith("| *")]
    return {row[0].strip(" *"): [cell.strip() for cell in row[3:]] for row in rows}


def test_everybody_meets_at_every_operation_what_the_table_says(engagement):
    known, who = with_more(engagement), everybody(engagement)
    tokens = {part: token_of(user) if user else None for part, user in who.items()}
    met = {one.name: [outcome(tokens[part], one, known) for part in PARTS] for one in EVERY.values()}
    assert met == said()


def test_no_operation_is_open_to_who_may_not_use_its_page():
    for one in EVERY.values():
        rule = rule_of(one.like)
        assert one.allowed == (rule.see if one.method == "GET" else rule.act)
        assert one.allowed, one.name


def test_things_of_another_engagement_are_not_found_under_ones_own(engagement):
    known, foreign = with_more(engagement), with_more(an_engagement("Henrik Aas"))
    tokens = [token_of(user) for user in (engagement.coach.user, engagement.client.user)]
    tried = 0
    for one in EVERY.values():
        for name in (name for name in known if f"{{int:{name}}}" in one.path and name != "engagement"):
            for token in tokens:
                tried += 1
                met = outcome(token, one, {**known, name: foreign[name]})
                assert met in {"not found", "refused"}, (one.name, name)
    assert tried > 50


def test_private_words_stand_in_no_answer_to_the_coach(engagement):
    known, secret = with_more(engagement), "a sentence that nobody else reads"
    insight.reflect(engagement, on=date(2026, 3, 2), text=secret, private=True, confidence=2, words=secret)
    note(plan(engagement, at=datetime(2026, 3, 1, tzinfo=UTC)), author=engagement.client.user, text=secret)
    for user, stands in ((engagement.coach.user, False), (engagement.client.user, True)):
        bearer = {"Authorization": f"Bearer {token_of(user)}"}
        answers = [
            text_of(Client().get(address(one, known), headers=bearer)) for one in EVERY.values() if one.method == "GET"
        ]
        assert any(secret in answer for answer in answers) is stands
