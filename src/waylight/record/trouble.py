"""A store that cannot be written, in a sentence: full, read-only, busy or out of reach."""

from __future__ import annotations

import errno
from dataclasses import dataclass

from django.db import InterfaceError, InternalError, OperationalError
from django.utils.translation import gettext, gettext_noop

# What databases say, by what it means.
FULL_WORDS = "disk is full|disk i/o error|no space left|could not extend file|file too large".split("|")
READ_ONLY_WORDS = "readonly database|read-only|unable to open database file|permission denied".split("|")
BUSY_WORDS = "database is locked|lock timeout|deadlock detected".split("|")
UNREACHABLE_WORDS = "connection|server closed|could not translate host|shutting down|starting up".split("|")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing could be stored; ``status`` is the HTTP status that says so."""

    status: int
    message: str

    @property
    def sentence(self) -> str:
        """Why, in the language that is spoken now."""
        return gettext(self.message)


FULL = Trouble(
    507,
    gettext_noop(
        "The disk that holds the record is full, or writing to it fails. Nothing was changed. "
        "Make room on it, then do it again."
    ),
)
READ_ONLY = Trouble(
    503,
    gettext_noop(
        "The record can be read but not written: its file, folder or server is read-only. Nothing was changed. "
        "Whoever runs this Waylight can make it writable."
    ),
)
BUSY = Trouble(
    503, gettext_noop("The record is being written by something else for long. Nothing was changed; try again.")
)
UNREACHABLE = Trouble(
    503, gettext_noop("The database server does not answer. Nothing was changed; try again in a while.")
)


def why_not_stored(error: BaseException | None) -> Trouble | None:
    """The trouble with the store that an error, or what led to it, tells of; None if it tells of something else."""
    while error is not None:
        if found := _of(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def _of(error: BaseException) -> Trouble | None:
    if isinstance(error, OSError) and not isinstance(error, ConnectionError):
        return _OF_SYSTEM.get(error.errno or 0)
    if not isinstance(error, (OperationalError, InternalError, InterfaceError)):
        return None
    words = str(error).lower()
    for known, trouble in _OF_DATABASE:
        if any(word in words for word in known):
            return trouble
    return None


_OF_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}
_OF_DATABASE = (
    (FULL_WORDS, FULL),
    (READ_ONLY_WORDS, READ_ONLY),
    (BUSY_WORDS, BUSY),
    (UNREACHABLE_WORDS, UNREACHABLE),
)
