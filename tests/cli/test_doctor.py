"""``waylight doctor`` looks at everything that Waylight stands on, and says what is not well and what to do."""

from __future__ import annotations

import sqlite3

import pytest

from tests.lenses.story.pipelines import a_pipeline
from tests.servers import free_port

WORK = """
from datetime import UTC, datetime, timedelta
from django_tasks_db.models import DBTaskResult, get_date_max
made = DBTaskResult.objects.create(args_kwargs={}, run_after=get_date_max())
DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=datetime.now(UTC) - timedelta(hours=1))
"""
DOUBTED = """
from datetime import UTC, datetime, timedelta
from tests.factories import a_stakeholder, an_engagement, an_open_round
from waylight.record.pulse import Letter
engagement, at = an_engagement(), datetime.now(UTC) - timedelta(hours=1)
pulse = an_open_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], at.date())
Letter.objects.create(invitation=pulse.invitations.get(), kind="invitation", claimed_at=at, handed_at=at)
"""


@pytest.fixture
def store(a_store):
    """A store as ``waylight run`` leaves it: its folder closed to others."""
    a_store.var.chmod(0o700)
    return a_store


def said(store, **more: str) -> tuple[int, dict[str, str]]:
    """The exit status, and what was said of each thing, with *NOT WELL* before it where it is not."""
    done = store.command("doctor", **more)
    assert done.stderr == ""
    lines = (line.split("  ", 1) for line in done.stdout.splitlines())
    found = {}
    for state, rest in lines:
        name, _, words = rest.strip().partition(": ")
        found[name] = f"NOT WELL {words}" if state == "NOT WELL" else words
    return done.returncode, found


def test_a_store_that_is_well(store):
    status, found = said(store)
    assert status == 0, found
    assert list(found) == [
        *("folder", "disk", "store", "keys", "audit log", "worker", "mail", "mails in doubt", "names in stories")
    ]
    assert found["store"] == "sqlite, up to date"
    assert found["audit log"] == "whole, 0 events"


def test_what_is_not_well_is_said_with_what_to_do_and_the_rest_is_looked_at_all_the_same(store):
    store.var.chmod(0o755)
    store.says(WORK)
    port = free_port()
    status, found = said(store, WAYLIGHT_SMTP_URL=f"smtp://127.0.0.1:{port}")
    assert status == 1
    assert f"chmod 700 {store.var}" in found["folder"]
    assert found["worker"].startswith("NOT WELL waiting for more than a quarter of an hour: 1.")
    assert found["mail"] == f"NOT WELL 127.0.0.1:{port} does not take it: ConnectionRefusedError."
    assert found["keys"] == "the master key opens them"


def test_mails_in_doubt_are_said(store):
    store.says(DOUBTED)
    status, found = said(store)
    assert status == 1
    assert found["mails in doubt"].startswith("NOT WELL 1: ")


def test_a_language_model_is_loaded_and_a_bad_one_said(store, tmp_path):
    folder = a_pipeline(tmp_path / "en")
    _, found = said(store, WAYLIGHT_NER=folder)
    assert found["names in stories"] == "en_pipeline 0.0.0 reads along (en)"
    (tmp_path / "en" / "config.cfg").write_text("[nlp]\nlang = 7")
    status, found = said(store, WAYLIGHT_NER=folder)
    assert status == 1
    assert found["names in stories"].startswith("NOT WELL The language model “en_pipeline 0.0.0” cannot be used: ")


def test_a_damaged_file_is_said(store):
    with store.sqlite.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 20 * 4096)
    status, found = said(store)
    assert status == 1
    assert found["store"].startswith("NOT WELL")


def test_tables_that_are_not_there_are_said(store):
    store.sqlite.unlink()
    sqlite3.connect(store.sqlite).close()
    status, found = said(store)
    assert status == 1
    assert "“waylight run” makes them" in found["store"]
