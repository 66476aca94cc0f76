"""The example in the documentation runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from tests.api.conftest import ADDRESS, APPLICATION, token_of
from waylight.client import calling
from waylight.record.insight import Commitment

PAGE = Path(__file__).parents[2] / "docs/api.md"


def test_the_example_runs_as_it_stands(engagement, monkeypatch, capsys):
    monkeypatch.setenv("WAYLIGHT", ADDRESS)
    monkeypatch.setenv("TOKEN", token_of(engagement.coach.user))
    plain = httpx.Client
    monkeypatch.setattr(
        calling.httpx, "Client", lambda **more: plain(**{**more, "transport": httpx.WSGITransport(APPLICATION)})
    )
    [example] = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.S)
    exec(compile(example, str(PAGE), "exec"), {})  # noqa: S102
    assert "Ines Calder coach" in capsys.readouterr().out
    assert Commitment.objects.get().text == "Ask Mei what she would do"
