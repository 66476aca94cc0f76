"""How long a practice keeps what, what will go on a day, and letting it go.

Transcripts, mail headers and calendars are kept so many months from their own day; answers to the pulse, from the last
day of their round; a journal, from the end of its engagement. A practice that says nothing keeps everything. What went
leaves a date behind, before which the pages say that it was let go instead of showing nothing.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy

from waylight.record.people import Practice
from waylight.record.scope import OfEngagement, Scoped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.record.engagement import Engagement


class Kind(models.TextChoices):
    """What can be let go by itself."""

    TRANSCRIPT = "transcript", pgettext_lazy("a kind that is kept", "transcripts")
    MAIL = "mail", pgettext_lazy("a kind that is kept", "mail and messages")
    CALENDAR = "calendar", pgettext_lazy("a kind that is kept", "calendar")
    JOURNAL = "journal", pgettext_lazy("a kind that is kept", "journal")
    PULSE = "pulse", pgettext_lazy("a kind that is kept", "answers to the pulse")


class Period(models.Model):
    """How many months a practice keeps a kind. Without a row it is kept."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="periods")
    kind = models.CharField(max_length=12, choices=Kind)
    months = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "kind"], name="period_once_per_kind"),
            models.CheckConstraint(condition=Q(months__gte=1), name="period_at_least_a_month"),
        ]


class LetGo(OfEngagement):
    """Of an engagement, everything of a kind from before a day was let go."""

    kind = models.CharField(max_length=12, choices=Kind)
    before = models.DateField()  # the client's local day; what lies on it or after is kept
    at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Scoped[LetGo]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "kind"], name="let_go_once_per_kind")]


def keep(practice: Practice, months: Mapping[str, int | None]) -> None:
    """Say how many months a practice keeps each kind; None keeps it. Raises ValueError for less than one."""
    for kind, n in months.items():
        if kind not in Kind.values:
            raise ValueError(f"“{kind}” is not one of {', '.join(Kind.values)}.")  # not for readers
        if n is not None and n < 1:
            raise ValueError(gettext("What is kept is kept for a month at least."))
        if n is None:
            Period.objects.filter(practice=practice, kind=kind).delete()
        else:
            Period.objects.update_or_create(practice=practice, kind=kind, defaults={"months": n})


def periods(practice: Practice) -> dict[str, int]:
    """The months for which kinds are kept; a kind that is not there is kept."""
    return dict(Period.objects.filter(practice=practice).values_list("kind", "months"))


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where it is shorter."""
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(years, month + 1, min(on.day, monthrange(years, month + 1)[1]))


def cut(engagement: Engagement, kind: str, months: int, on: date) -> date | None:
    """The day before which a kind goes on a day; None if nothing of it is due.

    A journal is one thing: it goes whole when its time after the engagement's end is over.
    """
    before = months_before(on, months)
    if kind != Kind.JOURNAL:
        return before
    due = engagement.ends is not None and engagement.ends < before
    return on if due else None


def instant_of(engagement: Engagement, day: date) -> datetime:
    """When a day begins for the client, UTC."""
    return datetime.combine(day, time(), ZoneInfo(engagement.zone)).astimezone(UTC)


def let_go_before(engagement: Engagement) -> dict[str, date]:
    """The day before which each kind was let go; kinds of which nothing was are left out."""
    return dict(LetGo.objects.filter(engagement=engagement).values_list("kind", "before"))
