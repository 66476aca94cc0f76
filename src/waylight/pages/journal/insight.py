"""An insight of the client's, written again: by her alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy

from waylight.pages.engagement_page import find, show
from waylight.pages.journal.links import entry_address
from waylight.pages.writing_again import Came, write_again
from waylight.record.insight import Insight, reword
from waylight.record.people import Stakeholder

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement


class InsightForm(forms.Form):
    """Its words, whom they came from, and what they changed."""

    text = forms.CharField(
        label=gettext_lazy("What you saw or heard"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    heard_from = forms.ChoiceField(label=gettext_lazy("Who helped you see it"), required=False)
    changed = forms.CharField(label=gettext_lazy("What it changed"), max_length=2000, required=False)

    def offer(self, engagement: Engagement, user: Asking, insight: Insight) -> None:
        """Let her choose among the people she has to do with, and whom it came from so far."""
        mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement).select_related("person")
        people = {str(one.person_id): one.person for one in mine}
        if insight.heard_from:
            people[str(insight.heard_from_id)] = insight.heard_from
        self.people = dict(sorted(people.items(), key=lambda one: one[1].name))
        names = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["heard_from"].choices = [("", gettext("nobody in particular")), *names]  # type: ignore[attr-defined]


def _found(request: HttpRequest, engagement: Engagement, pk: int) -> Insight:
    mine = Insight.objects.visible_to(request.user).filter(engagement=engagement)
    return get_object_or_404(mine.select_related("heard_from", "engagement"), pk=pk)


def edit(request: HttpRequest, engagement: int, insight: int) -> HttpResponse:
    """Write it again."""
    found = find(request, engagement)
    one = _found(request, found, insight)
    typed = {"text": one.text, "heard_from": str(one.heard_from_id or ""), "changed": one.changed}
    form = InsightForm(request.POST or None, initial=typed)
    form.offer(found, request.user, one)

    def write(seen: str) -> None:
        given = form.cleaned_data
        person = form.people.get(given["heard_from"])
        reword(one, text=given["text"], person=person, changed=given["changed"], seen=seen)

    came = write_again(request, form, write, "text")
    if came is Came.WRITTEN:
        messages.success(request, gettext("Written again."))
        return redirect(entry_address(found, one.reflection_id))
    if came.changed:
        one = _found(request, found, insight)
    context = {
        "form": form,
        "insight": one,
        "changed": came.changed,
        "back": entry_address(found, one.reflection_id),
    }
    return show(request, "journal/insight.html", found, "journal", status=came.status, **context)
