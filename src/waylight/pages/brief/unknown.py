"""What is not known of the time between two meetings. It is said, not left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models.functions import TruncDate
from django.utils.translation import gettext, gettext_noop, pgettext

from waylight.lenses.opening.gaps import uncovered_days
from waylight.pages.consent.words import in_words
from waylight.pages.gone import let_go
from waylight.pages.templatetags.words import day
from waylight.record.consent import Consent
from waylight.record.interaction import Interaction
from waylight.record.privacy.retention import Kind

if TYPE_CHECKING:
    from waylight.pages.brief.known import Known

AHEAD = timedelta(days=60)
SOURCES = (("mail", Kind.MAIL, Consent.Use.MAIL), ("meeting", Kind.CALENDAR, Consent.Use.CALENDAR))
NONE = {
    "mail": gettext_noop("Mail: none has been brought in."),
    "meeting": gettext_noop("Calendar: none has been brought in."),
}
NOT_OF = {
    "mail": gettext_noop("Mail of {days} has not been brought in."),
    "meeting": gettext_noop("Calendar of {days} has not been brought in."),
}


def not_known(known: Known) -> list[str]:
    """Sentences on what was not brought in, or cannot be seen at all, between ``since`` and ``until`` (UTC)."""
    engagement, gone = known.engagement, known.gone
    said = [gettext("Phone calls and talks in the corridor.")]
    resting = {one.use: in_words(engagement, known.user, one) for one in known.resting}
    days = _days_with_rows(known)
    for kind, kept, use in SOURCES:
        known_from = gone.get(kept)
        if use in resting:
            said.append(resting[use])
            continue
        if known_from and known.first_day < known_from:
            said += let_go(engagement, kept, gone=gone)
        said += _gaps(days[kind], kind, known, known_from)
    if Kind.JOURNAL in gone:
        said += let_go(engagement, Kind.JOURNAL, gone=gone)
    elif not any(known.in_window(entry.on) for entry in known.entries):
        said.append(gettext("No journal entry of this time can be seen here."))
    if not any(known.in_window(one.on) for one in known.ratings):
        said.append(gettext("Confidence was not rated in this time."))
    if Consent.Use.RECORDING in resting:
        said.append(resting[Consent.Use.RECORDING])
    elif known.before and not known.utterances:
        let = known.first_day < gone.get(Kind.TRANSCRIPT, known.first_day)
        said.append(gettext(LET_GO if let else NO_TRANSCRIPT).format(day=day(known.before[-1].local)))
    return said


LET_GO = gettext_noop("What was said on {day}: the transcript was let go.")
NO_TRANSCRIPT = gettext_noop("What was said on {day}: there is no transcript.")


def _days_with_rows(known: Known) -> dict[str, set[date]]:
    """The client's days on which each source has rows, until some weeks after the meeting: they say what is usual."""
    days: dict[str, set[date]] = {kind: set() for kind, _, _ in SOURCES}
    mine = Interaction.objects.visible_to(known.user).filter(engagement=known.engagement, kind__in=days)
    near = mine.filter(at__lt=known.until + AHEAD).order_by()
    there = near.annotate(day=TruncDate("at", tzinfo=ZoneInfo(known.engagement.zone)))
    for kind, on in there.values_list("kind", "day").distinct():
        days[kind].add(on)
    return days


def _gaps(days: set[date], kind: str, known: Known, known_from: date | None) -> list[str]:
    """Days that were not brought in; what lies before ``known_from`` was brought in and let go."""
    if not days and not known_from:
        return [gettext(NONE[kind])]
    start = max(known.first_day, known_from) if known_from else known.first_day
    return [gettext(NOT_OF[kind]).format(days=_span(a, b)) for a, b in uncovered_days(days, start, known.last_day)]


def _span(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if first.month == last.month:
        return pgettext("days of one month, the first as a number", "{first}–{last}").format(
            first=first.day, last=day(last)
        )
    return gettext("{first} to {last}").format(first=day(first), last=day(last))
