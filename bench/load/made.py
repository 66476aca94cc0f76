"""Fills an empty store with a practice: every sealed word is sealed with the key of its engagement, as by the product.

Rows have numbers of their own choosing, so that they go in by the thousand; interactions are in ``contacts.py``.
"""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from bench.load import said
from bench.load.contacts import Written, write_contacts
from bench.load.size import NAMED, PEOPLE, TURNS
from waylight.access.models import User
from waylight.record.consent import Consent
from waylight.record.consent_words import WORDS
from waylight.record.engagement import Engagement
from waylight.record.goal import Goal
from waylight.record.initiative import Initiative, Participation
from waylight.record.insight import Commitment, Confidence, Insight, Question, Reflection
from waylight.record.keys import Key, make_key
from waylight.record.meeting import Meeting, Note, Utterance
from waylight.record.people import Alias, Member, Person, Practice, Stakeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

    from bench.load.size import Size

AT_ONCE = 25  # engagements that go into the store together


@dataclass
class Made:
    """Rows on their way into the store, by model in the order in which they have to come, and the next numbers."""

    numbers: dict[type[models.Model], Iterator[int]] = field(default_factory=dict)
    rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, model: type[models.Model], **given: Any) -> Any:
        """Make a row with a number, to be written with the others."""
        number = next(self.numbers.setdefault(model, count(1)))
        row = model(**({} if model is Key else {"pk": number}), **given)
        self.rows.setdefault(model, []).append(row)
        return row

    def write(self, *models_of: type[models.Model]) -> None:
        """Write the rows of some models, or of all."""
        with transaction.atomic():
            for model in models_of or tuple(self.rows):
                model._default_manager.bulk_create(self.rows.pop(model, []), batch_size=2_000)


@dataclass(frozen=True)
class Whole:
    """A made practice: its coaches' and clients' accounts, with the numbers of their engagements."""

    coaches: dict[int, list[int]]
    clients: dict[int, int]


def fill(size: Size, *, seed: int = 1) -> Whole:
    """Fill the store."""
    chance, made = random.Random(seed), Made()
    practice = made.add(Practice, name="A made practice")
    coaches = [_coach(made, practice, n) for n in range(size.coaches)]
    made.write()
    whole = Whole({one.user_id: [] for one in coaches}, {})
    with write_contacts(seed) as contacts:
        for first in range(0, size.engagements, AT_ONCE):
            here = range(first, min(first + AT_ONCE, size.engagements))
            begun = [_begun(made, practice, coaches[n % len(coaches)], chance, n, size) for n in here]
            made.write(User, Person, Key)
            for one in begun:
                make_key(one)
            for one in begun:
                contacts.add(one.pk, _hers(made, one, chance, size), size.interactions, one.begins, size.weeks)
                whole.coaches[one.coach.user_id].append(one.pk)
                whole.clients[one.client.user_id] = one.pk
            made.write()
    _numbers_go_on(made)
    return whole


def _coach(made: Made, practice: Practice, n: int) -> Member:
    user = made.add(User, email=f"coach{n}@practice.example", name=f"Coach {n}", password="!")
    made.add(Person, practice=practice, user=user, name=user.name)
    member: Member = made.add(Member, practice=practice, user=user, role=Member.Role.COACH)
    return member


def _begun(made: Made, practice: Practice, coach: Member, chance: random.Random, n: int, size: Size) -> Engagement:
    user = made.add(User, email=f"client{n}@company.example", name=said.name(chance, n), password="!")
    client = made.add(Person, practice=practice, user=user, name=user.name, pronouns=chance.choice(["she", "he"]))
    begins = timezone.now().date() - timedelta(weeks=size.weeks)
    engagement: Engagement = made.add(
        Engagement,
        practice=practice,
        coach=coach,
        client=client,
        key=made.add(Key),
        zone="Europe/Lisbon",
        begins=begins,
        ends=timezone.now().date() - timedelta(days=1) if n // size.coaches >= size.running else None,
    )
    engagement.salt, engagement.goals = secrets.token_bytes(32), "To be heard beyond the own team."
    return engagement


def _hers(made: Made, one: Engagement, chance: random.Random, size: Size) -> Written:
    """Everything but the interactions; returns under which aliases these are written."""
    for use in Consent.Use.values:
        at = datetime.combine(one.begins, datetime.min.time(), UTC)
        made.add(Consent, engagement=one, use=use, words=WORDS[use].in_full, given_at=at, recorded_by=one.client.user)
    hers = _goes_by(made, one, one.client, f"her{one.pk}@company.example")
    people = [_somebody(made, one, chance, n) for n in range(PEOPLE)]
    _meetings(made, one, people, hers, chance, size)
    _journal(made, one, people, chance, size)
    for n in range(2):
        initiative = made.add(Initiative, engagement=one, name=f"Initiative {n}", since=one.begins)
        for alias in people[: 4 + n]:
            made.add(Participation, initiative=initiative, person=alias.person, part="contributes", since=one.begins)
        levels = ["", "", "Two of them do.", "", ""]
        made.add(Goal, engagement=one, text="Let others own it.", levels=levels, since=one.begins)
    return Written(hers.pk, tuple(alias.pk for alias in people))


def _goes_by(made: Made, one: Engagement, person: Person, value: str) -> Alias:
    alias: Alias = made.add(Alias, engagement=one, value=value, shown=value, person=person, first_person=person)
    return alias


def _somebody(made: Made, one: Engagement, chance: random.Random, n: int) -> Alias:
    practice = one.practice
    person = made.add(Person, practice=practice, name=said.name(chance, n))
    level, side = chance.choice(practice.levels), chance.choice(practice.sides)
    role = "plant director" if n == 0 else ""
    made.add(Stakeholder, engagement=one, person=person, level=level, side=side, role=role, named=n < NAMED)
    return _goes_by(made, one, person, f"p{n}@company.example")


def _meetings(made: Made, one: Engagement, people: list[Alias], hers: Alias, chance: random.Random, size: Size) -> None:
    """Spread over the weeks, the last one a week ahead; the one before it has a transcript."""
    ahead = datetime.combine(timezone.now().date() + timedelta(days=7), datetime.min.time(), UTC)
    between = timedelta(weeks=size.weeks) / size.meetings
    coach = one.coach.user
    for n in range(size.meetings):
        at = ahead - (size.meetings - 1 - n) * between + timedelta(hours=9)
        meeting = made.add(Meeting, engagement=one, at=at, zone=one.zone, agreement=said.sentence(chance, "her team"))
        if n < size.meetings - 1:
            made.add(Note, meeting=meeting, author=coach, private=n % 2 == 0, text=said.entry(chance, "them"))
        if n == size.meetings - 2:
            for turn in range(TURNS):
                speaker, text = (hers if turn % 2 else None), said.sentence(chance, people[turn % PEOPLE].person.name)
                made.add(Utterance, meeting=meeting, turn=turn + 1, start_s=turn * 30.0, speaker=speaker, text=text)


def _journal(made: Made, one: Engagement, people: list[Alias], chance: random.Random, size: Size) -> None:
    """An entry every four weeks, and what stands in it; the last four commitments are open."""
    days = [one.begins + timedelta(weeks=week, days=week % 5) for week in range(0, size.weeks, 4)]
    for n, on in enumerate(days):
        who = chance.choice(people).person
        entry = made.add(Reflection, engagement=one, on=on, text=said.entry(chance, who.name), private=n % 4 == 0)
        here: dict[str, Any] = {"engagement": one, "on": on, "reflection": entry}
        made.add(Insight, **here, text=said.sentence(chance, who.name), heard_from=who, changed="The order of things.")
        made.add(Confidence, **here, value=float(4 + n % 6), words="It grows.")
        made.add(Commitment, **here, text=said.sentence(chance, who.name), **_settled(on, still=n >= len(days) - 4))
        made.add(Question, **here, text="What do I hold on to?", laid_down_on=None if n % 3 else on)


def _settled(on: date, *, still: bool) -> dict[str, Any]:
    return {} if still else {"state": "kept", "settled_on": on + timedelta(weeks=2)}


def _numbers_go_on(made: Made) -> None:
    """Let the store number later rows from where these ended."""
    from django.core.management.color import no_style

    for statement in connection.ops.sequence_reset_sql(no_style(), list(made.numbers)):
        with connection.cursor() as cursor:
            cursor.execute(statement)
