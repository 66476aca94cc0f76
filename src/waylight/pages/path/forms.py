"""What the client writes on her path: her own answer, and notes at a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.record.landmark import LONGEST

A_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OfPath(forms.Form):
    """A form of the path's page, whose fields have ids of their own: several forms stand on it."""

    def __init__(self, *args: Any, **given: Any) -> None:
        given.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **given)


class OwnAnswerForm(OfPath):
    """Her own answer to the question, and who reads it."""

    text = forms.CharField(
        label=gettext_lazy("In your own words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    shared = forms.BooleanField(label=gettext_lazy("My coach may read it"), required=False)


class LandmarkForm(OfPath):
    """What was, when, and whether she was away."""

    text = forms.CharField(label=gettext_lazy("What was"), max_length=LONGEST)
    on = forms.DateField(label=pgettext_lazy("beginning with", "From"), widget=A_DAY)
    until = forms.DateField(label=gettext_lazy("Until"), widget=A_DAY, required=False)
    away = forms.BooleanField(label=gettext_lazy("I was away: count nothing in these days"), required=False)

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it began."""
        given = super().clean() or {}
        if given.get("on") and given.get("until") and given["until"] < given["on"]:
            self.add_error("until", gettext("The last day lies before the first one."))
        return given
