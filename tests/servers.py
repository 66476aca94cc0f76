"""Real servers for tests: a PostgreSQL of its own in a temporary folder, and the browser."""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from aiosmtpd.smtp import SMTP, Envelope

START_S = 180
# The headless shell is the same engine without what windows need: it opens pages in a quarter of the processor's time.
_BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
JAVA = shutil.which("java") or ""
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""
# Quiet: nothing in a test looks anything up outside this machine.
CHROMIUM_ARGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


def _postgres_bin() -> str:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1] if found else shutil.which("initdb") or "")


POSTGRES_BIN = _postgres_bin()


def free_port() -> int:
    """A port on the loopback address that nothing listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextlib.contextmanager
def serving(*options: str, port: int, environment: dict[str, str], folder: Path | None = None) -> Iterator[str]:
    """``waylight run`` with some options on a port, and what it printed; it is ended afterwards."""
    command = [sys.executable, "-m", "waylight", "run", "--port", str(port), *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    child = subprocess.Popen(command, env=environment, cwd=folder, **pipes)
    try:
        yield _until_it_serves(child)
    finally:
        child.terminate()
        child.wait(timeout=30)


def _until_it_serves(child: subprocess.Popen[str]) -> str:
    """What ``waylight run`` printed until it said that it serves; fails with all of it if it never does."""
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in child.stdout or ()], daemon=True).start()
    said = ""
    while "Ctrl-C" not in said:
        try:
            said += lines.get(timeout=START_S)
        except queue.Empty:
            raise AssertionError(f"It does not serve. It said:\n{said}") from None
    return said


@contextlib.contextmanager
def radicale(folder: Path, *, user: str, password: str) -> Iterator[str]:
    """A CalDAV server (Radicale) on the loopback address with one account; gives its address."""
    port = free_port()
    (folder / "users").write_text(f"{user}:{password}\n")
    given = {
        "--server-hosts": f"127.0.0.1:{port}",
        "--auth-type": "htpasswd",
        "--auth-htpasswd-filename": str(folder / "users"),
        "--auth-htpasswd-encryption": "plain",
        "--storage-filesystem-folder": str(folder / "calendars"),
        "--logging-level": "error",
    }
    command = [sys.executable, "-m", "radicale", "--config", "", *(word for pair in given.items() for word in pair)]
    child = subprocess.Popen(command)
    try:
        _until_it_listens(child, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        child.wait(timeout=30)


def _until_it_listens(child: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until and child.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError("It does not listen.")


GONE = "gone"  # what a mail server answers that ends instead


class Mailbox:
    """A mail server that keeps what it is given: ``mails``, in the order in which they came.

    ``answers`` are given first, one to each mail, instead of keeping it: a line of SMTP, or ``GONE``.
    """

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail, once its end has come."""
        del session
        if self.answers:
            answer = self.answers.pop(0)
            if answer == GONE:
                server.transport.abort()
            return answer
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(message_from_bytes(content, policy=default))
        return "250 kept"


@contextlib.contextmanager
def mail_server() -> Iterator[tuple[Mailbox, int]]:
    """A real mail server on the loopback address, and its port."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield box, controller.port
    finally:
        controller.stop()


def _owner() -> list[str]:
    """PostgreSQL refuses to run as root; then it runs as the user that its package made."""
    return ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server on the loopback address, give its URL, and remove it afterwards."""
    folder = tempfile.mkdtemp(prefix="waylight-postgres-")
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    port = free_port()
    initdb = [f"{POSTGRES_BIN}/initdb", "-D", f"{folder}/data", "-U", "waylight", "-A", "trust", "-E", "UTF8"]
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c full_page_writes=off"
    control = [*_owner(), f"{POSTGRES_BIN}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run([*_owner(), *initdb], **quiet)
        subprocess.run([*control, "-o", options, "start"], **quiet)
        yield f"postgres://waylight@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
