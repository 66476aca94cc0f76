"""What can be said of a stakeholder, and who was missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.pages.templatetags.words import level, side
from waylight.record.pulse import Pulse

if TYPE_CHECKING:
    from waylight.pages.voice import Voice
    from waylight.record.people import Practice, Stakeholder

AREA = {"rows": 3}
LANGUAGES = [("", gettext_lazy("that of the others")), *Pulse.Language.choices]


class Placed(forms.Form):
    """A level and a side in the practice's words. A word it no longer uses can be kept."""

    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    side = forms.ChoiceField(label=gettext_lazy("Side"), required=False)

    def offer(self, practice: Practice) -> None:
        """Offer the practice's words."""
        none = ("", gettext("not known"))
        self.fields["level"].choices = [none, *((word, level(word)) for word in practice.levels)]  # type: ignore[attr-defined]
        self.fields["side"].choices = [none, *((word, side(word)) for word in practice.sides)]  # type: ignore[attr-defined]


class StandingForm(Placed):
    """How things stand with somebody, and how the client wants them."""

    role = forms.CharField(label=pgettext_lazy("at work", "Role"), max_length=120, required=False)
    stands = forms.CharField(
        label=gettext_lazy("How things stand"), widget=forms.Textarea(attrs=AREA), max_length=4000, required=False
    )
    wanted = forms.CharField(widget=forms.Textarea(attrs=AREA), max_length=4000, required=False)
    named = forms.BooleanField(required=False)

    field_order = ["stands", "wanted", "level", "side", "role", "named"]

    def speak(self, voice: Voice) -> None:
        """Ask in words for this reader."""
        self.fields["wanted"].label = voice.say("How {subject} want{s} them")


class NamingForm(Placed):
    """Somebody who stood in none of the files."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    role = forms.CharField(label=pgettext_lazy("at work", "Role"), max_length=120, required=False)
    address = forms.CharField(
        label=gettext_lazy("E-mail address"),
        max_length=320,
        required=False,
        help_text=gettext_lazy("By it, files that are brought later know who it is. Nobody is written to."),
    )

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=LANGUAGES,
        required=False,
        help_text=gettext_lazy("In which they are asked, should they be."),
    )

    field_order = ["name", "level", "side", "role", "address", "language"]


def as_said(one: Stakeholder) -> dict[str, str | bool]:
    """What is said of somebody now, as the form shows it."""
    return {name: getattr(one, name) for name in ("level", "side", "role", "stands", "wanted", "named")}
