"""Asks other machines for something, and lets nobody use that to reach what only this machine reaches.

A name is looked up once; each address that it has must be one of the public internet, and the connection is made to
that very address, so that a name which says something else a moment later gains nothing. Each redirect is held to the
same. What takes too long or is too large is broken off. Names in ``WAYLIGHT_PRIVATE_HOSTS`` may be private: who runs
Waylight says so for a calendar server in the same house.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from base64 import b64encode
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from ipaddress import IPv4Address

    Read = Callable[[http.client.HTTPResponse, str, "_Watch"], bytes]

WHOLE_S = 30.0  # for an answer from beginning to end, its redirects included
EACH_S = 10.0  # for a connection, or a stretch of silence
LARGEST = 20 * 2**20  # bytes
REDIRECTS = 3
TRIED = 3  # addresses of one name
REDIRECT = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}


class NotReached(Exception):
    """Nothing was read; the message says why, to who gave the address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a method of HTTP with its headers and body, and with a name and a password if there are."""

    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and from which address in the end."""

    status: int
    body: bytes
    url: str


def checked(address: str) -> SplitResult:
    """An address as it is asked. Raises NotReached if it is none of the web, or holds a name or a password."""
    if address.startswith("webcal://"):
        address = "https://" + address.removeprefix("webcal://")
    try:
        found = urlsplit(address.strip())
        port, host = found.port, found.hostname
    except ValueError:
        raise NotReached(gettext("This is no address that can be read.")) from None
    if found.scheme not in PORTS or not host or port == 0 or not address.isprintable() or " " in found.netloc:
        why = gettext("This is no address of the web: it begins with https:// or http://, and names a machine.")
        raise NotReached(why)
    if found.username is not None or found.password is not None:
        raise NotReached(gettext("The address holds a name or a password; leave these out of it."))
    return found._replace(fragment="")


def ask(address: str, asked: Asked) -> Answer:
    """Ask an address, and go where it sends on. Raises NotReached."""
    here, watch = checked(address), _Watch(WHOLE_S)
    try:
        for _ in range(REDIRECTS + 1):
            status, body, to = _once(here, asked, watch)
            if status not in REDIRECT or not to:
                return Answer(status, body, here.geturl())
            there = checked(urljoin(here.geturl(), to))
            if here.scheme == "https" and there.scheme != "https":
                why = gettext("{host} sends on to an address without https, which is not followed.")
                raise NotReached(why.format(host=here.hostname))
            if there.netloc != here.netloc:
                asked = Asked(asked.method, asked.body, asked.headers)  # the password is for the first one alone
            here = there
    finally:
        watch.end()
    raise NotReached(gettext("{host} sends on again and again.").format(host=here.hostname))


def hand_in(address: str, asked: Asked, *, seconds: float) -> int:
    """Send something to an address and return the status of its answer; the rest of it is not read.

    A redirect is an answer like others and is not followed. Raises NotReached.
    """
    watch = _Watch(seconds)
    try:
        return _once(checked(address), asked, watch, _unread)[0]
    finally:
        watch.end()


class _Watch:
    """Breaks a connection off when the whole time is over, however busy it is kept."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sock: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def over_to(self, sock: socket.socket) -> None:
        """Watch this connection from here on, by a handle of its own: TLS takes the first one over."""
        self._let_go()
        self._sock = sock.dup()
        if self.over:
            self._ring()

    def end(self) -> None:
        """Nothing is watched any more."""
        self._timer.cancel()
        self._let_go()

    def _let_go(self) -> None:
        if self._sock is not None:
            self._sock.close()

    def _ring(self) -> None:
        self.over = True
        if self._sock is not None:
            with contextlib.suppress(OSError):  # it was closed already
                self._sock.shutdown(socket.SHUT_RDWR)


def _once(here: SplitResult, asked: Asked, watch: _Watch, read: Read | None = None) -> tuple[int, bytes, str]:
    host, port = str(here.hostname), here.port or PORTS[here.scheme]
    if asked.password and here.scheme != "https" and not is_private_by_word(host):
        raise NotReached(gettext("A password is sent over https alone; use an address that begins with https://."))
    connection = http.client.HTTPConnection(host, port)
    try:
        connection.sock = _connected(here.scheme, host, port, watch)
        path = (here.path or "/") + (f"?{here.query}" if here.query else "")
        connection.request(asked.method, path, asked.body or None, _headers(asked))
        answer = connection.getresponse()
        to = answer.headers.get("Location", "")  # not for readers
        return answer.status, (read or _body)(answer, host, watch), to
    except ssl.SSLCertVerificationError:
        why = gettext("The certificate of {host} is not valid, so nothing was asked.")
        raise NotReached(why.format(host=host)) from None
    except (OSError, http.client.HTTPException, ValueError):
        why = _too_long() if watch.over else gettext("{host} did not answer as it should.")
        raise NotReached(why.format(host=host)) from None
    finally:
        connection.close()


def _too_long() -> str:
    return gettext("{host} did not answer in time.")


def _headers(asked: Asked) -> dict[str, str]:
    found = {"User-Agent": "Waylight", "Accept-Encoding": "identity", **asked.headers}
    if asked.user or asked.password:
        found["Authorization"] = "Basic " + b64encode(f"{asked.user}:{asked.password}".encode()).decode()
    return found


def _body(answer: http.client.HTTPResponse, host: str, watch: _Watch) -> bytes:
    found = bytearray()
    while piece := answer.read1(65_536):
        found += piece
        if len(found) > LARGEST:
            why = gettext("What {host} sends is larger than {size} MB; nothing of it was kept.")
            raise NotReached(why.format(host=host, size=LARGEST >> 20))
    if watch.over or answer.length:
        why = _too_long() if watch.over else gettext("{host} broke off halfway; nothing was kept.")
        raise NotReached(why.format(host=host))
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise NotReached(gettext("{host} sends it packed, which was not asked for.").format(host=host))
    return bytes(found)


def _unread(answer: http.client.HTTPResponse, host: str, watch: _Watch) -> bytes:
    del answer, host
    if watch.over:
        raise TimeoutError
    return b""


def _connected(scheme: str, host: str, port: int, watch: _Watch) -> socket.socket:
    """A connection to one of the addresses that a name has, once all of them were looked at."""
    failed: OSError | None = None
    for address in addresses(host, port)[:TRIED]:
        try:
            sock = socket.create_connection((address, port), timeout=EACH_S)
        except OSError as reason:
            failed = reason
            continue
        watch.over_to(sock)
        if scheme == "http":
            return sock
        return ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    raise failed or OSError


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a name. Raises NotReached if it has none, or one that is not of the public internet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached(gettext("There is no machine of the name {host}.").format(host=host)) from None
    given = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not is_private_by_word(host) and not all(is_public(one) for one in given):
        raise NotReached(gettext("{host} is not on the public internet, and is not asked.").format(host=host))
    return given


def is_private_by_word(host: str) -> bool:
    """Whether who runs Waylight named this host as one that may be private."""
    return host.lower() in settings.PRIVATE_HOSTS


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also where another one is written inside it."""
    try:
        one = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inside(one) if isinstance(one, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified)


def _inside(one: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo, or translated (64:ff9b::/96)."""
    if one.ipv4_mapped or one.sixtofour:
        return one.ipv4_mapped or one.sixtofour
    if one.teredo:
        return one.teredo[1]
    if one.packed[:12] in {bytes.fromhex("0064ff9b0000000000000000"), bytes(12)}:
        found = ip_address(one.packed[12:])
        return found if not isinstance(found, IPv6Address) else None
    return None
