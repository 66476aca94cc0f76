"""What ``deploy/`` gives to serve others works: nginx before a real Waylight; the other files are well-formed."""

from __future__ import annotations

import http.client
import re
import shutil
import ssl
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.servers import NGINX, free_port, serving
from tests.test_production import production  # noqa: F401 (the documented environment)

DEPLOY = Path(__file__).parents[1] / "deploy"
NAME = "waylight.practice.example"
TOKEN = "a token that is long enough"
BIN = Path(sys.executable).parent
AROUND = "daemon off; pid {0}/pid; error_log {0}/error.log; events {{}}\nhttp {{ {1}\n include {0}/site.conf; }}\n"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def certificate(folder: Path) -> None:
    """A certificate for the name, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    signed = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(signed.sign(key, hashes.SHA256()).public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder of the proxy's own, with the example's site in it, on other ports."""
    made = tmp_path_factory.mktemp("nginx")
    certificate(made)
    return made


@pytest.fixture
def proxied(folder, production, tmp_path):  # noqa: F811
    """The port for HTTP, that for HTTPS, and Waylight's own, of a Waylight behind nginx."""
    plain, secure, own = free_port(), free_port(), free_port()
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/waylight", str(folder))
    site = site.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace(
        "listen 443 ", f"listen 127.0.0.1:{secure} "
    )
    (folder / "site.conf").write_text(site.replace("127.0.0.1:8000", f"127.0.0.1:{own}"))
    places = " ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY)
    (folder / "nginx.conf").write_text(AROUND.format(folder, f"access_log off; {places}"))
    environment = {**production, "WAYLIGHT_METRICS_TOKEN": TOKEN}
    nginx = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder])
    try:
        with serving("--no-sample", port=own, environment=environment, folder=tmp_path):
            yield plain, secure, own
    finally:
        nginx.terminate()
        nginx.wait(timeout=30)


def ask(port: int, path: str, *, tls: Path | None, method: str = "GET", body: str = "", **headers: str):
    """What comes back: the answer, and its body."""
    if tls:
        context = ssl.create_default_context(cafile=tls / "fullchain.pem")
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
        context.check_hostname = False  # asked by its number, for a name that leads nowhere
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": NAME, **given})
    answer = connection.getresponse()
    return answer, answer.read().decode()


@pytest.mark.skipif(not NGINX, reason="no nginx; on Debian: apt-get install nginx-light")
def test_behind_nginx_pages_come_over_https_alone_and_forms_are_taken(proxied, folder):
    plain, secure, own = proxied
    sent_on, _ = ask(plain, "/sign-in/?next=/", tls=None, X_Forwarded_Proto="https")
    assert (sent_on.status, sent_on.headers["Location"]) == (301, f"https://{NAME}/sign-in/?next=/")
    page, text = ask(secure, "/sign-in/", tls=folder)
    assert (page.status, page.headers["Strict-Transport-Security"][:16]) == (200, "max-age=31536000")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    assert cookie.startswith("__Host-csrftoken=")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]
    form = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": cookie, "Origin": f"https://{NAME}"}
    body = f"csrfmiddlewaretoken={token}&login=ada@brook.example&password=not-hers"
    answer, said = ask(secure, "/sign-in/", tls=folder, method="POST", body=body, **form)
    assert (answer.status, 'role="alert"' in said) == (200, True), said
    foreign = {**form, "Origin": "https://elsewhere.example"}
    assert ask(secure, "/sign-in/", tls=folder, method="POST", body=body, **foreign)[0].status == 403
    for port, tls, status in ((secure, folder, 404), (own, None, 200)):
        with_token = {"Authorization": f"Bearer {TOKEN}", "X_Forwarded_Proto": "https"}
        assert ask(port, "/metrics/", tls=tls, **with_token)[0].status == status


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_the_unit_is_one_that_systemd_takes(tmp_path):
    unit = tmp_path / "waylight.service"
    unit.write_text((DEPLOY / "waylight.service").read_text().replace("/opt/waylight/bin/", f"{BIN}/"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "waylight" in line] == []


def test_the_containers_file_has_nothing_for_its_linter():
    done = subprocess.run([BIN / "hadolint", DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_composes_file_follows_its_schema():
    command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_the_container_needs_is_copied_into_it():
    copied = re.findall(r"^COPY (?!--)(.+) \S+$", (DEPLOY / "Containerfile").read_text(), re.M)
    for name in " ".join(copied).split():
        assert (DEPLOY.parent / name).exists(), name
