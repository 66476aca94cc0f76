"""With the environment that docs/running.md gives for production, Django's own check has nothing to say."""

from __future__ import annotations

import json
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stores import Store

DOCUMENTED = Path(__file__).parents[1] / "docs/running.md"
ASK = """
import json, sys, django
django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/sign-in/", secure=True, headers={"host": settings.ALLOWED_HOSTS[0]})
plain = Client().get("/sign-in/", headers={"host": settings.ALLOWED_HOSTS[0]})
print(json.dumps({
    "status": answer.status_code, "plain": plain.status_code, "to": plain.headers.get("Location", ""),
    "hsts": answer.headers.get("Strict-Transport-Security", ""),
    "cookies": [cookie.OutputString() for cookie in answer.cookies.values()],
}))
"""
NAMES = "Names in stories: Waylight’s own finder alone; no language model is installed, and none is needed."


@pytest.fixture
def production(tmp_path):
    """The documented environment, with a store of its own and made-up secrets where the page shows dots."""
    shown = dict(re.findall(r"^ +export (WAYLIGHT_\w+)=(\S+)", DOCUMENTED.read_text(), re.M))
    assert {"WAYLIGHT_HTTPS", "WAYLIGHT_HOSTS", "WAYLIGHT_SECRET_KEY"} <= set(shown)
    secret = string.ascii_letters + string.digits
    secrets = {name: value.replace("…", secret) for name, value in shown.items()}
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("WAYLIGHT_", "DATABASE_", "DJANGO_"))}
    here = {"DJANGO_SETTINGS_MODULE": "waylight.settings", "WAYLIGHT_VAR": str(tmp_path)}
    Store.made(tmp_path)
    (tmp_path / "static").mkdir()
    return {**inherited, **secrets, **here}


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


def test_djangos_check_for_deployment_is_clean(production):
    done = run(["-m", "django", "check", "--deploy", "--fail-level", "INFO"], production)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_waylights_own_check_finds_nothing_missing(production):
    done = run(["-m", "waylight", "check"], production)
    assert (done.returncode, done.stdout) == (0, f"Nothing is missing to serve others.\n{NAMES}\n"), done.stderr


def test_without_https_the_check_is_not_clean(production):
    done = run(["-m", "django", "check", "--deploy", "--fail-level", "WARNING"], {**production, "WAYLIGHT_HTTPS": "0"})
    assert done.returncode != 0


def test_it_is_served_over_https_alone_and_its_cookies_go_nowhere_else(production):
    done = run(["-m", "waylight", "coach", "ada@brook.example"], production)
    assert done.returncode == 0, done.stderr
    done = run(["-c", ASK], production)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["status"], said["plain"]) == (200, 301)
    assert said["to"].startswith("https://")
    assert "max-age=31536000" in said["hsts"]
    assert said["cookies"]
    for cookie in said["cookies"]:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
