"""What is typed of a template, and of a paper of an engagement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from waylight.record.template import LONGEST, LONGEST_TITLE, Kind


class PaperForm(forms.Form):
    """A paper's title and words."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=pgettext_lazy("a paper", "Words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 16})
    )


class TemplateForm(PaperForm):
    """A template."""

    kind = forms.ChoiceField(label=pgettext_lazy("a kind of template", "It is"), choices=Kind.choices)
    shared = forms.BooleanField(
        label=gettext_lazy("Other coaches of the practice may use it"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Only you change it. Nothing about a client belongs in a template."),
    )
    field_order = ("kind", "title", "text", "shared")


class AnswerForm(forms.Form):
    """The client's answer."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=50_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Your coach reads it once you keep it. Leave it empty to take it back."),
    )
