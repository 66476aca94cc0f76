"""The log of a coach's hours: a line for each engagement and each relationship noted by hand, and what is left off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.hours.credentials import LARGEST_GROUP, RECENT_MONTHS, Lacking, Line, Totals, lacking, totals
from waylight.pages.packages.accounts import accounts
from waylight.record.coaching_log import PastCoaching
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.package import held_by_engagement
from waylight.record.past_hours import PastHours
from waylight.record.people import Alias
from waylight.record.privacy.retention import months_before
from waylight.record.taken_over import held_before_handing_over, taken_over_at
from waylight.record.terms import Form, address_of, numbers_coached, terms_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from waylight.lenses.hours.bought import Account
    from waylight.record.meeting import Meeting
    from waylight.record.people import Member
    from waylight.record.terms import Terms

NO_NAME = gettext_noop("does not agree to be named")
TOO_MANY = gettext_noop("more than {largest} in the group")
NO_HOURS = gettext_noop("no meeting held yet")


@dataclass(frozen=True, slots=True)
class Logged:
    """A line as a log shows it. ``left_off`` says why it is not in what is handed over, "" if it is."""

    line: Line
    name: str
    contact: str
    form: str
    begins: date
    ends: date | None
    left_off: str
    engagement: Engagement | None = None
    past: PastCoaching | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """The lines that are listed, those left off, what the listed add up to, and what credentials still ask for.

    ``erased`` and ``handed_over`` are hours in minutes whose client's name is not here any more.
    """

    listed: list[Logged]
    left_off: list[Logged]
    totals: Totals
    lacking: list[Lacking]
    erased: int
    handed_over: int
    since: date  # of what counts as recent


def log_of(coach: Member, now: datetime) -> Log:
    """Put the log of one coach together: hers alone, from meetings held with her and from what she noted by hand."""
    since = months_before(now.date(), RECENT_MONTHS)
    every = [*_from_engagements(coach, now, since), *_by_hand(coach, since)]
    every.sort(key=lambda one: (one.begins, one.name))
    listed = [one for one in every if not one.left_off]
    so_far = totals([one.line for one in listed])
    return Log(
        listed,
        [one for one in every if one.left_off],
        so_far,
        lacking(so_far),
        sum(PastHours.objects.filter(coach=coach).values_list("minutes", flat=True)),
        held_before_handing_over(coach, now),
        since,
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the record says of a coach's engagements, each by its number; as many queries for one as for many."""

    used: dict[int, Account]
    held: dict[int, list[Meeting]]
    numbers: dict[int, int]
    terms: dict[int, Terms]
    taken: dict[int, datetime]
    named: set[int]
    aliases: dict[int, list[Alias]]

    @classmethod
    def of(cls, mine: list[Engagement], now: datetime) -> _Gathered:
        aliases: dict[int, list[Alias]] = {}
        for one in Alias.objects.filter(engagement__in=mine).order_by("pk"):
            aliases.setdefault(one.engagement_id, []).append(one)
        numbers, kinds = numbers_coached(mine), terms_of(mine)
        held, taken = held_by_engagement(mine, now), taken_over_at(mine)
        return cls(accounts(mine, now), held, numbers, kinds, taken, set(_agree(mine)), aliases)

    def hours(self, pk: int) -> tuple[int, int, list[Meeting]]:
        """Minutes paid and pro bono, and the meetings held by the coach of today."""
        paid, free, every = self.used[pk].paid, self.used[pk].pro_bono, self.held.get(pk, [])
        if pk not in self.taken:
            return paid, free, every
        mine = [meeting for meeting in every if meeting.at >= self.taken[pk]]
        return *_of_mine(paid, free, mine), mine


def _from_engagements(coach: Member, now: datetime, since: date) -> list[Logged]:
    mine = list(Engagement.objects.filter(coach=coach).select_related("client__user", "coach"))
    gathered = _Gathered.of(mine, now)
    return [_of_engagement(one, gathered, now, since) for one in mine]


def _of_engagement(one: Engagement, gathered: _Gathered, now: datetime, since: date) -> Logged:
    paid, free, meetings = gathered.hours(one.pk)
    recent = sum(meeting.minutes for meeting in meetings if meeting.local.date() >= since)
    line = Line(f"engagement {one.pk}", gathered.numbers[one.pk], paid, free, min(recent, paid + free))
    return Logged(
        line,
        one.client.name,
        address_of(one, gathered.aliases.get(one.pk, [])),
        str(Form(gathered.terms[one.pk].form).label),
        gathered.taken[one.pk].date() if one.pk in gathered.taken else one.begins,
        one.ends if one.ends and one.ends <= now.date() else None,
        _why_left_off(line, named=one.pk in gathered.named),
        engagement=one,
    )


def _of_mine(paid: int, free: int, meetings: list[Meeting]) -> tuple[int, int]:
    """Of an engagement taken over, the time since then, in the parts that all of its hours have."""
    mine, whole = sum(one.minutes for one in meetings), paid + free
    if not whole:
        return 0, 0
    mine = min(mine, whole)
    of_paid = round(mine * paid / whole)
    return of_paid, mine - of_paid


def _agree(engagements: list[Engagement]) -> list[int]:
    agreed = Consent.objects.filter(use=Consent.Use.HOURS_LOG, withdrawn_at=None, engagement__in=engagements)
    return list(agreed.values_list("engagement", flat=True))


def _why_left_off(line: Line, *, named: bool) -> str:
    if not named:
        return gettext(NO_NAME)
    if not line.counts:
        return gettext(TOO_MANY).format(largest=LARGEST_GROUP)
    return "" if line.paid + line.pro_bono else gettext(NO_HOURS)


def _by_hand(coach: Member, since: date) -> list[Logged]:
    found = []
    for one in PastCoaching.objects.filter(coach=coach, removed_at=None).select_related("coach"):
        whole = one.paid_minutes + one.pro_bono_minutes
        # Only the days of the whole are known: what began before cannot be said to be recent.
        recent = whole if one.begins >= since else 0
        line = Line(f"past {one.pk}", one.number, one.paid_minutes, one.pro_bono_minutes, recent)
        why = _why_left_off(line, named=one.may_name)
        form = str(Form(one.form).label)
        found.append(Logged(line, one.name, one.contact, form, one.begins, one.ends, why, past=one))
    return found
