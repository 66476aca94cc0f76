"""What the client can write on her page: every part only if she wants to."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.pages.templatetags.words import level, side
from waylight.pages.today.choices import became
from waylight.record.between.day import Day
from waylight.record.between.question import LONGEST as LONGEST_QUESTION
from waylight.record.people import Stakeholder

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from waylight.access.predicates import Asking
    from waylight.pages.today.choices import Line
    from waylight.record.engagement import Engagement

PARTS = ("text", "answers", "mood", "mood_words", "confidence", "confidence_words", "heard", "changed", "next", "due")
STEPS = [(str(n), str(n)) for n in range(11)]
LONGEST = 2000
PRIVATE = gettext_lazy("Otherwise only you read it. You can change that at any time.")
# The words that go with another part, the part they go with, and what to say without it.
GOES_WITH = (
    ("mood_words", "mood", gettext_lazy("Choose a number for your mood, or take the words out.")),
    ("confidence_words", "confidence", gettext_lazy("Choose a number for your confidence, or take the words out.")),
    ("helper", "heard", gettext_lazy("Say what you saw or heard.")),
    ("new_helper", "heard", gettext_lazy("Say what you saw or heard.")),
    ("changed", "heard", gettext_lazy("Say what you saw or heard.")),
    ("due", "next", gettext_lazy("Say what you will do by then.")),
)


def _line(label: StrOrPromise, longest: int = LONGEST, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **more)


def _scale(label: StrOrPromise) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[("", "–"), *STEPS], coerce=int, empty_value=None, required=False
    )


class TodayForm(forms.Form):
    """One form. ``once`` is a name for what is typed into it, so that it is kept once however often it is sent."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64)
    text = forms.CharField(
        label=gettext_lazy("What is on your mind"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    answers = forms.BooleanField(label=gettext_lazy("This answers the question"), required=False)
    mood = _scale(gettext_lazy("Mood"))
    mood_words = _line(gettext_lazy("Your mood in words"), 500)
    confidence = _scale(gettext_lazy("Confidence"))
    confidence_words = _line(gettext_lazy("Your confidence in words"), 500)
    helper = forms.ChoiceField(label=gettext_lazy("Somebody you know"), required=False)
    new_helper = _line(gettext_lazy("Somebody new"), 200, help_text=gettext_lazy("A name is enough."))
    heard = _line(gettext_lazy("What I saw or heard"), widget=forms.Textarea(attrs={"rows": 2}))
    changed = _line(gettext_lazy("What it changed"))
    next = _line(gettext_lazy("What I will do next"), 1000)
    due = forms.DateField(
        label=pgettext_lazy("until a day", "By"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    question = _line(gettext_lazy("A question I ask myself"), LONGEST_QUESTION)
    shared = forms.BooleanField(label=gettext_lazy("Share it with my coach"), help_text=PRIVATE, required=False)

    def offer(self, engagement: Engagement, user: Asking) -> None:
        """Let her choose among the people she has to do with."""
        known = Stakeholder.objects.visible_to(user).filter(engagement=engagement).select_related("person")
        mine = list(known.order_by("person__name", "pk").only("level", "side", "person"))
        self.people = {str(one.person_id): one.person for one in mine}
        places = {str(one.person_id): f"{level(one.level)}, {side(one.side)}" for one in mine if one.level and one.side}
        chosen = [(pk, f"{p.name} ({places[pk]})" if pk in places else p.name) for pk, p in self.people.items()]
        self.fields["helper"].choices = [("", gettext("nobody chosen")), *chosen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Words that belong to another part say nothing without it."""
        given = super().clean() or {}
        for part, whole, sentence in GOES_WITH:
            if given.get(part) and whole in given and given[whole] in {None, ""} and whole not in self.errors:
                self.add_error(whole, sentence)
        return given

    def day(self, shown: list[Line]) -> Day:
        """What was filled in, with what is said of commitments. Raises ValueError for what these do not allow."""
        given = self.cleaned_data
        return Day(
            **{part: given[part] for part in PARTS},
            helper=self.people.get(given["helper"]),
            new_helper="" if given["helper"] else given["new_helper"],
            question=given["question"],
            became=became(shown),
            private=not given["shared"],
        )


def unused_name() -> str:
    """A name for a form that nobody has typed into yet."""
    return uuid.uuid4().hex
