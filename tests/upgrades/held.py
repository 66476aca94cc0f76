"""What a store holds that people wrote or see, in a form that outlives its tables: ``sample-0027.json`` is made so."""

from __future__ import annotations

import hashlib
from typing import Any

from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.insight import Commitment, Insight, Question, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.people import Stakeholder

SAID = (Reflection, Insight, Commitment, Question, Note, Utterance)


def held() -> dict[str, list[Any]]:
    """All of it. Words stand here as digests: they are opened with their keys to make these."""
    kinds = Interaction.objects.order_by().values_list("kind", flat=True).distinct()
    placed = Stakeholder.objects.select_related("person")
    return {
        "engagement": sorted(
            f"{one.client.name} {one.coach} {one.begins} {one.zone} {_digest(one.goals)}"
            for one in Engagement.objects.all()
        ),
        "meeting": sorted(
            f"{one.at.isoformat()} {one.minutes} {one.kind} {one.cancelled}" for one in Meeting.objects.all()
        ),
        "contact": sorted([kind, Interaction.objects.filter(kind=kind).count()] for kind in kinds),
        "place": sorted(f"{one.person.name} {one.level} {one.side} {one.named} {_digest(one.role)}" for one in placed),
        "consent": sorted(
            f"{one.use} {one.given_at.date()} {one.withdrawn_at} {_digest(one.words)}" for one in Consent.objects.all()
        ),
        **{model._meta.model_name or "": _said(model) for model in SAID},
    }


def _said(model: Any) -> list[str]:
    way = "meeting__engagement" if model in {Note, Utterance} else "engagement"
    return sorted(f"{getattr(one, 'on', '')} {_digest(one.text)}" for one in model.objects.select_related(way))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
