"""Hours of coaching noted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from waylight.pages.initiatives.forms import a_day
from waylight.pages.packages.forms import in_hours, in_minutes
from waylight.record.terms import MOST, Form

if TYPE_CHECKING:
    from waylight.record.coaching_log import DoesNotFit, PastCoaching


class PastForm(forms.Form):
    """One relationship: with whom, how many together, from when to when, and how long."""

    name = forms.CharField(
        label=gettext_lazy("Client’s name"), max_length=200, help_text=gettext_lazy("Of a group, one person in it.")
    )
    contact = forms.CharField(label=gettext_lazy("E-mail address or telephone"), max_length=320, required=False)
    form = forms.ChoiceField(label=gettext_lazy("Coaching of"), choices=Form.choices)
    number = forms.IntegerField(
        label=gettext_lazy("How many in the group"),
        min_value=2,
        max_value=MOST,
        required=False,
        help_text=gettext_lazy("Of a group or team."),
    )
    begins = a_day(gettext_lazy("First day"))
    ends = a_day(gettext_lazy("Last day, if it has ended"), required=False)
    paid_hours = forms.DecimalField(
        label=gettext_lazy("Paid hours"), min_value=0, max_value=10_000, decimal_places=2, initial=0
    )
    pro_bono_hours = forms.DecimalField(
        label=gettext_lazy("Pro bono hours"), min_value=0, max_value=10_000, decimal_places=2, initial=0
    )
    may_name = forms.BooleanField(
        label=gettext_lazy("The client agrees to be named in the log"),
        required=False,
        help_text=gettext_lazy("Without that, the line is left off what you hand over, and counted as left off."),
    )

    def written(self) -> dict[str, Any]:
        """What was given, as the record takes it."""
        given = dict(self.cleaned_data)
        minutes = {f"{kind}_minutes": in_minutes(given.pop(f"{kind}_hours")) for kind in ("paid", "pro_bono")}
        return {**given, **minutes, "number": given["number"] or 1}


def as_typed(one: PastCoaching) -> dict[str, Any]:
    """Noted hours as the form would have been filled in."""
    return {
        "name": one.name,
        "contact": one.contact,
        "form": one.form,
        "number": one.number if one.number > 1 else None,
        "begins": one.begins,
        "ends": one.ends,
        "paid_hours": in_hours(one.paid_minutes),
        "pro_bono_hours": in_hours(one.pro_bono_minutes),
        "may_name": one.may_name,
    }


def beside(reason: DoesNotFit) -> str:
    """The field of the form that a reason is said beside."""
    return reason.field.replace("_minutes", "_hours")
