"""Everybody can have what is held on them, and nobody gets another person's private words with it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.factories import a_stakeholder, a_user, an_engagement, an_interaction, client_alias
from waylight.record.consent import Consent, withdraw
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Insight, commit, hear, reflect
from waylight.record.learning import learn
from waylight.record.meeting import Utterance, note, plan
from waylight.record.people import Alias, alias_for, place
from waylight.record.privacy.held import held_by_account, held_on
from waylight.record.pulse import Answer, Invitation, Pulse

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 16, tzinfo=UTC)


@pytest.fixture
def told(engagement):
    """An engagement in which everybody wrote something, each text naming who may read it."""
    meeting = plan(engagement, at=AT)
    coach, client = engagement.coach.user, engagement.client.user
    note(meeting, author=coach, text="coach private note")
    note(meeting, author=coach, text="coach shared note", private=False)
    note(meeting, author=client, text="client private note")
    learn(engagement.coach, on=AT.date(), text="coach learning note")
    entry = reflect(
        engagement, on=AT.date(), text="client private entry", private=True, confidence=4, words="low words"
    )
    reflect(engagement, on=AT.date(), text="client shared entry", private=False)
    commit(engagement, on=AT.date(), text="client commitment")
    mei = a_stakeholder(engagement, "Mei Okafor")
    place(engagement, mei.person, stands="what the client thinks of Mei", role="Plant director")
    hear(entry, text="what Mei is said to have said", person=mei.person)
    initiative = Initiative.objects.create(engagement=engagement, name="Rollout")
    Participation.objects.create(initiative=initiative, person=mei.person, part="leads", since=AT.date())
    Perspective.objects.create(
        engagement=engagement,
        initiative=initiative,
        person=mei.person,
        on=AT.date(),
        stance="differs",
        text="a view of Mei",
    )
    luca = a_stakeholder(engagement, "Luca Brandt")
    pulse = Pulse.objects.create(engagement=engagement, opens=AT.date(), closes=AT.date())
    for stake, words in ((mei, "Mei's answer"), (luca, "Luca's answer")):
        asked = Invitation.objects.create(pulse=pulse, stakeholder=stake)
        Answer.objects.create(invitation=asked, question=1, value=2, text=words)
    an_interaction(engagement, None, "Mei Okafor", title="a kept subject")
    an_interaction(engagement, "Mei Okafor", None)
    an_interaction(engagement, "Mei Okafor", "Luca Brandt")
    her_alias = Alias.objects.filter(person=mei.person).get()
    Utterance.objects.create(meeting=meeting, turn=1, speaker=her_alias, text="Mei's own words")
    Utterance.objects.create(meeting=meeting, turn=2, speaker=client_alias(engagement), text="client's own words")
    return engagement


def said(parts) -> str:
    return "\n".join(str(row) for part in parts for row in part.rows())


def rows(parts, key: str) -> list[dict]:
    return [row for part in parts if part.key == key for row in part.rows()]


def mei(engagement):
    return alias_for(engagement, "mei.okafor@norvia.example").person


def test_a_stakeholder_gets_her_names_place_contact_words_and_answers(told):
    parts = list(held_on(mei(told), asked_by=None))
    assert [row["name"] for row in rows(parts, "names")] == ["mei.okafor@norvia.example"]
    assert rows(parts, "place")[0]["role"] == "Plant director"
    assert [row["direction"] for row in rows(parts, "contact")] == ["received", "sent"]
    assert [row["text"] for row in rows(parts, "turns")] == ["Mei's own words"]
    assert [row["text"] for row in rows(parts, "answers")] == ["Mei's answer"]
    assert [row["part"] for row in rows(parts, "participations")] == ["leads"]


@pytest.mark.parametrize("asks", ["herself", "her coach"])
def test_a_stakeholder_gets_nobody_elses_words(told, asks):
    everything = said(held_on(mei(told), asked_by=None if asks == "herself" else told.coach.user))
    for words in ("client", "coach", "Luca", "is said to have", "a view of Mei", "a kept subject", "thinks"):
        assert words not in everything, words


def test_answers_are_given_to_nobody_but_who_gave_them(told):
    assert "Mei's answer" not in said(held_on(mei(told), asked_by=told.coach.user))
    assert "Mei's answer" not in said(held_by_account(told.client.user))
    assert "Mei's answer" not in said(held_by_account(told.coach.user))


def test_a_client_gets_her_whole_engagement_but_not_what_the_coach_keeps_private(told):
    everything = said(held_by_account(told.client.user))
    hers = ("client private note", "client private entry", "low words", "client shared entry", "client commitment")
    shared = ("coach shared note", "a view of Mei", "what Mei is said", "client's own words", "a kept subject")
    for words in (*hers, *shared):
        assert words in everything, words
    assert "coach private note" not in everything
    assert "coach learning note" not in everything


def test_a_coach_gets_her_notes_and_dates_and_none_of_the_clients_words(told):
    everything = said(held_by_account(told.coach.user))
    for words in (
        "coach private note",
        "coach shared note",
        "coach learning note",
        "2026-01-05",
        told.coach.user.email,
    ):
        assert words in everything, words
    for words in ("client private", "client shared", "client commitment", "Mei"):
        assert words not in everything, words


def test_a_coach_who_asks_for_her_client_gets_no_more_than_she_sees_and_hands_out_nothing_private(told):
    everything = said(held_on(told.client, asked_by=told.coach.user))
    assert "client shared entry" in everything
    for words in ("client private", "low words", "coach private note", "coach learning note"):
        assert words not in everything, words


def test_somebody_elses_engagement_is_in_no_one_elses(told):
    other = an_engagement("Rosa Lind")
    reflect(other, on=date(2026, 3, 1), text="Rosa's entry", private=False)
    assert "Rosa" not in said(held_by_account(told.client.user))
    assert "Rosa" not in said(held_by_account(told.coach.user))


def test_an_account_that_takes_part_in_nothing_has_only_itself():
    parts = list(held_by_account(a_user("Nobody Yet")))
    assert [part.key for part in parts] == ["account", "tokens", "events", "feed", "reminders"]
    assert rows(parts, "account")[0]["name"] == "Nobody Yet"


def test_counts_are_those_of_the_rows(told):
    for part in (*held_by_account(told.client.user), *held_on(mei(told), asked_by=None)):
        assert part.how_many() == len(list(part.rows())), part.key
        assert all(tuple(row) == part.columns for row in part.rows()), part.key


def test_every_value_is_plain(told):
    for insight in Insight.objects.all():
        insight.changed = "x"
        insight.save()
    for part in (*held_by_account(told.client.user), *held_by_account(told.coach.user)):
        for row in part.rows():
            assert all(isinstance(value, str | int | float | bool | list | type(None)) for value in row.values()), (
                part.key,
                row,
            )


def withdraw_all(engagement):
    for consent in Consent.objects.filter(engagement=engagement):
        withdraw(consent, by=engagement.client.user, at=AT)


def test_a_client_still_gets_what_she_withdrew_her_agreement_to(told):
    before = said(part for part in held_by_account(told.client.user) if part.key in {"transcripts", "interactions"})
    withdraw_all(told)
    assert not Utterance.objects.visible_to(told.client.user).exists()
    parts = list(held_by_account(told.client.user))
    assert [row["text"] for row in rows(parts, "transcripts")] == ["Mei's own words", "client's own words"]
    assert said(part for part in parts if part.key in {"transcripts", "interactions"}) == before


@pytest.mark.parametrize("of", ["client", "stakeholder"])
def test_who_asks_for_another_gets_nothing_of_what_rests(told, of):
    withdraw_all(told)
    asked = told.client if of == "client" else mei(told)
    parts = list(held_on(asked, asked_by=told.coach.user))
    for key in ("transcripts", "interactions", "turns", "contact"):
        assert rows(parts, key) == [], key


def test_that_the_client_withdrew_takes_nothing_from_a_stakeholder(told):
    withdraw_all(told)
    parts = list(held_on(mei(told), asked_by=None))
    assert [row["text"] for row in rows(parts, "turns")] == ["Mei's own words"]
    assert len(rows(parts, "contact")) == 2


def test_what_rests_is_of_her_own_engagement_alone(told):
    other = an_engagement("Rosa Lind")
    an_interaction(other, None, "Luca Brandt", title="a subject of Rosa's")
    withdraw_all(told)
    assert "Rosa" not in said(held_by_account(told.client.user))
