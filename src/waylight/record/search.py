"""Search in what was said, noted and written in one engagement.

Everything is sealed, so nothing can be looked up in the database: what the asking person may see is opened here, in
memory, and looked through. Capitals, accents and the width of letters make no difference.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING, TypeAlias

from waylight.record.between.mood import Mood
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion
from waylight.record.initiative import Perspective
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.moment import OwnAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

Noted: TypeAlias = Commitment | Confidence | Insight | Perspective | Question | Reflection | Landmark | OwnAnswer
Between: TypeAlias = Mood | Outcome | CoachQuestion
Row: TypeAlias = Noted | Between | Meeting | Note | Utterance

AROUND = 90  # characters shown on either side of what was found
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A row in which all the words stand: the day it is of, and its text around the first of them."""

    row: Row
    on: date
    before: str
    found: str
    after: str


def search(engagement: Engagement, user: Asking, words: str) -> list[Hit]:
    """Everything ``user`` may see in which each of the words stands, the newest first; nothing for no words."""
    wanted = [folded(word) for word in words.split()[:MOST_WORDS]]
    wanted = [word for word in wanted if word]
    if not wanted:
        return []
    found = (_hit(row, on, text, wanted) for row, on, text in _texts(engagement, user))
    return sorted(filter(None, found), key=lambda hit: hit.on, reverse=True)


def folded(text: str) -> str:
    """A text as it is compared: *Ferrão* and *FERRAO* are one."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def _texts(engagement: Engagement, user: Asking) -> Iterator[tuple[Row, date, str]]:
    return chain(*(part(engagement, user) for part in (_of_meetings, _of_days, _of_between)))


def _of_meetings(engagement: Engagement, user: Asking) -> Iterator[tuple[Row, date, str]]:
    """Agreements, notes and what was said, each on its meeting's day where it was held."""
    for meeting in Meeting.objects.visible_to(user).filter(engagement=engagement):
        yield (
            meeting,
            meeting.local.date(),
            "\n".join(filter(None, (meeting.agreement, meeting.shared, meeting.taken_along))),
        )
    notes = Note.objects.visible_to(user).filter(meeting__engagement=engagement)
    for note in notes.select_related("meeting", "author"):
        yield note, note.meeting.local.date(), note.text
    turns = Utterance.objects.visible_to(user).filter(meeting__engagement=engagement)
    for turn in turns.select_related("meeting", "speaker__person").order_by("meeting", "turn"):
        yield turn, turn.meeting.local.date(), turn.text


def _of_days(engagement: Engagement, user: Asking) -> Iterator[tuple[Row, date, str]]:
    """The journal, and what stands in it or was noted without it."""
    of = {"engagement": engagement}
    for entry in Reflection.objects.visible_to(user).filter(**of):
        yield entry, entry.on, entry.text
    for heard in Insight.objects.visible_to(user).filter(**of).select_related("heard_from"):
        yield heard, heard.on, "\n".join(filter(None, (heard.text, heard.changed)))
    views = Perspective.objects.visible_to(user).filter(**of, removed_at=None)
    for view in views.select_related("person"):
        yield view, view.on, "\n".join(filter(None, (view.text, view.changed)))
    for model in (Commitment, Question):
        for one in model._default_manager.filter(model.seen_by(user), **of).select_related("meeting", "utterance"):
            yield one, one.on, one.text
    for landmark in Landmark.objects.visible_to(user).filter(**of).select_related("engagement"):
        yield landmark, landmark.on, landmark.text
    for answer in OwnAnswer.objects.visible_to(user).filter(**of).select_related("engagement"):
        yield answer, engagement.local_day(answer.at), answer.text
    for rating in Confidence.objects.visible_to(user).filter(**of):
        yield rating, rating.on, rating.words


def _of_between(engagement: Engagement, user: Asking) -> Iterator[tuple[Row, date, str]]:
    """What was written on the page of a day, and asked for the time between meetings."""
    of = {"engagement": engagement}
    for mood in Mood.objects.visible_to(user).filter(**of):
        yield mood, mood.on, mood.words
    for became in Outcome.objects.visible_to(user).filter(**of):
        yield became, became.on, became.why
    for asked in CoachQuestion.objects.visible_to(user).filter(**of).select_related("engagement"):
        yield asked, engagement.local_day(asked.at), asked.text


def _hit(row: Row, on: date, text: str, wanted: list[str]) -> Hit | None:
    plain = folded(text)
    if not all(word in plain for word in wanted):
        return None
    start, end = _in_original(text, plain.index(wanted[0]), len(wanted[0]))
    before = text[max(start - AROUND, 0) : start]
    after = text[end : end + AROUND]
    return Hit(
        row, on, _from_a_word(before, start > AROUND), text[start:end], _to_a_word(after, end + AROUND < len(text))
    )


def _in_original(text: str, start: int, length: int) -> tuple[int, int]:
    """Where what was found in the folded text stands in the text itself, with the accents on its last letter."""
    ends = list(accumulate(len(folded(c)) for c in text))
    return bisect_right(ends, start), bisect_right(ends, start + length - 1) + 1


def _from_a_word(text: str, cut: bool) -> str:
    return f"… {text.partition(' ')[2]}" if cut else text


def _to_a_word(text: str, cut: bool) -> str:
    return f"{text.rpartition(' ')[0]} …" if cut else text
