"""The folders that stand beside a store and came with its backup: put back beside, and in their place at the end."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from waylight.record.backup.frames import Piece, reading

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def put_back(path: Path, key: bytes, root: Path, stamp: str) -> Iterator[None]:
    """Write a backup's files beside their folders; when what is done within succeeds, they take their folders' place.

    A folder that was there before stays, under a name that ends with ``stamp``. What the backup does not hold stays as
    it is.
    """
    beside = root / f".restoring-{stamp}"
    try:
        names = _write(path, key, beside)
        yield
        for name in names:
            if (root / name).exists():
                os.rename(root / name, root / f"{name}.before-{stamp}")
            os.rename(beside / name, root / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, key: bytes, beside: Path) -> list[str]:
    names: list[str] = []
    for frame in reading(path, key):
        if isinstance(frame, Piece):
            file = beside / frame.path
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as out:
                out.write(frame.data)
            top = PurePosixPath(frame.path).parts[0]
            names += [top] if top not in names else []
    return names
