"""The master key is made once, read by nobody else, and never silently replaced by another."""

import stat

import pytest

from waylight.access.master_key import KEY_BYTES, NoMasterKey, encoded, master_key


@pytest.fixture(autouse=True)
def _a_store_of_its_own(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("WAYLIGHT_MASTER_KEY", raising=False)


def test_it_is_made_once_and_kept_from_others(tmp_path):
    first = master_key()
    assert len(first) == KEY_BYTES
    assert master_key() == first
    assert stat.S_IMODE((tmp_path / "master_key").stat().st_mode) == 0o600


def test_the_environment_comes_first_and_then_no_file_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", encoded(b"k" * KEY_BYTES))
    assert master_key() == b"k" * KEY_BYTES
    assert not (tmp_path / "master_key").exists()


@pytest.mark.parametrize("broken", ["", "short", encoded(b"k" * 16), "not base64 at all!"])
def test_a_broken_key_file_is_said_and_left_as_it_is(broken, tmp_path):
    (tmp_path / "master_key").write_text(broken)
    with pytest.raises(NoMasterKey, match="master_key does not hold a key"):
        master_key()
    assert (tmp_path / "master_key").read_text() == broken


def test_a_broken_key_in_the_environment_is_said(monkeypatch):
    monkeypatch.setenv("WAYLIGHT_MASTER_KEY", "short")
    with pytest.raises(NoMasterKey, match="WAYLIGHT_MASTER_KEY"):
        master_key()
