"""Coach and client see their own engagement; strangers see nothing; what is private stays private."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from tests.factories import a_stakeholder, a_user, an_engagement, an_interaction, client_alias
from waylight.record import insight
from waylight.record.consent import Consent
from waylight.record.engagement import Engagement
from waylight.record.imports import Import
from waylight.record.interaction import Interaction
from waylight.record.meeting import Note, Utterance, note, plan
from waylight.record.people import Alias, Stakeholder

pytestmark = pytest.mark.django_db

IN_NO_ENGAGEMENT = {"sign-in", "sign-out", "engagements", "new-engagement", "audit", "audit-csv"}


def every_page() -> list[tuple[str, tuple[str, ...]]]:
    """Name and argument names of every page, found in the URLs themselves."""

    def walk(patterns: list[URLPattern | URLResolver], above: tuple[str, ...] = ()):
        for pattern in patterns:
            arguments = (*above, *pattern.pattern.converters)
            if isinstance(pattern, URLResolver):
                if pattern.namespace != "admin":
                    yield from walk(pattern.url_patterns, arguments)
            else:
                yield str(pattern.name), arguments

    return sorted(walk(get_resolver().url_patterns))


@pytest.fixture
def filled(engagement):
    """An engagement that holds one of everything that has a page of its own."""
    user = engagement.coach.user
    stakeholder = a_stakeholder(engagement, "Mei Okafor")
    an_interaction(engagement, None, "Mei Okafor")
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    reflection = insight.reflect(engagement, on=date(2026, 3, 1), text="Shared words.", private=False)
    return engagement, {
        "engagement": engagement.pk,
        "meeting": meeting.pk,
        "commitment": insight.commit(engagement, on=date(2026, 3, 1), text="Ask Mei").pk,
        "question": insight.carry(engagement, on=date(2026, 3, 1), text="What now?").pk,
        "reflection": reflection.pk,
        "person": stakeholder.person_id,
        "alias": Alias.objects.filter(person=stakeholder.person).get().pk,
        "note": note(meeting, author=user, text="A note.", private=False).pk,
        "number": Import.objects.create(engagement=engagement, by=user).pk,
        "consent": Consent.objects.filter(engagement=engagement).first().pk,
        "what": "reach-out",
        "form": "txt",
    }


def address(name: str, arguments: tuple[str, ...], known: dict[str, object]) -> str:
    from django.urls import reverse

    return reverse(name, kwargs={argument: known[argument] for argument in arguments})


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_no_page_of_an_engagement(filled, method):
    _, known = filled
    stranger = Client()
    stranger.force_login(an_engagement("Henrik Aas").coach.user)
    for name, arguments in every_page():
        if name not in IN_NO_ENGAGEMENT:
            answer = getattr(stranger, method)(address(name, arguments, known))
            assert answer.status_code in {404, 405}, (name, answer.status_code)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_asked_to_sign_in(filled, method):
    _, known = filled
    for name, arguments in every_page():
        if name not in {"sign-in", "sign-out"}:
            answer = getattr(Client(), method)(address(name, arguments, known))
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in/"), name


def test_both_parties_open_every_page_they_may_read(filled):
    engagement, known = filled
    coach, client = engagement.coach.user, engagement.client.user
    not_for = {("edit-reflection", coach), ("new-engagement", client), ("edit-engagement", client), ("opened", coach)}
    not_for |= {(name, user) for name in ("audit", "audit-csv") for user in (coach, client)}
    for user in (coach, client):
        browser = Client()
        browser.force_login(user)
        for name, arguments in every_page():
            answer = browser.get(address(name, arguments, known))
            expected = {200, 302, 405}
            if user != engagement.coach.user:
                expected = {404, 405} if "number" in arguments else expected
            if (name, user) in not_for:
                expected = {403}
            assert answer.status_code in expected, (name, answer.status_code)


def test_a_stranger_finds_nothing_in_any_query(filled):
    engagement, _ = filled
    an_interaction(engagement, None, "Mei Okafor")
    for user in (an_engagement("Henrik Aas").coach.user, a_user(), AnonymousUser()):
        for model in (Engagement, Interaction, Alias, Stakeholder, insight.Reflection, insight.Commitment, Import):
            mine = model.objects.visible_to(user)
            if model is not Engagement:
                mine = mine.filter(engagement=engagement)
            assert not mine.filter(pk=engagement.pk).exists() if model is Engagement else not mine.exists()


def test_a_private_reflection_and_all_that_stands_in_it_is_hidden_from_the_coach(engagement):
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Only mine.", private=True, confidence=3)
    insight.Insight.objects.create(engagement=engagement, on=entry.on, text="hidden", reflection=entry)
    coach, client = engagement.coach.user, engagement.client.user
    for model in (insight.Reflection, insight.Confidence, insight.Insight):
        assert not model.objects.visible_to(coach).exists()
        assert model.objects.visible_to(client).exists()
    insight.share(entry, private=False)
    assert insight.Confidence.objects.visible_to(coach).exists()


def test_private_words_stand_on_no_page_of_the_coach(filled):
    engagement, known = filled
    secret = "a sentence that nobody else reads"
    insight.reflect(engagement, on=date(2026, 3, 2), text=secret, private=True, confidence=2, words=secret)
    note(plan(engagement, at=datetime(2026, 3, 1, tzinfo=UTC)), author=engagement.client.user, text=secret)
    coach = Client()
    coach.force_login(engagement.coach.user)
    for name, arguments in every_page():
        assert secret not in coach.get(address(name, arguments, known)).content.decode(errors="replace"), name


def test_a_private_note_is_read_by_its_author_alone(engagement):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    coach, client = engagement.coach.user, engagement.client.user
    note(meeting, author=coach, text="mine", private=True)
    note(meeting, author=client, text="hers", private=True)
    note(meeting, author=coach, text="ours", private=False)
    assert {n.text for n in Note.objects.visible_to(coach)} == {"mine", "ours"}
    assert {n.text for n in Note.objects.visible_to(client)} == {"hers", "ours"}


def test_only_the_client_writes_and_shares_in_her_journal(engagement, as_coach):
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Shared.", private=False)
    base = f"/engagements/{engagement.pk}/journal/"
    assert as_coach.post(base, {"on": "2026-03-01", "text": "not mine to write"}).status_code == 403
    assert as_coach.post(f"{base}{entry.pk}/share/").status_code == 403
    assert insight.Reflection.objects.count() == 1


def test_a_sentence_that_was_not_said_cannot_be_kept_as_said(engagement, as_coach):
    meeting = plan(engagement, at=datetime(2026, 3, 12, 16, tzinfo=UTC))
    said = Utterance.objects.create(meeting=meeting, turn=1, speaker=client_alias(engagement), text="I will ask Mei.")
    answer = as_coach.post(
        f"/engagements/{engagement.pk}/proposals/",
        {"utterance": said.pk, "text": "I will resign.", "as": "commitment"},
    )
    assert answer.status_code == 404
    assert not insight.Commitment.objects.exists()
