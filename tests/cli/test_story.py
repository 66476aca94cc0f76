"""``waylight story``: what could give someone away is listed or replaced; a wrong file is said in words."""

from __future__ import annotations

import json

import pytest

from tests.factories import an_engagement
from tests.lenses.story.pipelines import a_pipeline
from waylight.cli import main


@pytest.fixture
def story(tmp_path):
    """A text with a name, a month and a figure."""
    path = tmp_path / "story.md"
    path.write_text("After the meeting Priya Raman asked.\nIn March 2026 it was 37 % more.\n", "utf-8")
    return path


def test_redact_gives_text_and_spans(story, capsys):
    assert main(["story", "redact", str(story), "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["text"] == "After the meeting a colleague asked.\nIn spring it was about 40 % more.\n"
    text = story.read_text("utf-8")
    assert [text[one["start"] : one["end"]] for one in made["spans"]] == ["Priya Raman", "March 2026", "37 %"]
    assert set(made["spans"][0]) == {"start", "end", "kind", "why", "replacement"}


def test_check_names_file_and_line(story, capsys):
    assert main(["story", "check", str(story)]) == 1
    assert f"{story}:2: 37 % (figure)" in capsys.readouterr().out


def test_nothing_found_is_said_and_is_zero(tmp_path, capsys):
    path = tmp_path / "clean.txt"
    path.write_text("They listened, and then they asked.\n", "utf-8")
    assert main(["story", "check", str(path)]) == 0
    assert "Nothing was found" in capsys.readouterr().err


def test_a_file_that_is_not_text_is_named_with_its_line(tmp_path, capsys):
    path = tmp_path / "story.bin"
    path.write_bytes(b"one\ntwo \xff\xfe\n")
    assert main(["story", "redact", str(path)]) == 2
    assert f"{path}:2: it is not UTF-8" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["story", "check", str(tmp_path / "none.txt")]) == 2
    assert "none.txt: No such file" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_record_knows_who_is_who(tmp_path, capsys):
    engagement = an_engagement()
    path = tmp_path / "story.txt"
    path.write_text(f"Then {engagement.client.name} asked.\n", "utf-8")
    assert main(["story", "redact", str(path), "--record", str(engagement.pk)]) == 0
    assert capsys.readouterr().out == "Then the client asked.\n"


@pytest.mark.parametrize("action", ["check", "redact"])
def test_a_language_model_reads_along_where_one_is_named(tmp_path, capsys, monkeypatch, action):
    path = tmp_path / "story.txt"
    path.write_text("They then met in the hesk.\n", "utf-8")
    monkeypatch.setenv("WAYLIGHT_NER", a_pipeline(tmp_path / "en", marked={"LOC": ("hesk",)}))
    main(["story", action, str(path)])
    wanted = {"check": "hesk (place). A language model took it for a place.", "redact": "They then met in the place.\n"}
    assert wanted[action] in capsys.readouterr().out


def test_a_bad_language_model_is_said_beside_what_is_found_without_it(story, capsys, monkeypatch):
    monkeypatch.setenv("WAYLIGHT_NER", "en_no_such_model")
    assert main(["story", "check", str(story)]) == 1
    said = capsys.readouterr()
    assert "Priya Raman (person). It looks like a name." in said.out
    assert "“en_no_such_model” cannot be used" in said.err


def test_of_a_language_without_lists_only_what_is_sure_is_found(tmp_path, capsys):
    path = tmp_path / "story.txt"
    path.write_text("Die Klientin sprach am 12.04.2026 mit Anna. Jeder Tag zählte 37 Stunden.\n", "utf-8")
    assert main(["story", "redact", str(path), "--language", "de"]) == 0
    said = capsys.readouterr()
    assert said.out == "Die Klientin sprach am […] mit Anna. Jeder Tag zählte ≈ 40 Stunden.\n"
    assert "For “de” there are no lists of words: names that no record knows, nothing here finds." in said.err
    assert main(["story", "check", str(path), "--language", "deutsch!"]) == 2
    assert "“deutsch!” is no code of a language" in capsys.readouterr().err
