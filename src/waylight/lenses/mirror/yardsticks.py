"""What others hold such figures against: named as theirs, and never a grade.

Thresholds are those of the Motivational Interviewing Treatment Integrity coding manual 4.2.1 (Moyers, Manuel and
Ernst 2014), made for counselling: a neighbouring field's. Markers are numbers of the International Coaching
Federation's PCC markers, of which a transcript shows a few.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.lenses.figure import Figure
    from waylight.lenses.mirror.meeting import Meeting

COUNSELLING = gettext_noop("MITI 4.2.1, a manual for counselling")
COACHING = gettext_noop("ICF PCC markers")


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
            gettext(COUNSELLING),
            gettext("{ratio} reflections to a question; MITI 4.2.1, a manual for counselling, names 1 and 2.").format(
                ratio=number(meeting.reflections_to_questions.value, 1)
            ),
            meeting.reflections_to_questions.rows,
        )
    if meeting.complex_reflections.value is not None:
        yield Yardstick(
            gettext(COUNSELLING),
            gettext("{share}% of reflections complex; MITI 4.2.1, a manual for counselling, names 40% and 50%.").format(
                share=number(100 * meeting.complex_reflections.value)
            ),
            meeting.complex_reflections.rows,
        )


def _markers(meeting: Meeting) -> Iterator[Yardstick]:
    yield from _shown(
        meeting.silences,
        gettext("ICF PCC markers 5.5, room for silence: {count} pauses of three seconds and more."),
    )
    yield from _shown(
        meeting.interruptions,
        gettext("ICF PCC markers 6.6, letting the client finish: {count} times begun before she had ended."),
    )
    yield from _shown(
        meeting.open_questions, gettext("ICF PCC markers 7.6, mostly open questions: {share}% of questions open.")
    )
    yield from _shown(
        meeting.stacked_questions, gettext("ICF PCC markers 7.6, one question at a time: {count} turns with several.")
    )
    yield from _shown(
        meeting.talk_share,
        gettext("ICF PCC markers 7.8, the client talks most: {share}% of the words are the coach's."),
    )
    words = meeting.taken_up_by_coach
    if words:
        rows = tuple(sorted({turn for word in words for turn in word.taken_up}))
        said = gettext("ICF PCC markers 6.2, the client's own words: {count} of hers taken up.")
        yield Yardstick(gettext(COACHING), said.format(count=len(words)), rows)


def _shown(figure: Figure, said: str) -> Iterator[Yardstick]:
    """A sentence with the figure as it holds it: as a count, or as a share."""
    if figure.value is not None:
        given = {"count": number(figure.value), "share": number(100 * figure.value)}
        yield Yardstick(gettext(COACHING), said.format(**given), figure.rows)
