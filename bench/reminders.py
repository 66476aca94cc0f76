"""Ten thousand reminders that are due at once, with a worker that is killed twice while it sends them.

    python -m bench.reminders

A real mail server on this machine counts what it is given; a real worker sends, and is ended by SIGKILL after a third
and after two thirds of the mails. What it had in hand then is sent once its claim is old, or is in doubt.

    python -m bench.reminders 1000       fewer of them
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.reminding_kills import kills

ENGAGEMENTS, MEETINGS = 100, 50


def main() -> int:
    """Measure, print a table, and fail if one came twice, or is missing and not in doubt."""
    engagements = int(sys.argv[1]) // (2 * MEETINGS) if sys.argv[1:] else ENGAGEMENTS
    with tempfile.TemporaryDirectory() as folder:
        found = kills(Path(folder) / "var", engagements, MEETINGS)
    print("| " + " | ".join(found) + " |\n|" + "--:|" * len(found))
    print("| " + " | ".join(f"{value:,}" for value in found.values()) + " |")
    once = found["most of one"] == 1 and not found["unsent"]
    return 0 if once and found["due"] - found["mails"] <= found["in doubt"] <= found["kills"] else 1


if __name__ == "__main__":
    sys.exit(main())
