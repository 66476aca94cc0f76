"""Calls as they go over the wire: tried again where that does nothing twice, and read into shapes."""

from __future__ import annotations

import time
import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from waylight.api.shapes.base import Page, ProblemDetails, Shape
from waylight.client.errors import NotAnswered, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

S = TypeVar("S", bound=Shape)
T = TypeVar("T")
AGAIN = {429, 503}  # answers after which the same may be asked again
LONGEST_WAIT_S = 60.0
_JSON = {"Content-Type": "application/json"}


class Calling:
    """A place to call, with a token. Use it in a ``with`` block, or close it.

    A call that got no answer, or was too early, is tried again up to ``again`` times: reading and removing do nothing
    twice, and what is made carries a key of its own, so that it is made once. Changing something is never tried again.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        again: int = 3,
        timeout_s: float = 30,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = httpx.Client(
            base_url=f"{address.rstrip('/')}/api/",
            headers={"Authorization": f"Bearer {token}", "Accept": "application/json"},
            timeout=timeout_s,
            transport=transport,
        )
        self._again, self._sleep = again, sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def every(self, ask: Callable[..., Page[T]], *about: int, **asked: Any) -> Iterator[T]:
        """All of a list, piece by piece: ``every(waylight.list_meetings, 1, kind="coaching")``."""
        cursor: str | None = ""
        while cursor is not None:
            piece = ask(*about, cursor=cursor, **asked)
            yield from piece.items
            cursor = piece.next

    def _get(self, path: str, shape: type[S], **asked: object) -> S:
        return _read(self._call("GET", path, params=_query(asked)), shape)

    def _get_file(self, path: str, **asked: object) -> bytes:
        return self._call("GET", path, params=_query(asked)).content

    def _post(self, path: str, shape: type[S], given: BaseModel | None, key: str | None) -> S:
        headers = {"Idempotency-Key": key or str(uuid.uuid4()), **_JSON}
        return _read(self._call("POST", path, headers=headers, **_body(given)), shape)

    def _post_files(
        self,
        path: str,
        shape: type[S],
        files: Sequence[tuple[str, bytes]],
        key: str | None,
        beside: Mapping[str, BaseModel | None] | None = None,
        **asked: object,
    ) -> S:
        """Send files, and ``beside`` them what is said of them as JSON."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        sent = [("files", file) for file in files]
        said = {name: one.model_dump_json() for name, one in (beside or {}).items() if one is not None}
        return _read(self._call("POST", path, headers=headers, files=sent, data=said, params=_query(asked)), shape)

    def _patch(self, path: str, shape: type[S], given: BaseModel, seen: Shape | None) -> S:
        return _read(self._call("PATCH", path, headers={**_if_match(seen), **_JSON}, **_body(given)), shape)

    def _delete(self, path: str, seen: Shape | None) -> None:
        self._call("DELETE", path, headers=_if_match(seen))

    def _call(self, method: str, path: str, **more: Any) -> httpx.Response:
        tries = 1 if method == "PATCH" else self._again + 1
        for left in reversed(range(tries)):
            try:
                response = self._http.request(method, path, **more)
            except httpx.TransportError as error:
                if not left:
                    raise NotAnswered(f"{method} {path}: {error}") from error
                self._sleep(0.2 * 2 ** (tries - left))
                continue
            if response.status_code in AGAIN and left:
                self._sleep(_wait(response))
                continue
            if response.is_error:
                raise refused(_problem(response), _wait(response))
            return response
        raise AssertionError("unreachable")


def _body(given: BaseModel | None) -> dict[str, Any]:
    """JSON of what was said, and nothing of what was left out."""
    if given is None:
        return {}
    return {"content": given.model_dump_json(exclude_unset=True)}


def _if_match(seen: Shape | None) -> dict[str, str]:
    return {"If-Match": seen.etag} if seen is not None and seen.etag else {}


def _query(asked: Mapping[str, object]) -> dict[str, str]:
    return {name: _plain(value) for name, value in asked.items() if value not in (None, "")}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _read(response: httpx.Response, shape: type[S]) -> S:
    found = shape.model_validate_json(response.content)
    found._etag = response.headers.get("ETag", "")
    return found


def _problem(response: httpx.Response) -> ProblemDetails:
    try:
        return ProblemDetails.model_validate_json(response.content)
    except ValidationError:  # something on the way answered, which is no Waylight
        return ProblemDetails(title=response.reason_phrase, status=response.status_code)


def _wait(response: httpx.Response) -> float:
    said = response.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT_S) if said.isdecimal() else 1.0
