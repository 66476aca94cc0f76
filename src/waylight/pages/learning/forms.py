"""The forms of the coach's own journal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from waylight.record.learning import LearningNote, Study


class LearningForm(forms.Form):
    """One note."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label=gettext_lazy("What I noticed about my own work"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=50_000,
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("a note or a question", "It is"), choices=LearningNote.Kind.choices, required=False
    )

    def clean_kind(self) -> str:
        """A note, unless it is said to be a question."""
        return self.cleaned_data["kind"] or LearningNote.Kind.NOTE


class StudyForm(forms.Form):
    """Time spent on learning."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        min_value=0,
        max_value=24,
        decimal_places=2,
        help_text=gettext_lazy("1.5 is 90 minutes."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it was"), choices=Study.Kind.choices)
    topic = forms.CharField(label=pgettext_lazy("a topic", "About"), max_length=500)
    given_by = forms.CharField(label=gettext_lazy("With, or by"), max_length=300, required=False)
