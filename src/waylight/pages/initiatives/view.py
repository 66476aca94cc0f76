"""The initiatives as a list, one of them with all that is noted, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.columns import contacts_of, contacts_of_all
from waylight.pages.engagement_page import find, show
from waylight.pages.initiatives.forms import InitiativeForm, TakesPartForm
from waylight.pages.initiatives.holds import held
from waylight.pages.initiatives.plane import plane
from waylight.pages.initiatives.spans import picture
from waylight.pages.writing_again import Came, write_again
from waylight.record import initiative as record
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.people import Stakeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

P = TypeVar("P", Participation, Perspective)


def one_initiative(request: HttpRequest, engagement: Engagement, pk: int) -> Initiative:
    """The initiative, if the asking person may see it. Raises Http404 otherwise."""
    mine = Initiative.objects.visible_to(request.user).filter(engagement=engagement).select_related("engagement")
    return get_object_or_404(mine, pk=pk)


def initiatives(request: HttpRequest, engagement: int) -> HttpResponse:
    """Every initiative, those that go on first; and a form to note one."""
    found = find(request, engagement)
    form = InitiativeForm(request.POST or None, initial={"since": found.local_day(today())})
    if request.method == "POST" and form.is_valid():
        try:
            begun = record.launch(found, **form.cleaned_data)
        except ValueError as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, gettext("Noted. Now say who takes part, and what belongs to it."))
            return redirect("initiative", found.pk, begun.pk)
    mine = Initiative.objects.visible_to(request.user).filter(engagement=found).order_by("closed_on", "-since", "pk")
    every = sorted(mine.select_related("engagement"), key=lambda one: one.closed_on is not None)
    rows = _rows(request, every)
    return show(request, "initiatives/list.html", found, "initiatives", rows=rows, form=form)


def _rows(request: HttpRequest, every: Sequence[Initiative]) -> list[dict[str, object]]:
    """What the list says of each initiative; asked for once for all of them."""
    now, user = today(), request.user
    tables = contacts_of_all(every, user, until=now)
    parts, views = _by_initiative(_parts(user, every)), _by_initiative(_views_on(user, every))
    return [
        {
            "initiative": one,
            "parts": parts.get(one.pk, []),
            "views": views.get(one.pk, []),
            "held": held(one, tables[one.pk], now),
        }
        for one in every
    ]


def _by_initiative(rows: Iterable[P]) -> dict[int, list[P]]:
    found: dict[int, list[P]] = {}
    for row in rows:
        found.setdefault(row.initiative_id, []).append(row)
    return found


def parts_of(request: HttpRequest, initiative: Initiative, *, removed: bool = False) -> list[Participation]:
    """The parts that are noted, in the order in which they began; or those that were removed."""
    return list(_parts(request.user, [initiative], removed=removed))


def _parts(user: Asking, initiatives: Sequence[Initiative], *, removed: bool = False) -> QuerySet[Participation]:
    mine = Participation.objects.visible_to(user).filter(initiative__in=initiatives, removed_at__isnull=not removed)
    return mine.select_related("person").order_by("since", "pk")


def _views(request: HttpRequest, initiative: Initiative, *, removed: bool = False) -> Sequence[Perspective]:
    return list(_views_on(request.user, [initiative], removed=removed))


def _views_on(user: Asking, initiatives: Sequence[Initiative], *, removed: bool = False) -> QuerySet[Perspective]:
    mine = Perspective.objects.visible_to(user).filter(initiative__in=initiatives, removed_at__isnull=not removed)
    return mine.select_related("person", "reflection").order_by("-on", "-pk")


def initiative(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """One initiative: who takes which part over time, how others see it, and what belongs to it."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    form = TakesPartForm(initial={"since": one.since, "part": "contributes"})
    form.offer(found, request.user)
    return show_one(request, found, one, form)


def show_one(
    request: HttpRequest, engagement: Engagement, one: Initiative, form: TakesPartForm, *, status: int = 200
) -> HttpResponse:
    """Render an initiative's page, with the form for somebody's part as it was typed."""
    parts, now = parts_of(request, one), today()
    table = contacts_of(one, request.user, until=now)
    stakeholders = Stakeholder.objects.visible_to(request.user).filter(engagement=engagement)
    return show(
        request,
        "initiatives/one.html",
        engagement,
        "initiatives",
        status=status,
        initiative=one,
        parts=parts,
        removed_parts=parts_of(request, one, removed=True),
        picture=picture(one, parts, _known_until(engagement)),
        views=_views(request, one),
        removed_views=_views(request, one, removed=True),
        held=held(one, table, now),
        plane=plane(one, table),
        form=form,
        have_a_page=set(stakeholders.values_list("person", flat=True)),
    )


def _known_until(engagement: Engagement) -> date:
    """Today, or the engagement's last day: whether a part went on after that nobody has said."""
    now = engagement.local_day(today())
    return min(now, engagement.ends) if engagement.ends else now


def edit(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Change an initiative's name and first day."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    form = InitiativeForm(request.POST or None, initial={"name": one.name, "since": one.since})
    came = write_again(
        request,
        form,
        lambda seen: record.revise(one, **form.cleaned_data, seen=seen),
        lambda _: "since" if one.closed_on and one.closed_on < form.cleaned_data["since"] else "name",
    )
    if came is Came.WRITTEN:
        messages.success(request, gettext("Changed."))
        return redirect("initiative", found.pk, one.pk)
    if came.changed:
        one = one_initiative(request, found, initiative)
    context = {"initiative": one, "form": form, "changed": came.changed}
    return show(request, "initiatives/edit.html", found, "initiatives", status=came.status, **context)


@require_POST
def close(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Close an initiative today, or take that back."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    if one.closed_on:
        record.reopen(one)
        messages.success(request, gettext("It goes on."))
        return redirect("initiative", found.pk, one.pk)
    try:
        record.close(one, on=found.local_day(today()))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Closed. All that is noted of it stays, and it can be opened again."))
    return redirect("initiative", found.pk, one.pk)
