"""The form in which it is said whom to tell, of what; and the one that says since when to tell it again."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from waylight.pages.account.tokens import EVERYWHERE, SOME
from waylight.record.engagement import Engagement
from waylight.record.people import Member
from waylight.record.webhooks.events import OF_PRACTICE, Event
from waylight.record.webhooks.hook import LONGEST_NAME, Chosen

if TYPE_CHECKING:
    from waylight.access.models import User
    from waylight.record.webhooks.hook import Webhook


class WebhookForm(forms.Form):
    """Name, address, events, and of which engagements; of who both coaches and looks after a practice, as which."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("As you know it by in the list."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        help_text=gettext_lazy("Where your program listens: it begins with https://."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    whose = forms.ChoiceField(label=gettext_lazy("Tell it of"), widget=forms.RadioSelect, choices=[])
    events = forms.MultipleChoiceField(
        label=gettext_lazy("When"),
        widget=forms.CheckboxSelectMultiple,
        choices=[],
        error_messages={"required": gettext_lazy("Choose at least one kind of event.")},
    )
    where = forms.ChoiceField(
        label=pgettext_lazy("a webhook, in which engagements", "In"),
        choices=[
            (EVERYWHERE, gettext_lazy("Every engagement that I coach, now or later")),
            (SOME, gettext_lazy("Only these:")),
        ],
        initial=EVERYWHERE,
        widget=forms.RadioSelect,
    )
    engagements = forms.MultipleChoiceField(
        label=gettext_lazy("Engagements"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )

    def offer(self, user: User, only: Member | None = None) -> None:
        """Offer what the person may choose; of a webhook that there is (``only``) it stays as whose it is."""
        self.members = {str(one.pk): one for one in ([only] if only else members_of(user))}
        coaching = any(one.role == Member.Role.COACH for one in self.members.values())
        _choices(self, "whose", [(pk, _as(one)) for pk, one in self.members.items()])
        self.fields["whose"].initial = next(iter(self.members), None)
        kinds = [one for one in Event if coaching or one in OF_PRACTICE]
        _choices(self, "events", [(one.value, _sentence(one.label)) for one in kinds])
        self.fields["events"].initial = [one.value for one in kinds]
        if len(self.members) == 1:
            self.fields["whose"].required = False
        if not coaching:
            del self.fields["where"], self.fields["engagements"]
            return
        mine = Engagement.objects.filter(coach__in=self.members.values()).select_related("client", "coach__user")
        _choices(self, "engagements", [(str(one.pk), str(one)) for one in mine])

    def clean(self) -> dict[str, Any]:
        """Some engagements are at least one."""
        given = super().clean() or {}
        if self._some() and not given.get("engagements"):
            self.add_error("engagements", gettext("Choose at least one engagement, or all of them."))
        return given

    @property
    def member(self) -> Member:
        """As whom it is set up."""
        whose = self.cleaned_data.get("whose") or next(iter(self.members))
        return self.members[whose]

    @property
    def chosen(self) -> Chosen:
        """What was chosen."""
        given = self.cleaned_data
        some = [int(one) for one in given["engagements"]] if self._some() else None
        return Chosen(given["name"], given["address"], given["events"], some)

    def _some(self) -> bool:
        return self.cleaned_data.get("where") == SOME and self.member.role == Member.Role.COACH


class AgainForm(forms.Form):
    """Since when everything is sent again."""

    since = forms.DateTimeField(
        label=gettext_lazy("Everything since (UTC)"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Say since when."),
            "invalid": gettext_lazy("This is no time; write it as 2026-03-12 14:30."),
        },
    )

    def clean_since(self) -> Any:
        """The time as it was written, in UTC."""
        return self.cleaned_data["since"].replace(tzinfo=UTC)


def typed(webhook: Webhook) -> dict[str, Any]:
    """What stands in the form of a webhook that there is."""
    some = webhook.engagements
    return {
        "name": webhook.name,
        "address": webhook.address,
        "whose": str(webhook.member_id),
        "events": webhook.events,
        "where": EVERYWHERE if some is None else SOME,
        "engagements": [str(one) for one in some or []],
    }


def members_of(user: User) -> list[Member]:
    """As whom somebody may set a webhook up, as a coach first."""
    mine = Member.objects.filter(user=user).select_related("user", "practice")
    return sorted(mine, key=lambda one: (one.role != Member.Role.COACH, one.pk))


def _as(member: Member) -> str:
    if member.role == Member.Role.ADMIN:
        every = gettext("All of {practice}: when coaching takes place, and nothing else")
        return every.format(practice=member.practice)
    return gettext("What I coach in {practice}").format(practice=member.practice)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _sentence(words: object) -> str:
    return str(words)[:1].upper() + str(words)[1:]
