"""The text of style sheets, for files that stand alone."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders


def style_text(*names: str) -> str:
    """Some style sheets (static files), one after another. Raises FileNotFoundError for one that is not there."""
    return "".join(_one(name) for name in names)


def _one(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(f"The style sheet {name} is missing from this installation.")  # not for readers
    return Path(found).read_text(encoding="utf-8")
