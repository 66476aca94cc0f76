"""What is said when a page cannot be shown. Nothing that anybody wrote stands on these pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest

TEMPLATE = "errors/error.html"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it is not there, or not for who asks; which of the two is not said."""
    del exception
    said = "The address may be mistyped, what stood here may have been removed or undone, or it is not yours to see."
    return _said(request, 404, "There is nothing here for you", said)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reason is a sentence of ours, as ``PermissionDenied`` was raised with it."""
    return _said(request, 403, "This is not yours to do", str(exception) or "Somebody else in the engagement does it.")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's secret does not fit; nearly always it was open while somebody signed out and in again."""
    del reason
    said = (
        "It was opened before you last signed in, or your browser keeps no cookies. Nothing was changed. "
        "Go back, load the page again, and send it once more."
    )
    return _said(request, 403, "This form is too old", said)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what the browser sent makes no sense."""
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        said = f"More than {most} files came at once, so none was read. Put them into one ZIP, or bring them in parts."
        return _said(request, 400, "Too many files at once", said)
    said = "What your browser sent could not be understood. Nothing was changed. Go back and try again."
    return _said(request, 400, "That did not arrive as it should", said)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake. The page needs neither the store nor a session, as either may be what is broken."""
    del request
    title = "Something broke"
    said = (
        "It is not your doing. Nothing of what you last sent was kept half done: it is there whole, or not at all. "
        "Try again; if it breaks again, the terminal in which Waylight runs says why."
    )
    return HttpResponse(render_to_string(TEMPLATE, {"title": title, "said": said, "code": 500}), status=500)


def _said(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    return render(request, TEMPLATE, {"title": title, "said": said, "code": status}, status=status)
