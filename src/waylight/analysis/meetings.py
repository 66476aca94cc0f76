"""What was asked and what was told in meetings, from their transcripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.intake import Kind, read_path
from waylight.intake.conversations import ROLES, holds_conversations, read_conversations
from waylight.intake.recognise import HEAD
from waylight.intake.rows import Problem, TurnRow
from waylight.lenses.mirror.language import is_english
from waylight.lenses.mirror.meeting import Meeting, figures
from waylight.lenses.mirror.noticing import Place, noticing
from waylight.lenses.mirror.reading import Reading, read
from waylight.lenses.mirror.roles import seem_swapped, seeming_coach
from waylight.lenses.mirror.turns import Role, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from waylight.intake.rows import Row

TWO = 2


@dataclass(slots=True)
class Meetings:
    """Meetings as they were read: ``turns`` and the ``rows`` behind them by meeting, ``problems``, and ``remarks``.

    A remark is a meeting's name and a sentence: what had to be guessed about who is the coach.
    """

    turns: dict[str, list[Turn]] = field(default_factory=dict)
    rows: dict[str, list[TurnRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One meeting: ``readings`` turn by turn (None where its language is not known), figures, and where she noticed."""

    readings: Sequence[Reading] | None
    figures: Meeting
    noticing: Sequence[Place]


class NobodyByThatName(Exception):
    """Nobody who speaks is called so; the sentence names who speaks."""


def read_meetings(path: str | Path, coach: str | None = None) -> Meetings:
    """Return the meetings of a transcript (any form that intake reads), a folder of them, or a CSV of conversations.

    ``coach`` is her name as the transcript has it; without it, who asks most is taken to be the coach, and that is a
    remark. Raises OSError when the file cannot be opened, NobodyByThatName.
    """
    found = Meetings()
    for row in _rows(Path(path)):
        if isinstance(row, Problem):
            found.problems.append(row)
        elif isinstance(row, TurnRow):
            found.rows.setdefault(row.meeting, []).append(row)
    speakers = {row.speaker for rows in found.rows.values() for row in rows}
    if coach is not None and found.rows and not any(_same(coach, speaker) for speaker in speakers):
        named = "; ".join(sorted(filter(None, speakers))[:20]) or "nobody by name"
        raise NobodyByThatName(f"Nobody is called “{coach}” here. Those who speak: {named}.")
    for meeting, rows in found.rows.items():
        found.turns[meeting] = _turns(meeting, rows, coach, found)
    return found


def mirror(meetings: Meetings | Mapping[str, Sequence[Turn]]) -> dict[str, Mirrored]:
    """Return what the mirror sees in each meeting; docs/mirror-model.md says how often its labels are wrong."""
    turns = meetings.turns if isinstance(meetings, Meetings) else meetings
    readings = dict(zip(turns, read(list(turns.values())), strict=True))
    seen = {}
    for name, of_meeting in turns.items():
        known = is_english(turn.text for turn in of_meeting)
        labels = readings[name] if known else None
        seen[name] = Mirrored(labels, figures(of_meeting, labels), noticing(of_meeting) if known else ())
    return seen


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


def _turns(meeting: str, rows: list[TurnRow], coach: str | None, found: Meetings) -> list[Turn]:
    """Return one meeting's turns with their roles; what had to be guessed is a remark."""
    roles = _roles(meeting, rows, coach, found.remarks)
    turns = [Turn(row.turn, roles[row.speaker], row.text, row.start_s, row.end_s) for row in rows]
    if seem_swapped(turns):
        other = next(name for name, role in roles.items() if role is Role.CLIENT)
        why = f"The client asks far more than the coach. If the roles are swapped, say that the coach is “{other}”."
        found.remarks.append((meeting, why))
    return turns


def _roles(meeting: str, rows: list[TurnRow], coach: str | None, remarks: list[tuple[str, str]]) -> dict[str, Role]:
    """Return who is coach and who client: as the table or ``coach`` says, or as their questions make it seem."""
    speakers = list(dict.fromkeys(row.speaker for row in rows))
    if coach is None and set(speakers) <= set(ROLES):
        return {speaker: Role(speaker) for speaker in speakers}
    named = coach or seeming_coach([row.speaker for row in rows], [row.text for row in rows])
    if named is None:
        remarks.append((meeting, "It could not be told who is the coach here; say her name."))
        return dict.fromkeys(speakers, Role.OTHER)
    if coach is None:
        remarks.append((meeting, f"“{named}” asks the most and is taken to be the coach; her name says otherwise."))
    client = _client(rows, named)
    if len([speaker for speaker in speakers if speaker]) > TWO:
        said = f"More than two people speak; “{client}” is taken to be the client, the others are not labelled."
        remarks.append((meeting, said))
    return {
        speaker: Role.COACH if _same(named, speaker) else Role.CLIENT if speaker == client else Role.OTHER
        for speaker in speakers
    }


def _client(rows: Iterable[TurnRow], coach: str) -> str | None:
    """Return who says most beside the coach; None where nobody else speaks."""
    words: dict[str, int] = {}
    for row in rows:
        if not _same(coach, row.speaker):
            words[row.speaker] = words.get(row.speaker, 0) + len(row.text.split())
    return max(words, key=lambda speaker: (speaker != "", words[speaker]), default=None)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
