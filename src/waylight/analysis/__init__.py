"""The lenses as a library, for analysts and researchers: files in, figures with their evidence and uncertainty out.

    >>> from waylight import analysis
    >>> log = analysis.read_contacts("calls.csv")
    >>> windows = analysis.influence(log, "ines@norvia.example", every="month")
    >>> analysis.as_table(windows).to_pandas()

What is listed in ``__all__`` keeps its name and meaning from one release to the next. No Django, no store,
and nothing is sent anywhere. Each name is imported when it is first used, so that growth alone does not start an
engine.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waylight.analysis.contacts import contacts_of, read_contacts
    from waylight.analysis.measures import as_table, everyone, evidence, influence
    from waylight.analysis.meetings import Mirrored, mirror, read_meetings
    from waylight.analysis.series import growth, read_series
    from waylight.lenses.growth.observed import observed
    from waylight.lenses.influence.log.measure import MEASURES, Around, NotThere
    from waylight.lenses.influence.log.table import Mass, Rule
    from waylight.lenses.influence.log.working import Working
    from waylight.lenses.story.leaks import leaks
    from waylight.lenses.story.redacting import redact

__all__ = [
    "MEASURES",
    "Around",
    "Mass",
    "Mirrored",
    "NotThere",
    "Rule",
    "Working",
    "as_table",
    "contacts_of",
    "everyone",
    "evidence",
    "growth",
    "influence",
    "leaks",
    "mirror",
    "observed",
    "read_contacts",
    "read_meetings",
    "read_series",
    "redact",
]

_ROOMS = {
    "waylight.analysis.contacts": ("contacts_of", "read_contacts"),
    "waylight.analysis.series": ("growth", "read_series"),
    "waylight.analysis.measures": ("as_table", "everyone", "evidence", "influence"),
    "waylight.analysis.meetings": ("Mirrored", "mirror", "read_meetings"),
    "waylight.lenses.growth.observed": ("observed",),
    "waylight.lenses.influence.log.measure": ("MEASURES", "Around", "NotThere"),
    "waylight.lenses.influence.log.table": ("Mass", "Rule"),
    "waylight.lenses.influence.log.working": ("Working",),
    "waylight.lenses.story.leaks": ("leaks",),
    "waylight.lenses.story.redacting": ("redact",),
}


def __getattr__(name: str) -> object:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(importlib.import_module(room), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
