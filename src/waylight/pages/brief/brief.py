"""The brief: what to open the next meeting with. Composed once; page, text, Markdown, HTML and JSON show the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.lenses.influence.from_sums import gone_quiet
from waylight.lenses.influence.reach import people, reach
from waylight.pages.brief import own_words
from waylight.pages.brief.commitments import CommitmentLine, ProposedLine, commitment_lines, proposed
from waylight.pages.brief.lines import ConfidenceLine, Line, ReachLine
from waylight.pages.brief.unknown import not_known
from waylight.pages.columns import contacts, noon, places, ratings
from waylight.pages.evidence.links import evidence
from waylight.pages.gone import contact_known_from
from waylight.pages.recent import recent
from waylight.pages.templatetags.words import count_of, day, days_long, full_day, in_words, level, rate, side
from waylight.pages.voice import Voice
from waylight.record.insight import Confidence
from waylight.record.meeting import Meeting, coaching_meetings
from waylight.record.people import Person, Stakeholder

if TYPE_CHECKING:
    from waylight.access.predicates import Asking
    from waylight.lenses.growth.series import Rated
    from waylight.lenses.influence.added_up import AddedUp
    from waylight.lenses.influence.reach import Reached
    from waylight.record.engagement import Engagement

FOUR_WEEKS = timedelta(days=28)
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


def next_of(meetings: list[Meeting], now: datetime) -> Meeting | None:
    """The same of an engagement's meetings, in order."""
    ahead = [meeting for meeting in meetings if meeting.until >= now]
    return ahead[0] if ahead else (meetings[-1] if meetings else None)


def prepare(engagement: Engagement, user: Asking, meeting: Meeting | None, now: datetime) -> Brief:
    """Compose the brief of a meeting for who asks; without a meeting, of today."""
    meetings = coaching_meetings(engagement)
    until = meeting.at if meeting else now
    before = [m for m in meetings if m.at < until]
    since = before[-1].at if before else noon(engagement.begins, engagement)
    brief = Brief(
        engagement=engagement.pk,
        client=engagement.client.name,
        meeting=meeting.pk if meeting else None,
        number=len(before) + 1,
        at=meeting.at if meeting else None,
        when=_when(meeting),
        title="",
        lede="",
        since=since,
        until=until,
        previous=before[-1].pk if before else None,
    )
    brief.commitments = commitment_lines(engagement, user, since, until)
    if before:
        brief.proposed_commitments, brief.proposed_questions = proposed(before[-1], user)
    firsts = _reach(brief, engagement, user, now)
    _words(brief, engagement, user)
    brief.confidence = _confidence(brief, engagement, user)
    _people(brief, engagement, user)
    brief.unknown = not_known(engagement, user, since, until)
    days = (engagement.local_day(until) - engagement.local_day(since)).days
    _open(brief, Voice.speaking_of(engagement, user), days=days if before else None, firsts=firsts)
    return brief


def _when(meeting: Meeting | None) -> str:
    if meeting is None:
        return gettext("no meeting is planned")
    at = f"{full_day(meeting.local)}, {meeting.local:%H:%M}" if meeting.time_known else full_day(meeting.local)
    return f"{at} {meeting.zone.rpartition('/')[2].replace('_', ' ')}"


def _reach(brief: Brief, engagement: Engagement, user: Asking, now: datetime) -> int:
    """Who reached whom; returns how many of those shown reached out to her for the first time."""
    rows = recent(engagement, user, since=brief.since, until=brief.until, now=now)
    found = reach(
        rows.table,
        engagement.client_id,
        start=brief.since,
        end=brief.until,
        known=rows.before,
        history=rows.history,
    )
    names = _names(engagement)
    partly = contact_known_from(engagement) is not None
    first = gettext("first time in what is kept") if partly else gettext("first time")
    out = [_reach_line(one, "reach-out", brief, engagement, names, first) for one in found.out if one.initiations.rows]
    into = [_reach_line(one, "reach-in", brief, engagement, names, first) for one in found.into if one.initiations.rows]
    out.sort(key=lambda line: (not line.tag, -line.times, line.name))
    into.sort(key=lambda line: (not line.tag, -line.times, line.name))
    brief.reached_out, brief.more_out = out[:SHOWN], max(len(out) - SHOWN, 0)
    brief.reached_in, brief.more_in = into[:SHOWN], max(len(into) - SHOWN, 0)
    brief.quiet = _quiet(brief, engagement, user, rows.until_its_end, names)
    new = {one.person for one in found.into if one.first_time and not partly}
    return sum(line.person in new for line in brief.reached_in)


def _quiet(
    brief: Brief, engagement: Engagement, user: Asking, known: AddedUp | None, names: dict[int, tuple[str, str]]
) -> list[Line]:
    """Who has gone quiet, the longest silence first."""
    if known is None:
        return []
    quiet = gone_quiet(known, at=brief.until, among=_named(engagement, user))
    return [
        Line(
            name=names.get(one.person, (gettext("someone"), ""))[0],
            text=names.get(one.person, ("", ""))[1],
            more=days_long(one.days),
            words=gettext("last contact"),
            evidence=evidence(engagement, "contact", person=one.person, end=brief.until),
        )
        for one in sorted(quiet.values(), key=lambda one: (-one.days, one.person))[:SHOWN]
    ]


def _names(engagement: Engagement) -> dict[int, tuple[str, str]]:
    """Name and place in words of everyone met in this engagement, by id of Person."""
    known = Person.objects.filter(aliases__engagement=engagement).distinct()
    names = {person.pk: (person.name, "") for person in known}
    for stake in Stakeholder.objects.filter(engagement=engagement).select_related("person"):
        place = " · ".join(filter(None, (stake.role or level(stake.level), side(stake.side))))
        names[stake.person_id] = (stake.person.name, place)
    return names


def _named(engagement: Engagement, user: Asking) -> set[int]:
    mine = Stakeholder.objects.visible_to(user).filter(engagement=engagement, named=True)
    return set(mine.values_list("person", flat=True))


def _reach_line(
    one: Reached, what: str, brief: Brief, engagement: Engagement, names: dict[int, tuple[str, str]], first: str
) -> ReachLine:
    late = gettext("after {time}").format(time=days_long(one.after_days)) if one.after_days else ""
    tag = first if one.first_time else late
    name, place = names.get(one.person, (gettext("someone"), ""))
    return ReachLine(
        person=one.person,
        name=name,
        place=place,
        tag=tag,
        times=len(one.initiations.rows),
        evidence=evidence(engagement, what, start=brief.since, end=brief.until, person=one.person),
    )


def _words(brief: Brief, engagement: Engagement, user: Asking) -> None:
    """What she heard, wrote and asks, in her own words."""
    heard = own_words.heard(engagement, user, brief.since, brief.until)
    wrote = own_words.written(engagement, user, brief.since, brief.until)
    asks = own_words.carried(engagement, user, brief.until)
    brief.changed = sum(bool(line.more) for line in heard)
    brief.heard, brief.more_heard = heard[:HEARD], max(len(heard) - HEARD, 0)
    brief.reflections, brief.more_reflections = wrote[:WRITTEN], max(len(wrote) - WRITTEN, 0)
    brief.questions, brief.more_questions = asks[:ASKED], max(len(asks) - ASKED, 0)


def _confidence(brief: Brief, engagement: Engagement, user: Asking) -> ConfidenceLine | None:
    rated = [one for one in ratings(engagement, user) if one.on < engagement.local_day(brief.until)]
    if not rated:
        return None
    last = Confidence.objects.get(pk=rated[-1].id)
    earlier = [one for one in rated if one.on <= last.on - timedelta(days=60)]
    return ConfidenceLine(
        value=last.value,
        on=day(last.on),
        words=last.words,
        earlier=_rated(earlier[-1]) if earlier else "",
        points=[(one.on.isoformat(), one.value) for one in rated],
        evidence=evidence(engagement, "confidence", end=brief.until),
    )


def _rated(one: Rated) -> str:
    return gettext("{value} on {day}").format(value=rate(one.value), day=day(one.on))


def _people(brief: Brief, engagement: Engagement, user: Asking) -> None:
    named = _named(engagement, user)
    start = brief.until - FOUR_WEEKS
    table = contacts(engagement, user, since=start, until=brief.until, among=named)
    figure = people(table, engagement.client_id, start=start, end=brief.until)
    where = places(engagement, user)
    window = table.between(start, brief.until)
    met = {int(p) for column in (window.sender, window.recipient) for p in column} - {engagement.client_id}
    levels, sides = {where[p][0] for p in met if p in where}, {where[p][1] for p in met if p in where}
    if figure.value is None or not named:
        brief.people = None
        return
    brief.people = Line(
        text=f"{figure.value:.0f}",
        more=gettext("of {count} named; {levels}, {sides}").format(
            count=len(named), levels=count_of(len(levels), "level"), sides=count_of(len(sides), "side")
        ),
        words=gettext("who they are"),
        evidence=evidence(engagement, "people", start=start, end=brief.until),
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
