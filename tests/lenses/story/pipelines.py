"""Pipelines of spaCy made on the fly: the real library, with words that we say are names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.lenses.story.language_model import loaded

if TYPE_CHECKING:
    from pathlib import Path

MARKED = {"PERSON": ("Quorra Vane",), "GPE": ("Little Hesk",), "ORG": ("the Tallow Works", "HR"), "EVENT": ("Whitsun",)}


def a_pipeline(folder: Path, language: str = "en", marked: dict[str, tuple[str, ...]] = MARKED) -> str:
    """Save a pipeline that marks these words in a folder, and return that."""
    import spacy  # takes longer than all tests of the story's names; others are not to wait for it

    nlp = spacy.blank(language)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": one} for label, words in marked.items() for one in words])
    nlp.to_disk(folder)
    loaded.cache_clear()
    return str(folder)


def a_trained_pipeline(folder: Path, rounds: int = 30) -> str:
    """Save a pipeline with a small statistical model that learnt one name, and return its folder."""
    import spacy
    from spacy.training import Example
    from spacy.util import fix_random_seed

    fix_random_seed(1)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    told = [
        ("then quorra vane asked them", [(5, 16, "PERSON")]),
        ("we met quorra vane today", [(7, 18, "PERSON")]),
        ("then somebody asked them", []),
    ]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in told]
    learning = nlp.initialize(lambda: examples)
    for _ in range(rounds):
        nlp.update(examples, sgd=learning)
    nlp.to_disk(folder)
    loaded.cache_clear()
    return str(folder)
