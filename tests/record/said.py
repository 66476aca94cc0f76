"""One sentence, written through the product's own functions into everything that holds words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.factories import a_past_coaching, a_stakeholder
from tests.record.brought import INES, MAREN, a_mail, a_reading, a_turn, an_entry, an_occurrence, bring
from tests.record.webhooks.receiver import a_webhook
from waylight.intake.exported.column_map import ColumnMap
from waylight.intake.exported.headings import RowsOf
from waylight.intake.rows import Heard, Place, Problem, Promise
from waylight.record import goal, insight, landmark, moment
from waylight.record.asking.behaviours import choose
from waylight.record.belonging import look_for
from waylight.record.between.day import Became, Day, keep
from waylight.record.between.question import ask as ask_her
from waylight.record.calendars.subscription import subscribe, went_wrong
from waylight.record.consent import Consent, give
from waylight.record.engagement import revise
from waylight.record.initiative import Initiative, Perspective
from waylight.record.learning import learn, study
from waylight.record.meeting import Utterance, note, plan
from waylight.record.mirror import adjust, correct
from waylight.record.package import correct_hours
from waylight.record.paper import answer, lay_before
from waylight.record.people import place
from waylight.record.planning.words import What
from waylight.record.planning.words import write as write_on
from waylight.record.privacy.asked import ask_to_be_erased, decline
from waylight.record.privacy.links import make_link
from waylight.record.pulse import Answer, Invitation, Pulse
from waylight.record.put_aside import set_aside
from waylight.record.remembered_map import remember
from waylight.record.saying_yes import wish
from waylight.record.story.asking import Quote, agree, ask
from waylight.record.story.asking import decline as decline_story
from waylight.record.story.publishing import copy_sent, publish
from waylight.record.story.text import begin_story, choose_words, write
from waylight.record.template import write as write_template
from waylight.record.webhooks.delivery import Delivery, failed
from waylight.record.webhooks.hook import renew_secret

SECRET = "the heron waits by the weir"


def everything_said(engagement) -> None:
    """The same sentence in everything that a person can write, and in every file that can be brought."""
    coach, day = engagement.coach.user, date(2026, 3, 1)
    meeting = plan(engagement, at=datetime(2026, 3, 1, 16, tzinfo=UTC))
    for what in What:
        write_on(meeting, what, SECRET)
    note(meeting, author=coach, text=SECRET)
    entry = insight.reflect(engagement, on=day, text=SECRET, private=True, confidence=4, words=SECRET)
    insight.hear(entry, text=SECRET, person=None, changed=SECRET)
    chosen = insight.commit(engagement, on=day, text=SECRET)
    became = (Became(chosen.pk, "dropped", SECRET),)
    keep(engagement, Day(text=SECRET, mood=4, mood_words=SECRET, became=became), on=day, key="k")
    ask_her(engagement, text=SECRET, by=coach, now=datetime(2026, 3, 1, tzinfo=UTC))
    insight.carry(engagement, on=day, text=SECRET)
    learn(engagement.coach, on=day, text=SECRET)
    study(engagement.coach, on=day, minutes=60, kind="reading", topic=SECRET, given_by=SECRET)
    adjust(engagement.coach, weights="0" * 64, shift={SECRET: (0.5,)})
    revise_goals(engagement, SECRET)
    a_past_coaching(engagement.coach, SECRET, contact=SECRET)
    remember(engagement.coach, "engagement", [SECRET], ColumnMap(RowsOf.INSIGHTS, {SECRET: "text"}))
    write_template(engagement.coach, kind="form", title=SECRET, text=SECRET)
    answer(lay_before(engagement, kind="form", title=SECRET, text=SECRET, by=coach), SECRET)
    correct_hours(engagement, on=day, minutes=30, why=SECRET, by=coach)
    landmark.set_down(engagement, on=day, text=SECRET)
    moment.say(engagement, by=engagement.client.user, text=SECRET)
    aim = goal.set_goal(engagement, text=SECRET, levels=[SECRET] * 5, weight=1, since=day)
    wish(aim, text=SECRET, by=coach)
    goal.rate(aim, on=day, level=0, by=coach, words=SECRET)
    initiative = Initiative.objects.create(engagement=engagement, name="Rollout")
    mei = a_stakeholder(engagement, "Mei Okafor")
    place(engagement, mei.person, role=SECRET, stands=SECRET, wanted=SECRET)
    Consent.objects.filter(engagement=engagement, use="story").delete()
    give(engagement, "story", SECRET, by=engagement.client.user, at=datetime(2026, 3, 1, tzinfo=UTC))
    common = {"engagement": engagement, "initiative": initiative, "person": mei.person, "on": day, "stance": "differs"}
    Perspective.objects.create(**common, text=SECRET, changed=SECRET)
    look_for(initiative, SECRET)
    tell_a_story(engagement)
    account = {"by": engagement.client.user, "way": "caldav", "user": SECRET, "password": SECRET}
    subscribed = subscribe(engagement, address=f"https://calendar.example/{SECRET}", **account)
    went_wrong(subscribed, SECRET, datetime(2026, 3, 1, tzinfo=UTC))
    told_of_events(engagement)
    choose(engagement, SECRET, on=day)
    pulse = Pulse.objects.create(engagement=engagement, opens=day, closes=day)
    pulse.question = pulse.thanks = SECRET
    pulse.save()
    invitation = Invitation.objects.create(pulse=pulse, stakeholder=mei)
    Answer.objects.create(invitation=invitation, question=1, text=SECRET)
    link, _ = make_link(engagement, mei.person, by=coach)
    decline(ask_to_be_erased(link, holder=None), why=SECRET, by=coach)
    bring(engagement, *files_that_say_it(), same=[["Mei Okafor", "mei.okafor@norvia.example"]])
    turn = Utterance.objects.filter(meeting__engagement=engagement).first()
    set_aside(turn, SECRET)
    correct(turn, engagement.coach, SECRET)


def told_of_events(engagement) -> None:
    """A webhook whose address holds the sentence, with a secret that was renewed, and an event that did not arrive."""
    webhook = a_webhook(engagement.coach)
    webhook.address = f"https://receiver.example/{SECRET}"
    webhook.save(update_fields=["address"])
    renew_secret(webhook, now=datetime(2026, 3, 1, tzinfo=UTC))
    plan(engagement, at=datetime(2026, 3, 9, 16, tzinfo=UTC))
    one = Delivery.objects.filter(webhook=webhook).first()
    failed(one, status=None, why=SECRET, again_at=None, now=datetime(2026, 3, 1, tzinfo=UTC))


def tell_a_story(engagement) -> None:
    """A story with a version that the client agreed to after she declined it, and of which a copy was sent."""
    coach, client, at = engagement.coach.user, engagement.client.user, datetime(2026, 3, 2, tzinfo=UTC)
    story = begin_story(engagement, title=SECRET)
    choose_words(story, {SECRET: "somebody"})
    version = write(story, "page", SECRET, by=coach)
    given = {"place": SECRET, "leaks": [{"why": SECRET}], "quotes": [Quote(SECRET)]}
    decline_story(ask(version, "web", by=coach, at=at, **given), by=client, at=at, remark=SECRET)
    asked = ask(version, "web", by=coach, at=at, **given)
    agree(asked, quotes=[one.pk for one in asked.quotes.all()], by=client, at=at)
    copy_sent(publish(version, "web", by=coach, at=at), to=SECRET, on=at.date(), by=coach)


def files_that_say_it() -> list:
    """Files of every kind that holds words."""
    entry = an_entry(
        *("2026-03-01", SECRET, Promise(SECRET, "open")),
        heard=(Heard("Mei", SECRET, SECRET),),
        questions=(SECRET,),
        confidence=6.0,
        confidence_words=SECRET,
    )
    return [
        a_reading("inbox.mbox", a_mail(1, subject=SECRET), Problem(Place("inbox.mbox", 7), f"not read: {SECRET}")),
        a_reading("calendar.ics", *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN, title=SECRET)),
        a_reading("2026-03-03.vtt", a_turn(1, "Ines Calder", SECRET)),
        a_reading("journal.md", entry),
    ]


def revise_goals(engagement, goals: str) -> None:
    revise(
        engagement,
        client_name=engagement.client.name,
        pronouns="she",
        client_goes_by=[],
        coach_goes_by=[],
        zone=engagement.zone,
        begins=engagement.begins,
        ends=None,
        goals=goals,
    )
