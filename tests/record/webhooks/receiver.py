"""A program on the loopback address that receives events: it checks signatures, and fails in the ways a test says."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from waylight.record.webhooks.hook import Chosen, Webhook, set_up

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Got:
    """One message as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> dict:
        return json.loads(self.body)

    @property
    def type(self) -> str:
        return self.said["type"]


@dataclass
class Receiver:
    """Where it is, what it answers (a status for all, or one after the other), how slowly, and what it got."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    status: int = 204
    location: str = ""
    slow_s: float = 0
    hangs_up: bool = False
    got: list[Got] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None

    @property
    def types(self) -> list[str]:
        return [one.type for one in self.got]


@contextlib.contextmanager
def receiver(port: int = 0) -> Iterator[Receiver]:
    """Receive until the test is over."""
    here = Receiver()

    class Receives(BaseHTTPRequestHandler):
        def do_POST(self):
            here.got.append(Got(dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(here.slow_s)
            if here.hangs_up:
                self.connection.close()
                return
            with contextlib.suppress(OSError):
                self.send_response(here.answers.pop(0) if here.answers else here.status)
                if here.location:
                    self.send_header("Location", here.location)
                self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Receives)
    server.daemon_threads = True
    here.address, here.server = f"http://127.0.0.1:{server.server_address[1]}/events", server
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def a_webhook(member, address: str = "https://receiver.example/events", **given: object) -> Webhook:
    """A webhook of a coach's for everything, unless told otherwise."""
    from waylight.record.webhooks.hook import events_for

    usual = {"name": "Invoices", "address": address, "events": events_for(member), "engagements": None}
    return set_up(member, Chosen(**{**usual, **given}), site="https://waylight.example/")[0]
