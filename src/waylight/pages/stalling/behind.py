"""The rows behind a sign, each in a few words with the page where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from waylight.pages.evidence.links import evidence
from waylight.pages.journal.links import entry_address
from waylight.pages.templatetags.words import day_and_year, figure, in_zone
from waylight.record.insight import Commitment, Confidence, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waylight.access.predicates import Asking
    from waylight.lenses.growth.stalling.signs import Name
    from waylight.record.engagement import Engagement


@dataclass(frozen=True, slots=True)
class Behind:
    """A row: what it is, and its address, "" where it has no page of its own."""

    words: str
    address: str = ""


def behind(sign: Name, rows: Sequence[int], engagement: Engagement, user: Asking) -> tuple[Behind, ...]:
    """What was counted for a sign, as the asking person may see it."""
    match sign:
        case "few_reflections":
            return tuple(_entries(rows, engagement, user))
        case "carried_over":
            return tuple(_promises(rows, engagement, user))
        case "confidence_falling":
            return tuple(_ratings(rows, user))
        case "moved":
            return tuple(_meetings(rows, engagement, user))
        case _:
            return tuple(_contacts(rows, engagement, user))


def _entries(rows: Sequence[int], engagement: Engagement, user: Asking) -> Iterator[Behind]:
    for one in Reflection.objects.visible_to(user).filter(pk__in=rows).defer("text").order_by("on", "pk"):
        yield Behind(gettext("entry of {day}").format(day=day_and_year(one.on)), entry_address(engagement, one.pk))


def _promises(rows: Sequence[int], engagement: Engagement, user: Asking) -> Iterator[Behind]:
    mine = Commitment.objects.visible_to(user).filter(pk__in=rows).select_related("engagement")
    for one in mine.order_by("on", "pk"):
        words = gettext("“{text}”, {day}").format(text=one.text, day=day_and_year(one.on))
        yield Behind(words, evidence(engagement, "seen", commitment=one.pk))


def _ratings(rows: Sequence[int], user: Asking) -> Iterator[Behind]:
    for one in Confidence.objects.visible_to(user).filter(pk__in=rows).defer("words").order_by("on", "pk"):
        number, day = figure(one.value), day_and_year(one.on)
        yield Behind(gettext("{number} on {day}").format(number=number, day=day))


def _meetings(rows: Sequence[int], engagement: Engagement, user: Asking) -> Iterator[Behind]:
    for one in Meeting.objects.visible_to(user).filter(pk__in=rows).defer("agreement").order_by("at", "pk"):
        off, moved = gettext("meeting of {day}, called off"), gettext("meeting of {day}, moved to another day")
        words = (off if one.cancelled else moved).format(day=day_and_year(one.local))
        yield Behind(words, reverse("meeting", args=[engagement.pk, one.pk]))


def _contacts(rows: Sequence[int], engagement: Engagement, user: Asking) -> Iterator[Behind]:
    mine = Interaction.objects.visible_to(user).filter(pk__in=rows).defer("title")
    for one in mine.select_related("sender__person", "recipient__person").order_by("at", "pk"):
        day = day_and_year(in_zone(one.at, engagement.zone))
        sender, recipient = one.sender.person.name, one.recipient.person.name
        said = gettext("{sender} to {recipient}, {kind}, {day}")
        yield Behind(said.format(sender=sender, recipient=recipient, kind=one.get_kind_display(), day=day))
