"""Talk without labels: what people who did not know each other wrote, from the package ``chitchat-dataset``.

Myers, Etchart and Fulda 2020, Conversational Scaffolding (ICAART); MIT licence. None of its text is kept.
"""

from __future__ import annotations

import json
from importlib import resources

TURNS = 16_000
LONGEST = 600  # letters


def chat() -> list[str]:
    """Return turns of whole conversations: what one wrote until the other answered."""
    raw = (resources.files("chitchat_dataset") / "dataset.json").read_text("utf-8")
    talks = json.loads(raw)
    turns: list[str] = []
    for name in sorted(talks):
        told = [" ".join(message["text"] for message in turn) for turn in talks[name]["messages"]]
        turns.extend(text[:LONGEST] for text in told)
        if len(turns) > TURNS:
            break
    return turns
