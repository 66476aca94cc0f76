"""A store from before anything was sealed is sealed when it is brought up to date: nothing is lost or stays plain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.record.plain_store import SECRET

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path, db):
    """The environment of an empty store, on the kind of database that these tests run on."""
    environment = {**os.environ, "WAYLIGHT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "waylight.settings"}
    environment.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        import psycopg

        server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        name = f"plain_{os.getpid()}"
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
            other.execute(f"CREATE DATABASE {name}")
        environment["DATABASE_URL"] = f"{server}/{name}"
    return environment


def stored(environment) -> bytes:
    """What lies in the database: the bytes of SQLite's files, or all that PostgreSQL gives out."""
    if url := environment.get("DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as server, server.cursor() as cursor:
            tables = cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            found = []
            for (table,) in tables:
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as rows:
                    found += [bytes(piece) for piece in rows]
            return b"".join(found)
    return b"".join(path.read_bytes() for path in Path(environment["WAYLIGHT_VAR"]).glob("waylight.sqlite3*"))


def test_every_word_is_sealed_and_reads_as_before(store):
    done = subprocess.run(
        [sys.executable, "-m", "tests.record.plain_store"], env=store, cwd=ROOT, check=True, capture_output=True
    )
    read = json.loads(done.stdout)
    expected = {
        "LearningNote.text": 1,
        "Utterance.text": 240,
        "Engagement.salt": 0,
        "Adjustment.shift": 0,
        "Belonging.word": 0,
        "Correction.said": 0,
        "Goal.text": 0,
        "Goal.levels": 0,
        "GoalRating.words": 0,
        "GoalWish.text": 0,
        "HoursCorrected.why": 0,
        "Landmark.text": 0,
        "OwnAnswer.text": 0,
        "Paper.title": 0,
        "Paper.text": 0,
        "Paper.answer": 0,
        "PastCoaching.name": 0,
        "PastCoaching.contact": 0,
        "RememberedMap.named": 0,
        "Template.title": 0,
        "Template.text": 0,
        "Study.topic": 0,
        "Study.given_by": 0,
        "ErasureAsked.reason": 0,
        "Story.title": 0,
        "StoryRequest.place": 0,
        "StoryRequest.leaks": 0,
        "StoryRequest.remark": 0,
        "Quoted.words": 0,
        "CopySent.to": 0,
        "Pulse.question": 0,
        "Pulse.thanks": 0,
        "Mood.words": 0,
        "Outcome.why": 0,
        "CoachQuestion.text": 0,
        "Meeting.shared": 0,
        "Meeting.taken_along": 0,
        "Subscription.address": 0,
        "Subscription.user": 0,
        "Subscription.password": 0,
        "Subscription.trouble": 0,
        "Webhook.address": 0,
        "Webhook.secret": 0,
        "Webhook.old_secret": 0,
        "Delivery.trouble": 0,
    }
    assert {field: times for field, times in read.items() if times != expected.get(field, 2)} == {}
    assert len(read) == 72
    left = stored(store)
    assert b"Ines Calder" in left
    assert SECRET.encode() not in left
