"""What became of something the client chose to do, and why, in her words: as private as the entry it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record import insight
from waylight.record.insight import Commitment, Said
from waylight.record.scope import Scoped
from waylight.record.sealing import SealedText

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.insight import Reflection


class Outcome(Said):
    """Kept, changed or dropped on a day, with her words if she wrote any."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="outcomes")
    state = models.CharField(max_length=8, choices=Commitment.State)
    why = SealedText(blank=True)

    objects: ClassVar[Scoped[Outcome]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["kept", "changed", "dropped"]), name="outcome_state_known")
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Who may see both the entry it was said in and the entry in which she chose it."""
        return super().seen_by(user) & predicates.shared_or_own_reflection(user, to_reflection="commitment__reflection")


@transaction.atomic
def say_what_became(commitment: Commitment, *, state: str, why: str, said_in: Reflection) -> Outcome:
    """Note in an entry that a commitment was kept, changed or dropped, and why. Raises ValueError for anything else."""
    if state == Commitment.State.OPEN:
        raise ValueError(gettext("What is still open needs no word."))
    insight.settle(commitment, state=state, on=said_in.on, said_in=said_in)
    return Outcome.objects.create(
        engagement=said_in.engagement,
        on=said_in.on,
        reflection=said_in,
        commitment=commitment,
        state=state,
        why=why.strip(),
    )
