"""What a coach types in to begin an engagement."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext, gettext_lazy

from waylight.record.engagement import Engagement, person_of
from waylight.record.people import Alias, Person

ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/"))
)


class EngagementForm(forms.Form):
    """Who is coached, where, from when, and under which names she stands in her files."""

    client_name = forms.CharField(label=gettext_lazy("The client's name"), max_length=200)
    pronouns = forms.ChoiceField(
        label=gettext_lazy("Pronouns"), choices=Person.Pronouns.choices, initial=Person.Pronouns.SHE
    )
    client_goes_by = forms.CharField(
        label=gettext_lazy("The client's addresses and other spellings"),
        help_text=gettext_lazy(
            "One a line, as they stand in calendars, mail and transcripts. More can be added later."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    coach_goes_by = forms.CharField(
        label=gettext_lazy("Your own addresses and other spellings"),
        help_text=gettext_lazy(
            "So that your meetings with the client are recognised in a calendar. Your sign-in address is known."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("The client's time zone"),
        choices=[("UTC", "UTC"), *((zone, zone) for zone in ZONES)],
        initial="UTC",
    )
    begins = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends = forms.DateField(
        label=gettext_lazy("Last day, if it is agreed"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    goals = forms.CharField(
        label=gettext_lazy("Goals, in the client's words"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def clean(self) -> dict[str, Any]:
        """An engagement ends after it begins."""
        given = super().clean() or {}
        if given.get("begins") and given.get("ends") and given["ends"] < given["begins"]:
            self.add_error("ends", gettext("The last day is before the first."))
        for field in ("client_goes_by", "coach_goes_by"):
            given[field] = [line.strip() for line in given.get(field, "").splitlines() if line.strip()]
        return given


def as_typed(engagement: Engagement) -> dict[str, object]:
    """An engagement as the form would have been filled in."""
    mine = Alias.objects.filter(engagement=engagement).order_by("pk")
    spellings = {
        person: [alias.shown for alias in mine.filter(person=person) if alias.shown != person.name]
        for person in (engagement.client, person_of(engagement.coach))
    }
    of_client, of_coach = spellings.values()
    return {
        "client_name": engagement.client.name,
        "pronouns": engagement.client.pronouns,
        "client_goes_by": "\n".join(of_client),
        "coach_goes_by": "\n".join(of_coach),
        "zone": engagement.zone,
        "begins": engagement.begins,
        "ends": engagement.ends,
        "goals": engagement.goals,
    }
