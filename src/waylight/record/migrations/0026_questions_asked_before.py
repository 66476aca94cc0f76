"""Turns the questions of rounds there are into behaviours, sealed; such a round counts as opened on its first day."""

from datetime import UTC, datetime, time

from django.db import migrations

MOST = 3


def turn(apps, schema_editor):
    """Question n becomes the behaviour in place n; who answered, and from which level and side, is kept with it."""
    every = apps.get_model("record", "Pulse").objects.select_related("engagement")
    for pulse in every.iterator(chunk_size=500):
        pulse.opened_at = datetime.combine(pulse.opens, time(), UTC)
        pulse.save(update_fields=["opened_at"])
        for place, text in enumerate(pulse.questions[:MOST], 1):
            _ask(apps, pulse, place, str(text).strip())
    for one in apps.get_model("record", "Invitation").objects.select_related("stakeholder"):
        one.level, one.side = one.stakeholder.level, one.stakeholder.side
        one.answered = one.answers.exists()
        one.save(update_fields=["level", "side", "answered"])


def _ask(apps, pulse, place, text):
    if text:
        behaviour = apps.get_model("record", "Behaviour").objects.create(
            engagement=pulse.engagement, text=text, since=pulse.opens, retired_on=pulse.closes
        )
        apps.get_model("record", "Asked").objects.create(pulse=pulse, behaviour=behaviour, place=place)


def turn_back(apps, schema_editor):
    """The words of what was asked stand in their rounds again, in the open as they did."""
    asked = apps.get_model("record", "Asked").objects.select_related("behaviour__engagement").order_by("place")
    for pulse in apps.get_model("record", "Pulse").objects.iterator(chunk_size=500):
        pulse.questions = [one.behaviour.text for one in asked.filter(pulse=pulse)]
        pulse.save(update_fields=["questions"])


class Migration(migrations.Migration):
    dependencies = [("record", "0025_pulse_rounds")]

    operations = [migrations.RunPython(turn, turn_back)]
