"""Which language models are installed that mark names in a text: pipelines of spaCy, found without loading them.

Waylight needs none and brings none. A pipeline is a package that somebody installed, or a folder; nothing is fetched.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from waylight.language import gettext, gettext_noop
from waylight.lenses.story.languages import base

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_LANGUAGE = "xx"  # what a pipeline calls its language that was made from many
MARKS_NAMES = "ner"
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)  # whatever meta.json may hold


class CannotUse(Exception):
    """A language model that cannot be used; the message says which, why, and that names are looked for without it.

    What is kept of it is a marked sentence and its places: it is said anew in the language of each who reads it.
    """

    def __init__(self, name: str, why: str, **given: str) -> None:
        super().__init__(name, why)
        self.name, self.why, self.given = name, why, given

    def __str__(self) -> str:
        words = gettext("The language model “{name}” cannot be used: {why}. Names are looked for without it.")
        return words.format(name=self.name, why=gettext(self.why).format(**self.given))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that is there: what it is called, its package or folder, its language, its parts, and what it scored.

    ``score`` is what its makers measured for names, in [0, 1]; 0 where they say nothing.
    """

    called: str
    source: str
    language: str
    parts: tuple[str, ...] = ()
    score: float = 0.0

    def reads(self, language: str) -> bool:
        """Whether it is made for a language."""
        return self.language in (base(language), EVERY_LANGUAGE)


def has_library() -> bool:
    """Whether spaCy is installed."""
    return find_spec("spacy") is not None


def installed() -> list[Pipeline]:
    """Return the installed packages that mark names, of any language, the best first."""
    if not has_library():
        return []
    return sorted(_installed(), key=lambda one: (one.language == EVERY_LANGUAGE, -one.score, one.source))


def pipeline_for(language: str, named: str = "") -> Pipeline | None:
    """Return the pipeline that reads along in a language: the ``named`` one, else the best that is installed.

    Raises CannotUse where the named one is not there.
    """
    first = [named_pipeline(named)] if named else []
    return next((one for one in [*first, *installed()] if one.reads(language)), None)


def named_pipeline(named: str) -> Pipeline:
    """Return a pipeline by the name of its package, or by its folder. Raises CannotUse."""
    if not has_library():
        raise CannotUse(named, gettext_noop("spaCy is not installed; pip install waylight[ner] brings it"))
    folder = Path(named).expanduser()
    package = None if folder.is_dir() else _package(named)
    if package is None and not folder.is_dir():
        raise CannotUse(named, gettext_noop("no package and no folder of this name is there"))
    try:
        return _described(str(folder) if package is None else named, folder if package is None else package)
    except UNREADABLE:
        raise CannotUse(named, gettext_noop("it has no meta.json that says what it is")) from None


def _installed() -> Iterator[Pipeline]:
    for name in {one.name for one in entry_points(group="spacy_models")}:
        package = _package(name)
        try:
            found = _described(name, package) if package else None
        except UNREADABLE:
            continue  # what is broken is none; it is said only of one that somebody named
        if found and MARKS_NAMES in found.parts:
            yield found


def _package(name: str) -> Path | None:
    try:
        found = find_spec(name) if name.isidentifier() else None
    except (ImportError, ValueError):
        return None
    return Path(found.origin).parent if found and found.origin else None


def _described(source: str, folder: Path) -> Pipeline:
    held = json.loads((folder / "meta.json").read_text("utf-8"))
    called = f"{held['lang']}_{held['name']} {held['version']}"
    score = (held.get("performance") or {}).get("ents_f")
    return Pipeline(called, source, str(held["lang"]), tuple(held.get("pipeline", ())), float(score or 0.0))
