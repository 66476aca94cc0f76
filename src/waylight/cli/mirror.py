"""``waylight mirror FILE``: what the coach did in a meeting, from its transcript, without a store.

``waylight mirror retrain`` learns from the labels that a coach set right in the store (``mirror_retrain.py``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from waylight.cli import mirror_retrain
from waylight.cli.mirror_words import as_json, as_text
from waylight.intake import Kind, read_path
from waylight.intake.conversations import ROLES, holds_conversations, read_conversations
from waylight.intake.recognise import HEAD
from waylight.intake.rows import Problem, Row, TurnRow
from waylight.lenses.mirror.roles import seem_swapped, seeming_coach
from waylight.lenses.mirror.turns import Role, Turn

ALL, NOTHING, SOME = 0, 2, 3
Said = dict[str, list[TurnRow]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``mirror`` takes."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="a transcript, or a CSV with conversation, turn, role and text; or the word retrain (a file: ./retrain)",
    )
    parser.add_argument(
        "--coach", metavar="NAME", help="the coach's name as the transcript has it; her address to retrain"
    )
    parser.add_argument("--undo", action="store_true", help="with retrain: use the weights that ship again")
    parser.add_argument("--json", action="store_true", help="every turn and every meeting as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what was read; 0 when all could be, 3 when some could not, 2 when nothing could."""
    if args.file == "retrain":
        return mirror_retrain.run(args)
    try:
        meetings, problems = _meetings(Path(args.file))
    except OSError as reason:
        return _say_no(f"{args.file}: it could not be opened: {reason.strerror}.")
    if not meetings:
        return NOTHING
    speakers = {row.speaker for rows in meetings.values() for row in rows}
    if args.coach is not None and not any(_same(args.coach, speaker) for speaker in speakers):
        named = "; ".join(sorted(filter(None, speakers))[:20]) or "nobody by name"
        return _say_no(f"Nobody is called “{args.coach}” here. Those who speak: {named}.")
    told = {name: _turns(name, rows, args.coach) for name, rows in meetings.items()}
    write = as_json if args.json else as_text
    for part in write(told, meetings):
        sys.stdout.write(part)
    return SOME if problems else ALL


def _meetings(path: Path) -> tuple[Said, int]:
    """The turns of every meeting in the file; what could not be read is said on standard error, and counted."""
    meetings: Said = {}
    problems = 0
    for row in _rows(path):
        if isinstance(row, Problem):
            problems += 1
            line = f":{row.place.line}" if row.place.line is not None else ""
            sys.stderr.write(f"{row.place.file}{line}: {row.reason}\n")
        elif isinstance(row, TurnRow):
            meetings.setdefault(row.meeting, []).append(row)
    return meetings, problems


def _rows(path: Path) -> Iterator[Row | Problem]:
    if path.is_dir():
        yield from read_path(path, kind=Kind.TRANSCRIPT)
        return
    with path.open("rb") as stream:
        if holds_conversations(stream.read(HEAD)):
            stream.seek(0)
            yield from read_conversations(stream, name=path.name)
            return
    yield from read_path(path, kind=Kind.TRANSCRIPT)


def _turns(meeting: str, rows: list[TurnRow], coach: str | None) -> list[Turn]:
    """One meeting's turns with their roles; what had to be guessed is said."""
    roles = _roles(meeting, rows, coach)
    turns = [Turn(row.turn, roles[row.speaker], row.text, row.start_s, row.end_s) for row in rows]
    if seem_swapped(turns):
        other = next(name for name, role in roles.items() if role is Role.CLIENT)
        _say(meeting, f"The client asks far more than the coach. If the roles are swapped, say --coach “{other}”.")
    return turns


def _roles(meeting: str, rows: list[TurnRow], coach: str | None) -> dict[str, Role]:
    """Who is coach and who is client: as the table says, as ``--coach`` says, or as their questions make it seem."""
    speakers = list(dict.fromkeys(row.speaker for row in rows))
    if coach is None and set(speakers) <= set(ROLES):
        return {speaker: Role(speaker) for speaker in speakers}
    named = coach or seeming_coach([row.speaker for row in rows], [row.text for row in rows])
    if named is None:
        _say(meeting, "It could not be told who is the coach here; say --coach NAME.")
        return dict.fromkeys(speakers, Role.OTHER)
    if coach is None:
        _say(meeting, f"“{named}” asks the most and is taken to be the coach; --coach NAME says otherwise.")
    client = _client(rows, named)
    if len([speaker for speaker in speakers if speaker]) > 2:
        _say(meeting, f"More than two people speak; “{client}” is taken to be the client, the others are not labelled.")
    return {
        speaker: Role.COACH if _same(named, speaker) else Role.CLIENT if speaker == client else Role.OTHER
        for speaker in speakers
    }


def _client(rows: Iterable[TurnRow], coach: str) -> str | None:
    """Who says most beside the coach; None where nobody else speaks."""
    words: dict[str, int] = {}
    for row in rows:
        if not _same(coach, row.speaker):
            words[row.speaker] = words.get(row.speaker, 0) + len(row.text.split())
    return max(words, key=lambda speaker: (speaker != "", words[speaker]), default=None)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _say(meeting: str, what: str) -> None:
    sys.stderr.write(f"{meeting}: {what}\n")


def _say_no(why: str) -> int:
    sys.stderr.write(why + "\n")
    return NOTHING
