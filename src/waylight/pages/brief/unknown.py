"""What is not known of the time between two meetings. It is said, not left out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from waylight.lenses.opening.gaps import uncovered_days
from waylight.pages.consent.words import in_words
from waylight.pages.templatetags.words import day
from waylight.record.consent import Consent
from waylight.record.insight import Confidence, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance, coaching_meetings
from waylight.record.stopped import stopped

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

SOURCES = (("mail", "Mail", Consent.Use.MAIL), ("meeting", "Calendar", Consent.Use.CALENDAR))


def not_known(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> list[str]:
    """Sentences on what was not brought in, or cannot be seen at all, between ``since`` and ``until`` (UTC)."""
    said = ["Phone calls and talks in the corridor."]
    resting = {one.use: in_words(engagement, user, one) for one in stopped(engagement)}
    for kind, name, use in SOURCES:
        said += [resting[use]] if use in resting else _gaps(engagement, user, kind, name, since, until)
    window = {"engagement": engagement, "on__gte": engagement.local_day(since), "on__lt": engagement.local_day(until)}
    if not Reflection.objects.visible_to(user).filter(**window).exists():
        said.append("No journal entry of this time can be seen here.")
    if not Confidence.objects.visible_to(user).filter(**window).exists():
        said.append("Confidence was not rated in this time.")
    before = [m for m in coaching_meetings(engagement) if m.at < until]
    if Consent.Use.RECORDING in resting:
        said.append(resting[Consent.Use.RECORDING])
    elif before and not Utterance.objects.visible_to(user).filter(meeting=before[-1]).exists():
        said.append(f"What was said on {day(before[-1].local)}: there is no transcript.")
    return said


def _gaps(engagement: Engagement, user: Asking, kind: str, name: str, since: datetime, until: datetime) -> list[str]:
    zone = ZoneInfo(engagement.zone)
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement, kind=kind)
    times = mine.filter(at__lt=until + timedelta(days=60)).values_list("at", flat=True)
    days = {at.astimezone(zone).date() for at in times}
    if not days:
        return [f"{name}: none has been brought in."]
    start, end = since.astimezone(zone).date(), until.astimezone(zone).date()
    return [f"{name} of {_span(a, b)} has not been brought in." for a, b in uncovered_days(days, start, end)]


def _span(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if first.month == last.month:
        return f"{first.day}–{day(last)}"
    return f"{day(first)} to {day(last)}"
