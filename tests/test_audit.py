"""The audit of dependencies fails on a known vulnerability, and only says so where it cannot ask."""

from __future__ import annotations

import importlib.util
import json
import stat
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci/audit.py"


@pytest.fixture(scope="module")
def audit():
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def a_tool(folder: Path, output: str, status: int) -> Path:
    """A program in the place of pip-audit, which answers as it does: JSON on standard output, words on the other."""
    tool = folder / "pip-audit"
    tool.write_text(f"#!{sys.executable}\nimport sys\nprint({output!r})\nprint('no route', file=sys.stderr)\n")
    tool.write_text(tool.read_text() + f"sys.exit({status})\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return tool


def answer(*packages: dict) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


def test_a_known_vulnerability_is_named_with_the_version_that_mends_it(audit, tmp_path, capsys):
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    tool = a_tool(tmp_path, answer({"name": "thing", "version": "1.0", "vulns": [flaw]}), 1)
    assert audit.asked(tool, "requirements.lock") == (1, "")
    assert "thing 1.0 has PYSEC-1; fixed in 2.0." in capsys.readouterr().out


def test_no_answer_is_no_vulnerability_and_is_said(audit, tmp_path):
    found, why = audit.asked(a_tool(tmp_path, "", 1), "requirements.lock")
    assert found == 0
    assert "cannot be reached: no route" in why


def test_packages_that_the_advisories_do_not_know_are_counted_not_taken_for_sound(audit, tmp_path):
    tool = a_tool(tmp_path, answer({"name": "thing", "skip_reason": "not found"}), 0)
    found, why = audit.asked(tool, "requirements.lock")
    assert (found, why) == (0, "of 1 packages, the advisories here know nothing of 1.")


def test_what_is_left_out_fails_only_where_it_is_required(audit, monkeypatch):
    monkeypatch.setattr(audit, "installed", lambda folder: (None, "left out."))
    monkeypatch.delenv("WAYLIGHT_REQUIRE", raising=False)
    assert audit.main() == 0
    monkeypatch.setenv("WAYLIGHT_REQUIRE", "browser,audit")
    assert audit.main() == 2
