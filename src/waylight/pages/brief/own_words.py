"""What the client heard, wrote and asks herself, as lines of the brief: her own words, never rephrased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from waylight.pages.brief.lines import Line
from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.pages.templatetags.words import day, minute
from waylight.record.insight import Insight, Question, Reflection

if TYPE_CHECKING:
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

QUOTE = 320  # characters of an entry that a one-page brief has room for


def heard(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> list[Line]:
    """Insights of this time with whom they came from (``name``) and what they changed (``more``), in order."""
    here = Insight.objects.visible_to(user).filter(**_window(engagement, since, until))
    return [_insight(one, since, until) for one in here.select_related("heard_from", "reflection", "engagement")]


def _insight(insight: Insight, since: datetime, until: datetime) -> Line:
    entry = insight.reflection_id
    noted = evidence(insight.engagement, "insights", start=since, end=until)
    where = gettext("reflection, {day}") if entry else gettext("noted, {day}")
    return Line(
        text=insight.text,
        name=insight.heard_from.name if insight.heard_from else "",
        more=insight.changed,
        words=where.format(day=day(insight.on)),
        evidence=entry_address(insight.engagement, entry) if entry else noted,
        insight=insight.pk,
    )


def written(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> list[Line]:
    """Journal entries of this time, the newest first, cut where a page would not hold them."""
    here = Reflection.objects.visible_to(user).filter(**_window(engagement, since, until)).exclude(text="")
    return [
        Line(
            text=shorten(entry.text),
            words=_of_entry(entry),
            evidence=entry_address(engagement, entry.pk),
        )
        for entry in here.order_by("-on", "-pk")
    ]


def _of_entry(entry: Reflection) -> str:
    said = gettext("reflection, {day} · private") if entry.private else gettext("reflection, {day} · shared")
    return said.format(day=day(entry.on))


def carried(engagement: Engagement, user: Asking, until: datetime) -> list[Line]:
    """Questions asked before ``until`` and not laid down, the newest first; ``name`` is the question's id."""
    mine = Question.objects.visible_to(user).filter(engagement=engagement, on__lt=engagement.local_day(until))
    found = mine.filter(laid_down_on=None).select_related("meeting", "utterance").order_by("-on", "-pk")
    return [_question(question, engagement) for question in found]


def _question(question: Question, engagement: Engagement) -> Line:
    text, name = question.text, str(question.pk)
    if question.utterance and question.meeting_id:
        where = reverse("meeting", args=[engagement.pk, question.meeting_id]) + f"#turn-{question.utterance.turn}"
        at, of = minute(question.utterance.start_s), gettext("meeting of {day}").format(day=day(question.on))
        return Line(text, f"{of}, {at}" if at else of, where, name)
    written_on = gettext("journal, {day}").format(day=day(question.on))
    return Line(text, written_on, entry_address(engagement, question.reflection_id), name)


def _window(engagement: Engagement, since: datetime, until: datetime) -> dict[str, object]:
    days = engagement.local_day(since), engagement.local_day(until)
    return {"engagement": engagement, "on__gte": days[0], "on__lt": days[1]}


def shorten(text: str) -> str:
    """The first paragraph of an entry, cut at the end of a sentence that still fits a one-page brief."""
    first = text.strip().split("\n\n")[0].replace("\n", " ")
    if len(first) <= QUOTE:
        return first
    cut = first[:QUOTE]
    end = max(cut.rfind(stop) for stop in (". ", "? ", "! "))
    return cut[: end + 1] if end > QUOTE // 3 else cut.rsplit(" ", 1)[0] + " …"
