"""Doing something once, however often it is asked: ``Idempotency-Key`` on whatever is sent by POST.

What was done and its answer are kept in one transaction: if the program did not hear, it asks again with the same key
and is given the same answer. The same key with something else is refused.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from waylight.access.answered import Answer, OtherThanBefore, answered_before, keep_answer
from waylight.api.problem import Problem
from waylight.pages.files.arriving import ReadFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,200}")
OTHER = "This Idempotency-Key came with something else before. Take another key for another thing to do."
KEPT_HEADERS = ("Content-Type", "Location", "ETag")


def once(request: HttpRequest, do: Callable[[], HttpResponse], *, takes_files: bool) -> HttpResponse:
    """What ``do`` answers, in one transaction that is taken back if it fails; or what it answered before."""
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return _whole_or_not_at_all(do)
    if not KEY.fullmatch(key):
        raise Problem(400, f"An {HEADER} is 1 to 200 visible ASCII characters.")
    asked = _mark_of(request, takes_files=takes_files)
    try:
        return _kept(request, key, asked, do)
    except IntegrityError:  # the same was asked twice at once; the other has answered by now
        if again := _before(request, key, asked):
            return again
        raise


def _kept(request: HttpRequest, key: str, asked: str, do: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        if again := _before(request, key, asked):
            return again
        response = do()
        if response.status_code >= 300:
            transaction.set_rollback(True)
            return response
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = Answer(response.status_code, headers, response.content)
        keep_answer(request.token, request.said, key, asked, answer)  # type: ignore[attr-defined]
        return response


def _before(request: HttpRequest, key: str, asked: str) -> HttpResponse | None:
    try:
        answer = answered_before(request.token, request.said, key, asked)  # type: ignore[attr-defined]
    except OtherThanBefore:
        raise Problem(422, OTHER) from None
    if answer is None:
        return None
    return HttpResponse(answer.body, status=answer.status, headers={**answer.headers, "Idempotency-Replayed": "true"})


def _whole_or_not_at_all(do: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        response = do()
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _mark_of(request: HttpRequest, *, takes_files: bool) -> str:
    """What was asked. Files are read while they arrive, so of them it is the hashes that were made then."""
    if takes_files:
        files = [_name_and_hash(one) for one in request.FILES.getlist("files")]
        body = f"{files}{sorted(request.POST.lists()) or ''}"
    else:
        body = hashlib.sha256(request.body).hexdigest()
    return "\n".join([request.method or "", request.get_full_path(), body])


def _name_and_hash(file: UploadedFile[bytes]) -> tuple[str, str]:
    """Of a file that was read while it arrived, those made then; of one that is kept in memory, made now."""
    if isinstance(file, ReadFile):
        return file.reading.name, file.reading.sha256
    content = file.read()
    file.seek(0)
    return file.name or "", hashlib.sha256(content).hexdigest()
