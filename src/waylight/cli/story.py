"""``waylight story check|redact FILE``: what in a text could give somebody away, and the text without it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.lenses.story.languages import is_language
from waylight.lenses.story.leaks import Leaks, Told, leaks
from waylight.lenses.story.redacting import Redacted, redact
from waylight.lenses.story.tongue import tongue_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from waylight.lenses.story.known import Known
    from waylight.lenses.story.tongue import Tongue

FOUND, CLEAN, UNREADABLE = 1, 0, 2
LARGEST = 20 * 2**20


class CannotRead(Exception):
    """A text that cannot be read; the message says which, where and why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``story`` takes."""
    parser.add_argument("action", choices=["check", "redact"], help="list what could give someone away, or replace it")
    parser.add_argument("file", metavar="FILE", help="plain text or Markdown in UTF-8, or - for standard input")
    parser.add_argument("--record", metavar="ENGAGEMENT", help="also use what the record knows (its number or client)")
    parser.add_argument("--language", default="en", metavar="CODE", help="of the text, as en, pt-BR or ar (usual: en)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    """Check (1 when something was found, 0 when nothing) or redact (0) a text; 2 when it cannot be read."""
    try:
        text, tongue = _read(args.file), _tongue(args.language)
    except CannotRead as why:
        sys.stderr.write(f"{why}\n")
        return UNREADABLE
    known: Sequence[Known] = ()
    if args.record is not None:
        found = _known(args.record)
        if found is None:
            return UNREADABLE
        known = found
    if args.action == "redact":
        made = redact(text, known, tongue=tongue)
        _say_how(tongue)
        return _redact(made, as_json=args.json)
    found_leaks = leaks(text, known, tongue)
    _say_how(tongue)
    return _check(text, found_leaks, args)


def _tongue(language: str) -> Tongue:
    if not is_language(language):
        raise CannotRead(f"“{language}” is no code of a language; they read as en, pt-BR or ar.")
    return tongue_of(language, os.environ.get("WAYLIGHT_NER", ""))


def _say_how(tongue: Tongue) -> None:
    """Say beside the answer what a text was not looked over with."""
    if tongue.trouble:
        sys.stderr.write(f"{tongue.trouble}\n")
    if not tongue.has_lists:
        left = "the language model alone finds" if tongue.reads_along else "nothing here finds"
        sys.stderr.write(f"For “{tongue.language}” there are no lists of words: names that no record knows, {left}.\n")


def _known(named: str) -> Sequence[Known] | None:
    from waylight.cli.brief import find
    from waylight.cli.prepare import django

    django()
    from waylight.pages.story.known import known_of

    engagement = find(named)
    return None if engagement is None else known_of(engagement, engagement.coach.user)


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _bytes(Path(name))
    except OSError as why:
        raise CannotRead(f"{name}: {why.strerror}.") from None
    if len(raw) > LARGEST:
        raise CannotRead(f"{name}: it is larger than {LARGEST // 2**20} MB; a story is not.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = raw[: why.start].count(b"\n") + 1
        raise CannotRead(f"{name}:{line}: it is not UTF-8 text; save it as plain text in UTF-8.") from None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _redact(made: Redacted, *, as_json: bool) -> int:
    if as_json:
        spans = [
            {
                "start": one.span.start,
                "end": one.span.end,
                "kind": one.span.kind.value,
                "why": one.span.why,
                "replacement": one.replacement,
            }
            for one in made.replaced
        ]
        _write(json.dumps({"text": made.text, "spans": spans}, ensure_ascii=False, indent=1) + "\n")
    else:
        _write(made.text)
    return CLEAN


def _check(text: str, found: Leaks, args: argparse.Namespace) -> int:
    if args.json:
        _write(json.dumps(_as_json(text, found), ensure_ascii=False, indent=1) + "\n")
    else:
        for span in found.spans:
            line = text.count("\n", 0, span.start) + 1
            shown = " ".join(text[span.start : span.end].split())
            _write(f"{args.file}:{line}: {shown} ({span.kind.value}). {span.why}\n")
        for told in found.sentences:
            line = text.count("\n", 0, told.start) + 1
            _write(f"{args.file}:{line}: {_fits(told)}\n")
        if found.whole.k is not None:
            _write(f"The text as a whole: {_fits(found.whole)}\n")
        if not found.spans and found.whole.k is None:
            sys.stderr.write(
                "Nothing was found that could give someone away. A reader who knows them may still see it.\n"
            )
    return FOUND if found.spans else CLEAN


def _fits(told: Told) -> str:
    people = "1 person of the record fits" if told.k == 1 else f"{told.k} people of the record fit"
    return f"it tells “{', '.join(told.traits)}”; {people} that."


def _as_json(text: str, found: Leaks) -> dict[str, object]:
    def told(one: Told) -> dict[str, object]:
        return {"start": one.start, "end": one.end, "tells": list(one.traits), "k": one.k}

    spans = [
        {
            "start": one.start,
            "end": one.end,
            "text": text[one.start : one.end],
            "kind": one.kind.value,
            "why": one.why,
            "k": next((each.k for each in found.sentences if each.start <= one.start < each.end), None),
        }
        for one in found.spans
    ]
    return {"spans": spans, "sentences": [told(one) for one in found.sentences], "whole": told(found.whole)}


def _write(words: str) -> None:
    sys.stdout.write(words)
