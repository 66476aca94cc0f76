"""A session ends when nothing was done for a while, and after some days whatever was done; the browser then forgets.

How long is said in the settings (OWASP ASVS 5.0, 7.3.1 and 7.3.2 leave the figures to a decision that is written down:
``docs/decisions/0006-accounts.md``). When somebody signed in stands in the session; when they last did something stands
in a cookie that is signed and bound to the session, because a page that is only read must not wait for a store that
somebody else is writing. Without that cookie the time of signing in counts, so leaving it out gains nothing.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

SINCE = "signed_in_at"  # in the session, seconds since 1970
SALT = "waylight.last-done"
HOUR = 3600
# Not “cookies”: that would take away those of other programs under the same domain. Ours are removed by name.
FORGET = '"cache", "storage"'
# Who was signed out by the clock did not choose to lose what she typed; it lies there sealed for her page alone.
FORGET_BUT_DRAFTS = '"cache"'


class SessionEndsMiddleware:
    """Ends sessions that are over, keeps the time of what was done, and tells browsers to forget on the way out."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer whoever asks, as nobody if their session is over."""
        was_in = request.user.is_authenticated
        forget = FORGET
        if was_in and (why := why_over(request, time.time())):
            forget = FORGET_BUT_DRAFTS
            logout(request)
            messages.info(request, why)
        response = self.answer(request)
        if request.user.is_authenticated:
            _note_the_time(request, response)
        elif was_in:
            response.headers["Clear-Site-Data"] = forget
            response.delete_cookie(cookie_name(), path="/", samesite="Lax")  # not for readers
        return response


def why_over(request: HttpRequest, now: float) -> str:
    """Why the session of somebody signed in is over, as a sentence; "" if it is not."""
    since = cast("float", request.session.get(SINCE, 0))  # 0 for one from before this was kept
    if now - since > settings.SESSION_DAYS * 24 * HOUR:
        return gettext("You were signed out, because you signed in a while ago. Please do it again.")
    if now - max(since, _last_done(request)) > settings.IDLE_HOURS * HOUR:
        return gettext("You were signed out, because nothing was done for a while.")
    return ""


def cookie_name() -> str:
    """The cookie in which it stands when something was last done."""
    return f"{settings.SESSION_COOKIE_NAME}-last"


def _last_done(request: HttpRequest) -> float:
    try:
        session, at = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return 0
    return float(at) if session == _named(request) else 0


def _note_the_time(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        cookie_name(),
        signing.dumps([_named(request), int(time.time())], salt=SALT),
        max_age=int(settings.IDLE_HOURS * HOUR),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # not for readers
    )


def _named(request: HttpRequest) -> str:
    """The session, in a way that does not give away its key."""
    return signing.Signer(salt=SALT).signature(request.session.session_key or "")


def listen() -> None:
    """From now on, a session knows since when it is."""
    user_logged_in.connect(_signed_in, dispatch_uid="waylight.session_ends")


def _signed_in(sender: object, request: HttpRequest, **more: object) -> None:
    request.session[SINCE] = int(time.time())
