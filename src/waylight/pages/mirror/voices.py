"""Who in a transcript is the coach, and who the client: as the names have it, or as the coach says of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.turns import Role
from waylight.record.handing_over import HandedOver
from waylight.record.mirror import WhoSpoke
from waylight.record.people import Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waylight.record.meeting import Meeting, Utterance


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in a transcript; ``alias`` is one of the names they have there."""

    person: int
    alias: int
    name: str
    turns: int
    words: int
    role: Role


@dataclass(frozen=True, slots=True)
class Voices:
    """Those who speak, most words first; ``nameless`` turns have no speaker; ``told``: the coach has said who is who.

    ``former`` is the name of a coach who had the engagement before, if this meeting was hers.
    """

    speakers: tuple[Speaker, ...]
    nameless: int
    told: bool
    former: str = ""

    def role(self, person: int | None) -> Role:
        """What somebody is in this meeting."""
        return next((one.role for one in self.speakers if one.person == person), Role.OTHER)

    def of(self, role: Role) -> Speaker | None:
        """Who has a role here, if anybody."""
        return next((one for one in self.speakers if one.role is role), None)

    @property
    def others(self) -> tuple[Speaker, ...]:
        """Those who are neither coach nor client."""
        return tuple(one for one in self.speakers if one.role is Role.OTHER)

    @property
    def coach(self) -> Speaker | None:
        """Who is the coach here."""
        return self.of(Role.COACH)

    @property
    def client(self) -> Speaker | None:
        """Who is the client here."""
        return self.of(Role.CLIENT)


def voices(meetings: Sequence[Meeting], said: Mapping[int, Sequence[Utterance]]) -> dict[int, Voices]:
    """Return who speaks in each meeting. ``said`` are the turns of each, with speaker and person selected."""
    told = WhoSpoke.objects.filter(meeting__in=meetings).select_related("coach", "client")
    by_coach = {one.meeting_id: (one.coach.person_id, one.client.person_id) for one in told}
    by_name, former = _by_name(meetings), _former(meetings)
    return {
        one.pk: _voices(
            said[one.pk],
            by_coach.get(one.pk) or by_name[one.pk],
            told=one.pk in by_coach,
            former=former[one.engagement_id],
        )
        for one in meetings
    }


def _voices(said: Sequence[Utterance], pair: tuple[int | None, int], *, told: bool, former: set[int]) -> Voices:
    coach, client = pair
    met: dict[int, list[Utterance]] = {}
    for turn in said:
        if turn.speaker:
            met.setdefault(turn.speaker.person_id, []).append(turn)
    roles = {coach: Role.COACH, client: Role.CLIENT}
    speakers = [_speaker(person, turns, roles.get(person, Role.OTHER)) for person, turns in met.items()]
    hers = met.keys() & former if coach not in met else set()
    return Voices(
        speakers=tuple(sorted(speakers, key=lambda one: (-one.words, one.person))),
        nameless=sum(turn.speaker is None for turn in said),
        told=told,
        former=next((one.name for one in speakers if one.person in hers), ""),
    )


def _by_name(meetings: Sequence[Meeting]) -> dict[int, tuple[int | None, int]]:
    """Coach and client of each meeting, as the engagement has them."""
    engagements = [one.engagement for one in meetings]
    coaches = {(one.practice_id, one.coach.user_id) for one in engagements}
    people = Person.objects.filter(
        practice__in={practice for practice, _ in coaches}, user__in={user for _, user in coaches}
    )
    known = {(practice, user): pk for pk, practice, user in people.values_list("pk", "practice", "user")}
    return {
        one.pk: (known.get((of.practice_id, of.coach.user_id)), of.client_id)
        for one, of in zip(meetings, engagements, strict=True)
    }


def _former(meetings: Sequence[Meeting]) -> dict[int, set[int]]:
    """Who coached each engagement before, by its number."""
    found: dict[int, set[int]] = {one.engagement_id: set() for one in meetings}
    for engagement, person in HandedOver.objects.filter(engagement__in=found).values_list("engagement", "former"):
        found[engagement].add(person)
    return found


def _speaker(person: int, turns: list[Utterance], role: Role) -> Speaker:
    first = turns[0].speaker
    assert first is not None  # noqa: S101 -- only turns with a speaker are met
    words = sum(len(turn.text.split()) for turn in turns)
    return Speaker(person, first.pk, first.person.name, len(turns), words, role)
