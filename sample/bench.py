"""Open Bench as its client would type it: who took which part since when, how others saw it, how things stand.

Views are those of the journal; only the day, the person and whether it differed are said here.
"""

from __future__ import annotations

from people import CAST

BEGAN = "2025-12-11"
GIVEN = "2026-04-21"  # the day on which a plant begins the thread that names it

PARTS = (
    ("ines", "owns", BEGAN, "2026-04-20"),
    ("ines", "leads", BEGAN, None),
    ("nils", "contributes", BEGAN, None),
    ("hanna", "contributes", BEGAN, None),
    ("ravi", "told", BEGAN, None),
    ("hale", "told", "2025-12-12", "2026-04-08"),
    ("tomas", "told", "2025-12-16", "2026-05-26"),
    ("tomas", "owns", "2026-05-27", None),
    ("youssef", "told", "2026-01-08", "2026-02-23"),
    ("youssef", "leads", "2026-02-24", None),
    ("priya", "consulted", "2026-01-14", "2026-03-04"),
    ("priya", "contributes", "2026-03-05", None),
    ("jo", "consulted", "2026-01-29", "2026-04-20"),
    ("jo", "owns", GIVEN, None),
    ("mei", "consulted", "2026-02-03", "2026-05-28"),
    ("mei", "contributes", "2026-05-29", None),
    ("sol", "contributes", "2026-02-17", None),
    ("tiago", "contributes", "2026-03-12", None),
    ("luca", "consulted", "2026-03-26", None),
    ("grace", "consulted", "2026-03-31", None),
    ("greta", "consulted", "2026-04-02", None),
    ("ife", "consulted", "2026-04-02", "2026-04-20"),
    ("ife", "owns", GIVEN, None),
    ("beatriz", "told", "2026-04-14", None),
    ("clara", "consulted", "2026-05-06", None),
    ("anneke", "consulted", "2026-06-02", None),
)

VIEWS = (
    ("priya", "2026-01-14", "differs"),
    ("jo", "2026-01-29", "differs"),
    ("mei", "2026-02-03", "differs"),
    ("youssef", "2026-02-24", "differs"),
    ("luca", "2026-03-26", "differs"),
    ("greta", "2026-04-10", "differs"),
    ("ife", "2026-04-24", "differs"),
    ("grace", "2026-04-28", "differs"),
    ("clara", "2026-05-06", "agrees"),
    ("tomas", "2026-05-26", "differs"),
    ("mei", "2026-06-01", "differs"),
    ("anneke", "2026-06-08", "agrees"),
)

STANDING = (
    (
        "hale",
        "She asked in March how it was going. I wrote in April what went wrong, she answered, and then nothing.",
        "That she hears from me what is unfinished before she reads it in a pack.",
    ),
    (
        "joost",
        "One real question in April, and a real answer. He has been silent since.",
        "That he can say what he would drop, without it costing him anything.",
    ),
    ("priya", "Lunch again, after seven weeks. I ask first now.", "As it was before I carried her recipes about."),
    ("mei", "She tells me when she does not agree, and she does it first.", "Just so."),
    ("elena", "", "That she has heard of us before the council does."),
)


def initiative() -> dict[str, object]:
    """Return what is typed about the initiative; people by their address."""
    return {
        "name": "Open Bench",
        "since": BEGAN,
        "words": ["Open Bench"],
        "parts": [
            {"who": CAST[who].address, "part": part, "since": since, "until": until}
            for who, part, since, until in PARTS
        ],
        "views": [{"who": CAST[who].address, "on": on, "stance": stance} for who, on, stance in VIEWS],
    }


def standing() -> list[dict[str, str]]:
    """Return what is typed about how things stand with people, and how she wants them."""
    return [{"who": CAST[who].address, "stands": stands, "wanted": wanted} for who, stands, wanted in STANDING]
