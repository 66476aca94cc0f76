"""What is said when a page cannot be shown. Nothing that anybody wrote stands on these pages.

A script (HTMX) that sent a form gets the sentence alone.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from waylight.access.rates import TooOften
from waylight.language import number
from waylight.pages.files.limits import TooLarge
from waylight.record.trouble import why_not_stored

if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "errors/error.html"
logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it is not there, or not for who asks; which of the two is not said."""
    del exception
    said = gettext(
        "The address may be mistyped, what stood here may have been removed or undone, or it is not yours to see."
    )
    return _said(request, 404, gettext("There is nothing here for you"), said)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reason is a sentence of ours, as ``PermissionDenied`` was raised with it."""
    return _said(
        request,
        403,
        gettext("This is not yours to do"),
        str(exception) or gettext("Somebody else in the engagement does it."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's secret does not fit; nearly always it was open while somebody signed out and in again."""
    logger.warning("a form came without its token: %s", reason)
    said = gettext(
        "It was opened before you last signed in, or your browser keeps no cookies. Nothing was changed. "
        "Go back, load the page again, and send it once more."
    )
    return _said(request, 403, gettext("This form is too old"), said)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, 413 or 429: what the browser sent makes no sense, or is more, or more often, than is taken."""
    match exception:
        case TooLarge():
            return _said(request, 413, gettext("Too much at once"), str(exception))
        case TooOften():
            response = _said(request, 429, gettext("Too often"), str(exception))
            response["Retry-After"] = str(exception.wait_s)
            return response
        case RequestDataTooBig():
            most = f"{number((settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 2**20, 1)} MB"
            said = gettext("What was typed is longer than {most}. Nothing was changed.").format(most=most)
            return _said(request, 413, gettext("Too long"), said)
        case TooManyFilesSent():
            said = gettext(
                "More than {most} files came at once, so none was read. Put them into one ZIP, or bring them in parts."
            ).format(most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
            return _said(request, 400, gettext("Too many files at once"), said)
        case TooManyFieldsSent():
            said = gettext("The form has more fields than are taken at once. Nothing was changed.")
            return _said(request, 400, gettext("Too many answers at once"), said)
    said = gettext("What your browser sent could not be understood. Nothing was changed. Go back and try again.")
    return _said(request, 400, gettext("That did not arrive as it should"), said)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake; or 503 and 507, where the store is at fault.

    The page needs neither the store nor a session, as either may be what is broken.
    """
    title = gettext("Something broke")
    said = gettext(
        "It is not your doing. Nothing of what you last sent was kept half done: it is there whole, or not at all. "
        "Try again; if it breaks again, the terminal in which Waylight runs says why."
    )
    code = 500
    if trouble := why_not_stored(sys.exc_info()[1]):
        title, said, code = gettext("Nothing was changed"), trouble.sentence, trouble.status
    if _from_script(request):
        return _alone(said, code)
    return HttpResponse(render_to_string(TEMPLATE, {"title": title, "said": said, "code": code}), status=code)


def _said(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    if _from_script(request):
        return _alone(said, status)
    return render(request, TEMPLATE, {"title": title, "said": said, "code": status}, status=status)


def _from_script(request: HttpRequest) -> bool:
    """A script sent a form; where it asked for a part of a page, it leads the window to the page that says why not."""
    return request.method == "POST" and "HX-Request" in request.headers


def _alone(said: str, status: int) -> HttpResponse:
    return HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")  # not for readers
