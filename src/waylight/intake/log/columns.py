"""Which of a table's columns is which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.intake.interactions import KINDS, THREADS
from waylight.intake.recognise import AT, RECIPIENT, SENDER

if TYPE_CHECKING:
    from collections.abc import Mapping

VIVA = ("primarycollaborator personid", "secondarycollaborator personid", "metricdate")
NAMES: dict[str, set[str]] = {
    "at": {*AT, VIVA[2]},
    "sender": {*SENDER, VIVA[0]},
    "recipient": {*RECIPIENT, VIVA[1]},
    "kind": KINDS,
    "thread": THREADS,
    "reply": {"reply", "is reply"},
    "recipients": {"recipients", "recipient count"},
    "weight": {"weight", "strong tie score"},
}
NEEDED = ("at", "sender", "recipient")
WANTED = "A log of interactions needs columns at, sender and recipient; {} missing. Say which they are with --columns."


@dataclass(frozen=True, slots=True)
class Chosen:
    """The table's own title for each column that was found, and whether rows have a direction."""

    titles: Mapping[str, str]
    directed: bool = True
    why_not: str = ""


def choose(columns: list[str], given: Mapping[str, str]) -> Chosen:
    """Find the columns of a log among a table's own (any case, ``_`` as a space), those that were ``given`` first.

    Where one is missing, ``why_not`` says which. A person-to-person export of Viva Insights has ties without a
    direction.
    """
    plain = {plainly(title): title for title in reversed(columns)}
    found: dict[str, str] = {}
    for name, known in NAMES.items():
        wanted = [plainly(given[name])] if name in given else [one for one in plain if one in known]
        wanted = [one for one in wanted if one in plain]
        if wanted:
            found[name] = plain[wanted[-1]]
    lost = [name for name in (*NEEDED, *given) if name not in found]
    if lost:
        verb = "is" if len(set(lost)) == 1 else "are"
        return Chosen(found, why_not=WANTED.format(f"{' and '.join(dict.fromkeys(lost))} {verb}"))
    return Chosen(found, directed=not set(VIVA) <= set(plain))


def plainly(title: str) -> str:
    """A title as ``NAMES`` has it."""
    return title.strip().strip("\ufeff").lower().replace("_", " ")
