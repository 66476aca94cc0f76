"""``waylight run``: one command from nothing to a served sample engagement."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from waylight.cli.prepare import django, prepare, sample_sign_ins, set_up_here
from waylight.cli.pulse import tick_for_good
from waylight.with_parent import with_parent

if TYPE_CHECKING:
    import argparse

AGAIN_S = 2  # before a worker that ended is started again
WORKER = ("django", "db_worker", "--no-reload", "--no-startup-delay")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``run`` takes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default: this machine only)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--workers", type=int, default=1, help="server processes; for a practice, two for each core")
    parser.add_argument("--no-sample", action="store_true", help="do not load the sample engagement")


def run(args: argparse.Namespace) -> int:
    """Prepare the store, load the sample if it is empty, serve, and print where. Ends with Ctrl-C.

    Returns 2, and serves nothing, if something else listens there: two servers would share what is asked.
    """
    if _is_taken(args.host, args.port):
        sys.stderr.write(f"Something else listens on port {args.port}. Choose another: make run PORT=8001\n")
        return 2
    django()
    prepare(sample=not args.no_sample)
    _count_together()
    invitation = set_up_here(f"http://{args.host}:{args.port}/")
    # The server and the worker are processes of their own, ended together with this one: a kill leaves nothing behind.
    children = [subprocess.Popen(with_parent(*module)) for module in (_server(args), WORKER)]  # noqa: S603
    address = f"http://{args.host}:{args.port}/"
    threading.Thread(target=_say_where, args=(address, invitation), daemon=True).start()
    threading.Thread(target=tick_for_good, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while children[0].poll() is None:
            time.sleep(0.2)
            if children[1].poll() is not None:
                # A full disk ends a worker; pages can still be read meanwhile, and it may have room again.
                time.sleep(AGAIN_S)
                children[1] = subprocess.Popen(with_parent(*WORKER))  # noqa: S603
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _end(children)


def _count_together() -> None:
    """Let the counts of all server processes be read from any of them, if they can be read at all."""
    from django.conf import settings

    if settings.METRICS_TOKEN:
        folder = settings.VAR_DIR / "metrics"
        shutil.rmtree(folder, ignore_errors=True)  # counts begin anew with each start, as a reader of counters expects
        folder.mkdir(mode=0o700)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _is_taken(host: str, port: int) -> bool:
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as after an end just now
            trying.bind(where)
    except OSError as why:
        return why.errno == errno.EADDRINUSE
    return False


def _server(args: argparse.Namespace) -> list[str]:
    return [
        *("granian", "--interface", "wsgi", "waylight.wsgi:application"),
        *("--host", args.host, "--port", str(args.port), "--workers", str(args.workers)),
        *("--blocking-threads", "4", "--log-level", "warning"),
    ]


def _say_where(address: str, invitation: str) -> None:
    """Print the address once the server answers, so that what is printed is true."""
    # As a proxy would ask: what is served over HTTPS alone sends everybody else away.
    asked = urllib.request.Request(f"{address}sign-in/", headers={"X-Forwarded-Proto": "https"})  # noqa: S310
    while True:  # on a machine that is busy it may take minutes; a server that ends, ends this process too
        try:
            urllib.request.urlopen(asked, timeout=20).close()  # noqa: S310
        except urllib.error.HTTPError:
            pass  # a refusal is an answer: this address may not be one of those it is known by
        except OSError:
            time.sleep(0.1)
            continue
        sys.stdout.write(f"\nWaylight is at {address}\n{sample_sign_ins()}{invitation}Ctrl-C ends it.\n")
        sys.stdout.flush()
        return


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
