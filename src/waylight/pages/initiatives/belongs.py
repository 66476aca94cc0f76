"""Choose what belongs to an initiative: threads and series of meetings, and words found in subjects that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from waylight.pages.engagement_page import find, show
from waylight.pages.initiatives.holds import described, summaries, with_people
from waylight.pages.initiatives.view import one_initiative
from waylight.record.belonging import (
    Belonging,
    choose_threads,
    look_for,
    part_with,
    stands_in,
    threads_of,
    titles_of,
    words_of,
)
from waylight.record.search import folded

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.initiative import Initiative

PER_PAGE = 40


def choose(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Threads and series, the newest first, to tick; and those that belong already, to let go."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    if request.method == "POST":
        return _chosen(request, one)
    user, search = request.user, request.GET.get("search", "")[:200].strip()
    titles = titles_of(found, user)
    belongs = threads_of(one, user)
    others = [thread for thread, _ in summaries(found, user) if thread not in belongs]
    if search:
        fits = that_fit(found, user, search, titles)
        others = [thread for thread in others if thread in fits]
    page = Paginator(others, PER_PAGE).get_page(request.GET.get("page"))
    inside = Paginator([t for t, _ in summaries(found, user, belongs)], PER_PAGE).get_page(request.GET.get("inside"))
    rows = Belonging.objects.filter(initiative=one, thread__in=list(inside.object_list))
    chosen = dict(rows.values_list("thread", "pk"))
    return show(
        request,
        "initiatives/belongs.html",
        found,
        "initiatives",
        initiative=one,
        words=[(word, sum(stands_in(word.word, title) for title in titles.values())) for word in words_of(one)],
        inside=inside,
        belonging=[(row, chosen.get(row.thread)) for row in described(found, user, inside.object_list, titles)],
        page=page,
        others=described(found, user, page.object_list, titles),
        kept=len(titles),
        search=search,
    )


def that_fit(engagement: Engagement, user: Asking, search: str, titles: dict[str, str]) -> set[str]:
    """The threads with these words in their subject, or in the name of somebody in them."""
    in_titles = {thread for thread, title in titles.items() if folded(search) in folded(title)}
    return in_titles | with_people(engagement, user, search)


def _chosen(request: HttpRequest, one: Initiative) -> HttpResponse:
    try:
        new = choose_threads(one, request.POST.getlist("thread"))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        more = ngettext("One more belongs to it.", "{count} more belong to it.", new).format(count=new)
        messages.success(request, more if new else gettext("Nothing was chosen that did not belong already."))
    query = urlencode({name: request.POST[name] for name in ("search", "page") if request.POST.get(name)})
    back = reverse("belongs", args=[one.engagement_id, one.pk])
    return redirect(f"{back}?{query}" if query else back)


@require_POST
def add_word(request: HttpRequest, engagement: int, initiative: int) -> HttpResponse:
    """Say that what has a word or a tag in its subject belongs."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    try:
        said = look_for(one, request.POST.get("word", ""))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        kept = gettext("Whatever has “{word}” in its subject belongs to it, now and later.")
        messages.success(request, kept.format(word=said.word))
    return redirect("belongs", found.pk, one.pk)


@require_POST
def remove(request: HttpRequest, engagement: int, initiative: int, belonging: int) -> HttpResponse:
    """Say that a thread, or what a word found, does not belong any more."""
    found = find(request, engagement)
    one = one_initiative(request, found, initiative)
    mine = Belonging.objects.visible_to(request.user).filter(initiative=one)
    part_with(get_object_or_404(mine.select_related("initiative__engagement"), pk=belonging))
    messages.success(request, gettext("It does not belong any more. It can be chosen again."))
    return redirect("belongs", found.pk, one.pk)
