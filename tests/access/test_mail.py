"""Mail arrives at a real server, as text and HTML that say the same; a server that is down is said on the page."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from tests.factories import a_user
from tests.servers import free_port
from waylight.access.mail import NotSent, compose, send
from waylight.access.mail_server import mail_settings

pytestmark = pytest.mark.django_db


class Kept:
    """Keeps what arrives, as a mail server would."""

    def __init__(self) -> None:
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 kept"


@pytest.fixture
def use_server(settings):
    def use(port: int) -> None:
        for name, value in mail_settings(f"smtp://127.0.0.1:{port}").items():
            setattr(settings, name, value)

    return use


@pytest.fixture
def arrived(use_server):
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=free_port())
    controller.start()
    use_server(controller.port)
    yield kept.mails
    controller.stop()


def test_a_code_arrives_as_text_and_as_html(arrived):
    user = a_user()
    Client().post("/account/code/", {"email": user.email})
    [(to, mail)] = arrived
    assert to == [user.email]
    assert mail["Subject"] == "Your code to sign in to Waylight"
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    code = text.split()[3]  # Your code is …
    assert code in html
    assert "<script" not in html
    assert "<img" not in html


def test_a_link_in_the_html_is_the_link_in_the_text(arrived):
    Client().post("/account/reset/", {"email": a_user().email})
    [(_, mail)] = arrived
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    link = next(line for line in text.splitlines() if line.startswith("http"))
    assert f'href="{link}"' in html


def test_what_somebody_wrote_is_text_in_the_html_too():
    mail = compose("notice", "x@example.org", {"what": "<script>alert(1)</script>"})
    assert "<script>" in mail.body
    assert "<script>" not in mail.alternatives[0].content


def test_a_server_that_is_down_is_said(use_server):
    use_server(free_port())
    with pytest.raises(NotSent, match="could not be sent just now"):
        send(compose("notice", "x@example.org", {"what": "Something."}))


def test_a_page_says_it_too_alike_for_every_address(use_server):
    use_server(free_port())
    for address in (a_user().email, "nobody@example.org"):
        page = Client().post("/account/code/", {"email": address}, follow=True)
        assert "could not be sent just now" in page.content.decode()
