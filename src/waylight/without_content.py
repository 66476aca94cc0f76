"""A log names what failed and where in the code, never what somebody wrote: errors quote the values they met."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class WithoutContent(logging.Formatter):
    """Writes a record with the kinds of the errors that led to it and the lines of code they came through.

    Left out are the words of an error (a database says which value it refused) and the words of those before it. Of a
    message of Django's own a query and a body are never part. A message of a library whose arguments hold an error is
    written with the error's kind in its place.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record as text; the record itself stays as it is, for other handlers."""
        told = logging.makeLogRecord({**record.__dict__, "args": _kinds(record.args), "exc_text": None})
        if isinstance(told.msg, BaseException):
            told.msg = type(told.msg).__name__
        return super().format(told)

    def formatException(  # noqa: N802
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The kinds of the errors, the first cause first, each with the places in the code it came through."""
        error = ei[1]
        parts: list[str] = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            parts.append(f"{_places(error.__traceback__)}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nthen\n".join(reversed(parts))


def _places(trace: TracebackType | None) -> str:
    return "".join(f"  {one.filename}:{one.lineno} in {one.name}\n" for one in traceback.extract_tb(trace))


def _kinds(args: object) -> object:
    """A message's arguments, with errors as the names of their kinds."""
    if isinstance(args, tuple):
        return tuple(type(one).__name__ if isinstance(one, BaseException) else one for one in args)
    if isinstance(args, dict):
        return {key: type(one).__name__ if isinstance(one, BaseException) else one for key, one in args.items()}
    return args
