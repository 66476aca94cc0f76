"""The people a client named, as vCards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people import Person


def write(people: Iterable[Person]) -> bytes:
    """Return one card for each of ``people``, with level and side where they are said."""
    return "".join(_card(one) for one in people).encode()


def _card(one: Person) -> str:
    words = one.name.split()
    title = f"{words.pop(0)}" if words[0].endswith(".") else ""
    family, given = words[-1], " ".join(words[:-1])
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{one.name}",
        f"N:{family};{given};;{title};",
        f"EMAIL:{one.address}",
        f"ORG:{one.organisation}",
        f"TITLE:{one.title}".replace(",", "\\,"),
    ]
    lines += [f"X-WAYLIGHT-LEVEL:{one.level}"] if one.level else []
    lines += [f"X-WAYLIGHT-SIDE:{one.side}"] if one.side else []
    return "\r\n".join([*lines, "END:VCARD", ""])
