"""What a rater gives is a draft until it is sent, can be changed and taken back until the end, and is kept whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import a_stakeholder, an_open_round, noon
from waylight.access import links
from waylight.access.links import LinkExpired, LinkRevoked, LinkUnknown
from waylight.record.asking.answering import (
    Given,
    RoundClosed,
    ask_no_more,
    given_by,
    invitation_by_token,
    keep,
    take_back,
    takes_answers,
)
from waylight.record.asking.given import ratings, said
from waylight.record.asking.rounds import close_round
from waylight.record.consent import Consent, withdraw
from waylight.record.privacy.erasing import erase_person
from waylight.record.pulse import Answer, Invitation

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = noon(DAY)
SHEET = Given({1: 2}, talked=1, text="Ask me earlier.")


@pytest.fixture
def asked(engagement):
    pulse = an_open_round(engagement, [a_stakeholder(engagement, "Mei Okafor")], DAY)
    return Invitation.objects.select_related("pulse__engagement").get(pulse=pulse)


def values_of(asked) -> list[int]:
    """The ratings that count."""
    return [one.value for group in ratings([asked.pulse]).values() for one in group]


def test_a_draft_is_kept_and_counts_nowhere(asked):
    keep(asked, SHEET, send=False, now=NOW)
    assert given_by(asked) == SHEET
    assert values_of(asked) == []
    assert said(asked.pulse) == []


def test_sent_answers_count_and_the_last_ones_stand(asked):
    keep(asked, SHEET, send=True, now=NOW)
    keep(asked, Given({1: None}, text="Ask me first."), send=True, now=NOW)
    assert given_by(asked) == Given({1: None}, text="Ask me first.")
    assert said(asked.pulse) == ["Ask me first."]
    keep(asked, Given({1: -3}), send=False, now=NOW)
    assert values_of(asked) == [-3]  # what was sent stays sent


def test_answers_taken_back_are_gone_and_can_be_given_anew(asked):
    keep(asked, SHEET, send=True, now=NOW)
    take_back(asked, now=NOW)
    assert not Answer.objects.exists()
    assert values_of(asked) == []
    keep(asked, SHEET, send=True, now=NOW)
    assert len(values_of(asked)) == 1


def test_who_wants_to_be_asked_no_more_is_not_asked_in_the_next_round_either(engagement, asked):
    ask_no_more(asked, now=NOW)
    assert not takes_answers(Invitation.objects.select_related("pulse__engagement").get(), now=NOW)
    close_round(asked.pulse, now=NOW)
    again = an_open_round(engagement, [asked.stakeholder], DAY + timedelta(weeks=4))
    assert again.invitations.get().withdrawn_at is not None


@pytest.mark.parametrize("wrong", [Given({2: 1}), Given({1: 4}), Given({1: 1}, talked=3), Given(text="x" * 2001)])
def test_an_answer_that_there_is_not_is_refused_and_the_old_one_stays(asked, wrong):
    keep(asked, SHEET, send=True, now=NOW)
    with pytest.raises(ValueError, match=r"\w"):
        keep(asked, wrong, send=True, now=NOW)
    assert given_by(asked) == SHEET


def test_nothing_at_all_is_not_sent(asked):
    with pytest.raises(ValueError, match="Nothing"):
        keep(asked, Given(), send=True, now=NOW)


def test_after_the_end_nothing_is_kept_changed_or_taken_back(asked):
    keep(asked, SHEET, send=True, now=NOW)
    late = noon(asked.pulse.closes) + timedelta(days=1)
    for attempt in (
        lambda: keep(asked, Given({1: -3}), send=True, now=late),
        lambda: take_back(asked, now=late),
        lambda: ask_no_more(asked, now=late),
    ):
        with pytest.raises(RoundClosed):
            attempt()
    assert given_by(asked) == SHEET


def test_while_the_client_does_not_agree_nothing_can_be_answered(engagement, asked):
    withdraw(Consent.objects.get(use="pulse"), by=engagement.client.user, at=NOW)
    with pytest.raises(RoundClosed):
        keep(asked, SHEET, send=True, now=NOW)


def test_a_link_opens_its_invitation_alone_and_while_it_lasts(asked, engagement):
    _, token = links.make("pulse", asked.pk, lasts=timedelta(days=1))
    assert invitation_by_token(token) == asked
    with pytest.raises(LinkUnknown):
        invitation_by_token(links.make("privacy", asked.pk, lasts=timedelta(days=1))[1])
    with pytest.raises(LinkExpired):
        invitation_by_token(links.make("pulse", asked.pk, lasts=-timedelta(days=1))[1])
    asked.delete()
    with pytest.raises(LinkUnknown, match="no longer there"):
        invitation_by_token(token)


def test_who_is_erased_opens_nothing_her_draft_goes_and_what_she_sent_stays_a_number(asked, engagement):
    keep(asked, SHEET, send=True, now=NOW)
    _, token = links.make("pulse", asked.pk, lasts=timedelta(days=1))
    erase_person(asked.stakeholder.person, by=engagement.coach.user, why="asked")
    with pytest.raises(LinkRevoked):
        invitation_by_token(token)
    assert values_of(asked) == [2]
    assert said(asked.pulse) == []


def test_a_draft_of_who_is_erased_goes(asked, engagement):
    keep(asked, SHEET, send=False, now=NOW)
    erase_person(asked.stakeholder.person, by=engagement.coach.user, why="asked")
    assert not Answer.objects.exists()
    assert Invitation.objects.get().withdrawn_at is not None


def test_words_come_in_an_order_that_stays_and_is_not_the_order_of_answering(engagement):
    raters = [a_stakeholder(engagement, f"Rater {n}") for n in range(12)]
    pulse = an_open_round(engagement, raters, DAY)
    texts = [f"words {n}" for n in range(12)]
    for rater, text in zip(raters, texts, strict=True):
        keep(pulse.invitations.get(stakeholder=rater), Given(text=text), send=True, now=NOW)
    first = said(pulse)
    assert sorted(first) == sorted(texts)
    assert first != texts
    assert said(pulse) == first
