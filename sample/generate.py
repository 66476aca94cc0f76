"""Write the sample engagements' files: ``python sample/generate.py [FOLDER]``.

Words are written by hand and lie in ``words/``; who wrote to whom and when is made from the rates in ``rates.py``, the
rules in ``rules.py`` and the scenes in ``plot.py``. All is seeded: twice run, the files are the same to the byte.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import appointments
import bench
import cards
import ics
import mbox
import short
import surroundings
from clock import GAP, LISBON, NOW, OSLO
from correspondence import bridges, letters_of_the_bench, letters_of_two
from cues import vtt
from letters import Message
from people import INES, MAREN, STAKEHOLDERS, Person
from plot import SCENES, played

HERE = Path(__file__).resolve().parent
SEED = 20251229
MEETINGS = (
    "2025-12-11",
    "2026-01-08",
    "2026-01-22",
    "2026-02-05",
    "2026-02-19",
    "2026-03-05",
    "2026-03-19",
    "2026-04-02",
    "2026-04-16",
    "2026-04-30",
    "2026-05-14",
    "2026-05-22",
)
SHORT_MEETINGS = {1: "2026-03-03", 3: "2026-04-14"}


def _rng(what: str) -> random.Random:
    """Every file has a stream of its own, so that a change to one leaves the others as they are."""
    return random.Random(f"{SEED} {what}")


def ines_mail() -> list[Message]:
    """Return her mailbox, in no order."""
    told = [message for scene in SCENES for message in played(scene, _rng(f"scene {scene}"))]
    threads = letters_of_two(_rng("two")) + letters_of_the_bench(_rng("bench"))
    messages = told + [message for thread in threads for message in thread]
    messages += [message for thread in bridges(_rng("bridges"), messages) for message in thread]
    for make in (surroundings.lists, surroundings.machines, surroundings.duty, surroundings.oddities):
        messages += make(_rng(make.__name__))
    return [one for one in messages if not GAP[0] <= one.at.astimezone(LISBON).date() <= GAP[1]]


def _journal(folder: str, name: str) -> str:
    months = sorted((HERE / "words" / folder).glob("journal-*.md"))
    return f"# Journal of {name}\n\n" + "\n".join(month.read_text(encoding="utf-8") for month in months)


def _transcripts(folder: str, days: dict[int, str], client: Person) -> dict[str, bytes]:
    names = {"Maren": MAREN.name, client.name.split()[0]: client.name}
    found = {}
    for number, day in days.items():
        script = (HERE / "words" / folder / f"meeting-{number:02}.txt").read_text(encoding="utf-8")
        text = vtt(script, names, _rng(f"{folder} {day}"))
        found[f"{folder}/meeting-{number:02}-{day}.vtt"] = text.encode()
    return found


def _engagement(client: Person, pronouns: str, **given: object) -> bytes:
    first = client.name.split()[0]
    form = {
        "practice": "Voss Coaching",
        "coach": {"name": MAREN.name, "email": MAREN.address, "goes_by": ["Maren"]},
        "client": {
            "name": client.name,
            "pronouns": pronouns,
            "email": client.address,
            "goes_by": [one for one in (client.address, client.other_address, first) if one],
        },
        **given,
    }
    return (json.dumps(form, ensure_ascii=False, indent=2) + "\n").encode()


def ines() -> dict[str, bytes]:
    """Return the files of the long engagement, by their path."""
    days = dict(enumerate(MEETINGS, start=1))
    return {
        "ines/engagement.json": _engagement(
            INES,
            "she",
            zone="Europe/Lisbon",
            begins="2025-12-11",
            ends="2026-06-11",
            goals="Influence a broad variety of stakeholders, at various levels inside Norvia and across the "
            "industry.\nBring Open Bench to the plants with the people who will use it.",
            subjects="kept",
            initiative=bench.initiative(),
            stakeholders=bench.standing(),
            consents=[
                {"use": "recording", "on": "2025-12-11", "how": "word"},
                {"use": "calendar", "on": "2025-12-12"},
                {"use": "mail", "on": "2025-12-15"},
            ],
        ),
        "ines/calendar.ics": ics.write(appointments.calendar(_rng("calendar")), "ines"),
        "ines/mail.mbox": mbox.write(ines_mail(), _rng("mbox"), LISBON, last=NOW),
        "ines/journal.md": _journal("ines", INES.name).encode(),
        "ines/contacts.vcf": cards.write(STAKEHOLDERS.values()),
        **_transcripts("ines", days, INES),
    }


def henrik() -> dict[str, bytes]:
    """Return the files of the short engagement, by their path."""
    return {
        "short/engagement.json": _engagement(
            short.HENRIK,
            "he",
            zone=short.ZONE,
            begins=short.FIRST.isoformat(),
            ends=short.LAST.isoformat(),
            goals="Be asked before decisions about dispatch are made.",
            consents=[{"use": use, "on": "2026-03-03"} for use in ("recording", "calendar", "mail")],
        ),
        "short/calendar.ics": ics.write(short.calendar(), "henrik", own_zones=False, cast=short.CAST),
        "short/mail.mbox": mbox.write(short.mailbox(_rng("short")), _rng("short mbox"), OSLO, short.CAST),
        "short/journal.md": _journal("short", short.HENRIK.name).encode(),
        "short/contacts.vcf": cards.write(short.STAKEHOLDERS.values()),
        **_transcripts("short", SHORT_MEETINGS, short.HENRIK),
    }


def main() -> None:
    """Write all files into the folder given, or where they belong."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for path, content in {**ines(), **henrik()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


if __name__ == "__main__":
    main()
