"""What is asked to set a practice up: who, how to sign in, and what new engagements begin with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from waylight.access.first_account import code_fits
from waylight.access.models import User
from waylight.pages.account.forms import GOOD_PASSWORD
from waylight.pages.practice.forms import BeginForm


class SetUpForm(BeginForm):
    """A practice, its first coach, and her sign-in; elsewhere than on the machine itself also the printed code."""

    code = forms.CharField(
        label=gettext_lazy("The code that Waylight printed when it started"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=gettext_lazy("So that nobody else sets it up before you. Starting Waylight again prints another."),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    practice = forms.CharField(
        label=gettext_lazy("The name of your practice"),
        max_length=200,
        help_text=gettext_lazy("Your own name will do."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        strip=False,
        help_text=format_lazy("{} {}", GOOD_PASSWORD, gettext_lazy("A second factor comes after this.")),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("code", "name", "practice", "email", "password", "zone", "language")

    def __init__(self, *args: Any, with_code: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not with_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        """The code that was printed last."""
        typed: str = self.cleaned_data["code"]
        if not code_fits(typed):
            raise forms.ValidationError(
                gettext("This is not the code that was printed last. Look where Waylight was started.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """A password that is not easily guessed by who knows name and address."""
        given = super().clean() or {}
        if "password" in given:
            try:
                validate_password(given["password"], User(email=given.get("email", ""), name=given.get("name", "")))
            except forms.ValidationError as reason:
                self.add_error("password", reason)
        return given
