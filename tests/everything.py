"""Runs every test: on SQLite, and those that use the store again on PostgreSQL. Says what is left out, and why.

``WAYLIGHT_REQUIRE=browser,nginx,postgres,spark`` makes what is left out a failure. Further arguments go to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.servers import CHROMIUM, JAVA, NGINX, POSTGRES_BIN, postgres

HOW = {
    "browser": "browser tests (no Chromium found; on Debian: apt-get install chromium-headless-shell)",
    "spark": "tests on Spark (no Java found; on Debian: apt-get install openjdk-17-jre-headless)",
    "nginx": "tests behind a proxy (no nginx found; on Debian: apt-get install nginx-light)",
    "postgres": "tests on PostgreSQL (no server found; on Debian: apt-get install postgresql)",
}
ON_POSTGRES = ["tests/record", "tests/access", "tests/pages", "tests/api"]  # of these, what asks the store


def main() -> int:
    """Run pytest once or twice; the first failure decides the exit status."""
    there = {"browser": CHROMIUM, "nginx": NGINX, "spark": JAVA, "postgres": POSTGRES_BIN}
    missing = [name for name in HOW if not there[name]]
    required = set(filter(None, os.environ.get("WAYLIGHT_REQUIRE", "").split(",")))
    for name in missing:
        print(f"Left out: {HOW[name]}")
    if required & set(missing):
        print("They are required here.")
        return 2
    # One more than there are processors: a test waits for its browser, its server or a disk a part of the time.
    several = str((os.cpu_count() or 1) + 1)
    workers = ["-n", os.environ.get("WAYLIGHT_TEST_WORKERS", several), "--dist", "loadgroup"]
    pytest = [sys.executable, "-m", "pytest", *workers]
    print("On SQLite:", flush=True)
    status = subprocess.run([*pytest, *sys.argv[1:]], check=False).returncode
    if status == 0 and POSTGRES_BIN:
        print("On PostgreSQL:", flush=True)
        with postgres() as url:
            environment = {**os.environ, "DATABASE_URL": url}
            status = subprocess.run([*pytest, "-m", "store", *ON_POSTGRES], check=False, env=environment).returncode
    for name in missing:
        print(f"Left out: {HOW[name]}")
    return status


if __name__ == "__main__":
    sys.exit(main())
