"""Programs that watch over Waylight learn whether it answers; with their token, counts that name nobody."""

from __future__ import annotations

import urllib.request

import pytest
from django.test import Client
from django.urls import reverse
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from tests.servers import free_port, serving

TOKEN = "a token for tests"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
ASKED = """
from django.test import Client
answer = Client().get("/health/", headers={"host": "localhost"})
print(answer.status_code, answer.content.decode())
"""


@pytest.fixture
def counted(settings):
    """A browser of somebody whose requests are counted."""
    settings.METRICS_TOKEN = TOKEN
    return Client()


def samples(text: str) -> dict[tuple[str, ...], float]:
    """Every figure by its name and its labels' values, in the order of the labels' names."""
    return {
        (one.name, *(one.labels[name] for name in sorted(one.labels))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def read(browser) -> dict[tuple[str, ...], float]:
    answer = browser.get("/metrics/", headers=WITH_TOKEN)
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text")
    return samples(answer.content.decode())


@pytest.mark.django_db
def test_whoever_asks_learns_that_it_answers_and_nothing_else():
    answer = Client().get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_store_without_tables_is_said_and_is_no_error_page(a_store):
    a_store.sqlite.unlink()
    assert a_store.says(ASKED) == "503 The store does not answer."


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer another token", TOKEN, "Bearer ü"])
def test_without_the_token_there_is_no_such_page(counted, given):
    assert counted.get("/metrics/", headers={"Authorization": given}).status_code == 404


@pytest.mark.django_db
def test_where_no_token_was_set_an_empty_one_opens_nothing():
    assert Client().get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_each_request_is_counted_once_by_the_name_of_its_page(counted, engagement):
    counted.force_login(engagement.coach.user)
    before = read(counted)
    counted.get(reverse("engagement", args=[engagement.pk]))
    counted.get(reverse("engagement", args=[engagement.pk]))
    counted.get("/nothing/here/")
    after = read(counted)
    for labels, more in ((("GET", "engagement", "200"), 2), (("GET", "none", "404"), 1)):
        name = ("waylight_requests_total", *labels)
        assert after[name] - before.get(name, 0) == more
    assert after["waylight_request_seconds_count", "engagement"] - before.get(
        ("waylight_request_seconds_count", "engagement"), 0
    ) == 2  # fmt: skip
    assert after["waylight_tasks", "ready"] == 0


@pytest.mark.django_db
def test_counts_hold_no_address_no_number_and_no_secret(counted, engagement):
    counted.get("/privacy/link/a-secret-in-an-address/")
    counted.generic("BREW", f"/engagements/{engagement.pk}/")
    shown = counted.get("/metrics/", headers=WITH_TOKEN).content.decode()
    assert "secret" not in shown
    assert "BREW" not in shown
    assert "/engagements" not in shown


def test_the_counts_of_two_server_processes_are_read_together(a_store):
    port = free_port()
    environment = {**a_store.environment, "WAYLIGHT_METRICS_TOKEN": TOKEN}
    with serving("--no-sample", "--workers", "2", port=port, environment=environment):
        for _ in range(12):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=20).close()
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/metrics/", headers=WITH_TOKEN)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            found = samples(answer.read().decode())
    assert found["waylight_requests_total", "GET", "health", "200"] == 12
