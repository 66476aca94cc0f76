"""What a file may only be brought in with: the client's agreement to the use that its rows are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils.translation import gettext

from waylight.intake.rows import InteractionRow, Kind
from waylight.language import day_and_year
from waylight.record.consent import Consent, agreed, latest
from waylight.record.interaction import USE_OF_KIND, Interaction

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.record.engagement import Engagement
    from waylight.record.imports import ImportFile

USE_OF_FILE = {
    Kind.MAIL: Consent.Use.MAIL,
    Kind.CALENDAR: Consent.Use.CALENDAR,
    Kind.TRANSCRIPT: Consent.Use.RECORDING,
}


class NotAgreed(Exception):
    """The client does not agree to a use; the message says to which, and who can agree. It is shown to people."""


def uses_of(file: ImportFile) -> set[str]:
    """The uses that a file's rows are of: none for contacts and a journal, those of its rows for a table."""
    if file.kind in USE_OF_FILE:
        return {USE_OF_FILE[Kind(file.kind)]}
    if file.kind != Kind.INTERACTIONS:
        return set()
    found: list[str] | None = cache.get(f"uses-{file.pk}-{file.sha256}")
    if found is None:
        found = _uses_of_rows(file)
        cache.set(f"uses-{file.pk}-{file.sha256}", found, timeout=3600)
    return set(found)


def _uses_of_rows(file: ImportFile) -> list[str]:
    found: set[str] = set()
    every = set(USE_OF_KIND.values())
    for row in file.staged():
        if isinstance(row, InteractionRow):
            found.add(USE_OF_KIND.get(row.kind, USE_OF_KIND[Interaction.Kind.MESSAGE]))  # as they are brought in
            if found == every:
                break
    return sorted(found)


def missing(engagement: Engagement, files: Iterable[ImportFile]) -> dict[str, list[ImportFile]]:
    """The uses these files need and the client does not agree to, each with the files that need it."""
    needed: dict[str, list[ImportFile]] = {}
    for file in files:
        for use in sorted(uses_of(file)):
            needed.setdefault(use, []).append(file)
    return {use: of for use, of in needed.items() if not agreed(engagement, use)}


def why_not(engagement: Engagement, use: str) -> str:
    """That the client does not agree to a use, in a sentence about her, with who can agree."""
    client, coach, known = engagement.client, engagement.coach, latest(engagement).get(use)
    since = known.withdrawn_at if known else None
    said = gettext("{what} cannot come in, because {name} has not agreed to that.")
    if since:
        said = gettext("{what} cannot come in, because {name} withdrew that agreement on {day}.")
    agree = gettext(
        "{name} can agree on the page Consent; {coach} can record there what was agreed by word or on paper."
    )
    if client.user_id is None:
        agree = gettext("On the page Consent {coach} can record what was agreed by word or on paper.")
    what, day = str(Consent.Use(use).label), _day(engagement, since) if since else ""
    why = said.format(what=f"{what[:1].upper()}{what[1:]}", name=client.name, day=day)
    return f"{why} {agree.format(name=client.name, coach=coach)}"


def _day(engagement: Engagement, at: datetime) -> str:
    return day_and_year(engagement.local_day(at))


def insist(engagement: Engagement, files: Iterable[ImportFile]) -> None:
    """Go on only if the client agrees to everything that these files need. Raises NotAgreed."""
    if lacking := missing(engagement, files):
        raise NotAgreed(" ".join(why_not(engagement, use) for use in lacking))
