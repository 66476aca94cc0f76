"""Clients brought from a list: engagements begun at once, each client once, and taken back while nothing was added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.utils import timezone

from waylight.access import predicates
from waylight.record.emptying import remove_whole
from waylight.record.engagement import Engagement, begin
from waylight.record.keys import destroy_ownerless
from waylight.record.package import Package, buy
from waylight.record.people import Alias, Member, Organisation, normalise
from waylight.record.scope import Scoped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import Q

    from waylight.access.predicates import Asking
    from waylight.intake.clients import ClientRow

# What an engagement has from the beginning, or what is only counted from its rows.
NOTHING_ADDED = {"record.Alias", "record.BroughtClient", "record.Changes", "record.Kept"}


class ClientsBrought(models.Model):
    """One list that was brought in, and whether that was taken back."""

    coach = models.ForeignKey(Member, models.CASCADE, related_name="lists_brought")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Scoped[ClientsBrought]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "clients brought"  # not for readers

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Only the coach who brought it."""
        return models.Q(coach__user=user.pk) if user.is_authenticated else predicates.NOTHING


class BroughtClient(models.Model):
    """An engagement that a list began; ``package`` are the hours that stood in it."""

    brought = models.ForeignKey(ClientsBrought, models.CASCADE, related_name="clients")
    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="brought_by")
    package = models.ForeignKey(Package, models.SET_NULL, null=True, related_name="+")


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a list back removed, and the names of those who stay because something was added."""

    removed: int
    stays: tuple[str, ...]


def there_already(coach: Member, rows: Iterable[ClientRow]) -> dict[int, Engagement]:
    """The rows whose client the coach has an engagement with, by line: by her address, or else by her whole name."""
    mine = Engagement.objects.filter(coach=coach).select_related("client")
    by_name, by_address = {normalise(one.client.name): one for one in mine}, dict[str, Engagement]()
    whole = {one.pk: one for one in mine}
    for engagement, person, value in Alias.objects.filter(engagement__in=mine).values_list(
        "engagement", "person", "value"
    ):
        if whole[engagement].client_id == person:
            by_address[value] = whole[engagement]
    found = {}
    for row in rows:
        known = by_address.get(normalise(row.address)) if row.address else by_name.get(normalise(row.name))
        if known and row.place.line is not None:
            found[row.place.line] = known
    return found


@transaction.atomic
def bring_clients(coach: Member, rows: Sequence[ClientRow], *, begins: date) -> ClientsBrought | None:
    """Begin an engagement for each client who has none with this coach yet; None, and nothing changed, if all have.

    ``begins`` is the first day of who has none in the list. Either all come in or, when something fails, none.
    """
    Member.objects.select_for_update().get(pk=coach.pk)  # of two who send the same list at once, one finds it there
    known = there_already(coach, rows)
    new = [row for row in rows if row.place.line not in known]
    if not new:
        return None
    brought = ClientsBrought.objects.create(coach=coach)
    for row in new:
        _begin(coach, row, brought, begins)
    return brought


def _begin(coach: Member, row: ClientRow, brought: ClientsBrought, begins: date) -> None:
    first = row.begins or min(begins, row.ends or begins)
    engagement = begin(
        coach,
        client_name=row.name,
        pronouns=row.pronouns,
        client_goes_by=[row.address] if row.address else [],
        zone=row.zone or "UTC",
        begins=first,
        ends=row.ends,
        goals=row.goals,
    )
    if row.organisation:
        where, _ = Organisation.objects.get_or_create(practice=coach.practice, name=row.organisation)
        engagement.client.organisation = where
        engagement.client.save(update_fields=["organisation"])
    package = buy(engagement, on=first, minutes=row.minutes) if row.minutes else None
    BroughtClient.objects.create(brought=brought, engagement=engagement, package=package)


@transaction.atomic
def undo(brought: ClientsBrought) -> Undone:
    """Remove the engagements that a list began and to which nothing was added since; the others stay.

    Undoing twice changes nothing. Nothing was held in what goes, so no hours stay of it.
    """
    now = ClientsBrought.objects.select_for_update().get(pk=brought.pk)
    if now.undone_at:
        return Undone(0, ())
    removed, stays = 0, list[str]()
    for one in now.clients.select_related("engagement__client", "engagement__practice").order_by("pk"):
        if something_added(one):
            stays.append(one.engagement.client.name)
        else:
            remove_whole(one.engagement)
            removed += 1
    ClientsBrought.objects.filter(pk=now.pk).update(undone_at=timezone.now())
    transaction.on_commit(destroy_ownerless)
    return Undone(removed, tuple(stays))


def something_added(one: BroughtClient) -> bool:
    """Whether anything was written, planned, brought or sent in an engagement since a list began it."""
    if one.engagement.client.user_id or one.engagement.sponsor_id:
        return True
    for relation in Engagement._meta.related_objects:
        if relation.related_model._meta.label in NOTHING_ADDED:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: one.engagement_id})
        if relation.related_model is Package:
            rows = rows.exclude(pk=one.package_id)
        if rows.exists():
            return True
    return False
