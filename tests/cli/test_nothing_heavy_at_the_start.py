"""``waylight --help`` loads no framework, and the server no library that only some pages need and no idle threads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stores import Store

HELP = """
import sys
from waylight.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
"""
SERVER = "import sys, waylight.wsgi"
WHAT_IS_THERE = "\nprint('\\n' + ' '.join(sys.modules))"
OF_FIGURES = {"numpy", "scipy", "pandas", "duckdb", "ibis", "igraph", "pyarrow", "sqlglot"}


def loaded(code: str, environment: dict[str, str]) -> set[str]:
    """The modules that are there once ``code`` has run."""
    command = [sys.executable, "-W", "ignore", "-c", code + WHAT_IS_THERE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    return set(done.stdout.splitlines()[-1].split())


def test_help_needs_neither_django_nor_a_library_for_figures():
    there = loaded(HELP, dict(os.environ))
    assert "argparse" in there
    assert there.isdisjoint({"django", *OF_FIGURES})


def test_the_server_begins_without_what_only_some_pages_need(tmp_path):
    slow = OF_FIGURES - {"numpy", "scipy"} | {"scipy.stats", "scipy.optimize", "openpyxl", "docx"}
    there = loaded(SERVER, Store(tmp_path).environment)
    assert "numpy" in there  # what a page needs is there before the first one
    assert there.isdisjoint(slow)


def test_the_api_is_loaded_with_the_first_call_and_not_with_a_page(tmp_path):
    of_api = {"ninja", "waylight.api.urls"}
    page = f"{SERVER}; from django.urls import resolve, reverse; reverse('engagements'); resolve('/engagements/1/map/')"
    assert loaded(page, Store(tmp_path).environment).isdisjoint(of_api)
    call = f"{page}; resolve('/api/engagements')"
    assert loaded(call, Store(tmp_path).environment) >= of_api


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_a_server_process_has_no_threads_that_wait_for_figures(tmp_path):
    there = "import os, waylight.wsgi, numpy; numpy.ones((999, 40)) @ numpy.ones((40, 20))"
    found = Store(tmp_path).says(f"{there}; print(len(os.listdir('/proc/self/task')), os.cpu_count())")
    assert found.split()[0] == "1", found
