"""Notes that wait: on SQLite an import holds the one lock for writing, and reading a page must not wait for it.

Such a note is a file beside the store, one for each event, with the same numbers and nothing else. Whoever adds to the
chain next takes them along; they are removed once that is in the store, so that a crash in between loses none.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


class Waiting(TypedDict):
    """An event without its place in the chain."""

    at: datetime
    user_id: int | None
    practice_id: int | None
    engagement_id: int | None
    verb: str
    what: str


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "audit-waiting"


def _file(name: str) -> Path:
    return _folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def waits(name: str) -> bool:
    """Whether a note of this name waits already."""
    return _file(name).exists()


def keep(name: str, event: Waiting) -> None:
    """Let a note wait; one of the same name takes its place. It appears whole, and is on the disk when this returns."""
    _folder().mkdir(mode=0o700, exist_ok=True)
    made = _file(name).with_suffix(f".{os.getpid()}")
    with made.open("w") as file:
        json.dump({**event, "at": event["at"].isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    made.replace(_file(name))


def take() -> Iterator[Waiting]:
    """The notes that wait, in the order of their times; each is removed when the transaction it is added in holds."""
    try:
        files = sorted(_folder().glob("*.json"))
    except FileNotFoundError:
        return
    found: list[tuple[Waiting, Path]] = []
    for path in files:
        try:
            found.append((_read(path), path))
        except FileNotFoundError:  # another process has just added it
            continue
    for event, path in sorted(found, key=lambda one: one[0]["at"]):
        yield event
        transaction.on_commit(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]


def _read(path: Path) -> Waiting:
    event: Waiting = json.loads(path.read_text(), object_hook=_with_time)
    return event


def _with_time(written: dict[str, object]) -> dict[str, object]:
    return {**written, "at": datetime.fromisoformat(str(written["at"]))}
