"""Where mail goes: ``WAYLIGHT_SMTP_URL``, in one line, as Django's settings."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

TIMEOUT_S = 10
# Scheme, port if none is given, and how the connection is protected.
SCHEMES = {"smtp": (25, None), "smtp+tls": (587, "EMAIL_USE_TLS"), "smtps": (465, "EMAIL_USE_SSL")}


def mail_settings(url: str) -> dict[str, str | int | bool]:
    """Settings for ``smtp+tls://name:password@host:587``; without a URL, mail is printed on the console.

    ``smtp`` is unprotected and for a server on the same machine, ``smtp+tls`` begins with STARTTLS, ``smtps`` is TLS
    from the start. Raises ValueError for another scheme or no host.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        schemes = ", ".join(SCHEMES)
        raise ValueError(
            f"WAYLIGHT_SMTP_URL begins with {schemes} and names a host, as smtp+tls://host:587."  # not for readers
        )
    port, protection = SCHEMES[parts.scheme]
    found: dict[str, str | int | bool] = {
        "EMAIL_BACKEND": "waylight.access.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": TIMEOUT_S,
    }
    if protection:
        found[protection] = True
    return found
