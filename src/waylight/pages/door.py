"""The door: before any page is begun, it asks ``access/rules.py`` whether this person may use it in this way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.utils.translation import gettext, pgettext, pgettext_lazy

from waylight.access.parts import Part, Rule
from waylight.access.rules import rule_of
from waylight.record.engagement import taken_in
from waylight.record.people import Practice, as_coach

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement, Taken

OF_PROGRAMS = "api"
TAKEN = "taken_at_the_door"  # of a request: what its person is in the engagement of its address
OF_ENGAGEMENT = {Part.COACH, Part.CLIENT, Part.SPONSOR}
WORDS = {
    Part.COACHING: pgettext_lazy("who may do something", "a coach"),
    Part.ADMIN: pgettext_lazy("who may do something", "an admin of the practice"),
    Part.COACH: pgettext_lazy("who may do something", "the coach"),
    Part.CLIENT: pgettext_lazy("who may do something", "the client"),
    Part.SPONSOR: pgettext_lazy("who may do something", "the sponsor"),
    Part.SUPPORT: pgettext_lazy("who may do something", "support staff"),
}


class DoorMiddleware:
    """Lets through whom a page's rule names, and nobody else.

    It stands before the request's body is read, so that nobody who may not bring files gets one parsed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, given: Mapping[str, object]
    ) -> HttpResponse | None:
        """Answer in the page's place if it may not be used: sign in, not found, not yours, or not in this way."""
        match = request.resolver_match
        if match and match.namespace == OF_PROGRAMS:
            return None  # its own door asks the same table, of whose token it is
        rule = rule_of(match.view_name) if match else None
        if rule is None:
            raise Http404
        wanted = _wanted(rule, request.method or "")
        if Part.ANYBODY in wanted:
            return None
        if Part.ANYBODY in rule.see | rule.act:
            return _not_in_this_way(rule)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        parts = parts_of(request.user, given.get("engagement"), rule.see | rule.act, request)
        if wanted & parts:
            return None
        if (rule.see | rule.act) <= OF_ENGAGEMENT and not parts & OF_ENGAGEMENT:
            raise Http404  # an engagement that is not theirs need not be known to exist
        if not wanted:
            return _not_in_this_way(rule)
        raise PermissionDenied(only(wanted))


def only(wanted: frozenset[Part]) -> str:
    """Who alone may do something, as a sentence."""
    first, *others = (str(WORDS[part]) for part in Part if part in wanted)
    for one in others:
        first = pgettext("who may do something", "{one} or {other}").format(one=first, other=one)
    return gettext("Only {who} may do this.").format(who=first)


def _wanted(rule: Rule, method: str) -> frozenset[Part]:
    if method in {"GET", "HEAD"}:
        return rule.see
    return rule.act if method == "POST" else frozenset()


def _not_in_this_way(rule: Rule) -> HttpResponse:
    return HttpResponseNotAllowed([*(["GET"] if rule.see else []), *(["POST"] if rule.act else [])])


def parts_of(user: Asking, engagement: object, named: frozenset[Part], request: HttpRequest | None = None) -> set[Part]:
    """What somebody who is signed in is: everywhere, and in the engagement (its number) that is asked about.

    The store is asked only about parts that are ``named``: this stands before every page. What it says of the
    engagement is left on the ``request``, for who notes later that it was opened.
    """
    found = {Part.SIGNED_IN}
    if user.is_staff:
        found.add(Part.SUPPORT)
    if Part.COACHING in named and as_coach(user):
        found.add(Part.COACHING)
    if Part.ADMIN in named and Practice.objects.visible_to(user).exists():
        found.add(Part.ADMIN)
    if named & OF_ENGAGEMENT and isinstance(engagement, int):
        taken = taken_in(user, engagement)
        found |= taken.parts
        if request is not None:
            setattr(request, TAKEN, taken)
    return found


def seen_at_the_door(request: HttpRequest, number: int) -> Engagement | None:
    """The engagement with this number, its practice and nothing else read, if the door asked for it; else None."""
    taken: Taken | None = getattr(request, TAKEN, None)
    one = taken.engagement if taken else None
    return one if one and one.pk == number else None


def parts_at_the_door(request: HttpRequest, number: int) -> frozenset[Part]:
    """What who asks is in the engagement with this number, as the door found it; asked anew if that was another one."""
    taken: Taken | None = getattr(request, TAKEN, None)
    if taken and taken.engagement and taken.engagement.pk == number:
        return taken.parts
    return taken_in(request.user, number).parts
