"""What stands in single cells of other tools' tables: lengths, states, yes and no."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from waylight.intake.exported.headings import plain
from waylight.language import gettext, number

MOST_MINUTES = 24 * 60
_HOURS = r"(?:h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas)\.?"
_MINUTES = r"(?:m|min|mins|minute|minutes|minuten|minuto|minutos|')\.?"
_CLOCKED = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_WORDED = re.compile(rf"(?:(\d+(?:[.,]\d+)?)\s*{_HOURS})?\s*(?:(\d+)\s*(?:{_MINUTES})?)?", re.I)
_YES = set("yes y true 1 x ja wahr oui vrai si verdadero private privat prive privado done agreed".split())
_NO = set("no n false 0 nein falsch non faux falso public shared geteilt partage compartido".split())
_KEPT = set(
    "kept done completed complete closed finished yes true x 1 erledigt fertig abgeschlossen ja fait termine".split()
)
_KEPT |= set("terminee oui hecho hecha completado completada terminado si".split())
_CHANGED = set("changed geandert change modifie cambiado".split())
_DROPPED = set("dropped cancelled canceled abandoned deleted verworfen abgebrochen gestrichen abandonne annule".split())
_DROPPED |= set("abandonado cancelado descartado".split())
_CALLED_OFF = re.compile(r"cancel|called off|no show|abgesagt|storniert|ausgefallen|annul|anulad|suspendid")


class NotRead(ValueError):
    """Why a cell cannot be read, as a sentence."""


def minutes(text: str) -> int:
    """The length of a meeting: 60, 60 min, 1:30, 1h 30, 1,5 h. Raises NotRead."""
    said = text.strip()
    if found := _CLOCKED.fullmatch(said):
        long = int(found[1]) * 60 + int(found[2])
    elif said and (found := _WORDED.fullmatch(said)):
        long = round(float((found[1] or "0").replace(",", ".")) * 60) + int(found[2] or 0)
    else:
        raise NotRead(gettext("“{text}” is no length; write it as 60, or 1:30.").format(text=text[:20]))
    return _at_most_a_day(long, text)


def hours(text: str, most: int = 24) -> int:
    """A number of hours, in minutes: 1.5, 1,5, 1 h 30. Raises NotRead."""
    said = re.sub(rf"\s*{_HOURS}$", "", text.strip(), flags=re.I)
    if _CLOCKED.fullmatch(said):
        return minutes(said)
    try:
        found = Decimal(said.replace(",", ".") if "." not in said else said.replace(",", ""))
    except InvalidOperation:
        raise NotRead(gettext("“{text}” is no number of hours.").format(text=text[:20])) from None
    if not found.is_finite() or not 0 <= found <= most:
        said = gettext("“{text}” hours: from 0 to {most} can be noted at once.")
        raise NotRead(said.format(text=text[:20], most=number(most)))
    return round(found * 60)


def _at_most_a_day(long: int, text: str) -> int:
    if long > MOST_MINUTES:
        raise NotRead(gettext("“{text}” is longer than a day.").format(text=text[:20]))
    return long


def yes(text: str) -> bool:
    """Whether a cell says yes; an empty one does not. Raises NotRead for what is neither yes nor no."""
    said = plain(text)
    if said and said not in _YES and said not in _NO:
        raise NotRead(gettext("“{text}” is neither yes nor no.").format(text=text[:20]))
    return said in _YES


def state(text: str, *, settled: bool) -> str:
    """What became of a commitment: of a word that is none of those known, and with no day of its end, it is open."""
    said = plain(text)
    if said in _CHANGED:
        return "changed"
    if said in _DROPPED:
        return "dropped"
    return "kept" if said in _KEPT or (settled and said not in _NO) else "open"


def called_off(text: str) -> bool:
    """Whether a meeting was called off, as its state says."""
    return _CALLED_OFF.search(plain(text)) is not None


def confidence(text: str) -> float:
    """A rating from 0 to 10. Raises NotRead."""
    found = re.fullmatch(r"(\d{1,2}(?:[.,]\d+)?)\s*(?:(?:/|of|von|sur|de)\s*10)?", text.strip())
    if not found or (value := float(found[1].replace(",", "."))) > 10:
        raise NotRead(gettext("Confidence is a number from 0 to 10, not “{text}”.").format(text=text[:20]))
    return value
