"""An engagement gets a new key: all of it reads as before, the old key is gone, and a kill leaves it readable."""

from __future__ import annotations

import json
import signal
import sqlite3

import pytest
from django.apps import apps

from tests.factories import an_engagement
from tests.record.said import SECRET, everything_said
from tests.stores import Store
from waylight.access import keyring
from waylight.access.keyring import KeyGone
from waylight.record.coaching_log import PastCoaching
from waylight.record.engagement import Engagement
from waylight.record.insight import Commitment
from waylight.record.keys import Key
from waylight.record.learning import LearningNote, Study
from waylight.record.mirror import Adjustment
from waylight.record.remembered_map import RememberedMap
from waylight.record.renewing import renew_key, sealed_of_engagements
from waylight.record.sealing import sealed_fields, unseal
from waylight.record.template import Template
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.hook import Webhook

pytestmark = pytest.mark.django_db


def read_whole(engagement) -> dict[str, list[str]]:
    """Everything sealed that an engagement holds, opened."""
    found = {"goals": [engagement.goals], "salt": [engagement.salt.hex()]}
    for model, path in sealed_of_engagements():
        for field in sealed_fields(model):
            rows = model._default_manager.filter(**{path: engagement}).order_by("pk")
            found[f"{model.__name__}.{field.name}"] = [str(getattr(row, field.name)) for row in rows]
    return found


def keys_in_use(engagement) -> set[bytes]:
    """The ids of the keys with which the values of an engagement are sealed, as they lie there."""
    return {
        value.raw[1:17]
        for model, path in sealed_of_engagements()
        for field in sealed_fields(model)
        for value in model._default_manager.filter(**{path: engagement}).values_list(field.name, flat=True)
        if value.raw
    }


def anew(engagement) -> Engagement:
    return Engagement.objects.get(pk=engagement.pk)


def test_everything_reads_as_before_and_the_old_key_is_gone(engagement, django_capture_on_commit_callbacks):
    everything_said(engagement)
    before, old = read_whole(anew(engagement)), engagement.key_id
    assert all(any(values) for values in before.values()), before
    with django_capture_on_commit_callbacks(execute=True):
        assert renew_key(engagement) > 10
    now = anew(engagement)
    assert now.key_id != old
    assert read_whole(now) == before
    assert keys_in_use(now) == {now.key_id.bytes}
    assert old not in keyring.every()
    assert Key.objects.get(pk=old).destroyed_at


def test_every_model_with_sealed_fields_is_the_coachs_or_gets_the_new_key():
    sealed = {model for model in apps.get_app_config("record").get_models() if any(sealed_fields(model))}
    assert sealed - {model for model, _ in sealed_of_engagements()} == {
        *(Adjustment, Engagement, LearningNote, PastCoaching, RememberedMap, Study, Template, Webhook, Delivery),
    }


def test_an_old_copy_of_the_database_opens_no_more(engagement, django_capture_on_commit_callbacks):
    everything_said(engagement)
    one = Commitment.objects.filter(engagement=engagement).first()
    stolen = Commitment.objects.values_list("text", flat=True).get(pk=one.pk).raw
    where = (f"engagement {engagement.pk}", f"record.commitment.text\x1f{one.seal}")
    assert unseal(stolen, *where).decode() == SECRET
    with django_capture_on_commit_callbacks(execute=True):
        renew_key(engagement)
    with pytest.raises(KeyGone):
        unseal(stolen, *where)


def test_another_engagement_keeps_its_key_and_its_words(engagement, django_capture_on_commit_callbacks):
    other = an_engagement("Henrik Aas")
    everything_said(other)
    before = read_whole(anew(other))
    with django_capture_on_commit_callbacks(execute=True):
        renew_key(engagement)
    assert anew(other).key_id == other.key_id
    assert read_whole(anew(other)) == before


FILL = """
from tests.factories import an_engagement
from tests.record.said import everything_said
engagement = an_engagement()
everything_said(engagement)
print(engagement.pk)
"""
READ = """
import json
from tests.record.test_renewing import keys_in_use, read_whole
from waylight.record.engagement import Engagement
one = Engagement.objects.get()
print(json.dumps([read_whole(one), str(one.key_id), [key.hex() for key in keys_in_use(one)]]))
"""
STOPS_AT = """
import os, signal, sys
from django.db import models
from waylight.record.alone import alone
from waylight.record.engagement import Engagement
from waylight.record.renewing import renew_key
real, left = models.Model.save, int(sys.argv[1])
def save(row, *args, **more):
    global left
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    real(row, *args, **more)
models.Model.save = save
with alone():
    renew_key(Engagement.objects.get())
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory, django_db_setup, django_db_blocker):
    """A store of its own with everything said in it."""
    store = Store.made(tmp_path_factory.mktemp("renewing") / "var")
    store.says(FILL)
    return store


@pytest.fixture(scope="module")
def before(filled) -> list[object]:
    """What is read in it before anything was tried."""
    return json.loads(filled.says(READ))


@pytest.mark.parametrize("after", [1, 2, 7, 15])
def test_killed_after_so_many_rows_everything_is_as_it_was(filled, before, after):
    child = filled.start(STOPS_AT, str(after))
    child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL
    assert json.loads(filled.says(READ)) == before


def test_the_command_renews_it_and_what_was_killed_before_is_made_good(filled):
    words, old, _ = json.loads(filled.says(READ))
    done = filled.command("keys", "renew", "Ines Calder")
    assert done.returncode == 0, done.stderr
    assert "the old one is destroyed" in done.stdout
    after, new, used = json.loads(filled.says(READ))
    assert (after, used) == (words, [new.replace("-", "")])
    assert old not in {path.name for path in (filled.var / "keys").iterdir()}


def test_it_is_refused_while_somebody_is_at_work_on_the_store(filled):
    before = filled.says(READ)
    database = sqlite3.connect(filled.sqlite)
    database.execute("SELECT COUNT(*) FROM record_engagement").fetchone()
    done = filled.command("keys", "renew", "Ines Calder")
    database.close()
    assert (done.returncode, done.stderr) == (
        2,
        "Waylight is running on this store. End it first; nothing was changed.\n",
    )
    assert filled.says(READ) == before


def test_an_engagement_that_is_not_there_is_said(filled):
    done = filled.command("keys", "renew", "Nobody")
    assert done.returncode == 2
    assert "there is no such engagement" in done.stderr
