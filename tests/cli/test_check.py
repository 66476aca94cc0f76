"""``waylight check`` says what the environment lacks, in words, before anything is started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lenses.story.pipelines import a_pipeline
from waylight.cli.environment import KNOWN, missing, mistakes

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "WAYLIGHT_HTTPS": "1",
    "WAYLIGHT_HOSTS": "waylight.practice.example",
    "WAYLIGHT_ORIGINS": "https://waylight.practice.example",
    "WAYLIGHT_PROXIES": "1",
    "WAYLIGHT_SMTP_URL": "smtp+tls://waylight:secret@mail.practice.example:587",
    "WAYLIGHT_MAIL_FROM": "Waylight <waylight@practice.example>",
}


def check(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("WAYLIGHT_", "DATABASE_", "DJANGO_"))}
    command = [sys.executable, "-m", "waylight", "check", *arguments]
    return subprocess.run(command, env={**clean, **given}, capture_output=True, text=True, check=False)


def names(folder: Path, pattern: str) -> set[str]:
    """Every name that begins as those that are read do, in the files of a folder."""
    return {
        name
        for path in folder.rglob(pattern)
        for name in re.findall(r"\b(?:WAYLIGHT|OTEL)_[A-Z_]+[A-Z]\b", path.read_text())
    }


def test_nothing_is_said_of_an_environment_that_is_whole():
    assert [*mistakes(COMPLETE), *missing(COMPLETE)] == []


@pytest.mark.parametrize("left_out", COMPLETE)
def test_what_is_left_out_is_named(left_out):
    [said] = missing({name: value for name, value in COMPLETE.items() if name != left_out})
    assert said.startswith(left_out)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WAYLIGHT_HOST", "here.example", "Is WAYLIGHT_HOSTS meant?"),
        ("WAYLIGHT_PROXIES", "one", "whole number"),
        ("WAYLIGHT_PROXIES", "-1", "0 or more"),
        ("WAYLIGHT_IDLE_HOURS", "nan", "number of hours above 0"),
        ("WAYLIGHT_UPLOAD_MB", "2 GB", "“2 GB”"),
        ("WAYLIGHT_SECRET_KEY", "short", "has 5 characters"),
        ("WAYLIGHT_METRICS_TOKEN", "0123456789", "needs 20"),
        ("WAYLIGHT_SMTP_URL", "mail.practice.example", "begins with smtp"),
        ("DATABASE_URL", "practice-database", "no address of a database"),
    ],
)
def test_a_mistake_is_a_sentence_that_names_its_place(name, value, said):
    [sentence] = mistakes({name: value})
    assert name in sentence
    assert said in sentence


def test_a_secret_is_never_quoted():
    given = {"WAYLIGHT_SECRET_KEY": "k3y", "WAYLIGHT_SMTP_URL": "ftp://a:pass@b", "DATABASE_URL": "x://a:pass@b/c"}
    said = " ".join(mistakes(given))
    assert "k3y" not in said
    assert "pass@" not in said


def test_a_folder_that_others_can_open_is_said(tmp_path):
    tmp_path.chmod(0o755)
    assert f"chmod 700 {tmp_path}" in next(mistakes({"WAYLIGHT_VAR": str(tmp_path)}))
    tmp_path.chmod(0o700)
    assert list(mistakes({"WAYLIGHT_VAR": str(tmp_path)})) == []


def test_the_command_ends_with_1_and_makes_nothing(tmp_path):
    done = check(WAYLIGHT_VAR=str(tmp_path / "var"), WAYLIGHT_HOST="here.example")
    assert done.returncode == 1
    assert "- WAYLIGHT_HTTPS is not 1" in done.stdout
    assert "Is WAYLIGHT_HOSTS meant?" in done.stdout
    assert not (tmp_path / "var").exists()


def test_for_ones_own_machine_nothing_is_needed():
    done = check("--alone")
    nothing, names = done.stdout.splitlines()
    assert (done.returncode, nothing) == (0, "Nothing is missing to use it on this machine.")
    assert names.startswith("Names in stories: ")


def test_a_language_model_is_said_whether_it_is_there_or_not(tmp_path):
    there = check("--alone", WAYLIGHT_NER=a_pipeline(tmp_path / "en"))
    assert "Names in stories: en_pipeline 0.0.0 reads along (en)." in there.stdout
    none = check("--alone", WAYLIGHT_NER="en_no_such_model")
    assert none.returncode == 1
    assert "- WAYLIGHT_NER: The language model “en_no_such_model” cannot be used: no package" in none.stdout


def test_every_name_that_the_code_reads_is_known_and_stands_in_the_documents():
    read, documented = names(ROOT / "src", "*.py"), names(ROOT / "docs", "*.md")
    assert read == set(KNOWN)
    assert read - documented == {"WAYLIGHT_DEBUG", "WAYLIGHT_TASKS"}  # for development
