"""Labels in words, and the key that says each."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from waylight.lenses.mirror.labels import SUBTYPES, Behaviour, Talk
from waylight.lenses.mirror.turns import Role


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is stored (``question open``), in English words, and the key that says it of a turn."""

    said: str
    name: str
    key: str

    @property
    def words(self) -> str:
        """The label in words, in the reader's language."""
        return gettext(self.name)

    @property
    def kind(self) -> str:
        """The label without its subtype: *question*."""
        return self.said.partition(" ")[0]

    @property
    def subtype(self) -> str:
        """The subtype: *open*, or nothing."""
        return self.said.partition(" ")[2]


OF_COACH = (
    Label("question open", gettext_noop("open question"), "o"),  # not for readers
    Label("question closed", gettext_noop("closed question"), "c"),  # not for readers
    Label("reflection simple", gettext_noop("simple reflection"), "s"),  # not for readers
    Label("reflection complex", gettext_noop("complex reflection"), "x"),  # not for readers
    Label("input information", gettext_noop("gives information"), "i"),  # not for readers
    Label("input advice", gettext_noop("gives advice"), "a"),  # not for readers
    Label("input options", gettext_noop("gives options"), "t"),  # not for readers
    Label("input negotiation", gettext_noop("agrees on what to do"), "g"),  # not for readers
    Label("other", gettext_noop("something else"), "e"),
)
OF_CLIENT = (
    Label("change", gettext_noop("may speak for change"), "f"),
    Label("sustain", gettext_noop("may speak for staying"), "y"),
    Label("neutral", gettext_noop("neither for nor against"), "b"),
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
