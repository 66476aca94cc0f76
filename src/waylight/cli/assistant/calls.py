"""One question of an assistant from end to end: whether it is let, its answer without names, and the note of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from waylight.api.problem import Problem
from waylight.cli.assistant.coded import coded
from waylight.cli.assistant.tools import TOOLS, Asked
from waylight.pages.consent.words import what_stopped
from waylight.pages.story.known import known_of
from waylight.record.assistant import NotLet, insist_let
from waylight.record.audit import Verb
from waylight.record.audit_soon import note_soon

LONGEST = 80


class NotAnswered(Exception):
    """There is no answer; the message says why, to the assistant."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Which engagement is read, and whether names are said."""

    engagement: int
    names: bool

    def ask(self, tool: str, given: dict[str, Any]) -> dict[str, Any]:
        """The answer to a question, with what has stopped. Raises NotAnswered; noted before it is answered."""
        try:
            engagement = insist_let(self.engagement)
        except NotLet as reason:
            raise NotAnswered(str(reason)) from None
        coach = engagement.coach.user
        request = HttpRequest()
        request.user = coach
        request.token = SimpleNamespace(engagements=[engagement.pk])  # type: ignore[attr-defined]
        try:
            found = TOOLS[tool](Asked(request, engagement.pk), **given)
        except Problem as problem:
            raise NotAnswered(str(problem)) from None
        note_soon(coach, Verb.ASSISTANT, _what(tool, given), engagement)
        answer = {"read_at": timezone.now().isoformat(), "stopped": what_stopped(engagement, coach), "found": found}
        if self.names:
            return answer
        without: dict[str, Any] = coded(answer, known_of(engagement, coach))
        return without


def _what(tool: str, given: dict[str, Any]) -> str:
    """The question as the log has it: its name, and the numbers of what was asked about."""
    numbers = [str(value) for value in given.values() if isinstance(value, int)]
    return " ".join([tool, *numbers])[:LONGEST]
