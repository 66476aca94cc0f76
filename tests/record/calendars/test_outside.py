"""No address that somebody gives makes this machine ask what only it can reach, wait for ever, or take too much."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.record.calendars.web import web
from waylight.record.calendars import outside
from waylight.record.calendars.outside import Asked, NotReached, ask, checked, is_public

LOCAL = {"127.0.0.1"}


@pytest.fixture
def site(settings):
    """A machine that is private, and allowed by the environment."""
    settings.PRIVATE_HOSTS = LOCAL
    with web() as here:
        yield here


@pytest.fixture
def names(monkeypatch):
    """What names lead to, one list of addresses for each time that they are looked up."""
    known: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def looked_up(host, port, *args, **more):
        if host not in known:
            return real(host, port, *args, **more)
        found = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return known


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.169.254",
        ),
        *(
            "198.18.0.1",
            "192.0.2.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fe80::1%eth0",
        ),
        *("fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "::127.0.0.1", "64:ff9b:1::1", "nonsense", ""),
    ],
)
def test_an_address_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "http://127.0.0.1/",
            "http://localhost/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://2130706433/",
        ),
        *(
            "http://0x7f.1/",
            "http://127.1/",
            "https://169.254.169.254/latest/meta-data/",
            "http://0/",
            "http://[fe80::1]/",
        ),
    ],
)
def test_this_machine_and_its_network_are_not_asked_however_they_are_written(written, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args, **more: pytest.fail("it was connected to"))
    with pytest.raises(NotReached):
        ask(written, Asked())


@pytest.mark.parametrize(
    "written",
    [
        *("", "calendar", "file:///etc/passwd", "ftp://example.org/x.ics", "gopher://example.org/", "https:///x"),
        *("http://ines:secret@example.org/", "http://example.org:0/", "http://example.org:99999/", "http://exa mple/"),
        *("javascript:alert(1)", "http://example.org/\r\nHost: inside/", "data:text/calendar,x"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written):
    with pytest.raises(NotReached):
        checked(written)


def test_an_address_of_a_calendar_program_is_one_of_the_web():
    assert checked("webcal://example.org/x.ics#part").geturl() == "https://example.org/x.ics"


def test_a_name_that_leads_inside_is_not_asked_even_if_it_leads_outside_too(names, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args, **more: pytest.fail("it was connected to"))
    for inside in ("127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1"):
        names["calendar.example"] = [["93.184.215.14", inside]]
        with pytest.raises(NotReached, match=r"calendar\.example is not on the public internet"):
            ask("http://calendar.example/", Asked())


def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing(names, monkeypatch):
    names["calendar.example"] = [["93.184.215.14"], ["127.0.0.1"]]
    went = []

    def connect(where, timeout):
        went.append(where)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NotReached):
        ask("http://calendar.example/", Asked())
    assert went == [("93.184.215.14", 80)]
    assert names["calendar.example"] == [["127.0.0.1"]]  # it was looked up once
    with pytest.raises(NotReached, match="not on the public internet"):
        ask("http://calendar.example/", Asked())


@pytest.mark.parametrize(
    "to", ["http://127.0.0.2/", "http://inside.example/", "file:///etc/passwd", "//[::1]/", "http://a:b@x/"]
)
def test_a_redirect_is_held_to_the_same(site, names, to):
    names["inside.example"] = [["10.0.0.1"]]
    site.pages["/x.ics"] = 302, {"Location": to}, b""
    with pytest.raises(NotReached):
        ask(f"{site.address}/x.ics", Asked())
    assert len(site.asked) == 1


def test_redirects_are_followed_a_few_times_and_take_no_password_elsewhere(site, settings):
    settings.PRIVATE_HOSTS = {*LOCAL, "localhost"}
    other = site.address.replace("127.0.0.1", "localhost")
    site.pages |= {"/a": (301, {"Location": "/b"}, b""), "/b": (307, {"Location": f"{other}/c"}, b"")}
    site.pages["/c"] = 200, {}, b"here"
    answer = ask(f"{site.address}/a", Asked(user="ines", password="secret"))
    assert (answer.body, answer.url) == (b"here", f"{other}/c")
    assert ["Authorization" in headers for _, _, headers in site.asked] == [True, True, False]
    site.pages["/c"] = 302, {"Location": "/a"}, b""
    with pytest.raises(NotReached, match="again and again"):
        ask(f"{site.address}/a", Asked())


def test_a_password_goes_over_https_alone(names):
    names["calendar.example"] = [["93.184.215.14"]]
    with pytest.raises(NotReached, match="over https alone"):
        ask("http://calendar.example/", Asked(user="ines", password="secret"))


def test_what_is_too_large_is_broken_off(site, monkeypatch):
    monkeypatch.setattr(outside, "LARGEST", 1000)
    site.pages["/x.ics"] = 200, {}, b"x" * 100_000
    with pytest.raises(NotReached, match="larger than"):
        ask(f"{site.address}/x.ics", Asked())


def dripping(stream) -> None:
    for _ in range(400):
        stream.write(b"x")
        stream.flush()
        time.sleep(0.02)


def test_what_takes_too_long_is_broken_off_though_something_always_comes(site, monkeypatch):
    monkeypatch.setattr(outside, "WHOLE_S", 0.3)
    site.pages["/x.ics"] = 200, {"Content-Length": "400"}, dripping
    began = time.monotonic()
    with pytest.raises(NotReached, match="in time"):
        ask(f"{site.address}/x.ics", Asked())
    assert time.monotonic() - began < 3


def test_what_is_broken_off_or_packed_is_not_taken(site):
    site.pages["/half"] = 200, {"Content-Length": "1000"}, b"half"
    site.pages["/packed"] = 200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"
    for path in ("/half", "/packed"):
        with pytest.raises(NotReached):
            ask(f"{site.address}{path}", Asked())


@contextlib.contextmanager
def with_a_certificate_of_its_own(folder):
    """A machine that speaks TLS with a certificate which nobody vouches for; gives its port."""
    key, day = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(day).not_valid_after(day + datetime.timedelta(days=1))
    forms = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "it.pem").write_bytes(key.private_bytes(*forms) + made.sign(key, hashes.SHA256()).public_bytes(forms[0]))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "it.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:

        def once():
            with contextlib.suppress(OSError):
                context.wrap_socket(server.accept()[0], server_side=True).close()

        threading.Thread(target=once, daemon=True).start()
        yield server.getsockname()[1]


def test_a_certificate_that_nobody_vouches_for_is_refused(settings, tmp_path):
    settings.PRIVATE_HOSTS = {"localhost"}
    with with_a_certificate_of_its_own(tmp_path) as port, pytest.raises(NotReached, match="certificate of localhost"):
        ask(f"https://localhost:{port}/", Asked())


def test_a_machine_that_does_not_answer_or_speaks_otherwise_is_said(site, settings):
    settings.PRIVATE_HOSTS = LOCAL
    with pytest.raises(NotReached, match="did not answer"):
        ask("http://127.0.0.1:9/", Asked())
    with pytest.raises(NotReached, match="no machine of the name"):
        ask("http://nowhere.invalid/", Asked())
