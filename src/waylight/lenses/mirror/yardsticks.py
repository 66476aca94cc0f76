"""What others hold such figures against: named as theirs, and never a grade.

Thresholds are those of the Motivational Interviewing Treatment Integrity coding manual 4.2.1 (Moyers, Manuel and
Ernst 2014), made for counselling: a neighbouring field's. Markers are numbers of the International Coaching
Federation's PCC markers, of which a transcript shows a few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.figure import Figure
    from waylight.lenses.mirror.meeting import Meeting

COUNSELLING = "MITI 4.2.1, a manual for counselling"
COACHING = "ICF PCC markers"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One sentence about a figure, whose yardstick it is, and the turns that show it."""

    source: str
    said: str
    rows: tuple[int, ...]


def yardsticks(meeting: Meeting) -> tuple[Yardstick, ...]:
    """Return what can be held beside a meeting's figures; nothing about a figure that has no value."""
    return (*_thresholds(meeting), *_markers(meeting))


def _thresholds(meeting: Meeting) -> Iterator[Yardstick]:
    if meeting.reflections_to_questions.value is not None:
        yield Yardstick(
            COUNSELLING,
            f"{meeting.reflections_to_questions.value:.1f} reflections to a question; {COUNSELLING}, names 1 and 2.",
            meeting.reflections_to_questions.rows,
        )
    if meeting.complex_reflections.value is not None:
        yield Yardstick(
            COUNSELLING,
            f"{meeting.complex_reflections.value:.0%} of reflections complex; {COUNSELLING}, names 40% and 50%.",
            meeting.complex_reflections.rows,
        )


def _markers(meeting: Meeting) -> Iterator[Yardstick]:
    yield from _shown(meeting.silences, "5.5, room for silence", "{:.0f} pauses of three seconds and more")
    yield from _shown(
        meeting.interruptions, "6.6, letting the client finish", "{:.0f} times begun before she had ended"
    )
    yield from _shown(meeting.open_questions, "7.6, mostly open questions", "{:.0%} of questions open")
    yield from _shown(meeting.stacked_questions, "7.6, one question at a time", "{:.0f} turns with several")
    yield from _shown(meeting.talk_share, "7.8, the client talks most", "{:.0%} of the words are the coach's")
    words = meeting.taken_up_by_coach
    if words:
        rows = tuple(sorted({turn for word in words for turn in word.taken_up}))
        yield Yardstick(COACHING, f"{COACHING} 6.2, the client's own words: {len(words)} of hers taken up.", rows)


def _shown(figure: Figure, marker: str, what: str) -> Iterator[Yardstick]:
    if figure.value is not None:
        yield Yardstick(COACHING, f"{COACHING} {marker}: {what.format(figure.value)}.", figure.rows)
