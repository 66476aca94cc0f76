"""The account's forms: allauth's, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GOOD_PASSWORD = gettext_lazy("At least ten characters; a few words in a row are good. Not your name or address.")
# A code is accepted in its own step and as many as the tolerance before and after; so long it must not work again.
CODE_LASTS_S = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)


class InOurWords(forms.Form):
    """Labels and help of our own; no placeholder, which would vanish while somebody types."""

    labels: ClassVar[dict[str, _StrPromise]] = {}
    help: ClassVar[dict[str, _StrPromise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help.get(name, "")
            if field.widget.attrs.get("autocomplete") == "one-time-code":
                field.widget.attrs.update(autocapitalize="off", spellcheck="false")


class NewAddressForm(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    labels = {"email": gettext_lazy("New e-mail address")}
    help = {"email": gettext_lazy("A code is sent there; the address changes once you enter it.")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": gettext_lazy("Current password"),
        "password1": gettext_lazy("New password"),
        "password2": gettext_lazy("New password again"),
    }
    help = {"password1": GOOD_PASSWORD}


class FirstPasswordForm(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": gettext_lazy("Password"), "password2": gettext_lazy("Password again")}
    help = {"password1": GOOD_PASSWORD}


class ResetForm(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": gettext_lazy("E-mail address")}


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": gettext_lazy("New password"), "password2": gettext_lazy("New password again")}
    help = {"password1": GOOD_PASSWORD}


class CodeByMailForm(InOurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    labels = {"email": gettext_lazy("E-mail address")}


class MailedCodeForm(InOurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    labels = {"code": gettext_lazy("Code from the mail")}


class AddressCodeForm(InOurWords, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    labels = {"code": gettext_lazy("Code from the mail")}


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": gettext_lazy("Password")}


class FirstCodeForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": gettext_lazy("Code that the app shows")}


class OnceOnly(forms.Form):
    """A code of the app works once for as long as any clock would accept it, not for one step alone."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code, if it has not been used before. Raises ValidationError."""
        code: str = super().clean_code()  # type: ignore[misc]
        used = f"code-used-{self.user.pk}-{''.join(code.split())}"
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not cache.add(used, True, timeout=CODE_LASTS_S):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, InOurWords, second.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": gettext_lazy("Code")}
    help = {"code": gettext_lazy("From your authenticator app, or one of your recovery codes.")}


class CodeAgainForm(OnceOnly, InOurWords, second.ReauthenticateForm):  # type: ignore[misc]
    labels = {"code": gettext_lazy("Code")}
    help = {"code": gettext_lazy("From your authenticator app, or one of your recovery codes.")}


class PasskeyForm(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    labels = {
        "name": gettext_lazy("What you call it"),
        "passwordless": gettext_lazy("Sign in with it alone, without a password"),
    }
    help = {
        "passwordless": gettext_lazy(
            "Then the device asks for a finger, a face or a PIN. Without, it is a second factor."
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class RenamePasskeyForm(InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": gettext_lazy("What you call it")}


class NameForm(forms.Form):
    """How others see somebody."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)


class LanguageForm(forms.Form):
    """In which language Waylight is read."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("", gettext_lazy("as your browser asks")), *settings.LANGUAGES],
        required=False,
        help_text=gettext_lazy("Of pages and of mails to you. What people wrote stays in their words."),
    )
