"""Where a language model of spaCy is there, it adds names to what is found; a bad one is said in words and left out."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.lenses.story.pipelines import a_pipeline, a_trained_pipeline
from waylight.lenses.story import pipelines
from waylight.lenses.story.finding import find
from waylight.lenses.story.known import Known
from waylight.lenses.story.language_model import LONGEST, loaded
from waylight.lenses.story.leaks import leaks
from waylight.lenses.story.redacting import redact
from waylight.lenses.story.span import Kind
from waylight.lenses.story.tongue import ENGLISH, Tongue, tongue_of

TOLD = "We listened to quorra vane and Quorra Vane’s team.\nIn *Little Hesk* the Tallow Works began; HR saw Whitsun."
MARTA = Known("marta", Kind.PERSON, ("Marta Silva",), "a peer")


def shown(text: str, tongue: Tongue, known: tuple[Known, ...] = ()) -> dict[str, tuple[str, str]]:
    """What is found, with its kind and why."""
    return {text[one.start : one.end]: (one.kind.value, one.why) for one in find(text, known, tongue)}


@pytest.fixture
def english(tmp_path):
    return tongue_of("en", a_pipeline(tmp_path / "en"))


def test_what_it_marks_is_added_with_its_own_reason(english):
    text = "she met the tallow works in the little hesk of everywhere. " + TOLD
    assert english.reads_along == "en_pipeline 0.0.0"
    found = shown(text, replace(english, language="de"))  # its own finder says nothing there
    assert found["Quorra Vane"] == ("person", "A language model took it for a person.")
    assert found["Little Hesk"] == ("place", "A language model took it for a place.")
    assert found["Tallow Works"] == ("company", "A language model took it for a company.")
    assert "HR" not in found
    assert "Whitsun" not in found


def test_what_is_found_without_it_is_found_with_it_too(english):
    text = f"{TOLD} Marta wrote to ana@example.org in March 2026. Priya Raman of Ostrava Steel asked 37 times."
    without = {n for one in find(text, [MARTA]) for n in range(one.start, one.end)}
    beside = {n for one in find(text, [MARTA], english) for n in range(one.start, one.end)}
    assert without <= beside
    assert shown(text, english, (MARTA,))["Marta"] == ("person", "It is part of the name of a person in the record.")


def test_one_thing_is_one_span_and_replaced_by_one_thing(tmp_path):
    tongue = tongue_of("en", a_pipeline(tmp_path / "en", marked={"PERSON": ("Priya Raman Okonkwo",)}))
    text = "After the meeting Priya Raman Okonkwo asked. Then Priya Raman Okonkwo left."
    assert redact(text, tongue=tongue).text == "After the meeting a colleague asked. Then the colleague left."


def test_the_same_words_count_wherever_they_stand(english):
    text = "Quorra Vane asked. _Quorra Vane_ left; Quorra Vanes did not."  # the model takes "_Quorra" for another word
    assert [(one.start, text[one.start : one.end]) for one in english.guessed(text)] == [
        (0, "Quorra Vane"),
        (20, "Quorra Vane"),
    ]


def test_a_statistical_model_reads_along(tmp_path):
    tongue = tongue_of("en", a_trained_pipeline(tmp_path / "en"))
    assert [one.about for one in tongue.guessed("then quorra vane asked them")] == ["quorra vane"]
    assert tongue.guessed("then somebody asked them") == []


def test_without_one_nothing_is_otherwise_than_before():
    assert find(TOLD) == find(TOLD, (), ENGLISH) == find(TOLD, (), Tongue("en-GB"))
    assert ENGLISH.reads_along == ENGLISH.trouble == ""


def test_spacy_is_not_imported_before_a_model_reads(tmp_path):
    code = (
        "import sys; from waylight.lenses.story.leaks import leaks; "
        "from waylight.lenses.story.tongue import tongue_of; "
        "leaks('Priya Raman asked.', (), tongue_of('en')); sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_a_text_of_any_length_is_read_to_its_end(english):
    text = "They listened and asked. " * (LONGEST // 20) + "\n" + "and " * LONGEST + "Quorra Vane"
    [last] = [one for one in english.guessed(text) if one.kind is Kind.PERSON]
    assert text[last.start : last.end] == "Quorra Vane"


@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_a_model_reads_its_own_language_alone(tmp_path, monkeypatch, language):
    monkeypatch.setattr(pipelines, "installed", list)
    english = a_pipeline(tmp_path / "en")
    assert tongue_of(language, english).reads_along == ""
    assert tongue_of(language, a_pipeline(tmp_path / "de", "de")).reads_along == "de_pipeline 0.0.0"
    assert tongue_of(language, a_pipeline(tmp_path / "xx", "xx")).reads_along == "xx_pipeline 0.0.0"


def an_installed_package(folder, name, **said):
    package = folder / name
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "meta.json").write_text(json.dumps({"lang": "en", "name": name, "version": "1", **said}))
    info = folder / f"{name}-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")


def test_of_those_installed_the_best_that_marks_names_is_taken(tmp_path, monkeypatch):
    an_installed_package(tmp_path, "small_names", pipeline=["ner"], performance={"ents_f": 0.84})
    an_installed_package(tmp_path, "large_names", pipeline=["tok2vec", "ner"], performance={"ents_f": 0.9})
    an_installed_package(tmp_path, "no_names", pipeline=["tagger"], performance={"ents_f": 0.99})
    an_installed_package(tmp_path, "broken_names", pipeline=7)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = pipelines.pipeline_for("en-GB")
    assert (found.source, found.score) == ("large_names", 0.9)
    assert pipelines.pipeline_for("en", "small_names").source == "small_names"
    assert pipelines.pipeline_for("pt") is None


def test_one_that_is_not_there_is_said_and_the_own_finder_goes_on(tmp_path):
    tongue = tongue_of("en", str(tmp_path / "none"))
    assert "no package and no folder of this name is there. Names are looked for without it." in tongue.trouble
    assert [one.kind for one in leaks("After that Priya Raman asked.", (), tongue).spans] == [Kind.PERSON]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "meta.json").unlink(), "no meta.json"),
        (lambda folder: (folder / "meta.json").write_text("[]"), "no meta.json"),
        (lambda folder: (folder / "config.cfg").write_text("[nlp]\nlang = 7"), "cannot be used"),
        (lambda folder: (folder / "config.cfg").unlink(), "cannot be used"),
    ],
)
def test_a_broken_one_is_said_and_the_own_finder_goes_on(tmp_path, harm, said):
    folder = a_pipeline(tmp_path / "en")
    harm(tmp_path / "en")
    tongue = tongue_of("en", folder)
    assert said in tongue.trouble
    assert "Names are looked for without it." in tongue.trouble
    assert tongue.reads_along == ""
    assert [one.kind for one in find("After that Priya Raman asked.", (), tongue)] == [Kind.PERSON]


def test_one_that_marks_nothing_is_said(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "en")
    assert "nothing in it marks names" in tongue_of("en", str(tmp_path / "en")).trouble


def test_one_that_fails_while_it_reads_is_said_and_what_else_was_found_stays(english):
    english.model.nlp.max_length = 10
    assert [one.kind for one in find("After that Priya Raman asked.", (), english)] == [Kind.PERSON]
    assert "reading failed" in english.trouble
    assert english.reads_along == ""


def test_without_the_library_a_named_one_is_said_with_what_to_install(monkeypatch, tmp_path):
    folder = a_pipeline(tmp_path / "en")
    monkeypatch.setattr(pipelines, "has_library", lambda: False)
    assert "pip install waylight[ner]" in tongue_of("en", folder).trouble
    assert tongue_of("en").trouble == ""


def test_words_of_a_story_are_forgotten(english):
    english.guessed("Then Xylophantine Quorvexia spoke.")
    assert "Xylophantine" not in english.model.nlp.vocab.strings


def test_a_model_is_loaded_once(tmp_path):
    folder = a_pipeline(tmp_path / "en")
    assert tongue_of("en", folder).model is tongue_of("en", folder).model
    assert loaded.cache_info().misses == 1
