"""Who is invited, and what somebody who accepts says of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy, pgettext_lazy

from waylight.access.models import User
from waylight.pages.account.forms import GOOD_PASSWORD
from waylight.record.account_invitation import AccountInvitation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrOrPromise

Role = AccountInvitation.Role


class InviteForm(forms.Form):
    """One person, by name and address."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The invitation is for this address alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=pgettext_lazy("in which role", "As"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: Sequence[tuple[str, _StrOrPromise]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["role"].initial = roles[0][0]


class AcceptForm(forms.Form):
    """A name and a password; the address is the one invited."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        strip=False,
        help_text=GOOD_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """A password that is not easily guessed by who knows name and address."""
        given = super().clean() or {}
        try:
            validate_password(given.get("password", ""), User(email=self.email, name=given.get("name", "")))
        except forms.ValidationError as reason:
            self.add_error("password", reason)
        return given
