"""What cannot be given is said in a sentence, in the product's look, and holds no word of what was asked or typed."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse

from waylight.record import insight
from waylight.record.trouble import FULL, READ_ONLY, why_not_stored
from waylight.without_content import WithoutContent

pytestmark = pytest.mark.django_db

SECRET = "a sentence nobody else may read"


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def log():
    """What the log says, as it is written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutContent())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def a_browser(user) -> Client:
    """Signed in, and shown the error page instead of the test's own traceback."""
    browser = Client(raise_request_exception=False)
    browser.force_login(user)
    return browser


def test_an_address_that_is_not_there_is_said_to_be_so(as_coach):
    answer = as_coach.get(f"/nothing/{SECRET}/")
    assert answer.status_code == 404
    assert "There is nothing here" in words(answer)
    assert SECRET not in words(answer)


def test_who_may_not_is_told_so(engagement, as_client):
    answer = as_client.get(f"/engagements/{engagement.pk}/edit/")
    assert answer.status_code == 403
    assert "This is not yours to do" in words(answer)


def test_an_error_shows_and_logs_nothing_of_what_was_typed(engagement, monkeypatch, log):
    def break_down(*args, **given):
        words_of_hers = f"kept in a local: {SECRET}"
        try:
            raise KeyError(words_of_hers)
        except KeyError as cause:
            raise ValueError(f"“{SECRET}” cannot be stored") from cause
        finally:
            logging.getLogger("waylight.test").warning("it failed with %s", ValueError(SECRET))

    monkeypatch.setattr(insight.Commitment.objects, "create", break_down)
    monkeypatch.setattr(insight, "commit", break_down_beyond_the_view(break_down))
    answer = a_browser(engagement.coach.user).post(
        reverse("commit", args=[engagement.pk]) + f"?q={SECRET}", {"text": SECRET}
    )
    assert answer.status_code == 500
    assert "Something broke" in words(answer)
    assert SECRET not in words(answer)
    assert "RuntimeError" in log.getvalue()
    assert "break_down" in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert SECRET not in log.getvalue()


def break_down_beyond_the_view(break_down):
    """A view answers a ValueError itself; another kind of error goes through it."""

    def commit(*args, **given):
        try:
            break_down(*args, **given)
        except ValueError as cause:
            raise RuntimeError(SECRET) from cause

    return commit


def test_a_failed_page_needs_no_store_to_be_shown(engagement, monkeypatch):
    from django.db import OperationalError

    def gone(*args, **given):
        raise OperationalError("connection failed")

    browser = a_browser(engagement.coach.user)
    monkeypatch.setattr("django.db.models.query.QuerySet._fetch_all", gone)
    answer = browser.get(f"/engagements/{engagement.pk}/")
    assert answer.status_code == 503
    assert "The database server does not answer." in words(answer)


def test_a_script_gets_the_sentence_alone(as_coach):
    answer = as_coach.post("/nothing/", headers={"HX-Request": "true"})
    assert answer["Content-Type"].startswith("text/plain")
    assert words(answer).startswith("The address may be mistyped")


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(28, "No space left on device"), FULL),
        (PermissionError(13, "Permission denied"), READ_ONLY),
        (FileNotFoundError(2, "gone"), None),
        (ValueError("database or disk is full"), None),
        (None, None),
    ],
)
def test_only_what_the_store_itself_says_is_taken_for_its_trouble(error, trouble):
    assert why_not_stored(error) is trouble
