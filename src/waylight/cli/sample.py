"""``waylight sample``: load the sample engagements, through the same intake as anybody's files."""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from waylight.cli.prepare import django, prepare
from waylight.cli.sample_initiative import note_initiative, note_standing
from waylight.cli.sample_pulse import note_pulse
from waylight.cli.sample_story import note_story

if TYPE_CHECKING:
    import argparse

    from waylight.record.engagement import Engagement

_SHIPPED = Path(__file__).resolve().parents[1] / "sample"  # in a wheel; a checkout has it at its top
FOLDER = _SHIPPED if _SHIPPED.is_dir() else _SHIPPED.parents[2] / "sample"
# For looking round on one's own machine: both are printed by ``waylight run`` and guard nothing but invented people.
PASSWORD = "a lamp for the way"  # noqa: S105
SIGN_INS = {"coach": "maren.voss@waylight.example", "client": "ines.calder@norvia.example"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``sample`` takes nothing."""


def run(args: argparse.Namespace) -> int:
    """Load the sample unless it is there already."""
    del args
    django()
    prepare(sample=False)
    from waylight.access.models import User

    if User.objects.filter(email=SIGN_INS["coach"]).exists():
        sys.stderr.write("The sample is loaded already; nothing was changed.\n")
        return 0
    load()
    return 0


def load() -> None:
    """Load every engagement of the sample's folder, all or nothing."""
    from django.db import transaction

    with transaction.atomic():
        for folder in sorted(path.parent for path in FOLDER.glob("*/engagement.json")):
            load_engagement(folder)


def load_engagement(folder: Path) -> Engagement:
    """Begin one engagement as its coach would, and bring its files in as a user would."""
    from waylight.intake import Choices, read
    from waylight.record.bringing.whole import bring_in
    from waylight.record.imports import Import, Packing, receive

    given: dict[str, Any] = json.loads((folder / "engagement.json").read_text())
    engagement = _begin(given)
    _agree(engagement, given["consents"])
    choices = Choices(zone=engagement.zone, keep_subjects=given.get("subjects") == "kept")
    journal = {"journal.md"}
    files = sorted(path for path in folder.iterdir() if path.suffix in {".ics", ".mbox", ".md", ".vcf", ".vtt", ".csv"})
    for by, chosen in (
        (engagement.coach.user, [path for path in files if path.name not in journal]),
        (engagement.client.user or engagement.coach.user, [path for path in files if path.name in journal]),
    ):
        readings = []
        for path in chosen:
            packing = Packing(path.name)
            with path.open("rb") as stream:
                packing.add(read(stream, name=path.name, choices=choices))
            readings.append(packing.finish(_sha256(path)))
        brought = receive(engagement, by, readings)
        brought.state, brought.choices = Import.State.COMING, given.get("choices", {})
        brought.save(update_fields=["state", "choices"])
        bring_in(brought.pk)
    if "initiative" in given:
        note_initiative(engagement, given["initiative"])
    note_standing(engagement, given.get("stakeholders", []))
    if (pulse := FOLDER / "words" / folder.name / "pulse.json").exists():
        note_pulse(engagement, json.loads(pulse.read_text()))
    if (story := FOLDER / "words" / folder.name / "story.toml").exists():
        note_story(engagement, tomllib.loads(story.read_text("utf-8")), story.parent)
    return engagement


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _begin(given: dict[str, Any]) -> Engagement:
    from waylight.record.engagement import begin

    coach = _coach(given["coach"], given["practice"])
    client = given["client"]
    engagement = begin(
        coach,
        client_name=client["name"],
        pronouns=client["pronouns"],
        client_goes_by=client["goes_by"],
        coach_goes_by=given["coach"].get("goes_by", []),
        zone=given["zone"],
        begins=date.fromisoformat(given["begins"]),
        ends=date.fromisoformat(given["ends"]) if given.get("ends") else None,
        goals=given["goals"],
    )
    engagement.client.user = _account(client["email"], client["name"])
    engagement.client.save(update_fields=["user"])
    return engagement


def _agree(engagement: Engagement, consents: list[dict[str, str]]) -> None:
    """The client agrees on the days given, at noon; what was agreed by word or on paper is recorded by the coach."""
    from waylight.record.consent import Consent, give
    from waylight.record.consent_words import WORDS

    for one in consents:
        how = one.get("how", Consent.How.HERE)
        by = engagement.client.user if how == Consent.How.HERE else engagement.coach.user
        at = datetime.combine(date.fromisoformat(one["on"]), time(12), ZoneInfo(engagement.zone))
        give(engagement, one["use"], WORDS[one["use"]].in_full, by=by or engagement.coach.user, at=at, how=how)


def _coach(given: dict[str, Any], practice_name: str) -> Any:
    """The coach, who looks after her practice too, as the first of every practice does."""
    from waylight.record.people import Member, Practice

    practice, _ = Practice.objects.get_or_create(name=practice_name, sample=True)
    user = _account(given["email"], given["name"])
    Member.objects.get_or_create(practice=practice, user=user, role=Member.Role.ADMIN)
    member, _ = Member.objects.get_or_create(practice=practice, user=user, role=Member.Role.COACH)
    return member


def _account(email: str, name: str) -> Any:
    from waylight.access.models import User

    known = User.objects.filter(email=email).first()
    return known or User.objects.create_user(email, PASSWORD, name=name)
