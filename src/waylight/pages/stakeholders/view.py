"""The stakeholders as a list, as a table to keep, and one of them with all that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from waylight.pages.brief.commitments import today
from waylight.pages.csv_file import csv_file
from waylight.pages.engagement_page import find, show
from waylight.pages.gone import OF_CONTACT, let_go
from waylight.pages.map.table import Rates
from waylight.pages.stakeholders.asked import WHO, Asked
from waylight.pages.stakeholders.forms import StandingForm, as_said
from waylight.pages.stakeholders.one import told_of
from waylight.pages.stakeholders.standing import Standing, standings
from waylight.pages.stakeholders.table import LastTimes, table_rows
from waylight.pages.voice import Voice
from waylight.pages.writing_again import Came, write_again
from waylight.record.initiative import goes_on
from waylight.record.stakeholder import describe

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from waylight.record.engagement import Engagement

HEADER = (
    "person role organisation level side named stands wanted last_out last_in quiet_days "
    "out out_low out_high in in_low in_high contacts"
).split()


def stakeholders(request: HttpRequest, engagement: int) -> HttpResponse:
    """Those who matter, or those asked for, in the order asked for."""
    found = find(request, engagement)
    asked = Asked.of(request.GET, found.practice)
    known = standings(found, request.user, today())
    headings = asked.headings(Voice.speaking_of(found, request.user))
    counted = {name: sum(belongs(one) for one in known.standings) for name, (_, belongs) in WHO.items()}
    return show(
        request,
        "stakeholders/list.html",
        found,
        "stakeholders",
        known=known,
        asked=asked,
        table_rows=table_rows(
            asked.chosen(known.standings, found.practice), headings, found, known=known.end is not None
        ),
        headings=headings,
        filters=[(name, gettext(words), counted[name], asked.query(who=name)) for name, (words, _) in WHO.items()],
        practice=found.practice,
        gone=let_go(found, *OF_CONTACT),
    )


def download_csv(request: HttpRequest, engagement: int) -> HttpResponse:
    """The same list as a file."""
    found = find(request, engagement)
    every = standings(found, request.user, today()).standings
    rows = Asked.of(request.GET, found.practice).chosen(every, found.practice)
    return csv_file(HEADER, [_cells(one, found) for one in rows], f"stakeholders-{found.pk}.csv")


def _cells(one: Standing, engagement: Engagement) -> list[str | float | None]:
    stake, tie = one.stakeholder, one.tie
    days = [engagement.local_day(last.at).isoformat() if last else None for last in (one.out, one.into)]
    rates = [n for rate in (tie.out, tie.into) for n in (rate.value, rate.low, rate.high)] if tie else [None] * 6
    said = [stake.level, stake.side, "yes" if stake.named else "", stake.stands, stake.wanted]
    where = stake.person.organisation
    who = [stake.person.name, stake.role, where.name if where else ""]
    quiet = round(one.quiet_days) if one.quiet_days is not None else None
    return [*who, *said, *days, quiet, *rates, tie.contacts if tie else None]


def stakeholder(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """One stakeholder: the place, how things stand and how the client wants them, contact, views and parts."""
    found = find(request, engagement)
    one, until = _one(request, found, person)
    form = StandingForm(request.POST or None, initial=as_said(one.stakeholder))
    form.offer(found.practice)
    form.speak(Voice.speaking_of(found, request.user))
    came = write_again(request, form, lambda seen: describe(one.stakeholder, **form.cleaned_data, seen=seen))
    if came is Came.WRITTEN:
        messages.success(request, gettext("{name}: noted.").format(name=one.stakeholder.person.name))
        return redirect("stakeholder", found.pk, person)
    if came.changed:
        one, until = _one(request, found, person)
    context = {"one": one, "form": form, "changed": came.changed, "told": told_of(one, found, request.user, until)}
    context |= _figures(one, found)
    context["has_initiatives"] = goes_on(found, request.user)
    return show(request, "stakeholders/one.html", found, "stakeholders", status=came.status, **context)


def _figures(one: Standing, engagement: Engagement) -> dict[str, str]:
    """The last time each turned to the other, and how often in four weeks, as the list and the map write them."""
    last, rates, name = LastTimes(engagement), Rates(), one.stakeholder.person.name
    found: dict[str, str] = {"last_out": last.out(one), "last_in": last.into(one)}
    if one.tie:
        found["reached_out"] = rates.cell(one.tie.out, where=one.rows_of("reach-out"), name=name)
        found["reached"] = rates.cell(one.tie.into, where=one.rows_of("reach-in"), name=name)
    return found


def _one(request: HttpRequest, engagement: Engagement, person: int) -> tuple[Standing, datetime | None]:
    """How it stands with a stakeholder, and until when contact is known. Raises Http404 for who is none."""
    known = standings(engagement, request.user, today())
    found = next((one for one in known.standings if one.stakeholder.person_id == person), None)
    if found is None:
        raise Http404(gettext("There is no such stakeholder."))
    return found, known.until
