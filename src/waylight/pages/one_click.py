"""What a mail program may do for who reads a mail, without a page and without a form's token."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.views.decorators.csrf import csrf_exempt, csrf_protect

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

BODY = {"List-Unsubscribe": ["One-Click"]}


def one_click(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page's mails be stopped as RFC 8058 says: by its link, and a body that says that and nothing else.

    The link in the mail is the proof. Any other form sent to the page needs its token, as everywhere.
    """
    with_token = csrf_protect(page)

    @csrf_exempt
    @wraps(page)
    def asked(request: HttpRequest, **of_link: str) -> HttpResponse:
        pressed = request.method == "POST" and dict(request.POST.lists()) == BODY
        return page(request, **of_link) if pressed else with_token(request, **of_link)

    return asked
