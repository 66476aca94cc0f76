"""Ten thousand reminders that are due at once, with a worker that is killed twice while it sends them.

    python -m bench.reminders

A real mail server on this machine counts what it is given; a real worker sends, and is ended by SIGKILL after a third
and after two thirds of the mails. What it had in hand then is sent once its claim is old.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.reminding_kills import kills

ENGAGEMENTS, MEETINGS = 100, 50


def main() -> int:
    """Measure, print a table, and fail if one is missing or more were sent twice than workers were killed."""
    with tempfile.TemporaryDirectory() as folder:
        found = kills(Path(folder) / "var", ENGAGEMENTS, MEETINGS)
    print("| " + " | ".join(found) + " |\n|" + "--:|" * len(found))
    print("| " + " | ".join(f"{value:,}" for value in found.values()) + " |")
    complete = found["different mails"] == found["due"] and not found["unsent"]
    return 0 if complete and found["mails"] - found["due"] <= found["kills"] else 1


if __name__ == "__main__":
    sys.exit(main())
