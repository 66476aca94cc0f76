"""A store that an earlier version filled is brought up to date with all that people wrote in it, on both databases.

``sample-0027.backup`` is the sample as the version before migration 0028 of the record made it, with its keys.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from tests.servers import POSTGRES_BIN, postgres
from tests.stores import Store

HERE = Path(__file__).parent
BACKUP, HELD = HERE / "sample-0027.backup", json.loads((HERE / "sample-0027.json").read_text())
MASTER_KEY = "b2YgYSByZWxlYXNlIHRoYXQgd2FzLCBmb3IgdGVzdHM="  # "of a release that was, for tests"
NOW = "import json\nfrom tests.upgrades.held import held\nprint(json.dumps(held()))"
OPENED = """
import json
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.test import Client
from waylight.access.models import User
from waylight.record.engagement import Engagement
one = Engagement.objects.get(client__name="Ines Calder")
found = {}
for part, user in (("coach", one.coach.user), ("client", one.client.user)):
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(user)
    pages = "brief path map journal meetings stakeholders goals pulse consent"
    for page in ["", *(f"{name}/" for name in pages.split())]:
        answer = browser.get(f"/engagements/{one.pk}/{page}")
        if answer.status_code != 200 or "Ines Calder" not in answer.content.decode():
            found[f"{part} {page}"] = answer.status_code
print(json.dumps(found))
"""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request, tmp_path):
    """The store of before, brought up to date."""
    with contextlib.ExitStack() as stack:
        also = {"WAYLIGHT_MASTER_KEY": MASTER_KEY}
        if request.param == "postgres":
            if not POSTGRES_BIN:
                pytest.skip("no PostgreSQL; on Debian: apt-get install postgresql")
            also["DATABASE_URL"] = stack.enter_context(postgres())
        (tmp_path / "var").mkdir(mode=0o700)
        one = Store(tmp_path / "var", also)
        restored = one.command("restore", str(BACKUP))
        assert restored.returncode == 0, restored.stderr
        yield one


def test_everything_that_was_written_is_there_and_can_be_read(store):
    assert json.loads(store.says(NOW)) == HELD
    assert json.loads(store.says(OPENED)) == {}
    assert store.command("upgrade", "--check").stdout == "The store is up to date.\n"


BACK_TO_THE_LAST = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.migrate([("record", "0045_templates_and_papers")])
from django.contrib.sessions.models import Session
print("there")
"""


def test_an_upgrade_backs_up_first_and_says_the_way_back(tmp_path):
    one = Store.made(tmp_path / "var", WAYLIGHT_MASTER_KEY=MASTER_KEY)
    assert one.says(BACK_TO_THE_LAST) == "there"
    before = one.command("upgrade", "--check")
    assert (before.returncode, list(one.var.glob("backups/*"))) == (1, [])
    refused = one.command("upgrade", "--backup", str(tmp_path / "nowhere" / "file"))
    assert refused.returncode == 2
    assert "nothing was changed" in refused.stderr
    done = one.command("upgrade")
    assert done.returncode == 0, done.stderr
    (backup,) = one.var.glob("backups/*.backup")
    assert f"waylight restore --replace {backup}" in done.stdout
    assert "0 rows" not in one.command("restore", "--check", str(backup)).stdout
    assert one.command("upgrade", "--check").stdout == "The store is up to date.\n"
