"""Makes a store as it was before anything was sealed, with one sentence everywhere, and brings it up to date.

Run as a program with the settings' environment; it prints, as JSON, how often each sealed field now reads as before.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime

import django

SECRET = "the heron waits by the weir"
DAY = date(2026, 3, 1)


def fill(models) -> None:
    """Two engagements with the sentence in every column of words, written as the store was then."""
    user = models.get_model("access", "User").objects.create(email="maren@coach.example")

    def make(model: str, **given: object):
        return models.get_model("record", model).objects.create(**given)

    practice = make("Practice", name="Practice")
    coach = make("Member", practice=practice, user=user, role="coach")
    make("LearningNote", coach=coach, on=DAY, text=SECRET)
    for name in ("Ines Calder", "Henrik Aas"):
        _fill_one(make, practice, coach, user, name)


def _fill_one(make, practice, coach, user, name) -> None:
    from waylight.record.bringing.outcome import digest

    client = make("Person", practice=practice, name=name)
    of = {
        "engagement": make("Engagement", practice=practice, coach=coach, client=client, begins=DAY, goals=SECRET),
    }
    said = {**of, "on": DAY, "text": SECRET}
    brought = make("Import", **of, by=user, choices={"same": [[SECRET]]}, result={"touched": [SECRET]})
    people, problems = {name: [SECRET, 2]}, [{"line": 1, "reason": SECRET}]
    file = make("ImportFile", brought=brought, name="a.vtt", sha256="0" * 64, people=people, problems=problems)
    make("StagedChunk", file=file, number=0, rows_gz=SECRET.encode())
    meeting = make("Meeting", **of, at=datetime(2026, 3, 1, tzinfo=UTC), agreement=SECRET)
    alias, other = (
        make("Alias", **of, value=value, shown=value, person=client, first_person=client) for value in ("a", "b")
    )
    turns = [make("Utterance", meeting=meeting, turn=n, speaker=alias, text=f"{n} {SECRET}") for n in range(120)]
    make("SetAside", utterance=turns[0], text=SECRET)
    make("Note", meeting=meeting, author=user, text=SECRET)
    make("Reflection", **said, key=digest("entry", DAY, False, SECRET, (), (), (), None))
    make("Insight", **said, changed=SECRET)
    make("Commitment", **said)
    make("Question", **said)
    make("Confidence", **of, on=DAY, value=5, words=SECRET)
    initiative = make("Initiative", **of, name="Rollout")
    make("Perspective", **said, initiative=initiative, person=client, stance="differs", changed=SECRET)
    for n, title in enumerate((SECRET, "")):
        at = datetime(2026, 3, 1, n, tzinfo=UTC)
        make("Interaction", **of, kind="mail", at=at, sender=alias, recipient=other, title=title, key=str(n))
    pulse = make("Pulse", **of, opens=DAY, closes=DAY, questions=[SECRET])
    stakeholder = make("Stakeholder", **of, person=client, role=SECRET, stands=SECRET, wanted=SECRET)
    make("Consent", **of, use="mail", words=SECRET, given_at=datetime(2026, 3, 1, tzinfo=UTC))
    invitation = make("Invitation", pulse=pulse, stakeholder=stakeholder)
    make("Answer", invitation=invitation, question=1, text=SECRET)
    make("Story", **of, draft=SECRET, replacements={SECRET: "somebody"})


def read() -> dict[str, int]:
    """How many rows of each sealed field hold the sentence."""
    from django.apps import apps

    from tests.record.brought import an_entry
    from waylight.record.bringing.journal import entry_key
    from waylight.record.sealing import sealed_fields

    found = {}
    for model in apps.get_app_config("record").get_models():
        for field in sealed_fields(model):
            rows = model._default_manager.all()
            found[f"{model.__name__}.{field.name}"] = sum(SECRET in str(getattr(row, field.name)) for row in rows)
    brought_again = an_entry(DAY.isoformat(), SECRET)
    entries = apps.get_model("record", "Reflection").objects.select_related("engagement")
    found["entries known again"] = sum(one.key == entry_key(brought_again, one.engagement) for one in entries)
    return found


def main() -> None:
    """Make it, migrate it, read it."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    call_command("migrate", "record", "0001", verbosity=0)
    fill(MigrationExecutor(connection).loader.project_state([("record", "0001_initial")]).apps)
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(read()))


if __name__ == "__main__":
    main()
