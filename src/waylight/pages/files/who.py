"""Who is who in an import: questions to the user, and proposals which names are one person."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy, pgettext

from waylight.intake.rows import Kind
from waylight.intake.same_person import Spelling, propose
from waylight.record.engagement import person_of
from waylight.record.packing import fuller
from waylight.record.people import Alias, Person, normalise
from waylight.record.privacy.erased import SOMEONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.record.imports import Import, ImportFile

ASKED_ABOUT = 600  # names compared: those that stand most often in the files
OFFERED = 12  # answers to a question
SURE = 0.9  # proposals from here on are ticked beforehand
LIKELY = 0.8  # from here on an answer is chosen beforehand
WRITTEN = {Kind.MAIL, Kind.CALENDAR, Kind.INTERACTIONS}
WHICH = {
    "written": gettext_lazy("Which of these is {name}, in the mail and calendars?"),
    "calendar": gettext_lazy("Which of these is {name}, in the calendars?"),
    "spoken": gettext_lazy("Which of these is {name}, in the transcripts?"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer offered: an address or spelling, as it is shown."""

    value: str
    shown: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Which of the names is this person, the client or the coach? ``name`` is the choice it fills."""

    of: str
    name: str
    id: str
    label: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Names that look like one person's, and why. ``value`` is how a form sends them back."""

    names: list[str]
    values: list[str]
    reason: str
    ticked: bool

    @property
    def value(self) -> str:
        """The names' values as JSON."""
        return json.dumps(self.values, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Names that look like one person's, surest first in a list of them."""

    values: frozenset[str]
    reason: str
    score: float


@dataclass(slots=True)
class Who:
    """The people of an import: staged names with how often they stand there, and those already known."""

    brought: Import
    files: list[ImportFile]
    shown: dict[str, str] = field(default_factory=dict)
    known: dict[str, Alias] = field(default_factory=dict)
    likenesses: list[Likeness] = field(default_factory=list)

    @classmethod
    def of(cls, brought: Import) -> Who:
        """Gather the names, and compare them."""
        who = cls(brought, [file for file in brought.files.all() if file.kind])
        mine = Alias.objects.filter(engagement=brought.engagement).select_related("person")
        who.known = {alias.value: alias for alias in mine}
        often = who._often(who.files)
        for file in who.files:
            for value, (name, _) in file.people.items():
                who.shown[value] = fuller(who.shown.get(value, ""), name)
        new = [value for value, _ in often.most_common() if value not in who.known][:ASKED_ABOUT]
        named = [value for value, alias in who.known.items() if alias.shown != SOMEONE]
        compared = [*new, *named[:ASKED_ABOUT]]
        who.likenesses = [
            Likeness(frozenset(compared[n] for n in one.ids), one.reason, one.score)
            for one in propose([who._spelling(n, value) for n, value in enumerate(compared)])
        ]
        return who

    def _often(self, files: Iterable[ImportFile]) -> Counter[str]:
        times: Counter[str] = Counter()
        for file in files:
            times.update({value: count for value, (_, count) in file.people.items()})
        return times

    def _spelling(self, number: int, value: str) -> Spelling:
        alias = self.known.get(value)
        name = self.shown.get(value) or (alias.shown if alias else value)
        return Spelling(id=number, name="" if "@" in name else name, address=value if "@" in value else "")

    def called(self, value: str) -> str:
        """A name with its address, as both are shown: *Tomás Ferrão (tomas@norvia.example)*."""
        alias = self.known.get(value)
        name = self.shown.get(value) or (alias.shown if alias else value)
        return f"{name} ({value})" if "@" in value and name != value else name

    def questions(self, choices: dict[str, Any]) -> list[Question]:
        """Ask for client and coach where the files name neither's known addresses or spellings."""
        engagement = self.brought.engagement
        groups = {
            "written": [file for file in self.files if file.kind in WRITTEN],
            "calendar": [file for file in self.files if file.kind == Kind.CALENDAR],
            "spoken": [file for file in self.files if file.kind == Kind.TRANSCRIPT],
        }
        asked = [("is_client", engagement.client, "written"), ("is_client", engagement.client, "spoken")]
        coach = person_of(engagement.coach)
        asked += [("is_coach", coach, "calendar"), ("is_coach", coach, "spoken")]
        found = (self._question(name, person, place, groups[place], choices) for name, person, place in asked)
        return [question for question in found if question]

    def _question(
        self, name: str, person: Person, place: str, files: list[ImportFile], choices: dict[str, Any]
    ) -> Question | None:
        often = self._often(files)
        if not often or any(alias.person_id == person.pk for value in often if (alias := self.known.get(value))):
            return None
        strangers = [value for value, _ in often.most_common() if value not in self.known]
        guess = self._guess(person, set(strangers))
        offered = list(dict.fromkeys([*([guess] if guess else []), *strangers]))[:OFFERED]
        chosen = set(choices[name]) if name in choices else {guess}
        answers = [Answer(value, self.called(value), value in chosen) for value in offered]
        label = str(WHICH[place]).format(name=person.name)
        return Question(person.name, name, f"{name}-{place}", label, answers) if answers else None

    def _guess(self, person: Person, among: set[str]) -> str:
        """The name among these that looks most like one this person is known by; "" if none is likely."""
        names = {value for value, alias in self.known.items() if alias.person_id == person.pk}
        for one in self.likenesses:
            if one.score >= LIKELY and one.values & names and one.values & among:
                return min(one.values & among)
        first = normalise(person.name).split(" ")[0]
        return first if first in among else ""

    def same(self, questions: list[Question], choices: dict[str, Any]) -> list[SamePerson]:
        """Proposals about names that are not one person yet, but for those that a question asks about."""
        asked = {answer.value for question in questions for answer in question.answers}
        pair = {self.brought.engagement.client_id, person_of(self.brought.engagement.coach).pk}
        said = [sorted(values) for values in choices.get("same", [])]
        found = []
        for one in self.likenesses:
            values = sorted(one.values)
            aliases = [self.known.get(value) for value in values]
            people = {alias.person_id if alias else value for alias, value in zip(aliases, values, strict=True)}
            of_pair = any(alias and alias.person_id in pair for alias in aliases)
            if len(people) < 2 or all(aliases) or (of_pair and asked & one.values):
                continue
            ticked = values in said if "same" in choices else one.score >= SURE
            found.append(SamePerson([self.called(value) for value in values], values, one.reason, ticked))
        return found

    def speaker(self, value: str) -> str:
        """Who a speaker is, as far as is known: a person, perhaps one, or somebody new."""
        alias = self.known.get(value)
        if alias:
            return alias.person.name
        for one in self.likenesses:
            if value in one.values:
                others = sorted(one.values - {value}, key=lambda other: other not in self.known)
                known = self.known.get(others[0])
                name = known.person.name if known else self.shown[others[0]]
                return gettext("perhaps {name}").format(name=name)
        return pgettext("a speaker", "new")
