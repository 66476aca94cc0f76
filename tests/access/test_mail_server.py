"""One line in the environment says where mail goes; without it, mail is printed."""

import pytest

from waylight.access.mail_server import mail_settings


def test_without_a_server_mail_is_printed():
    assert mail_settings("")["EMAIL_BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "protection"),
    [
        ("smtp://localhost", 25, set()),
        ("smtp+tls://mail.example", 587, {"EMAIL_USE_TLS"}),
        ("smtps://mail.example", 465, {"EMAIL_USE_SSL"}),
        ("smtps://mail.example:2465", 2465, {"EMAIL_USE_SSL"}),
    ],
)
def test_the_scheme_says_how_the_connection_is_protected(url, port, protection):
    found = mail_settings(url)
    assert found["EMAIL_PORT"] == port
    assert {name for name, on in found.items() if on is True} == protection


def test_name_and_password_may_hold_any_sign():
    found = mail_settings("smtp+tls://me%40example.org:p%3Ass%2F@mail.example")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me@example.org", "p:ss/")


@pytest.mark.parametrize("url", ["mail.example:25", "http://mail.example", "smtp://", "smtp:///nowhere"])
def test_anything_else_is_said_to_be_wrong(url):
    with pytest.raises(ValueError, match="WAYLIGHT_SMTP_URL"):
        mail_settings(url)
