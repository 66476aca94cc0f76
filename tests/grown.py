"""More of everything that a page lists: in an engagement, on each thing in it that has a page, and around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from django.utils import timezone

from tests.factories import (
    a_closed_round,
    a_coach,
    a_past_coaching,
    a_published_story,
    a_stakeholder,
    a_transcript,
    an_engagement,
    an_interaction,
    client_alias,
    coach_alias,
)
from waylight.access.tokens import Scope, make_token
from waylight.record import goal, insight, landmark, moment, perspective
from waylight.record.account_invitation import invite_member, invite_to
from waylight.record.asking.answering import Given
from waylight.record.belonging import choose_threads, look_for
from waylight.record.between.day import Day, keep
from waylight.record.between.question import answer, ask
from waylight.record.clients_brought import BroughtClient, ClientsBrought
from waylight.record.imports import Import, ImportFile
from waylight.record.initiative import Initiative, launch
from waylight.record.insight import Question, Reflection
from waylight.record.learning import learn, study
from waylight.record.meeting import Meeting, Utterance, note
from waylight.record.mirror import correct, show_mirror
from waylight.record.package import buy, correct_hours
from waylight.record.paper import lay_before
from waylight.record.people import Person
from waylight.record.planning.series import plan_series
from waylight.record.privacy.asked import ask_to_be_erased
from waylight.record.privacy.links import make_link
from waylight.record.saying_yes import wish
from waylight.record.story.text import Story, begin_story, write
from waylight.record.taking_part import take_part
from waylight.record.template import write as write_template
from waylight.record.terms import add_to_group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.record.engagement import Engagement

LEVELS, SIDES = ("board", "c-suite", "manager"), ("peer", "upward", "industry")
RATERS = 5  # a group that is shown
_number = count(1)


@dataclass(frozen=True)
class Growing:
    """An engagement with one of everything, and the numbers of what has a page of its own (``everybody.filled``)."""

    engagement: Engagement
    known: Mapping[str, object]

    def add(self, times: int) -> None:
        """Add so many of each thing, on days of their own."""
        for _ in range(times):
            n = next(_number)
            on = date(2026, 1, 6) + timedelta(days=n * 3)
            person = self._people(n, on)
            self._meetings(n, on)
            self._said(n, on, person)
            self._initiatives(n, on, person)
            self._agreed(n, on)
            self._stories(n)
            self._round(on)
            self._around(n, on, person)

    def _people(self, n: int, on: date) -> Person:
        name = f"Person {n}"
        one = a_stakeholder(self.engagement, name, LEVELS[n % 3], SIDES[n // 3 % 3])
        here = Person.objects.get(pk=self.known["person"])
        for hour in (9, 10):
            at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
            an_interaction(self.engagement, None, name, at=at)
            an_interaction(self.engagement, name, None, at=at + timedelta(minutes=20))
            an_interaction(self.engagement, None, here.name, at=at, kind="meeting")
            an_interaction(self.engagement, name, here.name, at=at)
        for whom in (one.person, here):
            made, _ = make_link(self.engagement, whom, by=self.engagement.coach.user)
            ask_to_be_erased(made, holder=None)
        return one.person

    def _meetings(self, n: int, on: date) -> None:
        coach, client = self.engagement.coach.user, self.engagement.client.user
        here = Meeting.objects.get(pk=self.known["meeting"])
        plan_series(self.engagement, wall=datetime(2096, 1, 1, 9) + timedelta(days=n), zone="UTC")
        held = a_transcript(
            self.engagement, ("coach", "What did you hear?"), ("client", "I will ask them."), on=str(on), seconds=60
        )
        for meeting in (held, here):
            for author, private in ((coach, False), (coach, True), (client, False)):
                note(meeting, author=author, text=f"Note {n}.", private=private)
        show_mirror(held, by=self.engagement.coach)
        correct(held.utterances.get(turn=1), self.engagement.coach, "closed")
        for k, speaker in enumerate((coach_alias(self.engagement), client_alias(self.engagement))):
            Utterance.objects.create(meeting=here, turn=10 * n + k, speaker=speaker, text=f"I will ask Mei {n}?")
        insight.commit(self.engagement, on=on, text=f"Ask at the meeting {n}", meeting=here)

    def _said(self, n: int, on: date, person: Person) -> None:
        mine = self.engagement
        here = Reflection.objects.get(pk=self.known["reflection"])
        entry = insight.reflect(mine, on=on, text=f"Entry {n}.", private=False, confidence=n % 10, words="So.")
        for reflection in (entry, here):
            insight.hear(reflection, text=f"Begin elsewhere {n}.", person=person, changed="The order")
        insight.commit(mine, on=on, text=f"Ask somebody {n}", due=on)
        insight.carry(mine, on=on, text=f"What now, {n}?")
        landmark.set_down(mine, on=on, text=f"Landmark {n}")
        moment.say(mine, by=mine.client.user, text=f"It grew, {n}.", private=False)
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        question = ask(mine, text=f"What came to you, {n}?", by=mine.coach.user, now=now)
        keep(mine, Day(text="Today.", mood=n % 10, mood_words="fine", private=False), on=on, key=f"key {n}")
        for asked in (question, Question.objects.get(pk=self.known["question"])):
            answer(insight.reflect(mine, on=on, text=f"An answer {n}.", private=False), asked)

    def _initiatives(self, n: int, on: date, person: Person) -> None:
        here = Initiative.objects.get(pk=self.known["initiative"])
        for one in (launch(self.engagement, name=f"Initiative {n}", since=date(2026, 1, 6)), here):
            take_part(one, person, part="contributes", since=on)
            perspective.hear(one, person, on=on, stance="differs", text=f"Too fast {n}.")
            look_for(one, f"#word{n}")
            row = an_interaction(self.engagement, None, person.name, thread=f"of {one.pk} and {n}", title=f"#word{n}")
            choose_threads(one, [row.thread])

    def _agreed(self, n: int, on: date) -> None:
        mine, user = self.engagement, self.engagement.coach.user
        levels = ["", "", f"Two do {n}", "", ""]
        made = goal.set_goal(mine, text=f"Let others own it {n}", levels=levels, weight=1, since=on)
        for one in (made, goal.Goal.objects.get(pk=self.known["goal"])):
            goal.rate(one, on=on, level=1, by=user, words="So.")
            wish(one, text=f"Say it shorter {n}", by=user)
        buy(mine, on=on, minutes=600)
        correct_hours(mine, on=on, minutes=30, why="A call.", by=user)
        add_to_group(mine, name=f"Of the group {n}", since=on)
        lay_before(mine, kind="form", title=f"Paper {n}", text="What grew?", by=user)
        write_template(mine.coach, kind="form", title=f"Template {n}", text="What grew?")

    def _stories(self, n: int) -> None:
        a_published_story(self.engagement)
        here = Story.objects.get(pk=self.known["story"])
        write(here, "page", f"Version {n}", by=self.engagement.coach.user)
        write(begin_story(self.engagement, title=f"Begun {n}"), "post", "It grew.", by=self.engagement.coach.user)

    def _round(self, on: date) -> None:
        raters = [a_stakeholder(self.engagement, f"Rater {next(_number)}") for _ in range(RATERS)]
        given = Given({1: 2}, 2, "Listen more.")
        a_closed_round(self.engagement, dict.fromkeys(raters, given), on + timedelta(days=365))

    def _around(self, n: int, on: date, person: Person) -> None:
        mine, coach = self.engagement, self.engagement.coach
        invite_to(mine, by=coach.user, email=f"pays{n}@norvia.example", name=f"Payer {n}", role="sponsor")
        invite_member(mine.practice, by=coach.user, email=f"m{n}@norvia.example", name=f"Coach {n}", role="coach")
        learn(coach, on=on, text=f"I told {n}.", meeting=Meeting.objects.get(pk=self.known["meeting"]))
        study(coach, on=on, minutes=60, kind="reading", topic=f"Silence {n}")
        a_past_coaching(coach, name=f"Past {n}")
        make_token(coach.user, name=f"Token {n}", scopes=list(Scope), expires_at=timezone.now() + timedelta(days=9))
        for brought in (
            Import.objects.create(engagement=mine, by=coach.user),
            Import.objects.get(pk=self.known["number"]),
        ):
            ImportFile.objects.create(
                brought=brought, name=f"{n}.csv", kind="interactions", sha256=f"{n:064}", rows=1, problem_count=1,
                problems=[{"line": 1, "reason": "It has no time.", "lost": True}], people={f"p{n}@x.example": ["P", 1]},
            )  # fmt: skip
        other = an_engagement(f"Client {n}", coach)
        a_colleague = a_coach(f"Colleague {n}", mine.practice)
        an_engagement(f"Hers {n}", a_colleague)
        a_transcript(other, ("coach", "And then?"), ("client", "I asked."), on=str(on))
        buy(other, on=on, minutes=60)
        insight.commit(other, on=on, text="Ask", due=on)
        listed = ClientsBrought.objects.create(coach=coach)
        BroughtClient.objects.create(brought=listed, engagement=other)
