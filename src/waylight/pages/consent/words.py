"""What has stopped, and what was agreed, in sentences to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.pages.templatetags.words import day_and_year
from waylight.pages.voice import Voice
from waylight.record.consent import Consent
from waylight.record.stopped import Stopped, sponsor_stopped, stopped

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


COUNTED_WITHOUT = "A first time, a silence or a figure is one of what is left."


def what_stopped(engagement: Engagement, reader: Asking) -> list[str]:
    """A sentence for each use that rests although the record holds rows of it, and what that does to figures."""
    return [
        f"{in_words(engagement, reader, one)}{'' if one.use == Consent.Use.RECORDING else f' {COUNTED_WITHOUT}'}"
        for one in stopped(engagement)
    ]


def in_words(engagement: Engagement, reader: Asking, one: Stopped) -> str:
    """*Mail headers are not used since 3 June 2026, because Ines Calder withdrew her agreement.*"""
    return f"{Consent.Use(one.use).label.capitalize()} are not used{_since_and_why(engagement, reader, one)}"


def what_stopped_for_sponsor(engagement: Engagement, reader: Asking) -> str:
    """*The sponsor sees neither goals nor meetings since 3 June 2026, because …*; "" where nothing has stopped."""
    one = sponsor_stopped(engagement)
    if one is None:
        return ""
    who = "You see" if engagement.sponsor and engagement.sponsor.user_id == reader.pk else "The sponsor sees"
    return f"{who} neither goals nor meetings{_since_and_why(engagement, reader, one)}"


def _since_and_why(engagement: Engagement, reader: Asking, one: Stopped) -> str:
    voice = Voice.speaking_of(engagement, reader)
    to_herself = voice.subject == "you"
    name = "you" if to_herself else engagement.client.name
    if one.since is None:
        return f", because {name} {'have' if to_herself else 'has'} not agreed to that yet."
    on = day_and_year(engagement.local_day(one.since))
    return f" since {on}, because {name} withdrew {voice.possessive} agreement."


def how_agreed(engagement: Engagement, reader: Asking, consent: Consent) -> str:
    """*Agreed on 11 December 2025, by word of mouth, as Maren Voss recorded.*"""
    on = day_and_year(engagement.local_day(consent.given_at))
    if consent.how == Consent.How.HERE:
        return f"Agreed on {on}."
    if consent.recorded_by is None:
        return f"Agreed on {on}, {consent.get_how_display()}."
    who = "you" if consent.recorded_by_id == reader.pk else str(consent.recorded_by)
    return f"Agreed on {on}, {consent.get_how_display()}, as {who} recorded."
