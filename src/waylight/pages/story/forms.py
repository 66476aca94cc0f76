"""The forms of stories: beginning one, writing, asking, answering, and noting a copy."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from waylight.record.story import StoryRequest
from waylight.record.story.languages import by_name
from waylight.record.story.text import LONGEST


class ToldField(forms.CharField):
    """A text of a story. An end of line is one letter, as a browser counts it, though it sends two."""

    default_error_messages = {
        "max_length": gettext_lazy(
            "A text of a story has at most %(limit_value)s characters; this one has %(show_value)s, and is not kept "
            "yet. Shorten it, or tell a part of it in another story."
        )
    }

    def to_python(self, value: str | None) -> str:
        """Return the words as they are kept."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class BeginForm(forms.Form):
    """Begins a story."""

    title = forms.CharField(
        label=gettext_lazy("What you find it by"),
        max_length=200,
        help_text=gettext_lazy("For you alone; it is in no text. Name nobody in it."),
    )


class WritingForm(forms.Form):
    """The text of one length, and the story's name."""

    title = forms.CharField(label=gettext_lazy("What you find it by"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its texts"),
        required=False,
        choices=by_name,
        help_text=gettext_lazy(
            "By it they are read aloud, hyphenated and set from left or right, and names are looked for."
        ),
    )
    text = ToldField(
        label=gettext_lazy("The text"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        help_text=gettext_lazy("Markdown: ## for a heading, - for a list, > for a quotation, *emphasis*, **strong**."),
    )


class AskForm(forms.Form):
    """Asks the client for one use."""

    use = forms.ChoiceField(label=gettext_lazy("For which use"), choices=StoryRequest.Use)
    place = forms.CharField(
        label=gettext_lazy("Where, in words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As your client would know it: the site, the group, the conference."),
    )


class ProposalForm(forms.Form):
    """The client's own text."""

    text = ToldField(
        label=gettext_lazy("The text as you would have it"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
    )


class RemarkForm(forms.Form):
    """A word on why not."""

    remark = forms.CharField(
        label=gettext_lazy("A word on why"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CopyForm(forms.Form):
    """To whom a copy was sent, and when."""

    to = forms.CharField(label=gettext_lazy("To whom"), max_length=300)
    on = forms.DateField(label=gettext_lazy("On"), widget=forms.DateInput(attrs={"type": "date"}))
