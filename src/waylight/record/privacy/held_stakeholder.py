"""What is held on a stakeholder, a sponsor, or anybody who only stands in somebody's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from waylight.record.initiative import Participation
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.asked import ErasureAsked
from waylight.record.privacy.held_part import FROM, columns, part
from waylight.record.privacy.links import PrivacyLink
from waylight.record.pulse import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person
    from waylight.record.privacy.held_part import Part


def stakeholder_parts(person: Person, engagement: Engagement, *, seen_by: User | None = None) -> Iterator[Part]:
    """Her names, her place, the times and directions of contact with the client, her own words; answers if herself.

    ``seen_by`` is who asks on her behalf, and is given of contact and words no more than they may see; None is herself.
    """
    here = {"engagement": engagement.pk}
    aliases = Alias.objects.filter(engagement=engagement, person=person).select_related("source").order_by("pk")
    yield part("names", aliases, columns("name: shown", *FROM), **here)
    stakes = Stakeholder.objects.filter(engagement=engagement, person=person).select_related("person__organisation")
    place = columns(
        "name: person.name", "organisation: person.organisation.name", "level", "side", "role", "named", "language"
    )
    yield part("place", stakes, place, **here)
    yield part("contact", _may_see(_contact(person, engagement), seen_by), {
        "at": lambda row: row.at,
        "kind": lambda row: row.kind,
        "direction": lambda row: "sent" if row.sender.person_id == person.pk else "received",
        "answer": lambda row: row.answer,
    }, **here)  # fmt: skip
    takes = Participation.objects.filter(initiative__engagement=engagement, person=person).order_by("pk")
    yield part("participations", takes, columns("part", "since", "until"), **here)
    turns = Utterance.objects.filter(meeting__engagement=engagement, speaker__person=person).select_related("meeting")
    said = columns("meeting_at: meeting.at", "turn", "start_s", "end_s", "text")
    yield part("turns", _may_see(turns, seen_by).order_by("pk"), said, **here)
    links = PrivacyLink.objects.filter(engagement=engagement, alias__person=person).select_related("link")
    yield part("links", links, columns("made_at", "sent_to", "until: link.expires_at"), **here)
    asked = ErasureAsked.objects.filter(engagement=engagement, alias__person=person).select_related("engagement")
    yield part("erasures_asked", asked, columns("asked_at", "answered_at", "reason"), **here)
    if seen_by is None:
        answers = Answer.objects.filter(
            invitation__stakeholder__person=person, invitation__pulse__engagement=engagement
        )
        given = columns("opened: invitation.pulse.opens", "question", "value", "text")
        yield part("answers", answers.select_related("invitation__pulse"), given, **here)


def _may_see(query, user: User | None):  # type: ignore[no-untyped-def]
    return query if user is None else query.visible_to(user)


def _contact(person: Person, engagement: Engagement):  # type: ignore[no-untyped-def]
    """What went between the person and the client, and nothing that went to or came from anybody else."""
    client = engagement.client_id
    between = Q(sender__person=person, recipient__person=client) | Q(sender__person=client, recipient__person=person)
    mine = Interaction.objects.filter(between, engagement=engagement)
    return mine.select_related("sender").order_by("at", "pk")
