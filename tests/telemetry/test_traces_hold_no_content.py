"""A trace says which page, table and task, and nothing that anybody wrote, asked for or was sent."""

from __future__ import annotations

import json
import os
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings as now
from django.db import connection
from django.test import Client
from django_tasks import task
from django_tasks.signals import task_finished, task_started
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.access.everybody import every_page, filled
from tests.stores import Store
from waylight.access.rules import rule_of
from waylight.cli.environment import mistakes
from waylight.record import insight
from waylight.record.people import Person
from waylight.telemetry import is_asked_for, queries, tasks

pytestmark = pytest.mark.django_db
EXPORTER = InMemorySpanExporter()
WORDS = "a sentence that nobody else reads"


@pytest.fixture(scope="module", autouse=True)
def _provider():
    """One for this process, as there can be no second."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(EXPORTER))
    trace.set_tracer_provider(provider)


@pytest.fixture
def spans(settings):
    """Traces of what a test does, as text: everything that would be sent."""
    settings.MIDDLEWARE = ["waylight.telemetry.requests.TracingMiddleware", *settings.MIDDLEWARE]
    queries.listen()
    queries._traced(connection=connection)
    tasks.listen()
    EXPORTER.clear()
    yield lambda: [json.loads(one.to_json()) for one in EXPORTER.get_finished_spans()]
    connection.execute_wrappers.remove(queries._query)
    for signal in (task_started, task_finished):
        signal.disconnect(dispatch_uid="waylight.telemetry")


@task
def a_task(words: str) -> str:
    """Something for the worker."""
    if words == WORDS:
        raise ValueError(words)
    return words


def test_a_request_and_its_queries_are_traced(engagement, as_coach, spans):
    as_coach.get(f"/engagements/{engagement.pk}/brief/")
    by_name = {one["name"]: one for one in spans()}
    page = by_name["GET brief"]
    assert page["attributes"] == {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "http.route": "/engagements/<int:engagement>/brief/",
    }
    query = by_name["SELECT record_meeting"]
    assert query["parent_id"] == page["context"]["span_id"]
    assert query["attributes"]["db.collection.name"] == "record_meeting"


def test_no_page_leaves_words_names_links_or_numbers_in_a_trace(engagement, as_coach, as_client, spans):
    known = filled(engagement)
    insight.reflect(engagement, on=date(2026, 3, 2), text=WORDS, private=False, confidence=2, words=WORDS)
    EXPORTER.clear()
    for page in every_page():
        if (rule := rule_of(page.name)) and rule.see and not page.name.startswith("admin:"):
            for browser in (as_coach, as_client, Client()):
                browser.get(page.address(known), {"q": WORDS, "person": "Mei"})
    as_client.post(f"/engagements/{engagement.pk}/journal/", {"on": "2026-03-03", "text": WORDS, "private": "on"})
    sent = json.dumps([(one["name"], one["attributes"], one["events"], one["status"], one["links"]) for one in spans()])
    assert "GET pulse" in sent
    links = [value for name, value in known.items() if isinstance(value, str) and len(value) > 20 and name != "secret"]
    assert len(links) > 4
    people = [*Person.objects.values_list("name", flat=True), engagement.coach.user.email]
    for held in (WORDS, *links, str(known["secret"]), *people, "?q", "q="):
        assert held not in sent, held
    assert f"/{engagement.pk}/" not in sent


def test_an_error_leaves_its_kind_and_none_of_its_words(engagement, as_coach, spans, monkeypatch):
    def broken(*args: object, **more: object) -> None:
        raise LookupError(WORDS)

    monkeypatch.setattr("waylight.pages.brief.view.compose", broken)
    as_coach.raise_request_exception = False
    assert as_coach.get(f"/engagements/{engagement.pk}/brief/").status_code == 500
    one = next(one for one in spans() if one["name"] == "GET brief")
    assert one["status"] == {"status_code": "ERROR"}
    assert one["attributes"]["error.type"] == "500"
    assert WORDS not in json.dumps(spans())


@pytest.mark.parametrize(("words", "status"), [("fine", "UNSET"), (WORDS, "ERROR")])
def test_a_task_is_traced_with_its_name_alone(spans, words, status):
    a_task.enqueue(words)
    one = next(one for one in spans() if one["name"].endswith(".a_task"))
    assert one["status"]["status_code"] == status
    assert words not in json.dumps(one["attributes"])
    assert one["events"] == []


def test_nothing_is_traced_unless_it_is_asked_for():
    assert "waylight.telemetry" not in now.INSTALLED_APPS
    assert not is_asked_for({})
    assert not is_asked_for({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"})
    assert is_asked_for({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"})
    assert list(mistakes({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"})) == []


class Collector(BaseHTTPRequestHandler):
    """Takes what is sent to it."""

    taken: list[tuple[str, bytes]] = []

    def do_POST(self):
        self.taken.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


def test_traces_go_where_the_environment_says(tmp_path):
    server = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    where = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}", "OTEL_SERVICE_NAME": "ours"}
    code = """
from django.test import Client
from opentelemetry import trace
print(Client(HTTP_HOST="127.0.0.1").get("/health/?q=nowhere").status_code)
trace.get_tracer_provider().force_flush()
"""
    assert Store.made(tmp_path / "var", **where).says(code, within_s=300).endswith("200")
    server.shutdown()
    (path, sent), *_ = Collector.taken
    assert path == "/v1/traces"
    assert b"ours" in sent
    assert b"GET health" in sent
    assert b"nowhere" not in sent
    assert not any(name in os.environ for name in where)
