"""What somebody who is asked gives, by her link: a draft, then answers that can be changed or taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from waylight.access import links
from waylight.record.consent import Consent, agreed
from waylight.record.pulse import OPEN, TALKED, Answer, Invitation, Letter, Pulse

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from waylight.record.engagement import Engagement
    from waylight.record.people import Person

PURPOSE = "pulse"
LONGEST = 2000  # characters of an open answer
VALUES = range(-3, 4)
TALKED_VALUES = range(3)  # no, a little, yes


class RoundClosed(Exception):
    """The round takes no answers now; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers. ``values`` by place; None for who cannot say. What is missing was not answered."""

    values: dict[int, int | None] = field(default_factory=dict)
    talked: int | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.values) or self.talked is not None or bool(self.text)


def invitation_by_token(token: str) -> Invitation:
    """Whose link it is. Raises LinkClosed with the reason."""
    link = links.read(token, PURPOSE)
    wanted = Invitation.objects.select_related(
        "pulse__engagement__client", "pulse__engagement__coach__user", "stakeholder"
    )
    found = wanted.filter(pk=link.subject).first()
    if found is None:
        raise links.LinkUnknown("What this link opened is no longer there.")  # not for readers
    return found


def takes_answers(invitation: Invitation, *, now: datetime) -> bool:
    """Whether she can answer now."""
    pulse = invitation.pulse
    asked = pulse.state(now) == Pulse.State.OPEN and invitation.withdrawn_at is None
    return asked and agreed(pulse.engagement, Consent.Use.PULSE)


def given_by(invitation: Invitation) -> Given:
    """What she gave or drafted so far."""
    mine = Answer.objects.filter(invitation=invitation).select_related("invitation__pulse__engagement")
    rows = {one.question: one for one in mine}
    talked, words = rows.pop(TALKED, None), rows.pop(OPEN, None)
    values = {place: one.value for place, one in sorted(rows.items())}
    return Given(values, talked.value if talked else None, words.text if words else "")


@transaction.atomic
def keep(invitation: Invitation, given: Given, *, send: bool, now: datetime) -> None:
    """Keep answers in the place of those before: as a draft, or, with ``send``, as given.

    What was sent stays sent. Raises RoundClosed, and ValueError for an answer that there is not, or for none at all.
    """
    mine = _locked(invitation, now)
    if send and not given:
        raise ValueError("Nothing is answered yet.")  # not for readers: the page says it in the rater's language
    _check(given, places={one.place for one in mine.pulse.asked.all()})
    _write(mine, given)
    if send:
        Invitation.objects.filter(pk=mine.pk).update(answered=True)


@transaction.atomic
def take_back(invitation: Invitation, *, now: datetime) -> None:
    """Take all answers back; they can be given anew until the round closes. Raises RoundClosed."""
    mine = _locked(invitation, now)
    mine.answers.all().delete()
    Invitation.objects.filter(pk=mine.pk).update(answered=False)


@transaction.atomic
def ask_no_more(invitation: Invitation, *, now: datetime) -> None:
    """Take all answers back and be written to no more about this round or the next ones. Raises RoundClosed."""
    mine = _locked(invitation, now)
    mine.answers.all().delete()
    Invitation.objects.filter(pk=mine.pk).update(answered=False, withdrawn_at=now)


def withdraw_person(person: Person, *, now: datetime) -> None:
    """Somebody is erased: her links close, drafts go, and what she has not answered is asked no more."""
    hers = Invitation.objects.filter(stakeholder__person=person)
    for pk in hers.values_list("pk", flat=True):
        links.revoke(PURPOSE, pk)
    Answer.objects.filter(invitation__in=hers.filter(answered=False)).delete()
    hers.filter(answered=False, withdrawn_at=None).update(withdrawn_at=now)


def answers_until(engagement: Engagement, before: date) -> QuerySet[Answer]:
    """The answers of rounds of an engagement whose last day lies before a day, drafts among them."""
    return Answer.objects.filter(invitation__in=_asked_until(engagement, before))


def forget_who_answered(engagement: Engagement, before: date) -> None:
    """Of such rounds, forget who answered, from which place, and which mails went to whom.

    That somebody wants to be asked no more stays: it holds for later rounds.
    """
    asked = _asked_until(engagement, before)
    Letter.objects.filter(invitation__in=asked).delete()
    asked.update(answered=False, level="", side="")


def _asked_until(engagement: Engagement, before: date) -> QuerySet[Invitation]:
    over = Pulse.objects.filter(engagement=engagement, closes__lt=before).exclude(opened_at=None)
    return Invitation.objects.filter(pulse__in=over)


def _locked(invitation: Invitation, now: datetime) -> Invitation:
    """The invitation, while nobody else writes to it or closes its round. Raises RoundClosed."""
    Pulse.objects.select_for_update().get(pk=invitation.pulse_id)
    mine = Invitation.objects.select_related("pulse__engagement").get(pk=invitation.pk)
    if not takes_answers(mine, now=now):
        raise RoundClosed
    return mine


def _check(given: Given, places: set[int]) -> None:
    wrong = set(given.values) - places or {one for one in given.values.values() if one is not None} - set(VALUES)
    if wrong or (given.talked is not None and given.talked not in TALKED_VALUES):
        raise ValueError("That is none of the answers there are.")  # not for readers
    if len(given.text) > LONGEST:
        raise ValueError(f"An answer in words has at most {LONGEST:,} characters.")  # not for readers


def _write(mine: Invitation, given: Given) -> None:
    mine.answers.all().delete()
    rows = [Answer(invitation=mine, question=place, value=value) for place, value in given.values.items()]
    if given.talked is not None:
        rows.append(Answer(invitation=mine, question=TALKED, value=given.talked))
    if given.text:
        rows.append(Answer(invitation=mine, question=OPEN, text=given.text))
    Answer.objects.bulk_create(rows)
