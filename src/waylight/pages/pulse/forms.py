"""What can be said of the pulse: a behaviour, a round, an address, thanks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy, override

from waylight.pages.initiatives.forms import a_day
from waylight.record.asking.behaviours import LONGEST
from waylight.record.asking.planning import FIRST_QUESTION, Plan
from waylight.record.asking.rounds import LONGEST_THANKS
from waylight.record.pulse import Pulse, locale_of

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from waylight.record.asking.raters import Rater

OPEN_DAYS = 10  # offered for a new round: one working week and the weekends around it
AGAIN = [
    ("", gettext_lazy("not again by itself")),
    ("4", gettext_lazy("every 4 weeks")),
    ("6", gettext_lazy("every 6 weeks")),
    ("8", gettext_lazy("every 8 weeks")),
    ("12", gettext_lazy("every 12 weeks")),
    ("26", gettext_lazy("twice a year")),
]
OF_RATER = "language-"  # before her number, in names of fields
LANGUAGES = [("", gettext_lazy("as the round")), *Pulse.Language.choices]


def language_options(chosen: str) -> SafeString:
    """The options of a list of languages. Made once for many raters: a field for each takes far longer."""
    rows = ((code, mark_safe(" selected") if code == chosen else "", name) for code, name in LANGUAGES)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)  # not for readers


class BehaviourForm(forms.Form):
    """Something she works on, in her words."""

    text = forms.CharField(
        label=gettext_lazy("One more, as others would see it"),
        max_length=LONGEST,
        help_text=gettext_lazy("For instance: lets others own the outcome."),
    )
    listening = forms.BooleanField(
        label=gettext_lazy("This is listening: show what is answered on the path"), required=False
    )


class RoundForm(forms.Form):
    """The open question, the days, how often again, the language of the mails, and whom to ask."""

    question = forms.CharField(
        label=gettext_lazy("One open question"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Ask for something to try, not for a verdict. Without a question, only the numbers are asked."
        ),
    )
    opens = a_day(cast("str", gettext_lazy("First day")))
    closes = a_day(cast("str", gettext_lazy("Last day")))
    every_weeks = forms.ChoiceField(label=gettext_lazy("Again"), choices=AGAIN, required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mails"),
        choices=Pulse.Language.choices,
        help_text=gettext_lazy(
            "To all for whom no other is chosen below. The page that they lead to can be read in each of them."
        ),
    )
    raters = forms.MultipleChoiceField(label=gettext_lazy("Whom to ask"), required=False)

    def offer(self, raters: list[Rater]) -> None:
        """Offer those who can be asked, and take those who cannot, so that the record says why not."""
        self.fields["raters"].choices = [(str(one.stakeholder.pk), str(one.stakeholder)) for one in raters]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take the languages of raters, by their numbers; those that the form does not name stay as they are."""
        given = super().clean() or {}
        sent = {name.removeprefix(OF_RATER): str(self.data[name]) for name in self.data if name.startswith(OF_RATER)}
        if wrong := next((one for one in sent.values() if one and one not in Pulse.Language.values), ""):
            why = gettext("“{given}” is none of the languages. Choose one of those there are.")
            self.add_error("raters", why.format(given=wrong[:20]))
        given["languages"] = {
            int(pk): one for pk, one in sent.items() if pk.isascii() and pk.isdigit() and len(pk) < 18
        }
        return given

    def language_for(self, rater: Rater) -> str:
        """The language that stands at a rater: as it was sent, or as it is known."""
        return str(self.data.get(f"{OF_RATER}{rater.stakeholder.pk}", rater.stakeholder.language))

    def planned(self) -> Plan:
        """What was filled in."""
        given: dict[str, Any] = self.cleaned_data
        weeks = int(given["every_weeks"]) if given["every_weeks"] else None
        raters = [int(one) for one in given["raters"]]
        return Plan(
            given["question"], given["opens"], given["closes"], raters, weeks, given["language"], given["languages"]
        )


def as_planned(pulse: Pulse | None, today: date, language: str = Pulse.Language.EN) -> dict[str, Any]:
    """A round as the form shows it: the one that is planned, one like the last, or a first one in a language."""
    if pulse is None:
        with override(locale_of(language)):
            question = gettext(FIRST_QUESTION)
        first = {"question": question, "opens": today, "closes": today + timedelta(days=OPEN_DAYS)}
        return {**first, "language": language}
    raters = [str(one) for one in pulse.invitations.values_list("stakeholder", flat=True)]
    opens = max(pulse.opens, today) if pulse.opened_at is None else today
    return {
        "question": pulse.question,
        "opens": opens,
        "closes": opens + (pulse.closes - pulse.opens),
        "every_weeks": str(pulse.every_weeks or ""),
        "language": pulse.language,
        "raters": raters,
    }


class AddressForm(forms.Form):
    """Where somebody can be asked."""

    address = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=320)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)


class ThanksForm(forms.Form):
    """What she will do."""

    words = forms.CharField(
        label=gettext_lazy("What I will do"),
        max_length=LONGEST_THANKS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Those who answered get a mail with a link, by which they read it."),
    )
