"""Which column of a tool's tables holds what, as a coach named it: known again by the set of headings. Hers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec
from django.db import models, transaction
from django.utils import timezone

from waylight.access import predicates
from waylight.intake.exported.column_map import ColumnMap, fingerprint
from waylight.record.keys import own_key
from waylight.record.people import Member
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedJSON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Q

    from waylight.access.predicates import Asking

MOST = 200  # maps kept of one coach; the ones used longest ago go


class RememberedMap(WithSeal):
    """A map for tables with one set of headings, on one of the pages that take tables."""

    class For(models.TextChoices):
        ENGAGEMENT = "engagement", "what an engagement holds"  # not for readers
        PRACTICE = "practice", "clients and hours"  # not for readers

    coach = models.ForeignKey(Member, models.CASCADE, related_name="remembered_maps")
    used_for = models.CharField(max_length=10, choices=For)
    headings = models.CharField(max_length=40)  # the fingerprint of them
    named = SealedJSON(of="coach", default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[RememberedMap]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["coach", "used_for", "headings"], name="remembered_map_once_per_headings")
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach whose it is."""
        return models.Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


@transaction.atomic
def remember(coach: Member, used_for: str, columns: Iterable[str], named: ColumnMap) -> None:
    """Keep a map for the next table with these headings, in the place of the one before."""
    own_key(coach)
    mine = RememberedMap.objects.filter(coach=coach)
    one, _ = mine.select_related("coach").get_or_create(
        coach=coach, used_for=used_for, headings=fingerprint(columns), defaults={"named": msgspec.to_builtins(named)}
    )
    one.named, one.at = msgspec.to_builtins(named), timezone.now()
    one.save(update_fields=["named", "at"])
    mine.exclude(pk__in=list(mine.values_list("pk", flat=True)[:MOST])).delete()


def remembered(coach: Member | None, used_for: str, columns: Iterable[str]) -> ColumnMap | None:
    """The map that the coach used last for a table with these headings; None if she used none."""
    mine = RememberedMap.objects.filter(coach=coach, used_for=used_for, headings=fingerprint(columns))
    one = mine.select_related("coach").first() if coach else None
    try:
        return msgspec.convert(one.named, ColumnMap) if one else None
    except msgspec.ValidationError:  # a kind of rows of another version
        return None
