"""An admin hands engagements of one coach over to another: their dates are shown, and nothing that stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext

from waylight.pages.members.view import find_practice
from waylight.pages.privacy.view import asking
from waylight.pages.templatetags.words import day_and_year, in_words
from waylight.record.handing_over import CannotHandOver, coached_by, hand_over_all, others_in
from waylight.record.people import Member

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from waylight.record.engagement import Engagement


class HandOverForm(forms.Form):
    """Which engagements, to whom, and that those whom it concerns know."""

    engagements = forms.MultipleChoiceField(label=gettext_lazy("Engagements"), widget=forms.CheckboxSelectMultiple)
    to = forms.ChoiceField(label=gettext_lazy("New coach"))
    known = forms.BooleanField(label=gettext_lazy("The clients and both coaches know of it"))

    def __init__(self, *args: Any, mine: Iterable[Engagement], others: Iterable[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since = gettext("{name}, since {day}")
        offered = [(str(one.pk), since.format(name=one.client.name, day=day_and_year(one.begins))) for one in mine]
        self.fields["engagements"].choices = offered  # type: ignore[attr-defined]
        self.fields["engagements"].initial = [number for number, _ in offered]
        self.fields["to"].choices = [(str(one.pk), str(one)) for one in others]  # type: ignore[attr-defined]


def hand_over_page(request: HttpRequest, practice: int, member: int) -> HttpResponse:
    """What a coach has here and who could take it; sent, hand it over, all or nothing."""
    found = find_practice(request, practice)
    coaches = Member.objects.visible_to(request.user).filter(practice=found, role=Member.Role.COACH)
    one = get_object_or_404(coaches.select_related("user"), pk=member)
    others = list(others_in(found, one).order_by("user__name", "user__email"))
    mine = list(coached_by(one).order_by("begins", "pk"))
    form = HandOverForm(request.POST or None, mine=mine, others=others)
    if request.method == "POST" and form.is_valid():
        chosen = [engagement for engagement in mine if str(engagement.pk) in form.cleaned_data["engagements"]]
        to = next(other for other in others if str(other.pk) == form.cleaned_data["to"])
        try:
            hand_over_all(chosen, to=to, by=asking(request))
        except CannotHandOver as reason:
            form.add_error("to", str(reason))
        else:
            messages.success(request, _done(len(chosen), to))
            return redirect("practice", found.pk)
    context = {"practice": found, "coach": one, "mine": mine, "others": others, "form": form}
    return render(request, "members/hand_over.html", context)


def _done(many: int, to: Member) -> str:
    said = ngettext("{number} engagement handed over to {coach}.", "{number} engagements handed over to {coach}.", many)
    return said.format(number=in_words(many).capitalize(), coach=to)
