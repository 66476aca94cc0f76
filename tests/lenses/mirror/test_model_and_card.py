"""The weights that ship, and the card that says what they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from waylight.lenses.mirror.weights import SHIPPED, fingerprint

CARD = Path(__file__).parents[3] / "docs/mirror-model.md"
READS = """
import sys
from waylight.lenses.mirror.reading import read
from waylight.lenses.mirror.turns import Role, Turn
assert read([[Turn(1, Role.COACH, "What was it like?")]])[0][0].label == "question"
print([name for name in ("scipy", "sklearn", "pandas", "torch", "django") if name in sys.modules])
"""


def test_weights_and_card_belong_together() -> None:
    assert f"`{fingerprint()}`" in CARD.read_text(encoding="utf-8")


def test_the_weights_are_small() -> None:
    assert SHIPPED.stat().st_size <= 8_000_000


def test_reading_needs_numpy_alone() -> None:
    done = subprocess.run([sys.executable, "-c", READS], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
