"""What the client heard, wrote and asks herself, as lines of the brief: her own words, never rephrased."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext

from waylight.pages.brief.lines import Line
from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.pages.templatetags.words import day, minute
from waylight.record.insight import Insight

if TYPE_CHECKING:
    from waylight.pages.brief.known import Known
    from waylight.record.engagement import Engagement
    from waylight.record.insight import Question, Reflection

QUOTE = 320  # characters of an entry that a one-page brief has room for


class Some(NamedTuple):
    """The first lines of some rows, and how many rows there are."""

    lines: list[Line]
    of: int

    @property
    def more(self) -> int:
        """How many are not among the lines."""
        return self.of - len(self.lines)


def heard(known: Known, most: int) -> tuple[Some, int]:
    """Insights of this time with whom they came from (``name``) and what they changed (``more``), in order.

    With it comes how many of all of them changed something.
    """
    read = ("engagement", "seal", "on", "text", "changed", "reflection", "heard_from__name")
    here = Insight.objects.visible_to(known.user).filter(
        engagement=known.engagement, on__gte=known.first_day, on__lt=known.last_day
    )
    every = list(here.select_related("heard_from").only(*read))
    lines = [_insight(one, known) for one in every[:most]]
    return Some(lines, len(every)), sum(bool(one.changed) for one in every)


def _insight(insight: Insight, known: Known) -> Line:
    entry = insight.reflection_id
    where = gettext("reflection, {day}") if entry else gettext("noted, {day}")
    return Line(
        text=insight.text,
        name=insight.heard_from.name if insight.heard_from else "",
        more=insight.changed,
        words=where.format(day=day(insight.on)),
        evidence=entry_address(known.engagement, entry)
        if entry
        else evidence(known.engagement, "insights", start=known.since, end=known.until),
        insight=insight.pk,
    )


def written(known: Known, most: int) -> Some:
    """Journal entries of this time, the newest first, cut where a page would not hold them."""
    here = [entry for entry in reversed(known.entries) if known.in_window(entry.on) and entry.text]
    return Some([_entry(one, known.engagement) for one in here[:most]], len(here))


def _entry(entry: Reflection, engagement: Engagement) -> Line:
    said = gettext("reflection, {day} · private") if entry.private else gettext("reflection, {day} · shared")
    return Line(
        text=shorten(entry.text), words=said.format(day=day(entry.on)), evidence=entry_address(engagement, entry.pk)
    )


def carried(known: Known, most: int) -> Some:
    """Questions asked before ``until`` and not laid down, the newest first; ``name`` is the question's id."""
    here = [one for one in reversed(known.questions) if one.on < known.last_day and one.laid_down_on is None]
    return Some([_question(one, known.engagement) for one in here[:most]], len(here))


def _question(question: Question, engagement: Engagement) -> Line:
    text, name = question.text, str(question.pk)
    if question.utterance and question.meeting_id:
        where = reverse("meeting", args=[engagement.pk, question.meeting_id]) + f"#turn-{question.utterance.turn}"
        at, of = minute(question.utterance.start_s), gettext("meeting of {day}").format(day=day(question.on))
        return Line(text, f"{of}, {at}" if at else of, where, name)
    written_on = gettext("journal, {day}").format(day=day(question.on))
    return Line(text, written_on, entry_address(engagement, question.reflection_id), name)


def shorten(text: str) -> str:
    """The first paragraph of an entry, cut at the end of a sentence that still fits a one-page brief."""
    first = text.strip().split("\n\n")[0].replace("\n", " ")
    if len(first) <= QUOTE:
        return first
    cut = first[:QUOTE]
    end = max(cut.rfind(stop) for stop in (". ", "? ", "! "))
    return cut[: end + 1] if end > QUOTE // 3 else cut.rsplit(" ", 1)[0] + " …"
