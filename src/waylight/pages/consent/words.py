"""What has stopped, and what was agreed, in sentences to the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy

from waylight.pages.templatetags.words import day_and_year
from waylight.pages.voice import Voice
from waylight.record.consent import Consent
from waylight.record.stopped import Stopped, sponsor_stopped, stopped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


COUNTED_WITHOUT = gettext_lazy("A first time, a silence or a figure is one of what is left.")


def what_stopped(engagement: Engagement, reader: Asking, uses: Sequence[Stopped] | None = None) -> list[str]:
    """A sentence for each use that rests although the record holds rows of it, and what that does to figures.

    ``uses`` are those that rest, where that was asked already.
    """
    return [
        f"{in_words(engagement, reader, one)}{'' if one.use == Consent.Use.RECORDING else f' {COUNTED_WITHOUT}'}"
        for one in (stopped(engagement) if uses is None else uses)
    ]


def in_words(engagement: Engagement, reader: Asking, one: Stopped) -> str:
    """*Mail headers are not used since 3 June 2026, because Ines Calder withdrew her agreement.*"""
    if _is_client(engagement, reader):
        never = gettext("{uses} are not used, because you have not agreed to that yet.")
        since = gettext("{uses} are not used since {day}, because you withdrew your agreement.")
    else:
        never = gettext("{uses} are not used, because {name} has not agreed to that yet.")
        since = gettext("{uses} are not used since {day}, because {name} withdrew {possessive} agreement.")
    uses = str(Consent.Use(one.use).label)
    return _filled_in(never, since, engagement, reader, one, uses=uses[:1].upper() + uses[1:])


def what_stopped_for_sponsor(engagement: Engagement, reader: Asking) -> str:
    """*The sponsor sees neither goals nor meetings since 3 June 2026, because …*; "" where nothing has stopped."""
    one = sponsor_stopped(engagement)
    if one is None:
        return ""
    if engagement.sponsor and engagement.sponsor.user_id == reader.pk:
        never = gettext("You see neither goals nor meetings, because {name} has not agreed to that yet.")
        since = gettext(
            "You see neither goals nor meetings since {day}, because {name} withdrew {possessive} agreement."
        )
    elif _is_client(engagement, reader):
        never = gettext("The sponsor sees neither goals nor meetings, because you have not agreed to that yet.")
        since = gettext("The sponsor sees neither goals nor meetings since {day}, because you withdrew your agreement.")
    else:
        never = gettext("The sponsor sees neither goals nor meetings, because {name} has not agreed to that yet.")
        since = gettext(
            "The sponsor sees neither goals nor meetings since {day}, because {name} withdrew {possessive} agreement."
        )
    return _filled_in(never, since, engagement, reader, one)


def _is_client(engagement: Engagement, reader: Asking) -> bool:
    return engagement.client.user_id is not None and engagement.client.user_id == reader.pk


def _filled_in(never: str, since: str, engagement: Engagement, reader: Asking, one: Stopped, **more: str) -> str:
    """The sentence for what was never agreed to, or for what was withdrawn on a day."""
    given = {**more, "name": engagement.client.name}
    if one.since is None:
        return never.format(**given)
    day = day_and_year(engagement.local_day(one.since))
    return since.format(day=day, possessive=Voice.speaking_of(engagement, reader).possessive, **given)


def how_agreed(engagement: Engagement, reader: Asking, consent: Consent) -> str:
    """*Agreed on 11 December 2025, by word of mouth, as Maren Voss recorded.*"""
    day, how = day_and_year(engagement.local_day(consent.given_at)), consent.get_how_display()
    if consent.how == Consent.How.HERE:
        return gettext("Agreed on {day}.").format(day=day)
    if consent.recorded_by is None:
        return gettext("Agreed on {day}, {how}.").format(day=day, how=how)
    if consent.recorded_by_id == reader.pk:
        return gettext("Agreed on {day}, {how}, as you recorded.").format(day=day, how=how)
    who = consent.recorded_by
    return gettext("Agreed on {day}, {how}, as {who} recorded.").format(day=day, how=how, who=who)
