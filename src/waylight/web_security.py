"""What a browser is told to allow, and what a log may hold. Settings, kept apart because each line has a reason."""

from __future__ import annotations

from csp.constants import NONE, SELF

# Everything comes from this server. Nothing stands inline: what somebody typed can become no script and no style.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# What a page of words and drawings needs of a device is nothing; passkeys are for signing in.
NOT_NEEDED = (
    "accelerometer autoplay browsing-topics camera clipboard-read display-capture encrypted-media fullscreen "
    "gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment "
    "picture-in-picture screen-wake-lock serial usb xr-spatial-tracking"
).split()
PERMISSIONS_POLICY: dict[str, list[str]] = {
    **{feature: [] for feature in NOT_NEEDED},
    "publickey-credentials-create": ["self"],
    "publickey-credentials-get": ["self"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without content": {"()": "waylight.without_content.WithoutContent"}},  # not for readers
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without content"}},  # not for readers
    "root": {"handlers": ["console"], "level": "WARNING"},
}
