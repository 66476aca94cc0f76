"""What codes are made from cannot be read in the database, and works on after a new master key."""

from __future__ import annotations

import importlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.factories import a_user, code_now, with_second_factor
from waylight.access import keyring, rotation
from waylight.access.account_secrets import OWNER, open_secret
from waylight.access.keyring import KeyGone
from waylight.access.master_key import CannotOpen

pytestmark = pytest.mark.django_db

SEAL = importlib.import_module("waylight.access.migrations.0005_seal_second_factors")


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings, tmp_path, monkeypatch):
    """A folder of keys and a master key that no other test has."""
    settings.VAR_DIR = tmp_path
    for name in ("WAYLIGHT_MASTER_KEY", "WAYLIGHT_NEW_MASTER_KEY", "WAYLIGHT_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keyring, "_open", {})


@pytest.fixture
def user():
    """Somebody with an authenticator app and recovery codes."""
    user = with_second_factor(a_user())
    RecoveryCodes.activate(user)
    return user


def recovery_codes(user) -> list[str]:
    return RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()


def signs_in(user, code: str) -> bool:
    """Whether password and code open what needs somebody."""
    browser = Client()
    browser.post("/sign-in/", {"login": user.email, "password": "a password for tests"})
    browser.post("/account/second-step/", {"code": code})
    return browser.get("/account/").status_code == 200


def stored() -> str:
    """What the database holds on second factors, as it lies there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return "\n".join(str(row[0]) for row in cursor.fetchall())


def test_neither_secret_nor_seed_nor_code_stands_in_the_database(user):
    secret, seed = (
        open_secret(Authenticator.objects.get(user=user, type=kind).data[name])
        for kind, name in (("totp", "secret"), ("recovery_codes", "seed"))
    )
    raw = stored()
    assert "used_mask" in raw  # what is not sealed is found, so the search works
    assert [one for one in (secret, seed, *recovery_codes(user)) if one in raw] == []


def test_app_and_recovery_codes_sign_in_after_a_new_master_key(user, monkeypatch):
    raw, codes = stored(), recovery_codes(user)
    rotation.rotate()
    monkeypatch.setattr(keyring, "_open", {})  # as a process that was started just now
    assert stored() == raw
    assert signs_in(user, code_now(user))
    assert signs_in(user, codes[0])
    assert not signs_in(user, codes[0])  # used
    assert not signs_in(user, "00000000")


def test_a_store_with_plain_secrets_is_sealed_once_and_its_codes_go_on(user):
    secret, codes = generate_totp_secret(), ["11112222", "33334444"]
    Authenticator.objects.filter(user=user, type="totp").update(data={"secret": secret})
    Authenticator.objects.filter(user=user, type="recovery_codes").update(data={"migrated_codes": codes})
    SEAL.forwards(apps, None)
    once = stored()
    assert [one for one in (secret, *codes) if one in once] == []
    SEAL.forwards(apps, None)
    assert stored() == once
    assert signs_in(user, code_now(secret))
    assert signs_in(user, codes[1])


def test_without_the_key_nobody_passes_and_the_page_says_why(user):
    for key in keyring.every():
        if keyring.read(key).owner == OWNER:
            keyring.destroy(key)
    with pytest.raises(KeyGone):
        code_now(user)
    browser = Client()
    browser.post("/sign-in/", {"login": user.email, "password": "a password for tests"})
    answer = browser.post("/account/second-step/", {"code": "000000"})
    assert answer.status_code == 500
    assert "is not among the keys" in answer.content.decode()
    assert browser.get("/account/").status_code == 302


@pytest.mark.parametrize("forged", ["JBSWY3DPEHPK3PXP", "sealed-1:", "sealed-1:AAAA", "sealed-1:not base64!"])
def test_what_was_written_by_other_means_makes_no_codes(user, forged):
    with pytest.raises(CannotOpen):
        open_secret(forged)
    Authenticator.objects.filter(user=user, type="totp").update(data={"secret": forged})
    assert not signs_in(user, code_now(generate_totp_secret()))


def test_one_changed_letter_does_not_open(user):
    sealed = Authenticator.objects.get(user=user, type="totp").data["secret"]
    changed = sealed[:-8] + ("A" if sealed[-8] != "A" else "B") + sealed[-7:]
    with pytest.raises(CannotOpen):
        open_secret(changed)


def test_all_accounts_share_one_key(user):
    with_second_factor(a_user())
    assert [keyring.read(key).owner for key in keyring.every()] == [OWNER]
