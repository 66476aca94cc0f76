"""What every test stands on: a store of its own, and settings that only make tests quick."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _quick(settings, tmp_path):
    """Weak hashes, plain static files, work done at once; nothing that a user would notice."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "cache"}
    }
    yield
    translation.activate(settings.LANGUAGE_CODE)  # what a page spoke last belongs to no other test
    # What a store that could not be written left to be noted later belongs to no other test.
    shutil.rmtree(Path(settings.VAR_DIR) / "audit-waiting", ignore_errors=True)


@pytest.hookimpl(tryfirst=True)  # before pytest looks at -m
def pytest_collection_modifyitems(items):
    """Mark what asks the database of the settings: that is what can go otherwise on another one.

    Tests that stand on something made once for their file run in one process, or each would make it. What starts
    servers begins before what is short, so that all processes have work until the end.
    """
    items.sort(key=lambda item: item.path.parent != HERE)
    for item in items:
        if any(made[-1].scope == "module" for made in item._fixtureinfo.name2fixturedefs.values()):
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(HERE).as_posix()))
        used = set(item.fixturenames)
        asks = not used.isdisjoint({"db", "transactional_db"})
        # A store of its own is on SQLite, whatever the settings say.
        if asks or (item.get_closest_marker("django_db") and "a_store" not in used):
            item.add_marker(pytest.mark.store)


def pytest_collection_finish():
    """What was loaded by now stays until the end, so the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)  # nor as often at what is new: little of what tests make refers to itself


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The tests' database begins as a copy of tables made before; migrating finds nothing left to do."""
    from django.db import connection

    from tests.servers import POSTGRES_BIN
    from tests.stores import copied_into, with_tables

    make = connection.creation._create_test_db
    opened = []

    def made_as_a_copy(*args, **more):
        name = make(*args, **more)
        opened.append(copied_into(name))
        return name

    if connection.vendor == "sqlite":
        connection.creation._create_test_db = made_as_a_copy
    elif POSTGRES_BIN:
        connection.settings_dict["TEST"]["TEMPLATE"] = with_tables(os.environ["DATABASE_URL"].rpartition("/")[0])
    yield
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """A test that commits empties its tables afterwards; for that moment the audit log may be emptied too."""
    from django.db import connection

    from waylight.record.audit_kept import DROP, MAKE

    flush = connection.ops.sql_flush
    connection.ops.sql_flush = lambda *args, **more: [
        *DROP[connection.vendor],
        *flush(*args, **more),
        *MAKE[connection.vendor],
    ]
    return django_db_setup


@pytest.fixture
def as_coach(engagement):
    """A client signed in as the engagement's coach."""
    client = Client()
    client.force_login(engagement.coach.user)
    return client


@pytest.fixture
def as_client(engagement):
    """A client signed in as the engagement's client."""
    client = Client()
    client.force_login(engagement.client.user)
    return client


@pytest.fixture
def engagement(db):
    """An engagement of a coach with a client who both can sign in."""
    from tests.factories import an_engagement

    return an_engagement()


@pytest.fixture
def a_store(tmp_path):
    """A store in a folder of its own, with its tables, for what takes several processes."""
    from tests.stores import Store

    return Store.made(tmp_path / "var")
