"""A journal's entries become reflections, with the insights, commitments, questions and ratings that stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext

from waylight.record.bringing.outcome import Bringing, Outcome, digest
from waylight.record.insight import STANDS, Commitment, Confidence, Insight, Question, Reflection, settle
from waylight.record.people import normalise
from waylight.record.sealing import salted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.intake.rows import EntryRow, Promise
    from waylight.record.engagement import Engagement


def entry_key(row: EntryRow, engagement: Engagement) -> str:
    """The name of an entry, made of its day, its privacy and all its words.

    It is salted: who reads the database could otherwise guess at the words and see from the name if they guessed right.
    """
    words = (row.text, row.heard, row.promises, row.questions, row.confidence)
    return salted(engagement.salt, digest("entry", row.on, row.private, *words))


def bring_journal(rows: Iterable[EntryRow], to: Bringing) -> Outcome:
    """Each entry comes in once; an entry whose words changed is another entry. One that she removed stays removed.

    They come in by date, however the file orders them, because a later entry says what became of an earlier promise.
    """
    outcome = Outcome()
    for n, row in enumerate(sorted(rows, key=lambda row: row.on)):
        to.report(n)
        entry, new = Reflection.objects.get_or_create(
            engagement=to.engagement,
            key=entry_key(row, to.engagement),
            defaults={
                "on": row.on,
                "text": row.text,
                "private": row.private,
                "source": to.file,
                "line": row.place.line,
            },
        )
        common = _common(entry, row, to)
        if new:
            outcome.new += 1
            _what_stands_in(common, row, to, outcome)
        else:
            outcome.already_there += 1
        for promise in () if entry.removed_at else row.promises:
            if promise.text.strip() and (new or normalise(promise.text) in to.unsettled):
                _promise(promise, entry, common)
    return outcome


def _common(entry: Reflection, row: EntryRow, to: Bringing) -> dict[str, object]:
    return {
        "engagement": to.engagement,
        "on": row.on,
        "reflection": entry,
        "source": to.file,
        "line": row.place.line,
    }


def _what_stands_in(common: dict[str, object], row: EntryRow, to: Bringing, outcome: Outcome) -> None:
    line = row.place.line
    if row.confidence is not None:
        if 0 <= row.confidence <= 10:
            Confidence.objects.create(**common, value=row.confidence, words=row.confidence_words)
        else:
            said = gettext("{file}, line {line}: a confidence of {value} is not 0 to 10.")
            value = number_format(f"{row.confidence:g}", use_l10n=True)
            outcome.left_out.append(said.format(file=to.file.name, line=line, value=value))
    for heard in row.heard:
        if heard.text.strip():
            person = to.naming.person_called(heard.person, file=to.file, line=line) if heard.person else None
            Insight.objects.create(**common, text=heard.text, changed=heard.changed, heard_from=person)
    for text in row.questions:
        if text.strip():
            Question.objects.create(**common, text=text)


def _promise(promise: Promise, entry: Reflection, common: dict[str, object]) -> None:
    """A promise is a commitment; ``Kept:`` and the like settle the open one in the same words.

    Saying once more that something was kept changes nothing; saying it of what was never promised keeps both at once.
    """
    mine = Commitment.objects.filter(STANDS, engagement=entry.engagement_id)
    same = [c for c in mine.filter(on__lte=entry.on) if normalise(c.text) == normalise(promise.text)]
    if promise.state == Commitment.State.OPEN:
        if not any(c.on == entry.on for c in same):
            Commitment.objects.create(**common, text=promise.text)
        return
    open_ones = [c for c in same if c.state == Commitment.State.OPEN]
    if not same:
        open_ones = [Commitment.objects.create(**common, text=promise.text)]
    if open_ones:
        settle(open_ones[-1], state=promise.state, on=entry.on, said_in=entry, by_file=True)
