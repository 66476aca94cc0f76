"""Planning a meeting or a series, moving it, calling it off and holding it after all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy, gettext_noop, ngettext
from django.views.decorators.http import require_POST

from waylight.pages.brief.commitments import today
from waylight.pages.engagement_page import find, show
from waylight.pages.engagements.forms import ZONES
from waylight.pages.meetings.finding import one_meeting
from waylight.pages.templatetags.words import clock, count_of, full_day, in_words
from waylight.pages.writing_again import Came, write_again
from waylight.record.planning import series
from waylight.record.planning.clock import wall_of
from waylight.record.planning.due import hand_over
from waylight.record.planning.rhythm import MOST, Rhythm, times_until

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement
    from waylight.record.meeting import Meeting

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
SHOWN = 3  # sentences of one kind; the rest is a number


class TimeForm(forms.Form):
    """When a meeting is, by the clock of its zone, and how long."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=DAY)
    at = forms.TimeField(label=gettext_lazy("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=600, initial=60)

    @property
    def wall(self) -> datetime:
        """The local time that was typed, without zone."""
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"])


class PlanForm(TimeForm):
    """A meeting to come, or a series of them."""

    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[("UTC", "UTC"), *((zone, zone) for zone in ZONES)], required=False
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Rhythm.choices, initial=Rhythm.ONCE, required=False
    )
    times = forms.IntegerField(label=gettext_lazy("How many meetings"), min_value=1, max_value=MOST, required=False)
    until = forms.DateField(label=gettext_lazy("Or until"), widget=DAY, required=False)
    invites = forms.BooleanField(label=gettext_lazy("Send the invitation by mail"), required=False)

    def clean(self) -> dict[str, Any]:
        """A series ends: after a number of meetings or on a day, and not both."""
        given = super().clean() or {}
        given["rhythm"] = given.get("rhythm") or Rhythm.ONCE
        if given["rhythm"] == Rhythm.ONCE or self.errors:
            return given
        if bool(given.get("times")) == bool(given.get("until")):
            self.add_error("times", gettext("Say how many meetings, or until which day; one of the two."))
        elif given.get("until"):
            given["times"] = times_until(given["rhythm"], self.wall, given["until"])
            if not 1 <= given["times"] <= MOST:
                before = gettext("The last day is before the first meeting.")
                self.add_error("until", before if given["times"] < 1 else gettext(TOO_MANY).format(most=MOST))
        return given


TOO_MANY = gettext_noop("That would be more than {most} meetings. Plan fewer; the rest can be planned when these end.")


def plan(request: HttpRequest, engagement: Engagement, form: PlanForm) -> None:
    """Plan what a form says, and say what was planned, and what else to look at."""
    given = form.cleaned_data
    zone = given["zone"] or engagement.zone
    planned, said = series.plan_series(
        engagement,
        wall=form.wall,
        zone=zone,
        minutes=given["minutes"],
        rhythm=given["rhythm"],
        times=given.get("times") or 1,
        invites=given["invites"],
    )
    hand_over(today())
    first, last = planned[0].local, planned[-1].local
    if len(planned) == 1:
        said_so = gettext("Planned for {day}, {time} ({zone}).")
        messages.success(request, said_so.format(day=full_day(first), time=clock(first), zone=zone))
    else:
        said_so = gettext("Planned: {meetings}, from {first} to {last}, {time}.").format(
            meetings=count_of(len(planned), "meeting"), first=full_day(first), last=full_day(last), time=clock(first)
        )
        messages.success(request, said_so)
    tell(request, engagement, planned, said)


def tell(request: HttpRequest, engagement: Engagement, meetings: list[Meeting], said: list[str]) -> None:
    """Say where the clock left no other way, and what else is at the same time. Neither is forbidden."""
    for sentence in _few(said, gettext_noop("{count} more days are like that.")):
        messages.warning(request, sentence)
    others = series.overlapping(meetings, request.user)
    also = [_overlap(one, engagement) for one in others]
    for sentence in _few(also, gettext_noop("{count} more are at the same time.")):
        messages.warning(request, sentence)


def _overlap(one: Meeting, engagement: Engagement) -> str:
    coaching = one.kind == one.Kind.COACHING
    if one.engagement_id != engagement.pk:
        said = (
            gettext("At the same time there is a coaching meeting with {name}: {day}, {begin} to {end}.")
            if coaching
            else gettext(
                "At the same time there is a meeting of the client’s own with {name}: {day}, {begin} to {end}."
            )
        )
    elif coaching:
        said = gettext("At the same time there is a coaching meeting: {day}, {begin} to {end}.")
    else:
        said = gettext("At the same time there is a meeting of the client’s own: {day}, {begin} to {end}.")
    begin, end = clock(one.local), clock(one.until.astimezone(one.local.tzinfo))
    return said.format(name=one.engagement.client.name, day=full_day(one.local), begin=begin, end=end)


def _few(sentences: list[str], rest: str) -> Iterable[str]:
    yield from sentences[:SHOWN]
    if len(sentences) > SHOWN:
        yield gettext(rest).format(count=len(sentences) - SHOWN)


def move(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Move a meeting, or it and those that follow it in its series."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    local = wall_of(one.at, one.zone)
    form = TimeForm(request.POST or None, initial={"on": local.date(), "at": local.time(), "minutes": one.minutes})
    following = request.POST.get("which") == "following"
    moved: list[Meeting] = []
    said: list[str] = []

    def write(seen: str) -> None:
        typed = {"wall": form.wall, "minutes": form.cleaned_data["minutes"]}
        both = series.move(one, **typed, following=following, seen=seen)
        moved.extend(both[0])
        said.extend(both[1])

    came = write_again(request, form, write)
    if came is Came.WRITTEN:
        now = one_meeting(request, found, meeting)
        messages.success(request, _moved(now, len(moved) - 1))
        hand_over(today())
        tell(request, found, moved, said)
        return redirect("meeting", found.pk, one.pk)
    if came.changed:
        one = one_meeting(request, found, meeting)
    context = {"form": form, "meeting": one, "changed": came.changed, "following": following, "rest": _rest(one)}
    return show(request, "meetings/move.html", found, "meetings", status=came.status, **context)


def _moved(now: Meeting, more: int) -> str:
    said = gettext("Moved to {day}, {time}.").format(day=full_day(now.local), time=clock(now.local))
    if more < 1:
        return said
    also = ngettext("So are {count} meeting that follow.", "So are {count} meetings that follow.", more)
    return f"{said} {also.format(count=in_words(more))}"


def _rest(one: Meeting) -> int:
    """How many meetings of its series follow and are held."""
    return sum(not later.cancelled for later in series.together(one, following=True)[1:])


@require_POST
def cancel(request: HttpRequest, engagement: int, meeting: int) -> HttpResponse:
    """Call a meeting off, with those that follow if that is asked for; or hold after all what was called off."""
    found = find(request, engagement)
    one = one_meeting(request, found, meeting)
    if one.cancelled:
        held = series.hold_together(one)
        all_held = gettext("All {count} are held after all.").format(count=held)
        messages.success(request, gettext("It is held after all.") if held < 2 else all_held)
        tell(request, found, [one_meeting(request, found, meeting)], [])
    else:
        many = series.call_off_together(one, following=request.POST.get("which") == "following")
        stays = gettext("What hangs on it stays, and it can be held after all.")
        off = gettext("Called off.")
        if many > 1:
            off = gettext("Called off: {meetings}.").format(meetings=count_of(many, "meeting"))
        messages.success(request, f"{off} {stays}")
    hand_over(today())
    return redirect("meeting", found.pk, one.pk)
