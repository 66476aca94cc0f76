"""Say who matters, where they stand, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.lenses.influence.contacts import CROWD
from waylight.pages.engagement_page import find, show
from waylight.pages.people.who import maybe_one, met
from waylight.pages.privacy.links import asked_to_be_erased
from waylight.record.people import Alias, Person, Stakeholder, make_one, part, place
from waylight.record.unseen import ChangedMeanwhile

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from waylight.record.engagement import Engagement

PER_PAGE = 60
MOST_COMPARED = 3_000  # people; beyond, joining is proposed only where the files are brought


def people(request: HttpRequest, engagement: int) -> HttpResponse:
    """Everyone who stands in the files; their place can be said, and two can be said to be one."""
    found = find(request, engagement)
    search = request.GET.get("search", "")
    all_of_them = met(found, request.user, search=search)
    shown = all_of_them if search or "everyone" in request.GET else [one for one in all_of_them if not one.in_crowds]
    return show(
        request,
        "people/people.html",
        found,
        "people",
        page=Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        search=search,
        everyone="everyone" in request.GET,
        nobody_else=not search and not any(_can_be_placed(found, one.person) for one in all_of_them),
        in_crowds=len(all_of_them) - len(shown),
        crowd=CROWD,
        kept=_kept(request.GET, "search", "everyone"),
        maybe=maybe_one(found, shown) if not search and len(shown) <= MOST_COMPARED else [],
        practice=found.practice,
        asked=asked_to_be_erased(request, found),
    )


def _can_be_placed(engagement: Engagement, person: Person) -> bool:
    """Whether a level and a side mean anything: of everyone but the client and the coach."""
    return person.pk != engagement.client_id and person.user_id != engagement.coach.user_id


def person_of(request: HttpRequest, engagement: Engagement, pk: int) -> Person:
    """Somebody who stands in the files of an engagement. Raises Http404."""
    seen = Alias.objects.visible_to(request.user).filter(engagement=engagement).values("person")
    return get_object_or_404(Person.objects.filter(pk__in=seen), pk=pk)


@require_POST
def place_person(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """Say a person's level and side, and that the client named them."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    given: dict[str, str | bool] = {
        "level": request.POST.get("level", ""),
        "side": request.POST.get("side", ""),
        "role": request.POST.get("role", "")[:120],
        "named": request.POST.get("named") is not None,
    }
    try:
        place(found, one, seen=request.POST.get("seen", ""), **given)
    except ChangedMeanwhile:
        return _changed(request, found, one, given)
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("{name}: noted.").format(name=one.name))
    kept = _kept(request.POST, "page", "search", "everyone")
    return redirect(f"{reverse('people', args=[found.pk])}?{kept}#person-{one.pk}")


def _kept(given: QueryDict, *names: str) -> str:
    """The part of an address that leads back to the same page of the list and the same search."""
    return urlencode({name: given[name] for name in names if given.get(name)})


def _changed(
    request: HttpRequest, engagement: Engagement, person: Person, typed: dict[str, str | bool]
) -> HttpResponse:
    """What is noted of the place by now, and the form as it was typed."""
    now = Stakeholder.objects.visible_to(request.user).filter(engagement=engagement, person=person).first()
    aliases = Alias.objects.visible_to(request.user).filter(engagement=engagement, person=person).order_by("pk")
    now = now or Stakeholder()
    one = {"person": person, "aliases": list(aliases), "stakeholder": typed, "mark": now.mark}
    context = {"one": one, "now": now, "practice": engagement.practice}
    return show(request, "people/changed.html", engagement, "people", status=409, **context)


@require_POST
def join_people(request: HttpRequest, engagement: int) -> HttpResponse:
    """Say that several people are one. Each spelling can be parted again."""
    found = find(request, engagement)
    numbers = [int(n) for n in request.POST.get("people", "").split(",") if n.strip().isdecimal()]
    persons = [person_of(request, found, pk) for pk in numbers]
    try:
        into = make_one(found, persons)
    except ValueError as reason:
        messages.error(request, str(reason))
        return redirect("people", found.pk)
    said = gettext("{names} are one person now: {name}.")
    messages.success(request, said.format(names=", ".join(p.name for p in persons), name=into.name))
    return redirect("people", found.pk)


@require_POST
def part_alias(request: HttpRequest, engagement: int, alias: int) -> HttpResponse:
    """Part a spelling from the person it was joined to."""
    found = find(request, engagement)
    mine = Alias.objects.visible_to(request.user).filter(engagement=found)
    one = get_object_or_404(mine.select_related("first_person"), pk=alias)
    part(one)
    messages.success(request, gettext("{name} stands for a person of their own again.").format(name=one.shown))
    return redirect("people", found.pk)
