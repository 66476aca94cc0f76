"""Django settings. What differs between places comes from the environment; the defaults serve one person's machine."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
import platformdirs

from waylight.access.mail_server import mail_settings
from waylight.telemetry import is_asked_for
from waylight.web_security import CONTENT_SECURITY_POLICY, LOGGING, PERMISSIONS_POLICY

__all__ = ["CONTENT_SECURITY_POLICY", "LOGGING", "PERMISSIONS_POLICY"]

BASE_DIR = Path(__file__).resolve().parents[2]
# In a checkout beside the code; where Waylight was installed, among the other data of whose account it is.
_USUAL = BASE_DIR / "var" if (BASE_DIR / "pyproject.toml").is_file() else platformdirs.user_data_path("waylight")
VAR_DIR = Path(os.environ.get("WAYLIGHT_VAR", _USUAL))
VAR_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> str:
    """Take the key from the environment, or keep one outside the database that was made on the first run."""
    if key := os.environ.get("WAYLIGHT_SECRET_KEY"):
        return key
    path = VAR_DIR / "secret_key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("WAYLIGHT_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("WAYLIGHT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("WAYLIGHT_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    # Before ours, which takes its pages out of the support staff's admin again.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "waylight.access",
    "waylight.record",
    "waylight.pages",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "waylight.pages.health.counting.CountingMiddleware",
    # After what counts, so that waiting for a turn is in what is counted.
    "waylight.pages.one_by_one.one_by_one",
    # So early that what these say stands on every answer, static files and refusals included.
    "waylight.pages.private_answers.private_answers",
    # Around everything that could read a cookie or answer with a page.
    "waylight.api.only_problems.only_problems",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before whatever refuses with a page.
    "waylight.access.language.LanguageMiddleware",
    # Before CSRF, which reads the body: nobody who may not bring files gets one parsed.
    "waylight.pages.door.DoorMiddleware",
    "waylight.access.second_factor.SecondFactorMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "waylight.access.session_ends.SessionEndsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waylight.pages.cannot_open.CannotOpenMiddleware",
    "waylight.pages.noting.NotingMiddleware",
]

if is_asked_for(os.environ):
    INSTALLED_APPS.append("waylight.telemetry")
    MIDDLEWARE.insert(0, "waylight.telemetry.requests.TracingMiddleware")

ROOT_URLCONF = "waylight.urls"
WSGI_APPLICATION = "waylight.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "pages"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waylight.access.second_factor.in_sample",
            ],
            "loaders": ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
            if DEBUG
            else [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django.templatetags.static", "waylight.pages.templatetags.words"],
        },
    }
]

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'waylight.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What is asked often is planned once for each connection: that is half of the work of a page there.
    DATABASES["default"].setdefault("OPTIONS", {}).update({"server_side_binding": True, "prepare_threshold": 5})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while an import writes; a writer waits instead of failing. What was answered is on the disk.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Progress of an import has to be seen while its transaction is open, so it is kept beside the database.
# Attempts at signing in are counted here too: with few entries allowed, many attempts would push the count out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
TASKS = {
    "default": {
        "BACKEND": os.environ.get("WAYLIGHT_TASKS", "django_tasks_db.DatabaseBackend"),
        "QUEUES": ["default"],
    }
}

AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "first-page"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_RESET_TIMEOUT = 60 * 60

# Accounts are django-allauth's (docs/decisions/0006-accounts.md). Nobody signs up: they are invited.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("WAYLIGHT_PROXIES", "0"))
ACCOUNT_ADAPTER = "waylight.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "add_email": "waylight.pages.account.forms.NewAddressForm",
    "change_password": "waylight.pages.account.forms.ChangePasswordForm",
    "reset_password": "waylight.pages.account.forms.ResetForm",
    "reset_password_from_key": "waylight.pages.account.forms.NewPasswordForm",
    "request_login_code": "waylight.pages.account.forms.CodeByMailForm",
    "confirm_login_code": "waylight.pages.account.forms.MailedCodeForm",
    "confirm_email_verification_code": "waylight.pages.account.forms.AddressCodeForm",
    "reauthenticate": "waylight.pages.account.forms.PasswordAgainForm",
    "set_password": "waylight.pages.account.forms.FirstPasswordForm",
}
MFA_ADAPTER = "waylight.access.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a clock may be one step of 30 seconds off, either way
# The check is against strangers who sign up with an address that is not theirs; here nobody signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "activate_totp": "waylight.pages.account.forms.FirstCodeForm",
    "authenticate": "waylight.pages.account.forms.CodeForm",
    "reauthenticate": "waylight.pages.account.forms.CodeAgainForm",
    "add_webauthn": "waylight.pages.account.forms.PasskeyForm",
    "edit_webauthn": "waylight.pages.account.forms.RenamePasskeyForm",
}

METRICS_TOKEN = os.environ.get("WAYLIGHT_METRICS_TOKEN", "")  # opens /metrics/; nothing is counted without one

# Mail holds links and codes, never what was said in a meeting.
globals().update(mail_settings(os.environ.get("WAYLIGHT_SMTP_URL", "")))
DEFAULT_FROM_EMAIL = os.environ.get("WAYLIGHT_MAIL_FROM", "Waylight <waylight@localhost>")

# A pipeline of spaCy that reads along where names are looked for in stories: its package's name or its folder.
NER = os.environ.get("WAYLIGHT_NER", "")

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["waylight.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

# In the reader's own browser: a message may quote what somebody chose, and sessions are kept in the database.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [Path(__file__).parent / "pages" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # no uploaded file is ever kept
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Files are read while they arrive: what is kept are rows, and no byte of a mail body reaches a disk.
FILE_UPLOAD_HANDLERS = [
    "waylight.pages.clients.arriving.ListUploadHandler",
    "waylight.pages.meetings.invites.AnswerUploadHandler",  # an answer to an invitation, for its page alone
    "waylight.pages.files.arriving.ReadingUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 200
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the preview of many files asks some questions about each
UPLOAD_MAX_BYTES = int(os.environ.get("WAYLIGHT_UPLOAD_MB", "2048")) * 2**20  # of all files that are sent at once

IDLE_HOURS = float(os.environ.get("WAYLIGHT_IDLE_HOURS", "8"))  # without use, after which a session ends
SESSION_DAYS = 7  # after signing in, whatever was done
SESSION_COOKIE_AGE = SESSION_DAYS * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "waylight.pages.errors.view.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Hosts of calendars that may be on a private network; every other one has to be on the public internet.
PRIVATE_HOSTS = {one.strip().lower() for one in os.environ.get("WAYLIGHT_PRIVATE_HOSTS", "").split(",") if one.strip()}
TRUSTED_PROXIES = int(os.environ.get("WAYLIGHT_PROXIES", "0"))  # how many stand in front and say whom they saw
if os.environ.get("WAYLIGHT_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # A browser takes a cookie of such a name from this very host alone, and only over HTTPS.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^health/$"]  # asked on the loopback address, past the proxy
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Being built into browsers (preload) binds a whole domain, which is for its owner to say and not for one program on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
