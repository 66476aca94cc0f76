"""Uses that rest: the client withdrew, or was never asked, while the record still holds rows of that use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.record.consent import Consent, latest, ledger
from waylight.record.interaction import USE_OF_KIND, Interaction
from waylight.record.meeting import Utterance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.record.engagement import Engagement

FED_BY_FILES = (Consent.Use.MAIL, Consent.Use.CALENDAR, Consent.Use.RECORDING)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A use that rests, since when it was withdrawn; None where it was never agreed to."""

    use: str
    since: datetime | None


def stopped(engagement: Engagement, agreements: Sequence[Consent] | None = None) -> list[Stopped]:
    """The uses whose rows are in the record and stay hidden, because the client does not agree to them now.

    ``agreements`` are the engagement's ``ledger``, where it was read already.
    """
    known = {one.use: one for one in (ledger(engagement) if agreements is None else agreements)}
    resting = [use for use in FED_BY_FILES if use not in known or known[use].withdrawn_at]
    return [
        Stopped(use, known[use].withdrawn_at if use in known else None) for use in resting if holds(engagement, use)
    ]


def sponsor_stopped(engagement: Engagement) -> Stopped | None:
    """That the sponsor sees no progress, because the client does not agree to it now; None without a sponsor."""
    known = latest(engagement).get(Consent.Use.SPONSOR_REPORT)
    if engagement.sponsor_id is None or (known and known.withdrawn_at is None):
        return None
    return Stopped(Consent.Use.SPONSOR_REPORT, known.withdrawn_at if known else None)


def holds(engagement: Engagement, use: str) -> bool:
    """Whether the record has any row of a use, hidden or not."""
    if use == Consent.Use.RECORDING:
        return Utterance.objects.filter(meeting__engagement=engagement).exists()
    kinds = [kind for kind, needs in USE_OF_KIND.items() if needs == use]
    return Interaction.objects.filter(engagement=engagement, kind__in=kinds).exists()
