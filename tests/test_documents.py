"""The documentation can be read as a site: every link in it leads somewhere, and nothing is fetched from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORDS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "sample/README.md")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built so that any link which leads nowhere ends it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return folder


def test_every_page_is_in_it(site):
    written = {
        path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")
    }
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {name.replace("README", "index") for name in written} <= there


def test_nothing_in_it_is_fetched_from_elsewhere(site):
    for page in site.rglob("*.html"):
        for tag in re.findall(r"<(?:link|script|img|iframe)\b[^>]*>", page.read_text()):
            fetched = re.search(r'(?:src|href)="(https?:)?//', tag)
            assert fetched is None or 'rel="canonical"' in tag, f"{page.name}: {tag}"


@pytest.mark.parametrize("name", WORDS)
def test_links_of_pages_beside_it_lead_somewhere(name):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{name}: {target}"
