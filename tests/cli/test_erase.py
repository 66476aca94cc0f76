"""``waylight erase``: the name is asked for once more, and then a backup from before holds nothing to be read."""

from __future__ import annotations

import base64
import subprocess
import sys

import pytest

from tests.record.said import SECRET
from tests.stores import Store
from waylight.record.backup.frames import reading

FILL = """
from tests.factories import an_engagement
from tests.record.said import everything_said
everything_said(an_engagement())
an_engagement("Henrik Aas", goals="Stays.")
"""
LEFT = """
from waylight.record.engagement import Engagement
from waylight.record.past_hours import PastHours
print([(one.client.name, one.goals) for one in Engagement.objects.all()], PastHours.objects.count())
"""
OPENS = """
from django.apps import apps
from waylight.access.keyring import KeyGone
from waylight.record.engagement import Engagement
from waylight.record.renewing import sealed_of_engagements
from waylight.record.sealing import sealed_fields
one, opened, gone = Engagement.objects.get(client__name="Ines Calder"), 0, 0
rows = [(one, Engagement)]
rows += [(row, m) for m, path in sealed_of_engagements() for row in m._default_manager.filter(**{path: one})]
for row, model in rows:
    for field in sealed_fields(model):
        try:
            opened += bool(getattr(row, field.name))
        except KeyGone:
            gone += 1
print(opened, gone > 20)
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Store:
    """A store with two engagements, one of them with everything said in it."""
    store = Store.made(tmp_path_factory.mktemp("erase") / "var")
    store.says(FILL)
    return store


def typed(store: Store, words: str) -> subprocess.CompletedProcess[str]:
    """Run the command and type something where it asks."""
    command = [sys.executable, "-m", "waylight", "erase", "Ines Calder"]
    return subprocess.run(command, input=words, env=store.environment, capture_output=True, text=True, check=False)


def test_another_name_and_no_name_erase_nothing(filled):
    for words in ("Henrik Aas\n", "\n", ""):
        done = typed(filled, words)
        assert done.returncode == 2
        assert "nothing was erased" in done.stderr
        assert "3 journal entries" in done.stdout
    done = filled.command("erase", "Nobody")
    assert done.returncode == 2
    assert "there is no such engagement" in done.stderr


def test_erased_it_is_gone_and_a_backup_from_before_holds_nothing_readable(filled, tmp_path):
    before, after = tmp_path / "before.backup", tmp_path / "after.backup"
    assert filled.command("backup", str(before)).returncode == 0
    done = typed(filled, "ines calder\n")
    assert done.returncode == 0, done.stderr
    assert "its key destroyed" in done.stdout
    assert filled.says(LEFT) == "[('Henrik Aas', 'Stays.')] 1"
    assert filled.command("audit", "verify").returncode == 0
    assert filled.command("backup", str(after)).returncode == 0

    assert filled.command("restore", "--replace", str(before)).returncode == 0
    assert filled.says(OPENS) == "0 True"
    raw = b"".join(path.read_bytes() for path in filled.var.rglob("waylight.sqlite3*"))
    assert b"Ines Calder" in raw  # what is not sealed is found, so the search works
    assert SECRET.encode() not in raw

    key = base64.b64decode((filled.var / "master_key").read_text())
    held = str(list(reading(after, key)))
    assert "Henrik Aas" in held
    assert "Ines Calder" not in held
    assert "Mei Okafor" not in held
