"""A full disk, a read-only store and a clock that was set back: a sentence, no traceback, and nothing half done."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.record.brought import INES, MAREN, a_mail, a_reading, an_occurrence, at, bring
from tests.record.test_undo import the_record
from tests.stores import Store
from waylight.record import imports
from waylight.record.bringing.whole import undo
from waylight.record.imports import Import
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting

# A process that may write no file beyond a size meets what a full disk is: some of a write, then an error.
FULL = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
most = os.path.getsize(os.environ["WAYLIGHT_VAR"] + "/waylight.sqlite3") + 200_000
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""
FILL = "from tests.factories import an_engagement; print(an_engagement().pk)"
COUNT = """
from waylight.record.models import *
print(Interaction.objects.count(), *Import.objects.values_list("state", flat=True))
"""
BRING = """
from tests.record.brought import a_mail, a_reading
from waylight.record.bringing.whole import bring_in_at_once
from waylight.record.engagement import Engagement
from waylight.record.imports import receive
engagement = Engagement.objects.get()
brought = receive(engagement, engagement.coach.user, [a_reading("inbox.mbox", *(a_mail(n) for n in range(15_000)))])
"""
AGAIN = """
from waylight.record.bringing.whole import bring_in_at_once
from waylight.record.imports import Import
bring_in_at_once(Import.objects.get())
"""
COMMAND = "from waylight.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def read_only(db):
    """The store as it is when nothing can be written to it; SQLite and PostgreSQL each say so in their way."""
    with connection.cursor() as cursor:
        on, off = (
            ("PRAGMA query_only=ON", "PRAGMA query_only=OFF")
            if connection.vendor == "sqlite"
            else ("SAVEPOINT writing; SET TRANSACTION READ ONLY", "ROLLBACK TO SAVEPOINT writing")
        )

        @contextlib.contextmanager
        def as_it_is():
            cursor.execute(on)
            try:
                yield
            finally:
                cursor.execute(off)

        yield as_it_is


@pytest.mark.django_db
def test_a_read_only_store_is_said_to_be_so_and_pages_are_read_on(engagement, read_only):
    browser = Client(raise_request_exception=False)
    browser.force_login(engagement.client.user)
    journal = f"/engagements/{engagement.pk}/journal/"
    with read_only():
        assert browser.get(journal).status_code == 200
        answer = browser.post(journal, {"on": "2026-03-01", "text": "Not to be lost."})
    assert answer.status_code == 503
    assert "can be read but not written" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert not Reflection.objects.exists()


def test_an_import_on_a_full_disk_leaves_the_record_as_it_was(tmp_path):
    store = Store.made(tmp_path / "var")
    store.says(FILL)
    child = store.start(f"{BRING}{FULL}bring_in_at_once(brought)")
    _, errors = child.communicate(timeout=120)
    assert child.returncode != 0
    assert "OperationalError" in errors
    assert store.says(COUNT).split()[0] == "0"
    with contextlib.closing(sqlite3.connect(store.sqlite)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store.says(AGAIN)
    assert store.says(COUNT) == "15000 in"


def test_a_command_on_a_full_disk_says_so_in_one_sentence(tmp_path):
    store, file = Store.made(tmp_path / "var"), tmp_path / "mail.csv"
    store.says(FILL)
    rows = (f"2026-03-02T09:00:00Z,ines@norvia.example,p{n}@norvia.example,mail,{n}" for n in range(20_000))
    file.write_text("at,sender,recipient,kind,thread\n" + "\n".join(rows))
    child = store.start(FULL + COMMAND, "import", "1", str(file), "--yes")
    _, errors = child.communicate(timeout=120)
    assert child.returncode == 2
    assert "The disk that holds the record is full, or writing to it fails. Nothing was changed." in errors
    assert "Traceback" not in errors
    assert store.says(COUNT).split()[0] == "0"


def test_a_backup_on_a_full_disk_leaves_no_half_of_one(tmp_path):
    store = Store.made(tmp_path / "var")
    store.says(FILL)
    full = FULL.replace("+ 200_000", "* 0 + 2_000")
    child = store.start(full + COMMAND, "backup", str(tmp_path / "whole.backup"))
    _, errors = child.communicate(timeout=120)
    assert child.returncode == 2
    assert "disk" in errors
    assert "Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["var"]


@pytest.mark.django_db
def test_a_clock_set_back_between_two_imports_does_not_turn_them_round(engagement, monkeypatch):
    def calendar(start):
        return a_reading("c.ics", *an_occurrence("c", start, INES, organiser=MAREN, occurrence="1"))

    first = bring(engagement, calendar("2026-03-03T16:00"))
    earlier = timezone.now() - timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: earlier)
    second = bring(engagement, calendar("2026-03-05T10:00"))
    third = bring(engagement, a_reading("inbox.mbox", a_mail(1)))
    first.refresh_from_db()
    second.refresh_from_db()
    third.refresh_from_db()
    assert first.brought_in_at < second.brought_in_at < third.brought_in_at
    undo(third)
    assert Meeting.objects.get().at == at("2026-03-05T10:00")
    before = the_record()
    undo(bring(engagement, calendar("2026-03-07T10:00")))
    assert the_record() == before
    assert not Interaction.objects.filter(kind="mail").exists()


@pytest.mark.django_db
def test_an_import_that_was_last_heard_of_in_the_future_can_be_given_up(engagement, monkeypatch):
    brought = Import.objects.create(engagement=engagement, by=engagement.coach.user, state=Import.State.COMING)
    imports.report(brought, 1)
    assert imports.quiet_for(brought) < 5
    then = imports.time.time()
    monkeypatch.setattr(imports.time, "time", lambda: then - 3600)
    assert imports.quiet_for(brought) == float("inf")
