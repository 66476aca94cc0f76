"""Signing in and out, and looking after one's own account. The names are allauth's, which leads to them itself."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path, reverse_lazy

from waylight.pages.account import tokens, view

sign_in = view.SignIn.as_view()
sign_out = account.LogoutView.as_view(template_name="account/sign_out.html")
second_factors = reverse_lazy("mfa_index")

entering = [
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-out/", sign_out, name="sign-out"),
    path("sign-out/", sign_out, name="account_logout"),
    path(
        "account/code/",
        account.RequestLoginCodeView.as_view(template_name="account/code.html"),
        name="account_request_login_code",
    ),
    path(
        "account/code/enter/",
        account.ConfirmLoginCodeView.as_view(template_name="account/code_enter.html"),
        name="account_confirm_login_code",
    ),
    path("account/passkey/", passkey.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path(
        "account/second-step/",
        second.AuthenticateView.as_view(template_name="account/second_step.html"),
        name="mfa_authenticate",
    ),
    path("account/closed/", view.Closed.as_view(), name="account_inactive"),
    path("account/by-invitation/", view.ByInvitation.as_view(), name="account_signup"),
    path(
        "account/reset/",
        account.PasswordResetView.as_view(template_name="account/reset.html"),
        name="account_reset_password",
    ),
    path("account/reset/sent/", view.ResetSent.as_view(), name="account_reset_password_done"),
    re_path(
        r"^account/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(template_name="account/reset_choose.html"),
        name="account_reset_password_from_key",
    ),
    path("account/reset/done/", view.ResetDone.as_view(), name="account_reset_password_from_key_done"),
]

confirming = [
    path(
        "account/confirm/",
        account.ReauthenticateView.as_view(template_name="account/confirm.html"),
        name="account_reauthenticate",
    ),
    path(
        "account/confirm/code/",
        second.ReauthenticateView.as_view(template_name="account/confirm.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "account/confirm/passkey/",
        passkey.ReauthenticateWebAuthnView.as_view(template_name="account/confirm.html"),
        name="mfa_reauthenticate_webauthn",
    ),
]

own = [
    path("account/", view.account, name="account"),
    path("account/address/", account.EmailView.as_view(template_name="account/address.html"), name="account_email"),
    path("account/address/code/", view.address_code, name="account_email_verification_sent"),
    path(
        "account/password/",
        account.PasswordChangeView.as_view(template_name="account/password.html", success_url=reverse_lazy("account")),
        name="account_change_password",
    ),
    path(
        "account/password/first/",
        account.PasswordSetView.as_view(template_name="account/password.html", success_url=reverse_lazy("account")),
        name="account_set_password",
    ),
    path("account/sessions/", view.sessions, name="usersessions_list"),
    path("account/sessions/<int:session>/end/", view.end_session, name="end-session"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/new/", tokens.new_token, name="new-token"),
    path("account/tokens/<int:access_token>/end/", tokens.end, name="end-token"),
    path("account/second-factor/", view.SecondFactors.as_view(), name="mfa_index"),
    path(
        "account/second-factor/app/",
        app.ActivateTOTPView.as_view(template_name="account/app.html"),
        name="mfa_activate_totp",
    ),
    path(
        "account/second-factor/app/remove/",
        app.DeactivateTOTPView.as_view(template_name="account/app_remove.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/second-factor/codes/",
        recovery.ViewRecoveryCodesView.as_view(template_name="account/recovery.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/second-factor/codes/new/",
        recovery.GenerateRecoveryCodesView.as_view(template_name="account/recovery_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/second-factor/codes/file/",
        recovery.DownloadRecoveryCodesView.as_view(template_name="account/recovery.txt"),
        name="mfa_download_recovery_codes",
    ),
    path(
        "account/second-factor/passkey/",
        passkey.AddWebAuthnView.as_view(template_name="account/passkey.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "account/second-factor/passkey/<int:pk>/rename/",
        passkey.EditWebAuthnView.as_view(template_name="account/passkey_rename.html", success_url=second_factors),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/second-factor/passkey/<int:pk>/remove/",
        passkey.RemoveWebAuthnView.as_view(template_name="account/passkey_remove.html", success_url=second_factors),
        name="mfa_remove_webauthn",
    ),
]

urlpatterns = [*entering, *confirming, *own]
