"""What the record knows for the brief of one meeting, as far as who asks may see it: each kind of row is read once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import F

from waylight.lenses.opening.promises import Turn
from waylight.pages.columns import everybody_met, noon
from waylight.pages.kept import depends_on
from waylight.pages.recent import recent
from waylight.record.consent import ledger
from waylight.record.insight import Commitment, Confidence, Question, Reflection
from waylight.record.meeting import Meeting, Utterance
from waylight.record.people import Stakeholder
from waylight.record.privacy.retention import let_go_before
from waylight.record.stopped import stopped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from waylight.access.predicates import Asking
    from waylight.pages.columns import Called
    from waylight.pages.recent import Recent
    from waylight.record.consent import Consent
    from waylight.record.engagement import Engagement
    from waylight.record.stopped import Stopped

FOUR_WEEKS = timedelta(days=28)
HALF_A_DAY = timedelta(hours=12)


class Known:
    """The rows of an engagement that a brief is made of. The parts of the brief take them from here.

    ``meetings`` are its coaching meetings in order, ``before`` those before ``until``, and ``since`` is the last of
    these, or the first day of the engagement.
    """

    def __init__(
        self, engagement: Engagement, user: Asking, meetings: Sequence[Meeting], until: datetime, now: datetime
    ) -> None:
        self.engagement, self.user, self.until, self.now = engagement, user, until, now
        self.before = [one for one in meetings if one.at < until]
        self.since = self.before[-1].at if self.before else noon(engagement.begins, engagement)
        self.first_day, self.last_day = engagement.local_day(self.since), engagement.local_day(until)

    def in_window(self, on: date) -> bool:
        """Whether a local day lies between the two meetings: from that of the first until before that of the other."""
        return self.first_day <= on < self.last_day

    @cached_property
    def commitments(self) -> list[Commitment]:
        """All that the client chose to do, in the order in which she chose it."""
        read = ("engagement", "seal", "on", "text", "state", "settled_on", "settled_in__removed_at")
        mine = Commitment.objects.visible_to(self.user).filter(engagement=self.engagement)
        return list(mine.select_related("settled_in").only(*read))

    @cached_property
    def shown(self) -> list[Commitment]:
        """Of these, what is open at ``until`` or was settled after ``since``."""
        return [
            one
            for one in self.commitments
            if one.on < self.last_day and (one.settled_on is None or one.settled_on >= self.first_day)
        ]

    @cached_property
    def questions(self) -> list[Question]:
        """All questions that the client carries or carried, in the order in which she asked them."""
        read = ("engagement", "seal", "on", "text", "laid_down_on", "meeting", "reflection")
        of_turn = ("utterance__turn", "utterance__start_s")
        mine = Question.objects.visible_to(self.user).filter(engagement=self.engagement)
        return list(mine.select_related("utterance").only(*read, *of_turn))

    @cached_property
    def kept_words(self) -> list[str]:
        """What she chose to do and asked, in her words, open or not."""
        return [one.text for one in self.commitments] + [one.text for one in self.questions]

    @cached_property
    def entries(self) -> list[Reflection]:
        """Her journal's entries: of the window, and since the first commitment that is shown, until the last day."""
        first = min([self.first_day, *(one.on for one in self.shown)])
        mine = Reflection.objects.visible_to(self.user).filter(engagement=self.engagement)
        read = ("engagement", "seal", "on", "text", "private")
        return list(mine.filter(on__gte=first, on__lte=self.last_day).only(*read))

    @cached_property
    def ratings(self) -> list[Confidence]:
        """Her ratings of her confidence, in order."""
        mine = Confidence.objects.visible_to(self.user).filter(engagement=self.engagement)
        return list(mine.only("engagement", "seal", "on", "value", "words"))

    @cached_property
    def met(self) -> list[Called]:
        """Everybody met, once for each address and spelling."""
        return everybody_met(self.engagement, self.user)

    @cached_property
    def stakeholders(self) -> dict[int, Stakeholder]:
        """Everybody who has a place, by id of Person."""
        mine = Stakeholder.objects.visible_to(self.user).filter(engagement=self.engagement)
        read = ("engagement", "level", "side", "role", "named", "person__name")
        return {one.person_id: one for one in mine.select_related("person").only(*read)}

    @cached_property
    def names(self) -> dict[int, str]:
        """What they are called, by id of Person."""
        names = {one.person: one.name for one in self.met}
        return names | {person: one.person.name for person, one in self.stakeholders.items()}

    @cached_property
    def named(self) -> set[int]:
        """The ids of those whom the client named herself."""
        return {person for person, one in self.stakeholders.items() if one.named}

    @cached_property
    def contact(self) -> Recent:
        """The rows of contact: of the window, of four weeks, and since the first commitment that is shown."""
        back = [self.until - FOUR_WEEKS, *(can_be_seen_from(one.on, self.engagement) for one in self.shown)]
        return recent(
            self.engagement,
            self.user,
            since=self.since,
            until=self.until,
            now=self.now,
            also_since=min(back),
            planned=bool(self.shown),
            about=depends_on(self.engagement, self._agreements),
        )

    @cached_property
    def turns(self) -> list[Turn]:
        """What was said in the meeting before, turn by turn."""
        return [Turn(one.pk, one.who or -1, one.start_s, one.text) for one in self.utterances.values()]  # type: ignore[attr-defined]

    @cached_property
    def utterances(self) -> dict[int, Utterance]:
        """The turns of the meeting before as rows, by their numbers."""
        if not self.before:
            return {}
        mine = Utterance.objects.visible_to(self.user).filter(meeting=self.before[-1])
        read = mine.only("meeting", "turn", "start_s", "text").annotate(who=F("speaker__person"))
        found: dict[int, Utterance] = {one.pk: one for one in read}
        for one in found.values():
            one.meeting = self.before[-1]  # it leads to the key, and is the same for all
        return found

    @cached_property
    def resting(self) -> list[Stopped]:
        """The uses that rest though there are rows of them."""
        return stopped(self.engagement, self._agreements)

    @cached_property
    def gone(self) -> dict[str, date]:
        """The day before which each kind was let go."""
        return let_go_before(self.engagement)

    @cached_property
    def _agreements(self) -> list[Consent]:
        return ledger(self.engagement)


def can_be_seen_from(on: date, engagement: Engagement) -> datetime:
    """When a commitment made on a day can be seen to have moved: from that day's end on."""
    return noon(on, engagement) + HALF_A_DAY
