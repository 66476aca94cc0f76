"""How long the map's page takes on a long record, and how long its figures take to be renewed when rows come.

    python -m bench.map_page                     5,000 and 500,000 interactions
    python -m bench.map_page --rows 5000         one size

Made contacts of three years come in through the ordinary import. The server, one process, answers 200 requests on the
loopback address, after one that warms it. Then 1,000 rows of the week after come in, and the next request renews.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers import free_port
from tests.stores import Store

from bench.made_contacts import write_contacts

REQUESTS, NEW, WEEKS = 200, 1_000, 156
HERS = "ines@norvia.example"
BEGIN = """
import json
from datetime import date
from django.test import Client
from tests.factories import a_stakeholder, an_engagement
engagement, coach = an_engagement(begins=date(2023, 1, 2)), Client()
for n in range(30):
    a_stakeholder(engagement, f"person{n}", *[("board", "upward"), ("manager", "peer"), ("c-suite", "industry")][n % 3])
coach.force_login(engagement.coach.user)
print(json.dumps([engagement.pk, coach.cookies["sessionid"].value]))
"""
QUERIES = """
import sys
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
browser = Client(HTTP_HOST="127.0.0.1")
browser.cookies["sessionid"] = sys.argv[1]
browser.get(sys.argv[2])
with CaptureQueriesContext(connection) as asked:
    assert browser.get(sys.argv[2]).status_code == 200
print(len(asked))
"""


class Page:
    """The map's page of one engagement, with the server that gives it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.engagement, self.session = json.loads(store.says(BEGIN))
        self.path, self.port = f"/engagements/{self.engagement}/map/", free_port()

    def bring(self, file: Path) -> float:
        """Bring a table in; returns the seconds it took."""
        began = time.perf_counter()
        command = [sys.executable, "-m", "waylight", "import", str(self.engagement), str(file), "--yes"]
        subprocess.run(command, env=self.store.environment, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    def ask(self) -> float:
        """Ask for the page over HTTP; returns the milliseconds until all of it was there."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        began = time.perf_counter()
        connection.request("GET", self.path, headers={"Cookie": f"sessionid={self.session}"})
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        connection.close()
        if answer.status != 200 or b"<svg" not in body:
            raise RuntimeError(f"The server answered {answer.status}, without a map.")
        return took

    def wait(self, server: subprocess.Popen[bytes]) -> None:
        """Wait until the server answers. Raises RuntimeError when it ends instead."""
        until = time.monotonic() + 120
        while time.monotonic() < until and server.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", "/")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("The server did not start.")


def processor_ms(parent: int) -> float:
    """Milliseconds of processor time that the children of a process have taken so far, with their own children."""
    found, mine = {}, {parent}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = stat.read_text().rpartition(")")[2].split()
        found[int(stat.parent.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    while more := {pid for pid, (above, _) in found.items() if above in mine} - mine:
        mine |= more
    return sum(found[pid][1] for pid in mine if pid in found) / os.sysconf("SC_CLK_TCK") * 1000


def measured(rows: int, folder: Path) -> list[str]:
    """Bring in so many rows and measure; returns the cells of a line of the table."""
    page = Page(Store.made(folder / "var"))
    made, later = folder / "made.csv", folder / "later.csv"
    write_contacts(made, hers=HERS, rows=rows, people=1_500, weeks=WEEKS)
    write_contacts(later, hers=HERS, rows=NEW, people=1_500, weeks=1, first_week=WEEKS, seed=2)
    page.bring(made)
    command = [sys.executable, "-m", "waylight", "run", "--no-sample", "--port", str(page.port)]
    server = subprocess.Popen(command, env=page.store.environment, stdout=subprocess.DEVNULL)
    try:
        page.wait(server)
        first = page.ask()
        before, took = processor_ms(server.pid), sorted(page.ask() for _ in range(REQUESTS))
        spent = (processor_ms(server.pid) - before) / REQUESTS
        page.bring(later)
        renewal = page.ask()
    finally:
        server.terminate()
        server.wait()
    asked = page.store.says(QUERIES, page.session, page.path)
    p95 = took[int(REQUESTS * 0.95) - 1]
    figures = (statistics.median(took), p95, spent, first, renewal)
    return [f"{rows:,}", *(f"{one:,.0f}" for one in figures), asked]


def main() -> None:
    """Measure each size and print a table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--rows", type=int, nargs="*", default=[5_000, 500_000])
    chosen = options.parse_args()
    print(
        "| interactions | median, ms | p95, ms | processor, ms | first ever, ms | after 1,000 new rows, ms | queries |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for rows in chosen.rows:
        with tempfile.TemporaryDirectory(prefix="waylight-map-") as folder:
            print("| " + " | ".join(measured(rows, Path(folder))) + " |", flush=True)


if __name__ == "__main__":
    main()
