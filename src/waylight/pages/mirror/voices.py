"""Who in a transcript is the coach, and who the client: as the names have it, or as the coach says of this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waylight.lenses.mirror.turns import Role
from waylight.record.handing_over import former_coaches
from waylight.record.mirror import WhoSpoke
from waylight.record.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def voices(meeting: Meeting, said: Sequence[Utterance]) -> Voices:
    """Return who speaks in a meeting. ``said`` are its turns, with speaker and person selected."""
    told = WhoSpoke.objects.filter(meeting=meeting).select_related("coach", "client").first()
    coach, client = (told.coach.person_id, told.client.person_id) if told else _by_name(meeting)
    met: dict[int, list[Utterance]] = {}
    for turn in said:
        if turn.speaker:
            met.setdefault(turn.speaker.person_id, []).append(turn)
    roles = {coach: Role.COACH, client: Role.CLIENT}
    speakers = [_speaker(person, turns, roles.get(person, Role.OTHER)) for person, turns in met.items()]
    former = met.keys() & former_coaches(meeting.engagement) if coach not in met else set()
    return Voices(
        speakers=tuple(sorted(speakers, key=lambda one: (-one.words, one.person))),
        nameless=sum(turn.speaker is None for turn in said),
        told=told is not None,
        former=next((one.name for one in speakers if one.person in former), ""),
    )


def _by_name(meeting: Meeting) -> tuple[int | None, int]:
    engagement = meeting.engagement
    coach = Person.objects.filter(practice=engagement.practice_id, user=engagement.coach.user_id).first()
    return coach.pk if coach else None, engagement.client_id


def _speaker(person: int, turns: list[Utterance], role: Role) -> Speaker:
    first = turns[0].speaker
    assert first is not None  # noqa: S101 -- only turns with a speaker are met
    words = sum(len(turn.text.split()) for turn in turns)
    return Speaker(person, first.pk, first.person.name, len(turns), words, role)
