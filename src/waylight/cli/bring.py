"""``waylight import ENGAGEMENT FILE…``: bring files in from the command line, with the same preview as the page's."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waylight.cli.brief import find
from waylight.cli.prepare import django

if TYPE_CHECKING:
    import argparse

    from waylight.access.models import User
    from waylight.intake import Choices, Kind
    from waylight.pages.files.preview import Preview
    from waylight.record.engagement import Engagement
    from waylight.record.imports import Reading

# Exit statuses, as ``waylight intake`` has them: all was read, nothing came in, some could not be read.
ALL_IN, NOTHING, SOME = 0, 2, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``import`` takes."""
    parser.add_argument("engagement", help="its number, or the client's name")
    parser.add_argument("files", nargs="*", metavar="FILE", help="files, archives, or a Maildir folder")
    parser.add_argument("--by", metavar="EMAIL", help="who brings them (default: the coach); only they see the preview")
    parser.add_argument("--kind", help="read every file as this kind instead of recognising it")
    parser.add_argument("--map", metavar="FILE", help="read tables by this map of their columns, saved from the page")
    parser.add_argument("--day", action="append", default=[], metavar="NAME=YYYY-MM-DD", help="day of a transcript")
    parser.add_argument(
        "--own", action="append", default=[], metavar="NAME", help="this transcript is of a meeting of the client's own"
    )
    parser.add_argument(
        "--coaching",
        action="append",
        default=[],
        metavar="TITLE",
        help="events that are coaching meetings",
    )
    parser.add_argument("--client", action="append", default=[], metavar="NAME", help="an address or name of hers")
    parser.add_argument("--coach", action="append", default=[], metavar="NAME", help="an address or name of the coach")
    parser.add_argument("--keep-subjects", action="store_true", help="keep mail subjects and calendar titles in clear")
    parser.add_argument("--yes", action="store_true", help="bring in what could be read, without asking")
    parser.add_argument("--undo", type=int, metavar="NUMBER", help="undo this import instead of bringing files")


def run(args: argparse.Namespace) -> int:
    """Read, show what was read, ask, and bring in at once. Returns ALL_IN, SOME or NOTHING."""
    django()
    engagement = find(args.engagement)
    by = _who(engagement, args.by) if engagement else None
    if engagement is None or by is None:
        return NOTHING
    if args.undo is not None:
        return _undo(engagement, by, args.undo)
    if not args.files:
        return _say_no("Name at least one file, or --undo NUMBER.")
    try:
        kind, choices = _how(args, engagement)
        readings = [_read(Path(name), kind, choices) for name in args.files]
    except (OSError, ValueError) as reason:
        return _say_no(str(reason))
    return _bring(engagement, by, readings, args)


def _who(engagement: Engagement, email: str | None) -> User | None:
    """The account that brings the files: one of the two who see this engagement."""
    both = {user.email: user for user in (engagement.coach.user, engagement.client.user) if user}
    user = both.get(email.strip().lower()) if email else engagement.coach.user
    if user is None:
        _say_no(f"{email} takes no part in this engagement; files are brought by {' or '.join(both)}.")
    return user


def _how(args: argparse.Namespace, engagement: Engagement) -> tuple[Kind | None, Choices]:
    from waylight.cli.intake import map_in
    from waylight.intake import Choices, Kind

    if args.kind and args.kind not in set(Kind):
        raise ValueError(f"“{args.kind}” is no kind of file; one of {', '.join(Kind)}.")
    choices = Choices(keep_subjects=args.keep_subjects, zone=engagement.zone, named=map_in(args.map))
    return Kind(args.kind) if args.kind else None, choices


def _read(path: Path, kind: Kind | None, choices: Choices) -> Reading:
    """Read a file or a folder piece by piece, so that its size does not matter. Raises OSError if it is not there."""
    from waylight.intake import read_path
    from waylight.record.imports import Packing

    packing = Packing(path.name)
    packing.add(read_path(path, kind=kind, choices=choices))
    # The same table read by another map is another file.
    by_map = hashlib.sha256((_hash(path) + choices.named.as_json()).encode()).hexdigest() if choices.named else ""
    return packing.finish(by_map or _hash(path))


def _hash(path: Path) -> str:
    """SHA-256 of a file; of a folder, of the hashes of its files in order of their names."""
    if path.is_dir():
        inner = (_hash(one) for one in sorted(path.rglob("*")) if one.is_file())
        return hashlib.sha256("".join(inner).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _bring(engagement: Engagement, by: User, readings: list[Reading], args: argparse.Namespace) -> int:
    from waylight.cli.bring_words import outcome, preview_lines
    from waylight.pages.files.preview import opened, preview
    from waylight.record.bringing.whole import bring_in_at_once
    from waylight.record.imports import discard, receive

    brought = receive(engagement, by, readings)
    suggestion = opened(brought)
    choices, wrong = _chosen(suggestion, args)
    shown = preview(brought, choices, {})
    _say("\n".join(preview_lines(shown)))
    if wrong or not shown.readable or not (args.yes or _asked()):
        discard(brought)
        _say_no("\n".join([*wrong, "Nothing was brought in."]))
        return NOTHING
    bring_in_at_once(brought, choices)
    _say("\n".join(outcome(brought)))
    return SOME if shown.problem_count else ALL_IN


def _chosen(suggestion: Preview, args: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """What the files suggest, with what the command says instead; and what is still missing, in sentences."""
    from waylight.intake.calendar_events import title_hash
    from waylight.pages.files.choices import wrong_day
    from waylight.record.people import normalise

    choices, wrong = dict(suggestion.choices), []
    days = dict(text.rpartition("=")[::2] for text in args.day)
    for one in suggestion.files:
        chosen = choices["files"].setdefault(str(one.file.pk), {})
        if one.file.kind == "calendar" and args.coaching:
            chosen["coaching"] = [title_hash(title) for title in args.coaching]
        if one.transcript is None:
            continue
        if one.file.name in days:
            chosen.clear()
            chosen["day"] = days.pop(one.file.name)
        if one.file.name in args.own:
            chosen.pop("meeting", None), chosen.pop("meeting_key", None)
            chosen["meeting_kind"] = "stakeholder"
        if reason := wrong_day(chosen.get("day", "")):
            wrong.append(f"{one.file.name}: {reason} (--day “{one.file.name}=YYYY-MM-DD”)")
    wrong += [f"--day {name}: no transcript of that name was read." for name in days]
    wrong += suggestion.not_agreed
    for name, given in (("is_client", args.client), ("is_coach", args.coach)):
        choices[name] = [normalise(value) for value in given] or choices[name]
    return choices, wrong


def _undo(engagement: Engagement, by: User, number: int) -> int:
    from waylight.record.bringing.whole import NotNow, undo
    from waylight.record.imports import Import

    brought = Import.objects.visible_to(by).filter(engagement=engagement, pk=number).first()
    if brought is None:
        return _say_no(f"{by.email} brought no import {number} to this engagement.")
    try:
        undo(brought)
    except NotNow as reason:
        return _say_no(str(reason))
    _say(f"Import {number} is undone.")
    return ALL_IN


def _asked() -> bool:
    """Ask at the terminal; without an answer it is no."""
    _say("Bring this in? [y/N] ", end="")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _say(words: str, end: str = "\n") -> None:
    sys.stdout.write(words + end)
    sys.stdout.flush()


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING
