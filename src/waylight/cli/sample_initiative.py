"""What a client types about her initiative and her stakeholders, entered by the verbs that pages use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from waylight.record.engagement import Engagement
    from waylight.record.initiative import Initiative
    from waylight.record.people import Person


def note_initiative(engagement: Engagement, given: dict[str, Any]) -> None:
    """Note the initiative, its words, who took which part, and whose view from the journal differed or agreed."""
    from waylight.record.belonging import look_for
    from waylight.record.initiative import launch
    from waylight.record.taking_part import take_part

    initiative = launch(engagement, name=given["name"], since=date.fromisoformat(given["since"]))
    for word in given.get("words", []):
        look_for(initiative, word)
    for one in given.get("parts", []):
        since, until = date.fromisoformat(one["since"]), one["until"] and date.fromisoformat(one["until"])
        take_part(initiative, person_in(engagement, one["who"]), part=one["part"], since=since, until=until)
    for one in given.get("views", []):
        _view(initiative, person_in(engagement, one["who"]), date.fromisoformat(one["on"]), one["stance"])


def note_standing(engagement: Engagement, given: list[dict[str, str]]) -> None:
    """Note how things stand with people, and how the client wants them."""
    from waylight.record.people import Stakeholder
    from waylight.record.stakeholder import describe

    for one in given:
        stakeholder = Stakeholder.objects.get(engagement=engagement, person=person_in(engagement, one["who"]))
        describe(stakeholder, stands=one["stands"], wanted=one["wanted"])


def person_in(engagement: Engagement, address: str) -> Person:
    """Who goes by an address in an engagement."""
    from waylight.record.people import Alias, normalise

    return Alias.objects.get(engagement=engagement, value=normalise(address)).person


def _view(initiative: Initiative, person: Person, on: date, stance: str) -> None:
    """The view as the journal has it, as private as its entry."""
    from waylight.record.insight import Insight
    from waylight.record.perspective import hear

    mine = Insight.objects.filter(engagement=initiative.engagement, heard_from=person, on=on)
    said = mine.select_related("reflection", "engagement").earliest("pk")
    words = {"text": said.text, "changed": said.changed}
    hear(initiative, person, on=on, stance=stance, reflection=said.reflection, **words)
