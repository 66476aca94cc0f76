"""Keys are rotated and copied; an engagement that is erased takes its key along, and then old copies tell nothing."""

from __future__ import annotations

import hmac
import os
import secrets
import shutil
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction

from tests.factories import a_stakeholder, an_engagement, an_interaction
from tests.record.said import SECRET, everything_said
from waylight.access import keyring, rotation, shared_keys
from waylight.access.keyring import KeyGone, WrongMasterKey
from waylight.access.master_key import NoMasterKey, encoded, master_key
from waylight.cli import main
from waylight.record import insight
from waylight.record.audit import AuditEvent
from waylight.record.engagement import Engagement, erase
from waylight.record.insight import Commitment
from waylight.record.keys import Key, check, copy_to, destroy_ownerless
from waylight.record.learning import LearningNote, learn
from waylight.record.people import Member, Organisation, Person, Practice, alias_for
from waylight.record.privacy.erased import keyed
from waylight.record.sealing import unseal
from waylight.record.webhooks.delivery import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path, monkeypatch):
    """A folder of keys and a master key that no other test has."""
    settings.VAR_DIR = tmp_path
    for name in ("WAYLIGHT_MASTER_KEY", "WAYLIGHT_NEW_MASTER_KEY", "WAYLIGHT_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keyring, "_open", {})


@pytest.fixture
def chose(engagement):
    """An engagement in which something is sealed."""
    return insight.commit(engagement, on=date(2026, 3, 1), text=SECRET)


def read_anew(monkeypatch) -> str:
    """What stands there, as a process reads it that was started just now."""
    monkeypatch.setattr(keyring, "_open", {})
    return Commitment.objects.get().text


def test_rotation_puts_a_new_master_key_in_place_and_everything_still_opens(chose, tmp_path, monkeypatch):
    before, sealed = master_key(), Commitment.objects.values_list("text", flat=True).get().raw
    assert rotation.rotate() == 3  # the engagement's, the accounts', and that of erased names
    assert master_key() != before
    assert not (tmp_path / "master_key.old").exists()
    assert read_anew(monkeypatch) == SECRET
    assert Commitment.objects.values_list("text", flat=True).get().raw == sealed


def test_after_rotation_the_old_master_key_opens_nothing(chose, tmp_path, monkeypatch):
    old = (tmp_path / "master_key").read_text()
    rotation.rotate()
    (tmp_path / "master_key").write_text(old)
    with pytest.raises(WrongMasterKey):
        read_anew(monkeypatch)


@pytest.mark.parametrize("after", range(6))
def test_a_rotation_that_was_interrupted_loses_nothing_and_is_finished_by_the_next(chose, after, tmp_path, monkeypatch):
    """Interrupted after so many of the things that it writes."""
    for name in ("Henrik Aas", "Luca Brandt"):
        an_engagement(name)
    real, left = os.replace, iter(range(after))

    def until_the_power_goes(*paths):
        if next(left, None) is None:
            raise KeyboardInterrupt
        real(*paths)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", until_the_power_goes)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate()
    assert read_anew(monkeypatch) == SECRET
    assert rotation.rotate() == 5
    assert not (tmp_path / "master_key.old").exists()
    assert read_anew(monkeypatch) == SECRET
    assert {keyring.read(key).master for key in keyring.every()} == {keyring._mark(master_key())}


def test_with_a_key_that_does_not_open_rotation_changes_nothing(chose, tmp_path):
    (keyring.folder() / str(an_engagement("Henrik Aas").key_id)).write_bytes(b"{}")
    before = (tmp_path / "master_key").read_text()
    with pytest.raises(keyring.CannotOpen, match="is damaged"):
        rotation.rotate()
    assert (tmp_path / "master_key").read_text() == before


def test_a_master_key_of_the_environment_is_replaced_by_the_new_one_there(monkeypatch):
    old, new = (encoded(secrets.token_bytes(32)) for _ in range(2))
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", old)
    insight.commit(an_engagement(), on=date(2026, 3, 1), text=SECRET)
    with pytest.raises(NoMasterKey, match="WAYLIGHT_NEW_MASTER_KEY"):
        rotation.rotate()
    monkeypatch.setenv("WAYLIGHT_NEW_MASTER_KEY", new)
    rotation.rotate()
    assert read_anew(monkeypatch) == SECRET
    monkeypatch.delenv("WAYLIGHT_NEW_MASTER_KEY")
    with pytest.raises(WrongMasterKey):
        read_anew(monkeypatch)
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", new)
    assert read_anew(monkeypatch) == SECRET


def test_the_command_line_says_what_is_the_matter_in_a_sentence(chose, monkeypatch, capsys):
    assert main(["keys", "check"]) == 0
    assert main(["keys", "rotate"]) == 0
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", encoded(secrets.token_bytes(32)))
    monkeypatch.setattr(keyring, "_open", {})
    capsys.readouterr()
    assert main(["keys", "check"]) == 2
    assert capsys.readouterr().err.startswith("The master key is not the one")


def test_nothing_is_served_with_another_master_key(chose, monkeypatch, capsys):
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", encoded(secrets.token_bytes(32)))
    monkeypatch.setattr(keyring, "_open", {})
    assert main(["run", "--no-sample", "--port", "1"]) == 2
    assert "The master key is not the one" in capsys.readouterr().err


def copy_of_the_database() -> list[tuple[bytes, str, str]]:
    """Every sealed commitment and note with the place it stands in: what somebody has who copied the database."""
    return [
        (raw.raw, f"engagement {engagement}", f"record.commitment.text\x1f{mark}")
        for raw, mark, engagement in Commitment.objects.values_list("text", "seal", "engagement")
    ]


def test_once_erased_a_copy_of_the_database_opens_with_nothing_that_is_left(
    chose, engagement, monkeypatch, django_capture_on_commit_callbacks
):
    [stolen] = copy_of_the_database()
    assert unseal(*stolen).decode() == SECRET
    with django_capture_on_commit_callbacks(execute=True):
        erase(engagement)
    with pytest.raises(KeyGone):
        unseal(*stolen)
    left = [path.read_bytes() for path in keyring.folder().parent.rglob("*") if path.is_file()]
    assert stolen[0][1:17] not in b"".join(left)
    assert Key.objects.get().destroyed_at


def test_erasing_leaves_nothing_of_the_engagement_and_all_of_another(engagement, django_capture_on_commit_callbacks):
    other = an_engagement("Henrik Aas", coach=engagement.coach)
    shared = a_stakeholder(engagement, "Mei Okafor").person
    alias = alias_for(other, "mei@norvia.example", name="Mei Okafor")
    alias.person = alias.first_person = shared
    alias.save()
    an_interaction(other, None, "Luca Brandt")
    insight.commit(other, on=date(2026, 3, 1), text="Stays.")
    everything_said(engagement)
    with django_capture_on_commit_callbacks(execute=True):
        erase(engagement)
    assert list(Engagement.objects.all()) == [other]
    assert Commitment.objects.get().text == "Stays."
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Henrik Aas",
        "Maren Voss",
        "Mei Okafor",
        "Luca Brandt",
    }
    assert LearningNote.objects.get().text == SECRET  # the coach's own
    assert [one.event for one in Delivery.objects.all()] == ["engagement.erased"]  # its number, and that it is gone
    kept = {Practice, Member, Person, Organisation, Key, Engagement, AuditEvent, LearningNote, Delivery}
    for model in set(apps.get_app_config("record").get_models()) - kept:
        if "engagement" in {field.name for field in model._meta.fields}:
            assert set(model.objects.values_list("engagement", flat=True)) <= {other.pk}, model


def test_a_key_whose_end_was_missed_is_destroyed_at_the_next_start(chose, engagement):
    key = engagement.key_id
    erase(engagement)  # and the machine goes down before anything else is done
    assert key in keyring.every()
    assert destroy_ownerless() == 1
    assert key not in keyring.every()
    assert destroy_ownerless() == 0


def test_an_erasure_that_is_rolled_back_keeps_the_key(chose, engagement, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        erase(Engagement.objects.get(pk=engagement.pk))
        transaction.set_rollback(True)
    assert Commitment.objects.get().text == SECRET


def test_a_copy_of_the_keys_brings_lost_ones_back_and_forgets_destroyed_ones(
    chose, engagement, tmp_path, monkeypatch, django_capture_on_commit_callbacks
):
    gone, copy = an_engagement("Henrik Aas"), tmp_path / "elsewhere"
    assert copy_to(copy) == (3, 0)
    with django_capture_on_commit_callbacks(execute=True):
        erase(gone)
    shutil.rmtree(keyring.folder())
    assert copy_to(copy) == (0, 1)
    with pytest.raises(KeyGone, match="bring its copy back"):
        check()
    for file in copy.iterdir():
        shutil.copy2(file, keyring.folder())
    assert read_anew(monkeypatch) == SECRET


def test_what_a_coach_learns_is_sealed_with_a_key_of_her_own(engagement):
    learn(engagement.coach, on=date(2026, 3, 1), text=SECRET)
    learn(engagement.coach, on=date(2026, 3, 2), text="More.")
    assert [one.text for one in LearningNote.objects.select_related("coach").order_by("on")] == [SECRET, "More."]
    own = Member.objects.get(pk=engagement.coach.pk).key_id
    assert own != engagement.key_id
    assert LearningNote.objects.values_list("text", flat=True)[0].raw[1:17] == own.bytes


def test_an_erased_name_is_known_again_after_a_new_master_key(engagement, monkeypatch):
    before = hmac.digest(master_key(), b"waylight: names of erased people", "sha256")
    known = keyed(engagement.pk, "Mei Okafor")
    for _ in range(2):
        rotation.rotate()
        monkeypatch.setattr(shared_keys, "_secrets", {})  # as a process that was started just now
        assert keyed(engagement.pk, "Mei Okafor") == known
    assert shared_keys.key_of_erased_names() == before  # so are those that were erased before there was such a key
    assert hmac.digest(master_key(), b"waylight: names of erased people", "sha256") != before
