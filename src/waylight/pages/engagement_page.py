"""What every page of an engagement begins and ends with: find it for who asks, and render within its frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, pgettext_lazy

from waylight.pages.consent.words import what_stopped
from waylight.pages.voice import Voice
from waylight.record.engagement import Engagement

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGES = [
    ("today", pgettext_lazy("in the navigation", "Today")),
    ("engagement", pgettext_lazy("in the navigation", "Home")),
    ("brief", pgettext_lazy("in the navigation", "Brief")),
    ("path", pgettext_lazy("in the navigation", "Path")),
    ("goals", pgettext_lazy("in the navigation", "Goals")),
    ("map", pgettext_lazy("in the navigation", "Map")),
    ("movement", pgettext_lazy("in the navigation", "Movement")),
    ("stakeholders", pgettext_lazy("in the navigation", "Stakeholders")),
    ("initiatives", pgettext_lazy("in the navigation", "Initiatives")),
    ("pulse", pgettext_lazy("in the navigation", "Pulse")),
    ("meetings", pgettext_lazy("in the navigation", "Meetings")),
    ("between", pgettext_lazy("in the navigation", "Between")),
    ("papers", pgettext_lazy("in the navigation", "Agreements")),
    ("packages", pgettext_lazy("in the navigation", "Hours")),
    ("mirrors", pgettext_lazy("in the navigation", "Mirror")),
    ("journal", pgettext_lazy("in the navigation", "Journal")),
    ("stories", pgettext_lazy("in the navigation", "Stories")),
    ("people", pgettext_lazy("in the navigation", "People")),
    ("files", pgettext_lazy("in the navigation", "Files")),
    ("consent", pgettext_lazy("in the navigation", "Consent")),
    ("search", pgettext_lazy("in the navigation", "Search")),
]
GROUP_OF = {  # the menu that a page stands in; what is in none stands in the row itself
    **dict.fromkeys(["path", "goals", "pulse"], pgettext_lazy("in the navigation", "Growth")),
    **dict.fromkeys(
        ["map", "movement", "stakeholders", "initiatives"], pgettext_lazy("in the navigation", "Influence")
    ),
    **dict.fromkeys(["meetings", "between", "papers", "packages"], pgettext_lazy("in the navigation", "Meetings")),
    **dict.fromkeys(["people", "files", "consent", "search"], pgettext_lazy("in the navigation", "Record")),
    **dict.fromkeys(["journal", "mirrors", "stories"], pgettext_lazy("in the navigation", "Reflection")),
}
OF_COACH = {"mirrors", "between"}  # the client has no such page
OF_CLIENT = {"today"}  # the coach has no such page
# Pages that leave out what the client does not agree to, and say so. The consent page says it in its own way.
LEAVE_OUT = {"engagement", "brief", "path", "map", "movement", "stakeholders", "initiatives", "meetings", "people"}
LEAVE_OUT |= {"evidence", "mirrors"}


class Menu(NamedTuple):
    """A group of pages as the navigation shows it; one without a title is a page in the row itself."""

    title: str
    pages: list[tuple[str, str]]
    here: str  # the label of the page that is open, if it is in this menu


def menus(here: str, *, to_client: bool) -> list[Menu]:
    """Return the navigation, where ``here`` is open: pages and groups of pages in the order of ``PAGES``."""
    found: dict[str, Menu] = {}
    for name, label in PAGES:
        if name in (OF_COACH if to_client else OF_CLIENT):
            continue
        title = str(GROUP_OF.get(name, ""))
        menu = found.setdefault(title or name, Menu(title, [], ""))
        menu.pages.append((name, str(label)))
        if name == here:
            found[title or name] = menu._replace(here=str(label))
    return [menu if len(menu.pages) > 1 else menu._replace(title="") for menu in found.values()]


def find(request: HttpRequest, pk: int) -> Engagement:
    """The engagement, if the asking person may see it. Raises Http404 otherwise: it need not be known to exist."""
    mine = Engagement.objects.visible_to(request.user)
    return get_object_or_404(mine.select_related("client", "coach__user", "practice", "sponsor"), pk=pk)


def show(
    request: HttpRequest, template: str, engagement: Engagement, here: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """Render a page of the engagement; ``here`` is the entry of the navigation it stands under.

    What has ``stopped`` is asked unless the page did, and gives it.
    """
    to_client = engagement.client.user_id == request.user.pk
    frame: dict[str, object] = {
        "engagement": engagement,
        "menus": menus(here, to_client=to_client),
        "here": here,
        "client": engagement.client,
        "voice": Voice.speaking_of(engagement, request.user),
        "reader_is_client": to_client,
        "stopped": what_stopped(engagement, request.user) if here in LEAVE_OUT and "stopped" not in context else [],
        "my_part": gettext("Client") if to_client else gettext("Coach"),
    }
    return render(request, template, {**frame, **context}, status=status)
