"""The forms of the coach's own journal."""

from __future__ import annotations

from django import forms

from waylight.record.learning import LearningNote, Study


class LearningForm(forms.Form):
    """One note."""

    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = forms.CharField(
        label="What I noticed about my own work", widget=forms.Textarea(attrs={"rows": 6}), max_length=50_000
    )
    kind = forms.ChoiceField(label="It is", choices=LearningNote.Kind.choices, required=False)

    def clean_kind(self) -> str:
        """A note, unless it is said to be a question."""
        return self.cleaned_data["kind"] or LearningNote.Kind.NOTE


class StudyForm(forms.Form):
    """Time spent on learning."""

    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hours = forms.DecimalField(
        label="Hours", min_value=0, max_value=24, decimal_places=2, help_text="1.5 is 90 minutes."
    )
    kind = forms.ChoiceField(label="What it was", choices=Study.Kind.choices)
    topic = forms.CharField(label="About", max_length=500)
    given_by = forms.CharField(label="With, or by", max_length=300, required=False)
