"""Who uses the made practice, for Locust: coaches and clients who open pages, and read a while before the next.

A client now and then writes an entry too, if ``WAYLIGHT_LOAD_WRITING`` is set: figures that it changes are made anew.

Each stays with a few engagements, as people do in a day. The first time that somebody opens a page of an engagement
stands apart: what the page keeps has to be made then.
"""

from __future__ import annotations

import itertools
import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

WHO: dict[str, list[dict[str, Any]]] = json.loads(Path(os.environ["WAYLIGHT_LOAD_PEOPLE"]).read_text())
A_DAY = 3  # engagements that a coach looks at
SLOWEST_S = 60
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WRITING = bool(os.environ.get("WAYLIGHT_LOAD_WRITING"))


class _Person(HttpUser):
    abstract = True
    wait_time = between(3, 9)
    part = ""
    _next: itertools.cycle[dict[str, Any]]

    def on_start(self) -> None:
        """Take an account that signed in, and some of its engagements."""
        me = next(self._next)
        self.client.cookies.set("sessionid", me["session"])
        self.engagements = itertools.cycle(me["engagements"][:A_DAY])
        self.opened: set[str] = set()

    def open(self, page: str, name: str) -> None:
        """Open a page of the next engagement."""
        self.read(f"/engagements/{next(self.engagements)}/{page}", name)

    def read(self, address: str, name: str) -> None:
        """Open a page; anything but the page itself is an error."""
        name = f"{name}, {self.part}" + ("" if address in self.opened else ", the first time")
        with self.client.get(
            address, name=name, catch_response=True, allow_redirects=False, timeout=SLOWEST_S
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
        self.opened.add(address)


class Coach(_Person):
    """A coach who prepares meetings."""

    weight, part, _next = 4, "coach", itertools.cycle(WHO["coaches"])

    @task(4)
    def brief(self) -> None:
        """Prepare the next meeting."""
        self.open("brief/", "brief")

    @task(3)
    def map(self) -> None:
        """Look at the map."""
        self.open("map/", "map")

    @task(3)
    def path(self) -> None:
        """Look at the path."""
        self.open("path/", "path")

    @task(2)
    def dashboard(self) -> None:
        """See what waits."""
        self.read("/dashboard/", "dashboard")

    @task(1)
    def engagements_list(self) -> None:
        """See all engagements."""
        self.read("/", "engagements")

    @task(2)
    def home(self) -> None:
        """Open an engagement."""
        self.open("", "engagement")

    @task(1)
    def people(self) -> None:
        """See who matters."""
        self.open("stakeholders/", "stakeholders")


class Client(_Person):
    """A client between meetings."""

    weight, part, _next = 1, "client", itertools.cycle(WHO["clients"])

    @task(4)
    def today(self) -> None:
        """Open the page of the day."""
        self.open("today/", "today")

    @task(1)
    def journal(self) -> None:
        """Read the journal."""
        self.open("journal/", "journal")

    @task(1)
    def own_path(self) -> None:
        """Look at the path."""
        self.open("path/", "path")

    if WRITING:

        @task(1)
        def write(self) -> None:
            """Write an entry."""
            address = f"/engagements/{next(self.engagements)}/journal/"
            token = TOKEN.search(self.client.get(address, name="journal, client").text)
            entry = {
                "csrfmiddlewaretoken": token.group(1) if token else "",
                "on": datetime.now(UTC).date().isoformat(),
                "text": "Asked before I said what I think.",
            }
            sent = {"name": "an entry written, client", "catch_response": True, "allow_redirects": False}
            with self.client.post(address, entry, timeout=SLOWEST_S, **sent) as answer:
                if answer.status_code != 302:
                    answer.failure(f"status {answer.status_code}")
                else:
                    answer.success()
