"""A small machine on the loopback address that answers what a test says, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Web:
    """Where it is, what it answers by path (a status, headers, a body or what writes one), and what it was asked."""

    address: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes | Callable]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)


@contextlib.contextmanager
def web() -> Iterator[Web]:
    """Serve until the test is over."""
    here = Web()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            here.asked.append((self.command, self.path, dict(self.headers)))
            status, headers, body = here.pages.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if isinstance(body, bytes) and "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(OSError):
                body(self.wfile) if callable(body) else self.wfile.write(body)

        do_PROPFIND = do_REPORT = do_GET  # noqa: N815

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    here.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def calendar_file(*events: str) -> bytes:
    """A calendar with some events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def an_event(uid: str, start: str = "20260303T160000Z", who: str = "mei@norvia.example", title: str = "Plan") -> str:
    """Ines invites somebody for an hour."""
    return "\r\n".join(
        [
            *("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART:{start}", "DURATION:PT1H"),
            *(f"SUMMARY:{title}", "ORGANIZER:mailto:ines@norvia.example", "ATTENDEE:mailto:ines@norvia.example"),
            *(f"ATTENDEE;CN=Mei Okafor;PARTSTAT=ACCEPTED:mailto:{who}", "END:VEVENT"),
        ]
    )
