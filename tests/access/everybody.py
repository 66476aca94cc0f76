"""Somebody in every part, and an address for every page, to walk all pages as all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.cookies import SimpleCookie
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from tests.factories import (
    a_closed_round,
    a_past_coaching,
    a_sponsor,
    a_stakeholder,
    a_user,
    an_admin,
    an_engagement,
    an_interaction,
    client_alias,
    with_second_factor,
)
from tests.record.webhooks.receiver import a_webhook
from waylight.access import links
from waylight.access.parts import Part
from waylight.record import goal, insight, landmark, moment, perspective
from waylight.record.account_invitation import invite_to
from waylight.record.asking.answering import Given
from waylight.record.asking.behaviours import chosen
from waylight.record.belonging import look_for
from waylight.record.between.letters import TodayLetter
from waylight.record.between.question import ask as ask_her
from waylight.record.between.wish import wish_for
from waylight.record.calendars.subscription import subscribe
from waylight.record.clients_brought import ClientsBrought
from waylight.record.coaching_log import PastCoaching
from waylight.record.consent import Consent
from waylight.record.imports import Import
from waylight.record.initiative import launch
from waylight.record.learning import learn, study
from waylight.record.meeting import Utterance, note
from waylight.record.package import buy, correct_hours
from waylight.record.paper import lay_before
from waylight.record.people import Alias
from waylight.record.planning.feed import renew
from waylight.record.planning.reminding import remind, token_of
from waylight.record.planning.series import plan_series
from waylight.record.privacy.asked import ask_to_be_erased
from waylight.record.privacy.links import make_link
from waylight.record.pulse import Pulse
from waylight.record.saying_yes import say_yes, wish
from waylight.record.story.asking import Quote, ask
from waylight.record.story.asking import agree as agree_to_story
from waylight.record.story.publishing import copy_sent, publish
from waylight.record.story.text import begin_story, write
from waylight.record.taking_part import take_part
from waylight.record.template import write as write_template
from waylight.record.terms import add_to_group
from waylight.record.webhooks.delivery import Delivery
from waylight.record.webhooks.events import Event
from waylight.record.webhooks.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, StreamingHttpResponse
    from django.urls.resolvers import URLPattern

    from waylight.access.models import User
    from waylight.record.engagement import Engagement
    from waylight.record.people import Stakeholder

HANDLER = ClientHandler(enforce_csrf_checks=False)  # one for all browsers: each would put the middleware together anew
PARTS = ("nobody", "other coach", "other client", "coach", "client", "sponsor", "admin", "support")


@dataclass(frozen=True)
class Page:
    """A page: the name of its address, the route, and the names of what stands in it."""

    name: str
    route: str
    arguments: tuple[str, ...]

    def address(self, known: dict[str, object]) -> str:
        """Where it is for the things given."""
        return reverse(self.name, kwargs={argument: known[argument] for argument in self.arguments})


def every_page() -> list[Page]:
    """Every page there is, found in the addresses themselves; operations of the API have a walk of their own."""

    def walk(
        patterns: list[URLPattern | URLResolver], above: str = "", arguments: tuple[str, ...] = (), space: str = ""
    ) -> Iterator[Page]:
        for pattern in patterns:
            here, known = f"{above}{pattern.pattern}", (*arguments, *pattern.pattern.regex.groupindex)
            if getattr(pattern, "namespace", None) == "api":
                continue
            if isinstance(pattern, URLResolver):
                inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
                yield from walk(pattern.url_patterns, here, known, inside)
            elif pattern.name:
                yield Page(f"{space}{pattern.name}", f"/{here}", known)

    return list(walk(get_resolver().url_patterns))


def filled(engagement: Engagement) -> dict[str, object]:
    """Put one of everything that has a page into an engagement; returns what stands in addresses."""
    user = engagement.coach.user
    invitation, token = invite_to(engagement, by=user, email="who.pays@norvia.example", name="Who Pays", role="sponsor")
    stakeholder = a_stakeholder(engagement, "Mei Okafor")
    an_interaction(engagement, None, "Mei Okafor")
    link, secret = make_link(engagement, stakeholder.person, by=user)
    (meeting,), _ = plan_series(engagement, wall=datetime(2026, 3, 12, 16), zone="UTC")
    subscribe(engagement, by=engagement.client.user, way="feed", address="http://127.0.0.1:9/")
    return {
        "feed": renew(user),
        "reminders": token_of(remind(user, site="https://waylight.example/")),
        "engagement": engagement.pk,
        "practice": engagement.practice_id,
        "meeting": meeting.pk,
        "commitment": insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei").pk,
        "question": insight.carry(engagement, on=date(2026, 3, 1), text="What now?").pk,
        "reflection": insight.reflect(engagement, on=date(2026, 3, 1), text="Shared words.", private=False).pk,
        "person": stakeholder.person_id,
        "alias": Alias.objects.filter(person=stakeholder.person).get().pk,
        **of_initiative(engagement, stakeholder),
        "landmark": landmark.set_down(engagement, on=date(2026, 3, 1), text="New role").pk,
        **_of_goal(engagement),
        "answer": moment.say(engagement, by=engagement.client.user, text="It grew.", private=False).pk,
        **of_pulse(engagement, stakeholder),
        **_of_story(engagement),
        **_of_today(engagement),
        "note": note(meeting, author=user, text="A note.", private=False).pk,
        "number": Import.objects.create(engagement=engagement, by=user).pk,
        "learning": learn(engagement.coach, on=date(2026, 3, 1), text="I told.").pk,
        "study": study(engagement.coach, on=date(2026, 3, 1), minutes=60, kind="reading", topic="Silence").pk,
        **_of_hours(engagement),
        **_of_webhook(engagement),
        "year": 2026,
        "month": 3,
        "invitation": invitation.pk,
        "token": token,
        "link": link.pk,
        "secret": secret,
        "asked": ask_to_be_erased(link, holder=None).pk,
        "member": engagement.coach_id,
        "consent": Consent.objects.filter(engagement=engagement).first().pk,
        "what": "reach-out",
        "form": "txt",
        "step": "file",
        # of the account of whoever asks, and there is none
        "session": 1,
        "access_token": 1,
        "pk": 1,
        "uidb36": "1",
        "key": "a-key",
        "utterance": Utterance.objects.create(
            meeting=meeting, turn=1, speaker=client_alias(engagement), text="I will ask Mei."
        ).pk,
    }


def _of_story(engagement: Engagement) -> dict[str, object]:
    """A story that the client agreed to with a quote, published, of which a copy was sent."""
    coach, client, at = engagement.coach.user, engagement.client.user, datetime(2026, 3, 2, tzinfo=UTC)
    story = begin_story(engagement, title="Letting go")
    version = write(story, "page", "> I gave up owning it, and it grew.", by=coach)
    asked = ask(version, "web", quotes=[Quote("I gave up owning it, and it grew.")], by=coach, at=at)
    quote = asked.quotes.get()
    agree_to_story(asked, quotes=[quote.pk], by=client, at=at)
    publication = publish(version, "web", by=coach, at=at)
    return {
        "story": story.pk,
        "length": "page",
        "version": version.pk,
        "agreement": asked.pk,
        "quote": quote.pk,
        "publication": publication.pk,
        "slug": publication.slug,
        "shape": "markdown",
        "copy": copy_sent(publication, to="The group", on=at.date(), by=coach).pk,
    }


def _of_goal(engagement: Engagement) -> dict[str, object]:
    """A goal that was rated."""
    day, user = date(2026, 3, 1), engagement.coach.user
    one = goal.set_goal(engagement, text="Let others own it", levels=["", "", "Two do", "", ""], weight=1, since=day)
    say_yes(one, part=Part.CLIENT, by=engagement.client.user)
    asked = wish(one, text="Say it shorter", by=user)
    return {"goal": one.pk, "rating": goal.rate(one, on=day, level=1, by=user).pk, "wish": asked.pk}


def _of_hours(engagement: Engagement) -> dict[str, object]:
    """Hours bought, corrected and noted by hand; somebody in the group; a paper, and a template."""
    day, user = date(2026, 3, 1), engagement.coach.user
    listed = ClientsBrought.objects.create(coach=engagement.coach)
    PastCoaching.objects.filter(pk=a_past_coaching(engagement.coach).pk).update(brought=listed)
    return {
        "listed": listed.pk,
        "package": buy(engagement, on=day, minutes=600).pk,
        "corrected": correct_hours(engagement, on=day, minutes=30, why="A call.", by=user).pk,
        "in_group": add_to_group(engagement, name="Lena Brandt", since=day).pk,
        "brought": ClientsBrought.objects.create(coach=engagement.coach).pk,
        "past": a_past_coaching(engagement.coach).pk,
        "paper": lay_before(engagement, kind="form", title="Looking back", text="What grew?", by=user).pk,
        "template": write_template(engagement.coach, kind="form", title="Looking back", text="What grew?").pk,
    }


def _of_webhook(engagement: Engagement) -> dict[str, object]:
    """A webhook of the coach's, and an event that it was told of."""
    webhook = a_webhook(engagement.coach, f"https://receiver.example/{engagement.pk}")
    tell(engagement, Event.ENGAGEMENT_BEGUN)
    return {"webhook": webhook.pk, "delivery": Delivery.objects.get(webhook=webhook).pk}


def _of_today(engagement: Engagement) -> dict[str, object]:
    """A question of the coach's, an insight, and the links of a mail that leads to the client's page."""
    day, now = date(2026, 3, 1), datetime(2026, 3, 1, 9, tzinfo=UTC)
    entry = insight.reflect(engagement, on=day, text="Shared too.", private=False)
    wish = wish_for(engagement, days=[0], hour=8, site="https://waylight.example/", now=now)
    mail = TodayLetter.objects.create(wish=wish, sent_at=now)
    return {
        "insight": insight.hear(entry, text="Begin with listening.", person=None).pk,
        "coach_question": ask_her(engagement, text="What came to you?", by=engagement.coach.user, now=now).pk,
        "today_token": links.make("today", mail.pk, lasts=timedelta(days=2))[1],
        "stop_token": links.make("today-stop", wish.pk, lasts=timedelta(days=2))[1],
    }


def of_initiative(engagement: Engagement, stakeholder: Stakeholder) -> dict[str, object]:
    """An initiative with somebody's part, a view, and a word that finds what belongs to it."""
    initiative = launch(engagement, name="Rollout", since=date(2026, 2, 1))
    person, day = stakeholder.person, date(2026, 3, 1)
    return {
        "initiative": initiative.pk,
        "participation": take_part(initiative, person, part="leads", since=day).pk,
        "perspective": perspective.hear(initiative, person, on=day, stance="differs", text="Too fast.").pk,
        "belonging": look_for(initiative, "#rollout").pk,
    }


def of_pulse(engagement: Engagement, stakeholder: Stakeholder) -> dict[str, object]:
    """A round that is over, which its sponsor sees too, with the link of somebody who was asked."""
    a_closed_round(engagement, {stakeholder: Given({1: 2})}, date(2026, 2, 2))
    pulse = Pulse.objects.get(engagement=engagement)
    _, letter = links.make("pulse", pulse.invitations.get().pk, lasts=timedelta(days=9))
    return {"pulse": pulse.pk, "behaviour": chosen(engagement)[0].pk, "letter": letter}


def everybody(engagement: Engagement) -> dict[str, User | None]:
    """An account in each part to an engagement; None is who is not signed in."""
    other = an_engagement("Henrik Aas")
    support = with_second_factor(a_user())
    support.is_staff = support.is_superuser = True
    support.save()
    return {
        "nobody": None,
        "other coach": other.coach.user,
        "other client": other.client.user,
        "coach": engagement.coach.user,
        "client": engagement.client.user,
        "sponsor": a_sponsor(engagement),
        "admin": an_admin(engagement.practice).user,
        "support": support,
    }


def sent(page: Page, known: dict[str, object]) -> dict[str, object]:
    """What a form of the page sends, where an empty one would not get as far as its rule."""
    if page.name == "proposal":
        return {"utterance": known["utterance"], "text": "I will ask Mei.", "as": "aside"}
    if page.name == "retention-let-go":
        return {"practice": known["practice"]}
    return {}


def browser_of(user: User | None) -> Client:
    """A browser in which somebody has signed in; once for each account, since that takes as long as a page does."""
    browser = Client()
    browser.handler = HANDLER
    if user:
        if not hasattr(user, "cookies_kept"):
            browser.force_login(user)
            user.cookies_kept = browser.cookies
        browser.cookies = SimpleCookie({name: one.value for name, one in user.cookies_kept.items()})
    return browser


def outcome(user: User | None, method: str, address: str, form: dict[str, object]) -> str:
    """What somebody meets at an address: yes, sign in, refused, not found, or – for a way of asking it does not know.

    Whatever it changes is taken back.
    """
    browser = browser_of(user)
    with transaction.atomic():
        answer = getattr(browser, method.lower())(address, form)
        transaction.set_rollback(True)
    if answer.status_code == 302 and answer.url.startswith("/sign-in/?next="):
        return "sign in"
    return {403: "refused", 404: "not found", 405: "–"}.get(answer.status_code, "yes")


def text_of(answer: HttpResponse | StreamingHttpResponse) -> str:
    """All that an answer says; of a ZIP, what every file in it says."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type") != "application/zip":
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as whole:
        return "\n".join(whole.read(name).decode(errors="replace") for name in whole.namelist())
