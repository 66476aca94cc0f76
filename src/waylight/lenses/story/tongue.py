"""The language in which a text is looked over, and what is there to do it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waylight.lenses.story.language_model import model_for
from waylight.lenses.story.languages import has_lists

if TYPE_CHECKING:
    from waylight.lenses.story.language_model import LanguageModel
    from waylight.lenses.story.span import Span


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language (BCP 47), and the language model that reads along where one is installed.

    Without lists of a language's words of every day, nothing can be told from how a word looks: names that no record
    knows are found by the model alone.
    """

    language: str = "en"
    model: LanguageModel | None = None
    why_not: str = field(default="")  # a language model was expected, and cannot be used

    @property
    def has_lists(self) -> bool:
        """Whether there are lists of its words."""
        return has_lists(self.language)

    @property
    def trouble(self) -> str:
        """What is wrong with the language model, in a sentence; "" if nothing is, or if there is none."""
        return self.why_not or (self.model.trouble if self.model else "")

    @property
    def reads_along(self) -> str:
        """What the language model is called; "" where none reads along."""
        return self.model.pipeline.called if self.model and not self.model.trouble else ""

    def guessed(self, text: str) -> list[Span]:
        """Return what the language model takes for names."""
        return self.model.spans(text) if self.model else []


ENGLISH = Tongue()


def tongue_of(language: str, named: str = "") -> Tongue:
    """Return how a language is looked over here; ``named`` is the language model that somebody asked for, if any."""
    model, why_not = model_for(language, named)
    return Tongue(language, model, why_not)
