"""Links for somebody without an account to see what is held on them: coach or client makes, mails and closes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waylight.access.mail import NotSent, compose, send
from waylight.pages.engagement_page import find, show
from waylight.pages.privacy.view import asking, person_of
from waylight.record.people import Alias, Stakeholder
from waylight.record.privacy.asked import ErasureAsked, decline
from waylight.record.privacy.links import PrivacyLink, make_link, take_link_back
from waylight.record.pulse import locale_of

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

SHOWN = "shown"


class LinkForm(forms.Form):
    """How a link reaches the person: by mail to an address she has in the files, or shown once."""

    how = forms.ChoiceField(label=gettext_lazy("How it reaches them"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(address, gettext("by mail to {address}").format(address=address)) for address in addresses]
        self.fields["how"].choices = [*ways, (SHOWN, gettext("shown here once, to copy"))]  # type: ignore[attr-defined]


def addresses_of(engagement: Engagement, person: Person) -> list[str]:
    """The addresses that a person has in the engagement's files."""
    hers = Alias.objects.filter(engagement=engagement, person=person, value__contains="@").order_by("pk")
    return list(hers.values_list("value", flat=True))


@never_cache
def links(request: HttpRequest, engagement: int, person: int) -> HttpResponse:
    """The links made for a person, and a form for one more. One that is shown is shown this once."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    form, shown = LinkForm(request.POST or None, addresses=addresses_of(found, one)), ""
    if request.method == "POST" and form.is_valid():
        how = form.cleaned_data["how"]
        try:
            made, token = make_link(found, one, by=asking(request), sent_to="" if how == SHOWN else how)
        except ValueError as reason:
            form.add_error("how", str(reason))
        else:
            shown = request.build_absolute_uri(reverse("held-by-link", args=[token]))
            if made.sent_to:
                _mail(request, made, shown)
                return redirect("privacy-links", found.pk, one.pk)
    mine = PrivacyLink.objects.visible_to(request.user).filter(engagement=found, alias__person=one)
    standing = mine.select_related("link", "by")
    return show(request, "privacy/links.html", found, "people", person=one, form=form, shown=shown, links=standing)


def link_mail(made: PrivacyLink, address: str, *, by: User) -> EmailMultiAlternatives:
    """The mail with a link, in the person's language where it is known."""
    assert made.link is not None  # noqa: S101 (it was made with the token)
    context = {"by": by, "link": address, "until": made.link.expires_at}
    with translation.override(_language_of(made)):
        return compose("held", made.sent_to, context)


def send_or_close(made: PrivacyLink, mail: EmailMultiAlternatives, *, by: User) -> None:
    """Mail a link; one that did not go out is closed, since nobody knows it. Raises NotSent."""
    try:
        send(mail)
    except NotSent:
        take_link_back(made, by=by)
        raise


def _mail(request: HttpRequest, made: PrivacyLink, address: str) -> None:
    by = asking(request)
    try:
        send_or_close(made, link_mail(made, address, by=by), by=by)
    except NotSent as reason:
        closed = gettext("{reason} The link is closed again; make another, or show it to copy.")
        messages.error(request, closed.format(reason=reason))
    else:
        messages.success(request, gettext("The link is on its way to {address}.").format(address=made.sent_to))


def _language_of(made: PrivacyLink) -> str | None:
    """The language in which the person is asked in pulses, if one was said; else that of who makes the link."""
    place = Stakeholder.objects.filter(engagement=made.engagement, person=made.person).first()
    return locale_of(place.language) if place and place.language else get_language()


@require_POST
def close(request: HttpRequest, engagement: int, person: int, link: int) -> HttpResponse:
    """Close a link, so that it opens nothing."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    mine = PrivacyLink.objects.visible_to(request.user).filter(engagement=found, alias__person=one)
    take_link_back(get_object_or_404(mine.select_related("alias", "engagement"), pk=link), by=asking(request))
    messages.success(request, gettext("The link opens nothing any more."))
    return redirect("privacy-links", found.pk, one.pk)


@require_POST
def decline_erasure(request: HttpRequest, engagement: int, person: int, asked: int) -> HttpResponse:
    """Tell somebody who asked to be erased why not."""
    found = find(request, engagement)
    one = person_of(request, found, person)
    hers = ErasureAsked.objects.visible_to(request.user).filter(engagement=found, alias__person=one)
    request_ = get_object_or_404(hers.select_related("alias__person", "engagement"), pk=asked)
    try:
        decline(request_, why=request.POST.get("why", ""), by=asking(request))
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, gettext("Answered. {name} reads it by the link.").format(name=one.name))
    return redirect("person-privacy", found.pk, one.pk)


def asked_to_be_erased(request: HttpRequest, engagement: Engagement) -> list[ErasureAsked]:
    """Requests that wait for the asking person's decision: those of a coach's own engagement, else none."""
    mine = ErasureAsked.objects.visible_to(request.user).filter(engagement=engagement, answered_at=None)
    return list(mine.select_related("alias__person"))
