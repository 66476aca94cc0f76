"""What is not known of the time between two meetings. It is said, not left out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils.translation import gettext, gettext_noop, pgettext

from waylight.lenses.opening.gaps import uncovered_days
from waylight.pages.consent.words import in_words
from waylight.pages.gone import let_go
from waylight.pages.templatetags.words import day
from waylight.record.consent import Consent
from waylight.record.insight import Confidence, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance, coaching_meetings
from waylight.record.privacy.retention import Kind, let_go_before
from waylight.record.stopped import stopped

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

SOURCES = (("mail", Kind.MAIL, Consent.Use.MAIL), ("meeting", Kind.CALENDAR, Consent.Use.CALENDAR))
NONE = {
    "mail": gettext_noop("Mail: none has been brought in."),
    "meeting": gettext_noop("Calendar: none has been brought in."),
}
NOT_OF = {
    "mail": gettext_noop("Mail of {days} has not been brought in."),
    "meeting": gettext_noop("Calendar of {days} has not been brought in."),
}


def not_known(engagement: Engagement, user: Asking, since: datetime, until: datetime) -> list[str]:
    """Sentences on what was not brought in, or cannot be seen at all, between ``since`` and ``until`` (UTC)."""
    said = [gettext("Phone calls and talks in the corridor.")]
    resting = {one.use: in_words(engagement, user, one) for one in stopped(engagement)}
    gone = let_go_before(engagement)
    for kind, kept, use in SOURCES:
        known_from = gone.get(kept)
        if use in resting:
            said.append(resting[use])
            continue
        if known_from and engagement.local_day(since) < known_from:
            said += let_go(engagement, kept)
        said += _gaps(engagement, user, kind, since, until, known_from)
    window = {"engagement": engagement, "on__gte": engagement.local_day(since), "on__lt": engagement.local_day(until)}
    if Kind.JOURNAL in gone:
        said += let_go(engagement, Kind.JOURNAL)
    elif not Reflection.objects.visible_to(user).filter(**window).exists():
        said.append(gettext("No journal entry of this time can be seen here."))
    if not Confidence.objects.visible_to(user).filter(**window).exists():
        said.append(gettext("Confidence was not rated in this time."))
    before = [m for m in coaching_meetings(engagement) if m.at < until]
    if Consent.Use.RECORDING in resting:
        said.append(resting[Consent.Use.RECORDING])
    elif before and not Utterance.objects.visible_to(user).filter(meeting=before[-1]).exists():
        on = engagement.local_day(before[-1].at)
        let = on < gone.get(Kind.TRANSCRIPT, on)
        said.append(gettext(LET_GO if let else NO_TRANSCRIPT).format(day=day(before[-1].local)))
    return said


LET_GO = gettext_noop("What was said on {day}: the transcript was let go.")
NO_TRANSCRIPT = gettext_noop("What was said on {day}: there is no transcript.")


def _gaps(
    engagement: Engagement,
    user: Asking,
    kind: str,
    since: datetime,
    until: datetime,
    known_from: date | None,
) -> list[str]:
    """Days that were not brought in; what lies before ``known_from`` was brought in and let go."""
    zone = ZoneInfo(engagement.zone)
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement, kind=kind)
    near = mine.filter(at__lt=until + timedelta(days=60)).order_by().annotate(day=TruncDate("at", tzinfo=zone))
    days = set(near.values_list("day", flat=True).distinct())
    if not days and not known_from:
        return [gettext(NONE[kind])]
    start, end = since.astimezone(zone).date(), until.astimezone(zone).date()
    start = max(start, known_from) if known_from else start
    return [gettext(NOT_OF[kind]).format(days=_span(a, b)) for a, b in uncovered_days(days, start, end)]


def _span(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if first.month == last.month:
        return pgettext("days of one month, the first as a number", "{first}–{last}").format(
            first=first.day, last=day(last)
        )
    return gettext("{first} to {last}").format(first=day(first), last=day(last))
