"""A server and a worker that are killed while files come in and a journal is written, and a look at what is left."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.servers import free_port
from tests.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_S = 3.0  # longer than an import of MAILS takes, so that kills fall before, into and after it
MAILS = 1_500
TOKEN = "a" * 32  # a form's token and its cookie are compared with each other
BEGIN = """
import json
from django.test import Client
from tests.factories import an_engagement
engagement, keys = an_engagement(), []
for user in (engagement.coach.user, engagement.client.user):
    browser = Client()
    browser.force_login(user)
    keys.append(browser.cookies["sessionid"].value)
print(json.dumps([engagement.pk, *keys]))
"""
TRY_AGAIN = """
from waylight.record.bringing.whole import bring_in
from waylight.record.imports import Import
for one in Import.objects.filter(state="coming"):
    bring_in(one.pk)
print("ok")
"""


class Crashing:
    """Rounds of work that end with a kill."""

    def __init__(self, var: Path, seed: int = 0) -> None:
        self.store = Store.made(var)
        self.engagement, self.coach, self.client = json.loads(self.store.says(BEGIN))
        self.port, self.running = free_port(), {}
        self.numbers, self.kept, self.chance = itertools.count(1), set[str](), random.Random(seed)
        self.refused: list[tuple[int, str]] = []

    def round(self, after_s: float, whom: str) -> Counter[str]:
        """Work, kill ``whom`` (server, worker or both) after a while, and look; returns what was found, by words."""
        self._start()
        over = threading.Event()
        working = [threading.Thread(target=work, args=(over,)) for work in (self._bring, self._write)]
        for thread in working:
            thread.start()
        over.wait(after_s)
        for name in ("server", "worker") if whom == "both" else (whom,):
            self._kill(name)
        over.set()
        for thread in working:
            thread.join()
        return Counter({"kills": 1, f"kills of {whom}": 1}) + self.look()

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """The server and the worker are there meanwhile, and entries are written all the time."""
        self._start()
        over = threading.Event()
        writing = threading.Thread(target=self._write, args=(over,))
        writing.start()
        try:
            yield
        finally:
            over.set()
            writing.join()

    def look(self) -> Counter[str]:
        """What the store says of itself, at one moment, read without any of our own code."""
        found: Counter[str] = Counter()
        with contextlib.closing(sqlite3.connect(self.store.sqlite, timeout=60, isolation_level=None)) as database:
            ask = database.execute
            ask("BEGIN")
            whole = (
                ask("PRAGMA integrity_check").fetchall() == [("ok",)] and not ask("PRAGMA foreign_key_check").fetchall()
            )
            found["looks at a whole database" if whole else "WRONG: the database is damaged"] += 1
            rows = dict(ask(ROWS).fetchall())
            states = ask("SELECT id, state FROM record_import").fetchall()
            entries = ask(ENTRIES).fetchall()
            ask("ROLLBACK")
            ask("DELETE FROM access_spent")  # nobody could bring so many files so fast
        self.states = Counter(state for _, state in states)
        halves = [pk for pk, state in states if rows.get(pk, 0) != (MAILS if state == "in" else 0)]
        found["WRONG: imports that are half there"] += len(halves)
        found["WRONG: answered edits that are lost"] += len(self.kept - {on for on, _, _ in entries})
        found["WRONG: edits that are half there"] += sum((ratings, heard) != (1, 1) for _, ratings, heard in entries)
        return found

    def end(self) -> Counter[str]:
        """Bring in what was stopped on its way, with nobody else there, look once more, and say what became of all."""
        for name in list(self.running):
            self._kill(name)
        self.store.says(TRY_AGAIN, within_s=3600)
        found = self.look()
        found["imports brought in, wholly"] = self.states["in"]
        found["WRONG: imports that cannot be brought in"] = self.states["coming"] + self.states["failed"]
        found["edits that were answered, and are there"] = len(self.kept)
        return found

    def _kill(self, name: str) -> None:
        """End a process and those it started: the server's work is done in a process of its own."""
        child = self.running.pop(name)
        os.killpg(child.pid, signal.SIGKILL)  # it leads a group, because it was started in a session of its own
        child.wait()

    def _start(self) -> None:
        server = ["granian", "--interface", "wsgi", "waylight.wsgi:application", "--host", "127.0.0.1"]
        commands = {
            "server": [*server, "--port", str(self.port), "--blocking-threads", "4", "--log-level", "critical"],
            "worker": ["django", "db_worker", "--no-reload", "--no-startup-delay"],
        }
        environment = self.store.environment
        for name in commands.keys() - self.running.keys():
            command = [sys.executable, "-m", *commands[name]]
            self.running[name] = subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
        until = time.monotonic() + 90
        while self.ask("GET", "/sign-in/", self.client) is None:
            assert time.monotonic() < until, "the server does not come up"

    def ask(self, method: str, path: str, who: str, body: bytes = b"", kind: str = "") -> tuple[int, str] | None:
        """Status and where it leads; None when the server is not there (any more)."""
        cookies = f"sessionid={who}; csrftoken={TOKEN}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Cookie": cookies, **({"Content-Type": kind} if kind else {})})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return answer.status, answer.headers.get("Location", "")

    def _bring(self, over: threading.Event) -> None:
        """Send a mailbox of messages that nobody sent before, and confirm it."""
        del over
        number, edge = next(self.numbers), "edge-of-a-part"
        mails = "".join(MAIL.format(number=number, n=n, day=1 + n % 28, hour=n % 24) for n in range(MAILS))
        part = f'--{edge}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n\r\n{{}}\r\n'
        body = part.format("csrfmiddlewaretoken", "", TOKEN) + part.format(
            "files", f'; filename="{number}.mbox"', mails
        )
        here = f"/engagements/{self.engagement}/files/"
        sent = self.ask(
            "POST", here, self.coach, f"{body}--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
        )
        if sent and sent[0] == 302:
            form = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN}).encode()
            self.ask("POST", f"{sent[1]}confirm/", self.coach, form, "application/x-www-form-urlencoded")

    def _write(self, over: threading.Event) -> None:
        """Write entries, each of a day of its own with a rating and something heard, until it is over."""
        while not over.is_set():
            on = (date(1990, 1, 1) + timedelta(days=next(self.numbers))).isoformat()
            given = {"on": on, "text": "An entry.", "confidence": "5", "heard": "Wait.", "heard_from": f"Person {on}"}
            form = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN, **given}).encode()
            path = f"/engagements/{self.engagement}/journal/"
            answer = self.ask("POST", path, self.client, form, "application/x-www-form-urlencoded")
            if answer is None:
                return
            if answer[0] == 302:
                self.kept.add(on)
            else:
                self.refused.append(answer)


MAIL = (
    "From x@y Thu Jan  1 00:00:00 2026\nFrom: Ines Calder <ines@norvia.example>\nTo: p{n}@norvia.example\n"
    "Date: {day:02} Mar 2026 {hour:02}:00:00 +0000\nMessage-ID: <{number}-{n}@norvia.example>\n\nbody\n\n"
)
ROWS = """
SELECT file.brought_id, COUNT(*)
FROM record_interaction AS row JOIN record_importfile AS file ON row.source_id = file.id
GROUP BY file.brought_id
"""
ENTRIES = """
SELECT "on", (SELECT COUNT(*) FROM record_confidence AS c WHERE c.reflection_id = r.id),
       (SELECT COUNT(*) FROM record_insight AS i WHERE i.reflection_id = r.id)
FROM record_reflection AS r
"""
