"""What the coach says of her mirror: what a turn is, who spoke, and whether she shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.lenses.mirror.cues import cues
from waylight.pages.engagement_page import find, show
from waylight.pages.mirror.heard import Heard, hear, labels_now
from waylight.pages.mirror.labels import BY_SAID, OF_ROLE, words
from waylight.pages.mirror.lines import Line, line_of
from waylight.pages.mirror.view import coaching_meeting, keys, told
from waylight.record import mirror as record
from waylight.record.meeting import Utterance
from waylight.record.people import Alias

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement
    from waylight.record.meeting import Meeting

KEPT = ("only", "q", "page")  # of a page's address: where the coach was when she labelled


def turn(request: HttpRequest, engagement: int, meeting: int, utterance: int) -> HttpResponse:
    """One turn: what the model says, sentence by sentence, and every label to choose; choosing one keeps it."""
    found, one, said = _said(request, engagement, meeting, utterance)
    if request.method == "POST":
        return _labelled(request, found, one, said)
    heard = hear(one, request.user)  # type: ignore[arg-type]
    line = line_of(heard, said.pk)
    context: dict[str, Any] = {
        "meeting": one,
        "line": line,
        "labels": OF_ROLE[line.role],
        "parts": _parts(heard, said),
        "back": _where(request.GET),
        "kept": _kept(request.GET).items(),
        "own": heard.own.get(said.pk),
    }
    if request.headers.get("HX-Request"):
        return render(request, "mirror/_choose.html", {**context, "engagement": found})
    return show(request, "mirror/turn.html", found, "mirrors", **context)


def _said(request: HttpRequest, engagement: int, meeting: int, pk: int) -> tuple[Engagement, Meeting, Utterance]:
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    return found, one, get_object_or_404(Utterance.objects.visible_to(request.user).filter(meeting=one), pk=pk)


def _labelled(request: HttpRequest, engagement: Engagement, meeting: Meeting, said: Utterance) -> HttpResponse:
    """Keep a label, or take it back, and show the turn as it is then: the part alone, or the page again."""
    line = line_of(hear(meeting, request.user), said.pk)  # type: ignore[arg-type]
    given = request.POST.get("as", "")
    if not given:
        record.take_back(said, engagement.coach)
        news = gettext("Taken back. The model says: {model}.").format(model=line.model)
    elif given in BY_SAID and BY_SAID[given] in OF_ROLE[line.role]:
        record.correct(said, engagement.coach, given)
        news = gettext("Kept: {label}. The model says: {model}.").format(label=BY_SAID[given].words, model=line.model)
    else:
        raise Http404("There is no such label for this turn.")  # not for readers
    if request.headers.get("HX-Request"):
        return _part(request, engagement, meeting, said, news)
    messages.success(request, news)
    return redirect(f"{reverse('mirror', args=[engagement.pk, meeting.pk])}{_where(request.POST)}#turn-{said.turn}")


def _part(request: HttpRequest, engagement: Engagement, meeting: Meeting, said: Utterance, news: str) -> HttpResponse:
    heard = hear(meeting, request.user)  # type: ignore[arg-type]
    frame = {"engagement": engagement, "client": engagement.client, "meeting": meeting, "heard": heard, "news": news}
    line: Line = line_of(heard, said.pk)
    return render(request, "mirror/_labelled.html", {**frame, "line": line, **keys(), **told(heard)})


def _where(given: QueryDict) -> str:
    """The query of the page that the coach came from, or nothing."""
    kept = _kept(given)
    return f"?{urlencode(kept)}" if kept else ""


def _kept(given: QueryDict) -> dict[str, str]:
    return {name: str(given[name]) for name in KEPT if given.get(name)}


def _parts(heard: Heard, said: Utterance) -> list[tuple[str, str, float]]:
    """What the model sees inside a turn that does several things: the words, what they do, and how sure it is."""
    if heard.model is None:
        return []
    at = next(at for at, one in enumerate(heard.turns) if one.id == said.pk)
    found = cues(heard.turns, at)
    parts = [(said.text[one.start : one.end], words(one.behaviour, one.subtype), one.probability) for one in found]
    return parts if len(parts) > 1 else []


@require_POST
def rest(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Agree to every label that the coach said nothing of, or take that back."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    if request.POST.get("agree"):
        heard = hear(one, request.user)  # type: ignore[arg-type]
        count = record.agree_to_rest(one, found.coach, labels_now(heard))
        kept = gettext("Kept: you agree to the other {count} labels of this meeting.")
        messages.success(request, kept.format(count=count))
    else:
        count = record.disagree_with_rest(one, found.coach)
        back = gettext("Taken back for {count} labels. What you chose one by one stays.")
        messages.success(request, back.format(count=count))
    return redirect("mirror", found.pk, one.pk)


@require_POST
def who_spoke(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Keep which names are the coach's and the client's in this transcript, or go by their names again."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    if request.POST.get("forget"):
        record.forget_who_spoke(one)
        messages.success(request, gettext("Coach and client are told by their names again."))
        return redirect("mirror", found.pk, one.pk)
    coach, client = (_speaker(request, one, name) for name in ("coach", "client"))
    try:
        if coach is None or client is None:
            raise ValueError(gettext("Choose one name for the coach and another for the client."))
        record.tell_who_spoke(one, coach=coach, client=client)
    except ValueError as reason:
        messages.error(request, str(reason))
    else:
        kept = gettext("Kept: {coach} is the coach here, {client} the client.")
        messages.success(request, kept.format(coach=coach.person.name, client=client.person.name))
    return redirect("mirror", found.pk, one.pk)


def _speaker(request: HttpRequest, meeting: Meeting, name: str) -> Alias | None:
    asked = request.POST.get(name, "")
    if not (asked.isdecimal() and len(asked) < 18):
        return None
    speaking = Alias.objects.filter(engagement=meeting.engagement_id, utterances__meeting=meeting)
    return speaking.select_related("person").filter(pk=int(asked)).first()


@require_POST
def show_it(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Show the client the mirror of this meeting."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    record.show_mirror(one, found.coach)
    done = gettext("{name} can open it now. You can take it back at any time.")
    messages.success(request, done.format(name=found.client.name))
    return redirect("mirror-shown", found.pk, one.pk)


@require_POST
def take_it_back(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Show it to the client no longer."""
    found = find(request, engagement)
    one = coaching_meeting(request, found, meeting)
    record.take_mirror_back(one)
    done = gettext("Taken back. {name} cannot open it any more.")
    messages.success(request, done.format(name=found.client.name))
    return redirect("mirror", found.pk, one.pk)
