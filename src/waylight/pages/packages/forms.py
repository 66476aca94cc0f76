"""What is typed of hours bought and corrected, of the kind of coaching, and of who is in a group."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from waylight.pages.initiatives.forms import a_day
from waylight.record.terms import MOST, Form

PAID = [("paid", gettext_lazy("paid, with money or otherwise")), ("free", gettext_lazy("pro bono, for nothing"))]


def in_minutes(hours: Decimal) -> int:
    """Hours as they are typed, in minutes."""
    return round(hours * 60)


def in_hours(minutes: int) -> Decimal:
    """Minutes as they are typed: hours with two places, which are the same minutes again."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


class PackageForm(forms.Form):
    """Hours bought."""

    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        min_value=Decimal("0.02"),
        max_value=1000,
        decimal_places=2,
        help_text=gettext_lazy("1.5 is 90 minutes."),
    )
    on = a_day(gettext_lazy("Bought on"))
    paid = forms.ChoiceField(label=pgettext_lazy("hours", "They are"), choices=PAID)

    def written(self) -> dict[str, Any]:
        """What was given, as the record takes it."""
        given = self.cleaned_data
        return {"on": given["on"], "minutes": in_minutes(given["hours"]), "paid": given["paid"] == "paid"}


class CorrectionForm(forms.Form):
    """Time used that no meeting shows, or the other way round."""

    hours = forms.DecimalField(
        label=gettext_lazy("Hours more or less"),
        min_value=-24,
        max_value=24,
        decimal_places=2,
        help_text=gettext_lazy("0.5 adds half an hour to what was used; −0.5 takes half an hour off (type -0.5)."),
    )
    on = a_day(gettext_lazy("Day"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)

    def written(self) -> dict[str, Any]:
        """What was given, as the record takes it."""
        given = self.cleaned_data
        return {"on": given["on"], "minutes": in_minutes(given["hours"]), "why": given["why"]}


class TermsForm(forms.Form):
    """The kind of coaching."""

    form = forms.ChoiceField(label=gettext_lazy("Coaching of"), choices=Form.choices)
    number = forms.IntegerField(
        label=gettext_lazy("How many, the client among them"),
        min_value=2,
        max_value=MOST,
        required=False,
        help_text=gettext_lazy("Of a group or team, where not everybody is named below."),
    )
    paid = forms.ChoiceField(label=gettext_lazy("Hours that no package says more about are"), choices=PAID)

    def written(self) -> dict[str, Any]:
        """What was given, as the record takes it."""
        return {**self.cleaned_data, "paid": self.cleaned_data["paid"] == "paid"}


class InGroupForm(forms.Form):
    """Somebody in the group."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    address = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=320, required=False)
    since = a_day(pgettext_lazy("a day", "From"))
