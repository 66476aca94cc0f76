"""What can be said of an initiative, of who takes part, and of how others see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q

from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Insight
from waylight.record.people import Person, Stakeholder

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

WORDS = {"rows": 3}


def a_day(label: StrOrPromise, *, required: bool = True) -> forms.DateField:
    """A field for a day, as browsers show one."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class InitiativeForm(forms.Form):
    """A name and a first day."""

    name = forms.CharField(max_length=200)
    since = a_day("Since")


class PartForm(forms.Form):
    """A part, and its days."""

    part = forms.ChoiceField(label="Part", choices=Participation.Part.choices)
    since = a_day("From")
    until = a_day("Until", required=False)

    def clean(self) -> dict[str, Any]:
        """Nobody stops before they began."""
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day lies before the first one.")
        return given


class TakesPartForm(PartForm):
    """Who takes it, too: anybody who matters or has a place, and the client herself."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who", empty_label="choose")

    field_order = ["person", "part", "since", "until"]

    def offer(self, engagement: Engagement, user: Asking) -> None:
        """Offer the people of the engagement."""
        self.fields["person"].queryset = who_there_is(engagement, user)  # type: ignore[attr-defined]


class PerspectiveForm(forms.Form):
    """Whose view on which initiative, in which words, and what it changed. The button says whether it differs."""

    initiative = forms.ModelChoiceField(Initiative.objects.none(), empty_label=None)
    person = forms.ModelChoiceField(Person.objects.none(), label="Whose view", empty_label="choose")
    text = forms.CharField(label="How they see it", max_length=4000, widget=forms.Textarea(attrs=WORDS))
    changed = forms.CharField(
        label="What it changed", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    on = a_day("Heard on")

    def offer(self, engagement: Engagement, user: Asking) -> None:
        """Offer the initiatives, those that go on first, and the people of the engagement."""
        mine = Initiative.objects.visible_to(user).filter(engagement=engagement)
        self.fields["initiative"].queryset = mine.order_by("closed_on", "-since", "pk")  # type: ignore[attr-defined]
        self.fields["person"].queryset = who_there_is(engagement, user).exclude(pk=engagement.client_id)  # type: ignore[attr-defined]


class RewriteForm(PerspectiveForm):
    """The parts of a view that can be written again."""

    initiative = None  # type: ignore[assignment]
    person = None  # type: ignore[assignment]
    stance = forms.ChoiceField(label="It", choices=Perspective.Stance.choices)

    field_order = ["stance", "text", "changed", "on"]


def who_there_is(engagement: Engagement, user: Asking) -> Any:
    """The client, every stakeholder, and whoever something was heard from, by name."""
    stakes = Stakeholder.objects.visible_to(user).filter(engagement=engagement).values("person")
    heard = Insight.objects.visible_to(user).filter(engagement=engagement).values("heard_from")
    known = Q(pk__in=stakes) | Q(pk__in=heard) | Q(pk=engagement.client_id)
    return Person.objects.filter(known).order_by("name", "pk")
