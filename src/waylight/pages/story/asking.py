"""The coach asks the client for a version and a use, publishes what she agreed to, takes it back, and notes copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.access.mail import NotSent, send
from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.published.files import offered
from waylight.pages.story.checking import check, knowing, quotes_in
from waylight.pages.story.finding import OF_VERSION, length_of, publication_of, request_of, story_of, version_of
from waylight.pages.story.forms import AskForm, CopyForm
from waylight.pages.story.reading import read_version
from waylight.pages.story.requesting import ask_about, mail_to_her
from waylight.pages.voice import Voice
from waylight.record.story import CopySent, Publication, StoryRequest
from waylight.record.story.asking import CannotAsk, take_back_asking
from waylight.record.story.publishing import NotAgreed, called_back, copy_sent, may_be_published, publish, withdraw

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement


def asking(request: HttpRequest, engagement: int, story: int, length: str) -> HttpResponse:
    """What the client is and was asked about this text, and what came of it; a form to ask for the newest version."""
    found = find(request, engagement)
    mine, of = story_of(request, found, story), length_of(length)
    newest = mine.latest(of)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and newest:
        try:
            made = ask_about(request, found, newest, **form.cleaned_data)
        except CannotAsk as reason:
            form.add_error("use", str(reason))
        else:
            _tell(request, found, made)
            return redirect("story-agreement", found.pk, mine.pk, of)
    asked = StoryRequest.objects.filter(version__story=mine, version__length=of).select_related(OF_VERSION)
    context: dict[str, Any] = {
        "story": mine,
        "length": of,
        "newest": newest,
        "form": form,
        "asked": [(one, may_be_published(one.version, one.use)) for one in asked.prefetch_related("quotes")],
        "checked": check(newest.text, knowing(found, request.user), mine) if newest else None,
        "quotes": quotes_in(newest.text, found, request.user) if newest else [],
        "forms": offered(read_version(newest).story) if newest else {},
        "published": Publication.objects.filter(version__story=mine, version__length=of).select_related(OF_VERSION),
        "copy_form": CopyForm(initial={"on": found.local_day(today())}, auto_id="copy_%s"),
    }
    return show(request, "story/agreement.html", found, "stories", **context)


def _tell(request: HttpRequest, engagement: Engagement, made: StoryRequest) -> None:
    """Mail the client that there is something to read, and say so."""
    voice = Voice.speaking_of(engagement, None)
    try:
        send(mail_to_her(request, engagement, made))
    except NotSent as reason:
        messages.error(request, f"{reason} {voice.say('It stands on {possessive} own page all the same.')}")
    else:
        said = voice.say("Asked. It stands on {possessive} own page, and a mail tells {object} so.")
        messages.success(request, said)


@require_POST
def take_back(request: HttpRequest, engagement: int, agreement: int) -> HttpResponse:
    """Ask no more."""
    found = find(request, engagement)
    one = request_of(request, found, agreement)
    take_back_asking(one, at=today())
    messages.success(request, gettext("That is not asked for any more."))
    return redirect("story-agreement", found.pk, one.version.story_id, one.version.length)


@require_POST
def publish_version(request: HttpRequest, engagement: int, version: int) -> HttpResponse:
    """Publish a version for a use, if the client agreed to exactly that."""
    found = find(request, engagement)
    one = version_of(request, found, version)
    try:
        made = publish(one, request.POST.get("use", ""), by=cast("User", request.user), at=today())
    except NotAgreed as reason:
        messages.error(request, str(reason))
    else:
        said = gettext("Published {use}: version {number}.")
        messages.success(request, said.format(use=made.get_use_display(), number=one.number))
    return redirect("story-agreement", found.pk, one.story_id, one.length)


@require_POST
def unpublish(request: HttpRequest, engagement: int, publication: int) -> HttpResponse:
    """Take back what was published: its coach or its client."""
    found = find(request, engagement)
    one = publication_of(request, found, publication)
    withdraw(one, by=cast("User", request.user), at=today())
    messages.success(request, gettext("Taken back. Whoever was sent a copy is on the list; tell them."))
    return redirect("stories", found.pk)


@require_POST
def note_copy(request: HttpRequest, engagement: int, publication: int) -> HttpResponse:
    """Note to whom a copy was sent."""
    found = find(request, engagement)
    one = publication_of(request, found, publication)
    form = CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Say to whom, and on which day; nothing was noted."))
    else:
        try:
            copy_sent(one, by=cast("User", request.user), **form.cleaned_data)
        except (NotAgreed, ValueError) as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, gettext("Noted."))
    return redirect("story-agreement", found.pk, one.version.story_id, one.version.length)


@require_POST
def told(request: HttpRequest, engagement: int, copy: int) -> HttpResponse:
    """Note that who has a copy was told that it is withdrawn, or was not after all."""
    found = find(request, engagement)
    mine = CopySent.objects.visible_to(request.user).filter(**{f"publication__{OF_VERSION}": found})
    one = get_object_or_404(mine, pk=copy)
    called_back(one, None if one.called_back_on else found.local_day(today()))
    messages.success(request, gettext("Noted."))
    return redirect("stories", found.pk)
