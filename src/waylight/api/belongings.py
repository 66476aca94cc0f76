"""What belongs to an initiative: threads and series of meetings that were chosen, and words found in subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.api.finding import one_of
from waylight.api.initiatives import IT as INITIATIVE
from waylight.api.initiatives import find as find_initiative
from waylight.api.operations import operation
from waylight.api.paging import Asked, page, page_of_few
from waylight.api.problem import refusing
from waylight.api.shapes import belongings as shapes
from waylight.api.shapes.base import Line, Page
from waylight.api.shapes.belongings import ChosenThreads, NewBelonging, NewlyChosen
from waylight.pages.initiatives.belongs import that_fit
from waylight.pages.initiatives.holds import begun, described
from waylight.record import belonging as record

if TYPE_CHECKING:
    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{INITIATIVE}/belongings", f"{INITIATIVE}/belongings/{{int:belonging}}"
THREADS = f"{INITIATIVE}/threads"


class ThreadsAsked(Asked):
    """Which threads: those with a word in their subject or in a name."""

    search: Line = ""


def _belongings(request: HttpRequest, engagement: int, initiative: int) -> QuerySet[record.Belonging]:
    one = find_initiative(request, engagement, initiative)
    mine = record.Belonging.objects.visible_to(request.user).filter(initiative=one)
    return mine.select_related("initiative__engagement")


def _shown(one: record.Belonging) -> shapes.Belonging:
    return shapes.Belonging(id=one.pk, thread=one.thread, word=one.word)


@operation(router, "GET", LIST, like="belongs", answers=Page[shapes.Belonging])
def list_belongings(
    request: HttpRequest, engagement: int, initiative: int, asked: Query[Asked]
) -> Page[shapes.Belonging]:
    """Why contacts belong to an initiative: threads that were chosen, and words that are looked for."""
    return page(_belongings(request, engagement, initiative), asked, _shown)


@operation(router, "GET", IT, like="belongs", answers=shapes.Belonging)
def get_belonging(request: HttpRequest, engagement: int, initiative: int, belonging: int) -> shapes.Belonging:
    """One such reason."""
    return _shown(one_of(_belongings(request, engagement, initiative), belonging))


@operation(router, "POST", LIST, like="belongs-by-word", answers=shapes.Belonging, status=201)
def look_for_word(request: HttpRequest, engagement: int, initiative: int, given: NewBelonging) -> shapes.Belonging:
    """Say that what has a word or a tag in its subject belongs to an initiative, now and later."""
    with refusing():
        return _shown(record.look_for(find_initiative(request, engagement, initiative), given.word))


@operation(router, "DELETE", IT, like="no-longer-belongs", answers=None, status=204)
def part_with_belonging(request: HttpRequest, engagement: int, initiative: int, belonging: int) -> None:
    """Say that a thread, or what a word found, does not belong any more. Its contacts stay; it can be chosen again."""
    record.part_with(one_of(_belongings(request, engagement, initiative), belonging))


@operation(router, "GET", THREADS, like="belongs", answers=Page[shapes.Thread])
def list_threads(
    request: HttpRequest, engagement: int, initiative: int, asked: Query[ThreadsAsked]
) -> Page[shapes.Thread]:
    """The threads and series of meetings of an engagement, and whether each belongs to the initiative."""
    one, user = find_initiative(request, engagement, initiative), request.user
    found, titles = begun(one.engagement, user), record.titles_of(one.engagement, user)
    if words := asked.search.strip():
        fits = that_fit(one.engagement, user, words, titles)
        found = [(thread, first) for thread, first in found if thread in fits]
    piece = page_of_few(found, asked, lambda it: it[1], lambda it: it[0])
    belongs = record.threads_of(one, user)
    same = ("thread", "kind", "title", "names", "first", "last", "times")
    threads = [
        shapes.Thread(belongs=it.thread in belongs, **{name: getattr(it, name) for name in same})
        for it in described(one.engagement, user, piece.items, titles)
    ]
    return Page(items=threads, next=piece.next)


@operation(router, "POST", THREADS, like="belongs", answers=NewlyChosen)
def choose_threads(request: HttpRequest, engagement: int, initiative: int, given: ChosenThreads) -> NewlyChosen:
    """Say that threads or series of meetings belong to an initiative."""
    with refusing():
        new = record.choose_threads(find_initiative(request, engagement, initiative), given.threads)
    return NewlyChosen(new=new)
