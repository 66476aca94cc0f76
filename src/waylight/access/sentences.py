"""What is said about accounts, in sentences of our own in place of allauth's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

# By allauth's names for what went wrong.
WRONG = {
    "account_inactive": gettext_lazy("This account is closed."),
    "duplicate_email": gettext_lazy("That is the address this account has."),
    "email_password_mismatch": gettext_lazy(
        "That address and password do not belong together. Try again; capitals count in the password."
    ),
    "email_taken": gettext_lazy("That address cannot be used here."),
    "enter_current_password": gettext_lazy("That is not your current password."),
    "incorrect_code": gettext_lazy(
        "That is not the code that was sent. Look for the newest mail; its code works once."
    ),
    "incorrect_password": gettext_lazy("That is not your password."),
    "invalid_password_reset": gettext_lazy("This link has been used, or its hour is over."),
    "rate_limited": gettext_lazy("Too many attempts. Wait a few minutes, then try again."),
    "too_many_login_attempts": gettext_lazy("Too many attempts. Wait a few minutes, then try again."),
    "same_as_current": gettext_lazy("That is what it is now."),
}
WRONG_SECOND_FACTOR = {
    "incorrect_code": gettext_lazy(
        "That is not right. A code changes every 30 seconds and works once: take the one shown now. If it is "
        "refused again, look whether the clock of your device is right."
    ),
    "cannot_generate_recovery_codes": gettext_lazy("Recovery codes stand in for a second factor; set one up first."),
    "unverified_email": gettext_lazy("Confirm your address first."),
    "cannot_delete_authenticator": gettext_lazy("This second factor cannot be removed."),
}
# By allauth's names for its messages; what is not here is not said.
DONE = {
    "account/messages/email_confirmed": gettext_lazy("Your address is now {email}."),
    "account/messages/email_confirmation_failed": gettext_lazy("{email} cannot be used here."),
    "account/messages/password_changed": gettext_lazy("Your password is changed."),
    "account/messages/password_set": gettext_lazy("Your password is set."),
    "mfa/messages/recovery_codes_generated": gettext_lazy(
        "There are new recovery codes. Keep them where you find them without this device."
    ),
    "mfa/messages/totp_activated": gettext_lazy("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated": gettext_lazy("The authenticator app is no longer asked for."),
    "mfa/messages/webauthn_added": gettext_lazy("The passkey is kept."),
    "mfa/messages/webauthn_removed": gettext_lazy("The passkey is removed."),
}
# What the account's owner is told by mail when somebody, perhaps not they, changed how the account is protected.
NOTICES = {
    "email_changed": gettext_lazy("The address of your account was changed from {from_email} to {to_email}."),
    "let_in": gettext_lazy(
        "Who runs your Waylight took the second factors of your account away, because you asked for it."
    ),
    "password_changed": gettext_lazy("The password of your account was changed."),
    "password_reset": gettext_lazy("The password of your account was set anew by a link sent to your address."),
    "password_set": gettext_lazy("A password was set for your account."),
    "recovery_codes_generated": gettext_lazy(
        "New recovery codes were made for your account; the former ones no longer work."
    ),
    "totp_activated": gettext_lazy("An authenticator app was set up for your account."),
    "totp_deactivated": gettext_lazy("The authenticator app was removed from your account."),
    "webauthn_added": gettext_lazy("A passkey was added to your account."),
    "webauthn_removed": gettext_lazy("A passkey was removed from your account."),
}
