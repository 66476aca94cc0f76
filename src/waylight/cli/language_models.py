"""What ``check`` and ``doctor`` say of language models that read along in stories: none is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.story.language_model import loaded
from waylight.lenses.story.languages import base
from waylight.lenses.story.pipelines import CannotUse, installed, named_pipeline

if TYPE_CHECKING:
    from waylight.lenses.story.pipelines import Pipeline

NONE = "Waylight’s own finder alone; no language model is installed, and none is needed"


def chosen(named: str) -> list[Pipeline]:
    """The pipelines that would read along: the named one, and of those installed the best of each other language.

    Raises CannotUse where the named one is not there.
    """
    found: dict[str, Pipeline] = {}
    for one in [*([named_pipeline(named)] if named else []), *installed()]:
        found.setdefault(base(one.language), one)
    return list(found.values())


def why_not(named: str) -> str:
    """Why a named pipeline is not there; "" if it is, or if none is named. Nothing is loaded."""
    try:
        chosen(named)
    except CannotUse as reason:
        return str(reason)
    return ""


def said_of(pipelines: list[Pipeline]) -> str:
    """Which read along, each with its language, in words."""
    return "; ".join(f"{one.called} reads along ({one.language})" for one in pipelines) or NONE


def tried(named: str) -> tuple[bool, str]:
    """Load each that would read along: whether all of them can be used, and what there is to say."""
    try:
        pipelines = chosen(named)
    except CannotUse as reason:
        return False, str(reason)
    bad = [str(found) for one in pipelines if isinstance(found := loaded(one), CannotUse)]
    return not bad, " ".join(bad) or said_of(pipelines)
