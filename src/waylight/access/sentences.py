"""What is said about accounts, in sentences of our own in place of allauth's."""

from __future__ import annotations

# By allauth's names for what went wrong.
WRONG = {
    "account_inactive": "This account is closed.",
    "duplicate_email": "That is the address this account has.",
    "email_password_mismatch": "That address and password do not belong together. Try again; capitals count in the "
    "password.",
    "email_taken": "That address cannot be used here.",
    "enter_current_password": "That is not your current password.",
    "incorrect_code": "That is not the code that was sent. Look for the newest mail; its code works once.",
    "incorrect_password": "That is not your password.",
    "invalid_password_reset": "This link has been used, or its hour is over.",
    "rate_limited": "Too many attempts. Wait a few minutes, then try again.",
    "too_many_login_attempts": "Too many attempts. Wait a few minutes, then try again.",
    "same_as_current": "That is what it is now.",
}
WRONG_SECOND_FACTOR = {
    "incorrect_code": "That is not right. A code changes every 30 seconds and works once: take the one shown now. "
    "If it is refused again, look whether the clock of your device is right.",
    "cannot_generate_recovery_codes": "Recovery codes stand in for a second factor; set one up first.",
    "unverified_email": "Confirm your address first.",
    "cannot_delete_authenticator": "This second factor cannot be removed.",
}
# By allauth's names for its messages; what is not here is not said.
DONE = {
    "account/messages/email_confirmed": "Your address is now {email}.",
    "account/messages/email_confirmation_failed": "{email} cannot be used here.",
    "account/messages/password_changed": "Your password is changed.",
    "account/messages/password_set": "Your password is set.",
    "mfa/messages/recovery_codes_generated": "There are new recovery codes. Keep them where you find them without "
    "this device.",
    "mfa/messages/totp_activated": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated": "The authenticator app is no longer asked for.",
    "mfa/messages/webauthn_added": "The passkey is kept.",
    "mfa/messages/webauthn_removed": "The passkey is removed.",
}
# What the account's owner is told by mail when somebody, perhaps not they, changed how the account is protected.
NOTICES = {
    "email_changed": "The address of your account was changed from {from_email} to {to_email}.",
    "let_in": "Who runs your Waylight took the second factors of your account away, because you asked for it.",
    "password_changed": "The password of your account was changed.",
    "password_reset": "The password of your account was set anew by a link sent to your address.",
    "password_set": "A password was set for your account.",
    "recovery_codes_generated": "New recovery codes were made for your account; the former ones no longer work.",
    "totp_activated": "An authenticator app was set up for your account.",
    "totp_deactivated": "The authenticator app was removed from your account.",
    "webauthn_added": "A passkey was added to your account.",
    "webauthn_removed": "A passkey was removed from your account.",
}
