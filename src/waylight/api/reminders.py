"""Being reminded of coaching by mail: one's own choice, for all coaching that one takes part in."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import is_zone
from waylight.api.finding import insist_on_all
from waylight.api.operations import operation
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.calendars import ChangedReminders, Reminders
from waylight.pages.calendar.reminders import form_of
from waylight.record.planning import reminding as record

if TYPE_CHECKING:
    from waylight.access.models import User

router = Router()
IT = "/reminders"


def _chosen(user: User) -> dict[str, Any]:
    """What was chosen last, or what the page offers before that."""
    form = form_of(user)
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: f"{value:%H:%M}" if isinstance(value, time) else value for name, value in found.items()}


def _mine(request: HttpRequest) -> record.Reminding | None:
    insist_on_all(request)
    return record.Reminding.objects.filter(user=request.user.pk).first()


@operation(router, "GET", IT, like="my-calendar", answers=Reminders)
def get_reminders(request: HttpRequest) -> Reminders:
    """Whether and when the token's owner is reminded of coaching by mail."""
    mine = _mine(request)
    return Reminders(on=bool(mine and mine.on), **_chosen(cast("User", request.user)))


@operation(router, "PATCH", IT, like="my-reminders", answers=Reminders)
def change_reminders(request: HttpRequest, given: ChangedReminders) -> Reminders:
    """Be reminded, otherwise than before, or no more; what was chosen stays, for the case that one is again."""
    was = get_reminders(request)
    said = {**was.model_dump(), **given.model_dump(exclude_none=True)}
    on = said.pop("on")
    if not is_zone(said["zone"]):
        raise Problem(422, f"“{said['zone']}” is no time zone; one reads as Europe/Lisbon.")
    said |= {name: time.fromisoformat(said[name]) for name in ("quiet_from", "quiet_until")}
    with refusing():
        mine = record.remind(cast("User", request.user), **said, site=request.build_absolute_uri("/"))
    if not on:
        record.remind_no_more(mine)
    return get_reminders(request)
