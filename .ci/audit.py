#!/usr/bin/env python3.11
"""Ask whether a vulnerability is known in anything that the lock files name.

Fails when one is. Where the tool cannot be installed, or the advisories cannot be asked for, it says what was left out
and does not fail: no network is no vulnerability. ``WAYLIGHT_REQUIRE=audit`` makes what is left out a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-audit.lock")
WAIT_S = 300


def main() -> int:
    """Audit every lock file; 1 if something is found, 2 if something required could not be asked."""
    found, left_out = 0, []
    with tempfile.TemporaryDirectory() as folder:
        tool, why = installed(Path(folder))
        for lock in LOCKS:
            if tool:
                known, why = asked(tool, lock)
                found += known
            if why:
                left_out.append(lock)
                print(f"{lock}: {why}")
    if left_out and "audit" in os.environ.get("WAYLIGHT_REQUIRE", ""):
        return 2
    return 1 if found else 0


def installed(folder: Path) -> tuple[Path | None, str]:
    """pip-audit in an environment of its own, as its lock file says; or why there is none."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = [folder / "bin/pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements-audit.lock"]
    try:
        done = subprocess.run(install, capture_output=True, text=True, timeout=WAIT_S, check=False)
    except subprocess.TimeoutExpired:
        return None, "left out, because pip-audit could not be fetched in time."
    if done.returncode:
        return None, f"left out, because pip-audit could not be installed: {(done.stderr.splitlines() or ['?'])[-1]}"
    return folder / "bin/pip-audit", ""


def asked(tool: Path, lock: str) -> tuple[int, str]:
    """How many vulnerabilities are known of what a lock file names, each printed; and what could not be asked."""
    command = [tool, "--disable-pip", "--require-hashes", "-r", ROOT / lock, "-f", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT_S, check=False)
        packages = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return 0, "left out, because the advisories did not answer in time."
    except (ValueError, KeyError):
        return 0, f"left out, because the advisories cannot be reached: {(done.stderr.splitlines() or ['?'])[-1][:200]}"
    found = [(one, flaw) for one in packages for flaw in one.get("vulns", [])]
    for one, flaw in found:
        fixed = ", ".join(flaw.get("fix_versions", [])) or "no version yet"
        print(f"{lock}: {one['name']} {one['version']} has {flaw['id']}; fixed in {fixed}.")
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if unknown:
        return len(found), f"of {len(packages)} packages, the advisories here know nothing of {len(unknown)}."
    print(f"{lock}: {len(packages)} packages, {len(found)} known vulnerabilities.")
    return len(found), ""


if __name__ == "__main__":
    sys.exit(main())
