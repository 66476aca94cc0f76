"""The client's own page: one form for a day, kept in one go, and what stands there of the day already."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.today.choices import STATES, left_over, lines
from waylight.pages.today.forms import TodayForm, unused_name
from waylight.pages.writing_again import Came, write_again
from waylight.record import entries_removed
from waylight.record.became import BECAME
from waylight.record.between.day import CannotBeHelper, keep, mark_of_page
from waylight.record.between.outcome import Outcome
from waylight.record.between.question import CoachQuestion, last_answer, question_for
from waylight.record.between.wish import Wish
from waylight.record.doubted import is_any_doubted
from waylight.record.insight import Question, Reflection
from waylight.record.unseen import mark_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from waylight.access.models import User
    from waylight.record.engagement import Engagement

NOT_TYPED = {"csrfmiddlewaretoken", "seen"}


def page(request: HttpRequest, engagement: int) -> HttpResponse:
    """One form; sent, all of it is kept, or nothing and she is told why."""
    found = find(request, engagement)
    on = found.local_day(today())
    asked = question_for(found)
    form = TodayForm(request.POST or None, initial={"once": unused_name(), "answers": asked is not None})
    form.offer(found, request.user)
    typed = {name: str(value) for name, value in request.POST.items()}
    shown, kept, beside = lines(found, request.user, typed), list[Reflection](), list[str]()

    def write(seen: str) -> None:
        try:
            kept.append(keep(found, form.day(shown), on=on, key=_key(typed), seen=seen))
        except CannotBeHelper:
            beside.append("new_helper")
            raise

    came = write_again(request, form, write, lambda _: beside[0] if beside else None)
    if came is Came.WRITTEN:
        return redirect(f"{reverse('today', args=[found.pk])}?saved={kept[0].pk}#saved")
    if came.changed:
        shown, asked = lines(found, request.user, typed), question_for(found)
    context: dict[str, Any] = {
        "form": form,
        "posted": request.method == "POST",
        "changed": came.changed,
        "lines": shown,
        "states": [(state, BECAME[state]) for state in STATES],
        "left_over": left_over(shown, typed),
        "asked": asked,
        **_around(request, found, on, asked),
    }
    return show(request, "today/today.html", found, "today", status=came.status, **context)


def _key(typed: dict[str, str]) -> str:
    """A name for what was typed: the same form with the same words in it is the same entry."""
    return mark_of(*sorted((name, value) for name, value in typed.items() if name not in NOT_TYPED))


def _around(
    request: HttpRequest, engagement: Engagement, on: date, asked: CoachQuestion | Question | None
) -> dict[str, object]:
    """What stands around the form: the day, its entries, where the question came from, and what keeps a draft."""
    mine = Reflection.objects.visible_to(request.user).filter(engagement=engagement)
    parts = ("insight_set__heard_from", "commitment_set", "question_set", "confidence_set", "mood_set")
    became = Prefetch("outcome_set", Outcome.objects.visible_to(request.user).select_related("commitment"))
    entries = mine.filter(on=on).prefetch_related(*parts, became).order_by("-pk")
    saved = request.GET.get("saved", "")
    wish = Wish.objects.visible_to(request.user).filter(engagement=engagement, stopped_at=None).first()
    return {
        "on": on,
        "mark": mark_of_page(engagement, on, asked),
        "entries": entries,
        "saved": next((one for one in entries if str(one.pk) == saved), None),
        "by_coach": isinstance(asked, CoachQuestion),
        "answered": last_answer(asked) if asked else None,
        "wish": wish,
        "draft_key": draft_key(request, engagement),
        "doubted": is_any_doubted(cast("User", request.user), today()),
    }


def draft_key(request: HttpRequest, engagement: Engagement) -> str:
    """With what the browser seals a draft: only a page shown to this account in this engagement ever holds it."""
    made = salted_hmac("waylight.today.draft", f"{request.user.pk} {engagement.pk}", algorithm="sha256")
    return base64.b64encode(made.digest()).decode()


@require_POST
def undo(request: HttpRequest, engagement: int, reflection: int) -> HttpResponse:
    """Take an entry back with all that was kept with it; what it settled is open again."""
    found = find(request, engagement)
    mine = Reflection.objects.visible_to(request.user).filter(engagement=found)
    entries_removed.remove(get_object_or_404(mine, pk=reflection))
    messages.success(request, gettext("Taken back. In your journal, under “Removed”, it can be put back for 30 days."))
    return redirect("today", found.pk)
