"""The brief: what to open the next meeting with. Composed once; page, text, Markdown, HTML and JSON show the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext

from waylight.lenses.influence.from_sums import gone_quiet
from waylight.lenses.influence.reach import people, reach
from waylight.pages.brief import own_words
from waylight.pages.brief.commitments import CommitmentLine, ProposedLine, commitment_lines, proposed
from waylight.pages.brief.known import FOUR_WEEKS, Known
from waylight.pages.brief.lines import ConfidenceLine, Line, ReachLine
from waylight.pages.brief.unknown import not_known
from waylight.pages.evidence.links import evidence
from waylight.pages.gone import contact_known_from
from waylight.pages.templatetags.words import count_of, day, days_long, full_day, in_words, level, rate, side
from waylight.pages.voice import Voice
from waylight.record.meeting import Meeting, coaching_meetings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from waylight.access.predicates import Asking
    from waylight.lenses.influence.reach import Reached
    from waylight.record.engagement import Engagement
    from waylight.record.insight import Confidence

SHOWN = 6  # people in each column; the rest is one click away, as are further lines below
HEARD, WRITTEN, ASKED = 6, 2, 4  # lines for which a one-page brief has room


@dataclass(slots=True)
class Brief:
    """The opening of one meeting, ready to be shown."""

    engagement: int
    client: str
    meeting: int | None
    number: int
    at: datetime | None
    when: str
    title: str
    lede: str
    since: datetime
    until: datetime
    commitments: list[CommitmentLine] = field(default_factory=list)
    proposed_commitments: list[ProposedLine] = field(default_factory=list)
    reached_out: list[ReachLine] = field(default_factory=list)
    reached_in: list[ReachLine] = field(default_factory=list)
    more_out: int = 0
    more_in: int = 0
    heard: list[Line] = field(default_factory=list)
    reflections: list[Line] = field(default_factory=list)
    questions: list[Line] = field(default_factory=list)
    more_heard: int = 0
    changed: int = 0  # of all that was heard, how much changed something
    more_reflections: int = 0
    more_questions: int = 0
    proposed_questions: list[ProposedLine] = field(default_factory=list)
    confidence: ConfidenceLine | None = None
    people: Line | None = None
    quiet: list[Line] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    previous: int | None = None  # the meeting before, whose transcript is looked into


def next_meeting(engagement: Engagement, now: datetime) -> Meeting | None:
    """The coaching meeting to prepare: the next one, or else the last one."""
    return next_of(coaching_meetings(engagement), now)


def next_of(meetings: Sequence[Meeting], now: datetime) -> Meeting | None:
    """The same of an engagement's meetings, in order."""
    ahead = [meeting for meeting in meetings if meeting.until >= now]
    return ahead[0] if ahead else (meetings[-1] if meetings else None)


def prepare(engagement: Engagement, user: Asking, meeting: Meeting | None, now: datetime) -> Brief:
    """Compose the brief of a meeting for who asks; without a meeting, of today."""
    return compose(known_for(engagement, user, coaching_meetings(engagement), meeting, now), meeting)


def known_for(
    engagement: Engagement, user: Asking, meetings: Sequence[Meeting], meeting: Meeting | None, now: datetime
) -> Known:
    """What the brief of a meeting is made of, for who asks; ``meetings`` are all coaching meetings, in order."""
    return Known(engagement, user, meetings, meeting.at if meeting else now, now)


def compose(known: Known, meeting: Meeting | None) -> Brief:
    """Compose the brief of a meeting from what is known for it."""
    engagement, before = known.engagement, known.before
    brief = Brief(
        engagement=engagement.pk,
        client=engagement.client.name,
        meeting=meeting.pk if meeting else None,
        number=len(before) + 1,
        at=meeting.at if meeting else None,
        when=_when(meeting),
        title="",
        lede="",
        since=known.since,
        until=known.until,
        previous=before[-1].pk if before else None,
    )
    brief.commitments = commitment_lines(known)
    brief.proposed_commitments, brief.proposed_questions = proposed(known)
    firsts = _reach(brief, known)
    _words(brief, known)
    brief.confidence = _confidence(known)
    brief.people = _people(known)
    brief.unknown = not_known(known)
    days = (known.last_day - known.first_day).days
    _open(brief, Voice.speaking_of(engagement, known.user), days=days if before else None, firsts=firsts)
    return brief


def _when(meeting: Meeting | None) -> str:
    if meeting is None:
        return gettext("no meeting is planned")
    at = f"{full_day(meeting.local)}, {meeting.local:%H:%M}" if meeting.time_known else full_day(meeting.local)
    return f"{at} {meeting.zone.rpartition('/')[2].replace('_', ' ')}"


def _reach(brief: Brief, known: Known) -> int:
    """Who reached whom; returns how many of those shown reached out to her for the first time."""
    rows = known.contact
    found = reach(
        rows.table,
        known.engagement.client_id,
        start=known.since,
        end=known.until,
        known=rows.before,
        history=rows.history,
    )
    partly = contact_known_from(known.engagement, known.gone) is not None
    first = gettext("first time in what is kept") if partly else gettext("first time")
    brief.reached_out, brief.more_out = _reach_lines(found.out, "reach-out", known, first)
    brief.reached_in, brief.more_in = _reach_lines(found.into, "reach-in", known, first)
    brief.quiet = _quiet(known)
    new = {one.person for one in found.into if one.first_time and not partly}
    return sum(line.person in new for line in brief.reached_in)


def _reach_lines(found: Sequence[Reached], what: str, known: Known, first: str) -> tuple[list[ReachLine], int]:
    """Those of one direction who are shown, first times and ended silences first, and how many more there are."""
    there = [one for one in found if one.initiations.rows]

    def place_in_line(one: Reached) -> tuple[bool, int, str]:
        return not (one.first_time or one.after_days), -len(one.initiations.rows), _name(one.person, known)

    lines = [_reach_line(one, what, known, first) for one in sorted(there, key=place_in_line)[:SHOWN]]
    return lines, len(there) - len(lines)


def _reach_line(one: Reached, what: str, known: Known, first: str) -> ReachLine:
    late = gettext("after {time}").format(time=days_long(one.after_days)) if one.after_days else ""
    return ReachLine(
        person=one.person,
        name=_name(one.person, known),
        place=_place(one.person, known),
        tag=first if one.first_time else late,
        times=len(one.initiations.rows),
        evidence=evidence(known.engagement, what, start=known.since, end=known.until, person=one.person),
    )


def _quiet(known: Known) -> list[Line]:
    """Who has gone quiet, the longest silence first."""
    everybody = known.contact.until_its_end
    if everybody is None:
        return []
    quiet = gone_quiet(everybody, at=known.until, among=known.named)
    return [
        Line(
            name=_name(one.person, known),
            text=_place(one.person, known),
            more=days_long(one.days),
            words=gettext("last contact"),
            evidence=evidence(known.engagement, "contact", person=one.person, end=known.until),
        )
        for one in sorted(quiet.values(), key=lambda one: (-one.days, one.person))[:SHOWN]
    ]


def _name(person: int, known: Known) -> str:
    return known.names.get(person) or gettext("someone")


def _place(person: int, known: Known) -> str:
    """Somebody's place in words: what they are, or their level, and their side."""
    one = known.stakeholders.get(person)
    return " · ".join(filter(None, (one.role or level(one.level), side(one.side)))) if one else ""


def _words(brief: Brief, known: Known) -> None:
    """What she heard, wrote and asks, in her own words."""
    heard, brief.changed = own_words.heard(known, HEARD)
    wrote, asks = own_words.written(known, WRITTEN), own_words.carried(known, ASKED)
    brief.heard, brief.more_heard = heard.lines, heard.more
    brief.reflections, brief.more_reflections = wrote.lines, wrote.more
    brief.questions, brief.more_questions = asks.lines, asks.more


def _confidence(known: Known) -> ConfidenceLine | None:
    rated = [one for one in known.ratings if one.on < known.last_day]
    if not rated:
        return None
    last = rated[-1]
    earlier = [one for one in rated if one.on <= last.on - timedelta(days=60)]
    return ConfidenceLine(
        value=last.value,
        on=day(last.on),
        words=last.words,
        earlier=_rated(earlier[-1]) if earlier else "",
        points=[(one.on.isoformat(), one.value) for one in rated],
        evidence=evidence(known.engagement, "confidence", end=known.until),
    )


def _rated(one: Confidence) -> str:
    return gettext("{value} on {day}").format(value=rate(one.value), day=day(one.on))


def _people(known: Known) -> Line | None:
    """With how many of those whom she named there was contact in four weeks, and from how many places they are."""
    client, start = known.engagement.client_id, known.until - FOUR_WEEKS
    window = known.contact.every.between(start, known.until)
    window = window.only(np.isin(window.other(client), list(known.named)))
    figure = people(window, client, start=start, end=known.until)
    if figure.value is None or not known.named:
        return None
    met = [known.stakeholders[person] for person in np.unique(window.other(client)).tolist()]
    placed = [one for one in met if one.level and one.side]
    levels, sides = {one.level for one in placed}, {one.side for one in placed}
    return Line(
        text=f"{figure.value:.0f}",
        more=gettext("of {count} named; {levels}, {sides}").format(
            count=len(known.named), levels=count_of(len(levels), "level"), sides=count_of(len(sides), "side")
        ),
        words=gettext("who they are"),
        evidence=evidence(known.engagement, "people", start=start, end=known.until),
    )


def _open(brief: Brief, voice: Voice, *, days: int | None, firsts: int) -> None:
    """Title and opening sentences, from the lines that the brief shows."""
    if days is None:
        brief.title = gettext("Before the first meeting")
    else:
        brief.title = gettext("Since last time, {days}").format(days=count_of(days, "day"))
    said = [_moved(brief.commitments, voice)] if brief.commitments else []
    if firsts == 1:
        said.append(voice.say("One person reached out to {object} for the first time."))
    elif firsts:
        many = in_words(firsts).capitalize()
        said.append(voice.say("{number} people reached out to {object} for the first time.", number=many))
    if brief.changed == 1:
        said.append(voice.say("{Subject} heard one view that changed something."))
    elif brief.changed:
        said.append(voice.say("{Subject} heard {number} views that changed something.", number=in_words(brief.changed)))
    little = gettext("Little has been brought in for this time; what is known stands below.")
    brief.lede = " ".join(said) or little


def _moved(lines: list[CommitmentLine], voice: Voice) -> str:
    """How many of the things she chose to do have moved, as a sentence."""
    moved = sum(line.moved for line in lines)
    if len(lines) == 1 and moved:
        return voice.say("The one thing {subject} chose to do has moved.")
    if len(lines) == 1:
        return voice.say("The one thing {subject} chose to do has not moved.")
    of = in_words(len(lines))
    if not moved:
        return voice.say("None of {of} things {subject} chose to do have moved.", of=of)
    if moved == 1:
        return voice.say("One of {of} things {subject} chose to do has moved.", of=of)
    return voice.say(
        "{many} of {of} things {subject} chose to do have moved.", many=in_words(moved).capitalize(), of=of
    )
