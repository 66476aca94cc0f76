"""How a page speaks of the client: as *she*, *he* or *they* to the coach, and as *you* to the client herself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

WORDS = {
    "she": ("she", "her", "her", "has", "was", "s", "es", "herself"),
    "he": ("he", "him", "his", "has", "was", "s", "es", "himself"),
    "they": ("they", "them", "their", "have", "were", "", "", "themself"),
    "you": ("you", "you", "your", "have", "were", "", "", "yourself"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """The words for the client in sentences; ``s`` and ``es`` end a verb in the present: *she asks*, *she reaches*."""

    subject: str
    object: str
    possessive: str
    has: str
    was: str
    s: str
    es: str
    self: str
    name: str = ""

    @classmethod
    def speaking_of(cls, engagement: Engagement, reader: Asking | None) -> Voice:
        """Choose the words for this reader; without a reader (the command line) the client is not *you*."""
        client = engagement.client
        to_herself = reader is not None and client.user_id is not None and client.user_id == reader.pk
        return cls(*WORDS["you" if to_herself else client.pronouns], name=client.name)

    @property
    def words(self) -> dict[str, str]:
        """What a sentence can hold: {subject}, {object}, …, {Subject}, {Possessive} and {name}."""
        return {**asdict(self), "Subject": self.Subject, "Possessive": self.Possessive}  # not for readers

    def say(self, message: str, **given: Any) -> str:
        """A sentence of the client or to her, in the reader's language: ``voice.say("What {subject} chose to do")``.

        English has one sentence for both. Other languages have two, and name her where English says *she*; so the
        sentence has to stand where it is said, as an argument in quotes, for ``translating`` to find.
        """
        return self.in_language(message).format(**self.words, **given)

    def in_language(self, message: str) -> str:
        """A sentence in the reader's language, with its places still open."""
        return pgettext("to the client" if self.subject == "you" else "of the client", message)

    def start(self, word: str) -> str:
        """``word`` as a sentence begins: *She*, *Your*."""
        text = str(getattr(self, word))
        return text[:1].upper() + text[1:]

    @property
    def Subject(self) -> str:  # noqa: N802
        """*She*, *He*, *They* or *You*, for the start of a sentence in a template."""
        return self.start("subject")

    @property
    def Possessive(self) -> str:  # noqa: N802
        """*Her*, *His*, *Their* or *Your*, for the start of a sentence in a template."""
        return self.start("possessive")
