"""What is restored is what was backed up, row for row, on the same store and on the other; what was there stays."""

from __future__ import annotations

import base64
import contextlib
import functools
import itertools
import json
import shutil
import sqlite3
import stat
from collections import defaultdict
from pathlib import Path

import psycopg
import pytest

from tests.servers import POSTGRES_BIN, postgres
from tests.stores import Store
from waylight.record.backup.frames import Rows, reading

FILL = """
from datetime import UTC, date, datetime
from tests.factories import an_engagement, an_interaction, a_stakeholder
from tests.record.brought import a_mail, a_reading, an_entry, bring
from waylight.record import insight
from waylight.record.meeting import note, plan
engagement = an_engagement("Ínes Cálder")
a_stakeholder(engagement, "Mei Okafor")
mails = a_reading("inbox.mbox", *(a_mail(n) for n in range(700)))
bring(engagement, mails, a_reading("j.md", an_entry("2026-03-01", "Words.")))
insight.reflect(engagement, on=date(2026, 3, 1), text="“Only mine” 🙂", private=True, confidence=6.5, words="")
note(plan(engagement, at=datetime(2026, 3, 12, 16, 0, 0, 123456, UTC)), author=engagement.coach.user, text="x" * 5000)
"""
SUMS = """
import json
from waylight.record.backup.tables import sum_of, tables
print(json.dumps({table.name: list(map(str, (s := sum_of(table), s.rows, s.sha256)[1:])) for table in tables()}))
"""
WRITE = """
import itertools
from tests.factories import an_engagement, an_interaction
engagement = an_engagement()
for n in itertools.count():
    an_interaction(engagement, None, f"Written {n}")
    if n == 20:
        print("writing", flush=True)
"""
ADD = """
import itertools
from tests import factories
factories._number = itertools.count(9000)
print(factories.an_engagement("Rosa Lind").pk)
"""
COUNT = "from waylight.record.models import *; print(Engagement.objects.count())"
LISTS = "; print(ClientsBrought.objects.count())"
KEY = {"WAYLIGHT_MASTER_KEY": "a2V5IGtleSBrZXkga2V5IGtleSBrZXkga2V5IGtleSE="}
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


def sums(store: Store, then: str = "") -> dict[str, list[str]]:
    return json.loads(store.says(SUMS + then).splitlines()[0])


@pytest.fixture(scope="module")
def server():
    """A PostgreSQL server for this module."""
    if not POSTGRES_BIN:
        pytest.skip("no PostgreSQL; on Debian: apt-get install postgresql")
    with postgres() as url:
        yield url


@pytest.fixture(scope="module")
def a_place(tmp_path_factory, request):
    """Makes places for a store by kind, with nothing in them: a folder, or a database of its own on the server."""
    number = itertools.count(1)

    def make(kind: str) -> Store:
        folder, also = tmp_path_factory.mktemp(kind), dict(KEY)
        if kind == "postgres":
            url, name = request.getfixturevalue("server"), f"store_{next(number)}"
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            also["DATABASE_URL"] = url.rpartition("/")[0] + f"/{name}"
        return Store(folder, also)

    return make


@pytest.fixture(scope="module")
def filled(a_place):
    """By kind: a store with something of most things in it, its sums, and a backup of it. Made once, only read."""

    @functools.cache
    def fill(kind: str) -> tuple[Store, dict[str, list[str]], Path]:
        place = a_place(kind)
        store = Store.made(place.var, **place.also)
        found = json.loads(store.says(FILL + SUMS))
        file = store.var / "whole.backup"
        done = store.command("backup", str(file))
        assert done.returncode == 0, done.stderr
        assert "are not in it" in done.stdout
        return store, found, file

    return fill


@pytest.mark.postgres
@pytest.mark.parametrize(("of", "to"), [("sqlite", "postgres"), ("postgres", "sqlite")])  # onto the same kind: below
def test_a_restored_store_has_the_same_rows_and_goes_on_from_there(a_place, filled, of, to):
    _, before, file = filled(of)
    assert int(before["record_interaction"][0]) == 700
    target = a_place(to)
    (target.var / "keys").mkdir()
    (target.var / "keys/old").write_bytes(b"old")
    done = target.command("restore", str(file))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in target.var.glob("keys*/*")] == ["old"]  # the backup holds no keys
    (target.var / "keys/old").unlink()
    assert sums(target, ADD) == before
    assert target.says(COUNT) == "2"


@pytest.mark.parametrize("kind", BOTH)
def test_what_was_in_the_store_is_replaced_only_if_asked_and_stays_beside_it(a_place, filled, kind):
    _, whole, file = filled(kind)
    place = a_place(kind)
    store = Store.made(place.var, **place.also)
    other = json.loads(store.says(ADD + SUMS).splitlines()[-1])
    refused = store.command("restore", str(file))
    assert refused.returncode == 2
    assert "Say --replace" in refused.stderr
    done = store.command("restore", str(file), "--replace")
    assert done.returncode == 0, done.stderr
    assert sums(store, ADD) == whole
    assert store.says(COUNT) == "2"
    assert sums(before_it(store, done.stdout)) == other


def before_it(store: Store, said: str) -> Store:
    """The store that a restore set aside, by the name it gave."""
    name = said.partition("beside it: ")[2].partition(". Remove")[0]
    if name.startswith("schema "):
        path = f"?options=-csearch_path%3D{name.removeprefix('schema ')}"
        return Store(store.var, {**store.also, "DATABASE_URL": store.also["DATABASE_URL"] + path})
    return Store(store.var, {**store.also, "DATABASE_URL": f"sqlite:///{name}"})


@pytest.mark.parametrize("kind", BOTH)
def test_a_backup_is_of_one_moment_though_others_write_meanwhile(a_place, tmp_path, kind):
    place, file = a_place(kind), tmp_path / "whole.backup"
    store = Store.made(place.var, **place.also)
    writing = store.start(WRITE)
    try:
        assert writing.stdout.readline() == "writing\n"
        assert store.command("backup", str(file)).returncode == 0
        assert writing.poll() is None
    finally:
        writing.kill()
        writing.communicate()
    held: defaultdict[str, list[list[object]]] = defaultdict(list)
    for frame in reading(file, base64.b64decode(KEY["WAYLIGHT_MASTER_KEY"])):
        if isinstance(frame, Rows):
            held[frame.table] += frame.rows
    rows, names = len(held["record_interaction"]), sum("written." in str(row) for row in held["record_alias"])
    assert rows > 0
    assert names - rows in {0, 1}


def test_it_is_read_by_its_owner_alone_and_replaces_nothing_unasked(filled, tmp_path):
    store, _, file = filled("sqlite")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = file.read_bytes()
    again = store.command("backup", str(file))
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert file.read_bytes() == first
    other = shutil.copyfile(file, tmp_path / "other.backup")
    assert store.command("backup", str(other), "--force").returncode == 0
    assert other.read_bytes() != first
    assert [path.name for path in tmp_path.iterdir()] == ["other.backup"]


def test_nothing_that_was_written_can_be_read_in_it(filled):
    data = filled("sqlite")[2].read_bytes()
    for words in (b"Only mine", b"norvia", b"record_reflection"):
        assert words not in data


@pytest.mark.parametrize("harm", ["cut", "changed", "other key", "no backup", "none"])
def test_what_cannot_be_restored_wholly_is_not_restored_at_all(a_place, filled, tmp_path, harm):
    file = tmp_path / "harmed.backup"
    data = bytearray(filled("sqlite")[2].read_bytes())
    if harm == "cut":
        data = data[:-100]
    elif harm == "changed":
        data[len(data) // 2] ^= 1
    elif harm == "no backup":
        data = bytearray(b"something else")
    if harm != "none":
        file.write_bytes(data)
    target = a_place("sqlite")
    other = {"WAYLIGHT_MASTER_KEY": "b3RoZXIga2V5IG90aGVyIGtleSBvdGhlciBrZXkgISE="} if harm == "other key" else {}
    done = target.command("restore", str(file), **other)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not target.sqlite.exists() or target.sqlite.stat().st_size == 0
    assert list(target.var.glob("*restoring*")) == []


def test_a_backup_can_be_read_through_without_restoring_it(a_place, filled):
    _, before, file = filled("sqlite")
    target = a_place("sqlite")
    done = target.command("restore", "--check", str(file))
    assert done.returncode == 0, done.stderr
    assert f"{sum(int(rows) for rows, _ in before.values()):,} rows" in done.stdout
    assert not target.sqlite.exists() or target.sqlite.stat().st_size == 0


def test_a_store_that_is_in_use_is_not_replaced(a_place, filled):
    store = Store.made(a_place("sqlite").var, **KEY)
    using = store.start(f"{ADD}import time\nprint('using', flush=True)\ntime.sleep(60)")
    try:
        using.stdout.readline()
        using.stdout.readline()
        done = store.command("restore", str(filled("sqlite")[2]), "--replace")
    finally:
        using.kill()
        using.communicate()
    assert done.returncode == 2
    assert "Waylight is running on this store" in done.stderr
    assert store.says(COUNT) == "1"


def test_a_backup_of_tables_that_this_version_does_not_know_is_refused(a_place, tmp_path):
    store, file = Store.made(a_place("sqlite").var, **KEY), tmp_path / "whole.backup"
    with contextlib.closing(sqlite3.connect(store.sqlite)) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('record', '9999_later', '2099-01-01')"
        )
    store.command("backup", str(file))
    done = a_place("sqlite").command("restore", str(file))
    assert done.returncode == 2
    assert "record 9999_later" in done.stderr
    assert "Bring Waylight up to date first" in done.stderr


def test_a_backup_of_earlier_tables_is_restored_and_brought_up_to_date(a_place, tmp_path):
    store, file = Store.made(a_place("sqlite").var, **KEY), tmp_path / "whole.backup"
    # The store as it was before lists of clients were brought; the others of its tables stood as they do.
    store.says(
        f"{ADD}from django.core.management import call_command; call_command('migrate', 'record', '0045', verbosity=0)"
    )
    assert store.command("backup", str(file)).returncode == 0
    target = a_place("sqlite")
    done = target.command("restore", str(file))
    assert done.returncode == 0, done.stderr
    assert (
        target.says(f"{COUNT}\nfrom waylight.record.models import *; print(ClientsBrought.objects.count())") == "1\n0"
    )


def test_keys_beside_the_store_go_with_it_if_asked(a_place, tmp_path):
    store, file = Store.made(a_place("sqlite").var, **KEY), tmp_path / "whole.backup"
    (store.var / "keys/a").mkdir(parents=True)
    (store.var / "keys/a/7").write_bytes(b"wrapped" * 400_000)
    (store.var / "keys/empty").touch()
    done = store.command("backup", str(file), "--with-keys")
    assert done.returncode == 0, done.stderr
    assert "are not in it" not in done.stdout
    target = a_place("sqlite")
    (target.var / "keys").mkdir()
    (target.var / "keys/old").write_bytes(b"old")
    assert target.command("restore", str(file)).returncode == 0
    assert (target.var / "keys/a/7").read_bytes() == b"wrapped" * 400_000
    assert (target.var / "keys/empty").read_bytes() == b""
    assert [path.read_bytes() for path in target.var.glob("keys.before-*/old")] == [b"old"]


def test_who_was_signed_in_signs_in_again(filled):
    _, held, _ = filled("sqlite")
    assert "access_user" in held
    assert not {"django_session", "access_spent"} & set(held)
