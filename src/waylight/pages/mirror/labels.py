"""Labels in words, and the key that says each."""

from __future__ import annotations

from dataclasses import dataclass

from waylight.lenses.mirror.labels import SUBTYPES, Behaviour, Talk
from waylight.lenses.mirror.turns import Role


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is stored (``question open``), in words, and the key that says it of a turn."""

    said: str
    words: str
    key: str

    @property
    def kind(self) -> str:
        """The label without its subtype: *question*."""
        return self.said.partition(" ")[0]

    @property
    def subtype(self) -> str:
        """The subtype: *open*, or nothing."""
        return self.said.partition(" ")[2]


OF_COACH = (
    Label("question open", "open question", "o"),
    Label("question closed", "closed question", "c"),
    Label("reflection simple", "simple reflection", "s"),
    Label("reflection complex", "complex reflection", "x"),
    Label("input information", "gives information", "i"),
    Label("input advice", "gives advice", "a"),
    Label("input options", "gives options", "t"),
    Label("input negotiation", "agrees on what to do", "g"),
    Label("other", "something else", "e"),
)
OF_CLIENT = (
    Label("change", "may speak for change", "f"),
    Label("sustain", "may speak for staying", "y"),
    Label("neutral", "neither for nor against", "b"),
)
OF_ROLE: dict[Role, tuple[Label, ...]] = {Role.COACH: OF_COACH, Role.CLIENT: OF_CLIENT, Role.OTHER: ()}
BY_SAID = {label.said: label for label in (*OF_COACH, *OF_CLIENT)}
TAKE_BACK_KEY, NEXT_KEY, PREVIOUS_KEY = "u", "n", "p"


def said(label: str, subtype: str = "") -> str:
    """A label and its subtype as they are stored."""
    return f"{label} {subtype}".strip()


def words(label: str, subtype: str = "") -> str:
    """A label in words; "" for no label."""
    known = BY_SAID.get(said(label, subtype))
    return known.words if known else said(label, subtype)


def every_label() -> set[str]:
    """Every label that the lens gives, as it is stored: each has its words here, as a test holds."""
    of_coach = {said(one, subtype) for one in Behaviour for subtype in SUBTYPES.get(one, ("",))}
    return of_coach | set(Talk)
