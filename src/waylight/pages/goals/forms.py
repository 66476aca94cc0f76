"""What is written of a goal, of its rating, and of a scale whose noise is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.pages.initiatives.forms import a_day
from waylight.pages.templatetags.words import signed
from waylight.record.goal import HEAVIEST, LEVELS

if TYPE_CHECKING:
    from django.http import QueryDict

NAMES = {
    -2: pgettext_lazy("a level of a goal", "much less than expected"),
    -1: pgettext_lazy("a level of a goal", "less"),
    0: pgettext_lazy("a level of a goal", "what is expected"),
    1: pgettext_lazy("a level of a goal", "more"),
    2: pgettext_lazy("a level of a goal", "much more than expected"),
}


class GoalForm(forms.Form):
    """A goal, what each level would look like, and how much it weighs beside the others."""

    text = forms.CharField(
        label=gettext_lazy("What is to be reached"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = a_day(pgettext_lazy("a goal", "From"))
    weight = forms.IntegerField(
        label=gettext_lazy("Weight beside other goals, 1 to 10"), min_value=1, max_value=HEAVIEST, initial=1
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for level in LEVELS:
            label = gettext("Level {level}: {name}").format(level=signed(level, 0), name=NAMES[level])
            self.fields[f"level_{level + 2}"] = forms.CharField(label=label, max_length=500, required=level == 0)

    def written(self) -> dict[str, Any]:
        """What was given, with the words of the levels in their order."""
        given = self.cleaned_data
        levels = [given[f"level_{level + 2}"] for level in LEVELS]
        return {"text": given["text"], "since": given["since"], "weight": given["weight"], "levels": levels}


class RatingForm(forms.Form):
    """The level on a day."""

    level = forms.TypedChoiceField(
        label=pgettext_lazy("a goal", "Level"),
        coerce=int,
        choices=lambda: [(one, f"{signed(one, 0)}, {NAMES[one]}") for one in LEVELS[::-1]],
    )
    on = a_day(gettext_lazy("Day"))
    words = forms.CharField(label=gettext_lazy("In words"), max_length=1000, required=False)


class ScaleForm(forms.Form):
    """A scale's noise, as somebody measured it."""

    deviation = forms.FloatField(
        label=gettext_lazy("Standard deviation among comparable people"), min_value=0.01, max_value=100
    )
    reliability = forms.FloatField(label=gettext_lazy("Reliability, 0 to 1"), min_value=0, max_value=0.999)
    source = forms.CharField(label=gettext_lazy("Where that is from"), max_length=200)

    @classmethod
    def asked(cls, given: QueryDict) -> ScaleForm:
        """The form as an address fills it in; empty, and not valid, where it says nothing of a scale."""
        return cls(given if "deviation" in given else None, auto_id="scale_%s")

    @property
    def query(self) -> str:
        """What was given, for an address; "" where it was nothing or wrong."""
        return f"?{urlencode(self.cleaned_data)}" if self.is_valid() else ""
