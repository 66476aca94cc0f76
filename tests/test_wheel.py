"""What is installed from the wheel serves the sample with its styles, and keeps its store among the user's own data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.servers import free_port, serving

ROOT = Path(__file__).parents[1]
OURS = ("WAYLIGHT_", "DATABASE_", "DJANGO_", "PYTHON")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, made from this checkout by way of the archive of its sources, as it would be published."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder], cwd=ROOT, check=True)
    [sources] = folder.glob("*.tar.gz")
    subprocess.run(["tar", "-xzf", sources, "-C", folder], check=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=folder / sources.name.removesuffix(".tar.gz"), check=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def test_it_serves_the_sample_with_its_styles_and_keeps_its_store_with_the_user(wheel, tmp_path):
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {**clean, "PYTHONPATH": str(tmp_path / "site"), "XDG_DATA_HOME": str(tmp_path / "data")}
    with serving(port=port, environment=environment, folder=tmp_path) as said:
        address = f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(f"{address}/sign-in/", timeout=20) as answer:
            style = re.search(r'href="(/static/base/waylight\.[0-9a-f]+\.css)"', answer.read().decode())[1]
        with urllib.request.urlopen(f"{address}{style}", timeout=20) as answer:
            assert answer.headers["Content-Type"].startswith("text/css")
    assert "sample coach: maren.voss@waylight.example" in said
    assert (tmp_path / "data/waylight/waylight.sqlite3").is_file()
    assert not (tmp_path / "site/var").exists()


def test_what_is_needed_to_serve_is_in_it_and_what_is_for_development_is_not(wheel):
    names = set(ZipFile(wheel).namelist())
    assert {"waylight/py.typed", "waylight/sample/ines/engagement.json"} <= names
    assert [name for name in names if name.startswith(("tests/", "bench/", "train/", "var/"))] == []
