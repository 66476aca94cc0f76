"""Makes what tests need, in one line each, through the same functions as the product."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.utils import timezone

from waylight.access.account_secrets import open_secret
from waylight.access.models import User
from waylight.record.account_invitation import invite_to
from waylight.record.asking import planning
from waylight.record.asking.answering import Given, keep
from waylight.record.asking.behaviours import choose, chosen
from waylight.record.asking.rounds import close_round, open_round
from waylight.record.coaching_log import PastCoaching, note_past
from waylight.record.consent import Consent, give
from waylight.record.consent_words import WORDS
from waylight.record.engagement import Engagement, begin, person_of
from waylight.record.interaction import Interaction
from waylight.record.joining import accept
from waylight.record.kept import Kept, rows_changed
from waylight.record.meeting import Meeting, Utterance, plan
from waylight.record.people import Alias, Member, Practice, Stakeholder, alias_for, place
from waylight.record.pulse import Pulse
from waylight.record.story.asking import agree as agree_to_story
from waylight.record.story.asking import ask
from waylight.record.story.publishing import Publication, publish
from waylight.record.story.text import begin_story, write

_number = itertools.count(1)


def a_user(name: str = "") -> User:
    """An account with an address of its own."""
    n = next(_number)
    return User.objects.create_user(f"user{n}@example.org", "a password for tests", name=name or f"User {n}")


def with_second_factor(user: User) -> User:
    """Set up an authenticator app for an account, as its owner would have."""
    TOTP.activate(user, generate_totp_secret())
    return user


def code_now(user_or_secret: User | str, steps: int = 0) -> str:
    """What the app shows: now, or on a clock that is some steps of 30 seconds off."""
    secret = user_or_secret
    if isinstance(secret, User):
        secret = open_secret(Authenticator.objects.get(user=secret, type=Authenticator.Type.TOTP).data["secret"])
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def a_coach(name: str = "Maren Voss", practice: Practice | None = None) -> Member:
    """A coach in a practice of her own, with a second factor."""
    practice = practice or Practice.objects.create(name=f"Practice {next(_number)}")
    return Member.objects.create(practice=practice, user=with_second_factor(a_user(name)), role=Member.Role.COACH)


def an_admin(practice: Practice, name: str = "Rut Adler") -> Member:
    """Somebody who looks after a practice and coaches nobody, with a second factor."""
    return Member.objects.create(practice=practice, user=with_second_factor(a_user(name)), role=Member.Role.ADMIN)


def an_engagement(
    client_name: str = "Ines Calder", coach: Member | None = None, *, consents: bool = True, **given: object
) -> Engagement:
    """An engagement since January 2026 whose client has an account and agrees to everything, unless told otherwise."""
    engagement = begin(
        coach or a_coach(),
        client_name=client_name,
        **{
            "pronouns": "she",
            "client_goes_by": ["ines@norvia.example"],
            "coach_goes_by": ["maren@coach.example"],
            "zone": "Europe/Lisbon",
            "begins": date(2026, 1, 5),
            **given,
        },  # type: ignore[arg-type]
    )
    engagement.client.user = a_user(client_name)
    engagement.client.save()
    if consents:
        for use in Consent.Use.values:
            agree(engagement, use)
    return engagement


def a_past_coaching(coach: Member, name: str = "Tom Weir", **given: object) -> PastCoaching:
    """Ten paid hours in 2024 with somebody who agrees to be named, noted by hand, unless told otherwise."""
    usual: dict[str, object] = {
        "contact": "tom@weir.example",
        "form": "one",
        "number": 1,
        "begins": date(2024, 1, 8),
        "ends": date(2024, 6, 28),
        "paid_minutes": 600,
        "pro_bono_minutes": 0,
        "may_name": True,
    }
    return note_past(coach, name=name, **{**usual, **given})


def a_sponsor(engagement: Engagement, name: str = "Who Pays") -> User:
    """Somebody who was invited to sponsor an engagement and accepted."""
    user = a_user(name)
    invitation, _ = invite_to(engagement, by=engagement.coach.user, email=user.email, name=name, role="sponsor")
    accept(invitation, user)
    return user


def agree(engagement: Engagement, use: str, at: datetime = datetime(2026, 1, 5, 9, tzinfo=UTC)) -> Consent:
    """The client agrees to a use, in the standard words."""
    return give(engagement, use, WORDS[use].in_full, by=engagement.client.user, at=at)


def client_alias(engagement: Engagement) -> Alias:
    """The client's address in her files."""
    return Alias.objects.filter(engagement=engagement, person=engagement.client).last()


def coach_alias(engagement: Engagement) -> Alias:
    """The coach's address in the files."""
    return Alias.objects.filter(engagement=engagement, person=person_of(engagement.coach)).last()


def a_stakeholder(engagement: Engagement, name: str, level: str = "manager", side: str = "peer") -> Stakeholder:
    """Somebody the client named, with an address made from the name."""
    alias = alias_for(engagement, f"{name.lower().replace(' ', '.')}@norvia.example", name=name)
    return place(engagement, alias.person, level=level, side=side, named=True)


def a_planned_round(engagement: Engagement, raters: Sequence[Stakeholder], opens: date, **given: object) -> Pulse:
    """A round of ten days, planned for some raters; without a behaviour, one is chosen."""
    if not chosen(engagement):
        choose(engagement, "lets others own the outcome", on=engagement.begins)
    days = {"opens": opens, "closes": opens + timedelta(days=10), "question": "What is one thing I could try?"}
    return planning.plan(engagement, planning.Plan(raters=[one.pk for one in raters], **{**days, **given}), today=opens)


def an_open_round(engagement: Engagement, raters: Sequence[Stakeholder], opens: date, **given: object) -> Pulse:
    """A round opened on its first day at noon (UTC)."""
    pulse = a_planned_round(engagement, raters, opens, **given)
    open_round(pulse, site="https://waylight.example/", now=noon(opens))
    return Pulse.objects.select_related("engagement__client").get(pk=pulse.pk)


def a_closed_round(
    engagement: Engagement, answers: Mapping[Stakeholder, Given], opens: date, *silent: Stakeholder, **given: object
) -> Pulse:
    """A round in which some answered and ``silent`` did not, closed two days after it was opened."""
    pulse = an_open_round(engagement, [*answers, *silent], opens, **given)
    for stakeholder, sheet in answers.items():
        keep(pulse.invitations.get(stakeholder=stakeholder), sheet, send=True, now=noon(opens))
    close_round(pulse, now=noon(opens) + timedelta(days=2))
    return Pulse.objects.select_related("engagement__client").get(pk=pulse.pk)


def noon(day: date) -> datetime:
    """Noon of a day, UTC."""
    return datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)


def an_interaction(
    engagement: Engagement,
    sender: str | None = None,
    recipient: str | None = None,
    at: datetime | str = "2026-03-02T10:00",
    **given: object,
) -> Interaction:
    """One person turned to another, named by name; None is the client."""
    when = at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)

    def alias(name: str | None) -> Alias:
        if name is None:
            return client_alias(engagement)
        return alias_for(engagement, f"{name.lower().replace(' ', '.')}@norvia.example", name=name)

    n = next(_number)
    defaults = {"kind": "mail", "thread": f"thread-{n}", "key": f"key-{n}"}
    if Kept.objects.filter(engagement=engagement).exists():
        rows_changed(engagement, since=when)
    return Interaction.objects.create(
        engagement=engagement, sender=alias(sender), recipient=alias(recipient), at=when, **{**defaults, **given}
    )


def a_transcript(engagement: Engagement, *said: tuple[str, str], on: str = "2026-03-12", seconds: int = 0) -> Meeting:
    """A coaching meeting with its transcript: pairs of who speaks (coach, client, or any name) and what they say.

    With ``seconds``, each turn takes half of that and the next one follows after as long; without, there are no times.
    """
    meeting = plan(engagement, at=datetime.fromisoformat(f"{on}T16:00").replace(tzinfo=UTC))
    known = {"coach": coach_alias(engagement), "client": client_alias(engagement)}
    for n, (who, text) in enumerate(said):
        Utterance.objects.create(
            meeting=meeting,
            turn=n + 1,
            speaker=known.get(who) or (alias_for(engagement, who, name=who) if who else None),
            text=text,
            start_s=n * seconds if seconds else None,
            end_s=(n + 0.5) * seconds if seconds else None,
        )
    return meeting


def weekly_contact(
    engagement: Engagement, name: str, *, weeks: int, out: bool = True, begin: str = "2026-01-05"
) -> None:
    """One initiation a week, on Mondays at ten, each in a thread of its own."""
    start = datetime.fromisoformat(begin).replace(hour=10, tzinfo=UTC)
    for n in range(weeks):
        pair = (None, name) if out else (name, None)
        an_interaction(engagement, *pair, at=start + timedelta(weeks=n))


def a_published_story(
    engagement: Engagement,
    text: str = "# It grew\n\nShe began by listening.",
    *,
    use: str = "web",
    length: str = "page",
) -> Publication:
    """A story that its client agreed to, published for a use today."""
    coach, now = engagement.coach.user, timezone.now()
    version = write(begin_story(engagement, title="Letting go"), length, text, by=coach)
    asked = ask(version, use, by=coach, at=now)
    agree_to_story(asked, quotes=[], by=engagement.client.user, at=now)
    return publish(version, use, by=coach, at=now)
