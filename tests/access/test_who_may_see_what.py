"""Coach and client see their own engagement; strangers see nothing; what is private stays private."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from tests.access.everybody import every_page, filled, text_of
from tests.factories import a_user, an_engagement, an_interaction, client_alias
from waylight.record import insight
from waylight.record.engagement import Engagement
from waylight.record.imports import Import
from waylight.record.interaction import Interaction
from waylight.record.meeting import Note, Utterance, note, plan
from waylight.record.people import Alias, Stakeholder

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled_in(engagement):
    """An engagement that holds one of everything that has a page of its own, and what stands in addresses."""
    return engagement, filled(engagement)


def test_a_stranger_finds_nothing_in_any_query(filled_in):
    engagement, _ = filled_in
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


def test_private_words_stand_on_no_page_of_the_coach(filled_in):
    engagement, known = filled_in
    secret = "a sentence that nobody else reads"
    insight.reflect(engagement, on=date(2026, 3, 2), text=secret, private=True, confidence=2, words=secret)
    note(plan(engagement, at=datetime(2026, 3, 1, tzinfo=UTC)), author=engagement.client.user, text=secret)
    coach = Client()
    coach.force_login(engagement.coach.user)
    for page in every_page():
        if not page.name.startswith("admin:"):
            assert secret not in text_of(coach.get(page.address(known))), page.name


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
