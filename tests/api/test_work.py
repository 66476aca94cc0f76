"""The pulse, consent, the mirror and stories by a program: what a person can do on their pages, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import waylight
from tests.factories import a_closed_round, a_coach, a_stakeholder, a_transcript
from waylight.api.shapes.consent import NewConsent
from waylight.api.shapes.mirror import ChangedTurn
from waylight.api.shapes.pulse import ChangedBehaviour, ChangedRound, NewBehaviour, PlannedRound, Thanks
from waylight.api.shapes.story import ChangedStory, NewStory, NewStoryVersion
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.asking.answering import Given
from waylight.record.people import Alias

OWNS = NewBehaviour(text="Lets others own the outcome")


def words_of(caller, engagement, use: str) -> str:
    return next(one.words for one in caller.list_uses(engagement.pk).items if one.use == use)


def agree_to(caller, engagement, use: str, how: str = "here"):
    return caller.agree(engagement.pk, NewConsent(use=use, words=words_of(caller, engagement, use), how=how))


def withdraw(caller, engagement, use: str) -> None:
    standing = next(one for one in caller.list_consents(engagement.pk).items if one.use == use and not one.withdrawn_at)
    caller.withdraw_consent(engagement.pk, standing.id)


@pytest.fixture
def rater(engagement):
    return a_stakeholder(engagement, "Rater A")


def planned(rater, **more) -> PlannedRound:
    day = timezone.now().date() + timedelta(days=1)
    return PlannedRound(opens=day, closes=day + timedelta(days=7), raters=[rater.pk], **more)


def test_the_client_agrees_and_withdraws_in_the_words_she_read(engagement, client, coach):
    withdraw(client, engagement, "story")
    given = agree_to(client, engagement, "story")
    assert given.words == words_of(client, engagement, "story")
    assert agree_to(client, engagement, "story") == given  # agreeing twice changes nothing
    client.withdraw_consent(engagement.pk, given.id)
    [ended] = [one for one in coach.list_consents(engagement.pk).items if one.id == given.id]
    assert ended.withdrawn_at is not None
    assert not next(one.agreed for one in client.list_uses(engagement.pk).items if one.use == "story")


def test_nobody_agrees_to_words_that_are_others_by_now(engagement, client):
    with pytest.raises(NotNow, match="not the words of today"):
        client.agree(engagement.pk, NewConsent(use="story", words="Whatever."))


def test_a_coach_records_what_was_said_and_cannot_agree_or_withdraw_for_her(engagement, client, coach):
    withdraw(client, engagement, "story")
    with pytest.raises(NotAllowed):
        agree_to(coach, engagement, "story")
    recorded = agree_to(coach, engagement, "story", "word")
    assert recorded.how == "word"
    with pytest.raises(NotAllowed):
        coach.withdraw_consent(engagement.pk, recorded.id)
    client.withdraw_consent(engagement.pk, recorded.id)


def test_a_round_is_planned_looked_at_opened_and_closed(engagement, coach, rater, mailoutbox):
    coach.choose_behaviour(engagement.pk, OWNS)
    made = coach.plan_round(engagement.pk, planned(rater, question="What could she try?"))
    assert (made.state, made.raters, made.behaviours) == ("planned", [rater.pk], [OWNS.text])
    opened = coach.change_round(
        engagement.pk, made.id, ChangedRound(state="open"), seen=coach.get_round(engagement.pk, made.id)
    )
    assert opened.state == "to come"
    with pytest.raises(NotNow, match="opened already"):
        coach.discard_round(engagement.pk, made.id)
    closed = coach.change_round(engagement.pk, made.id, ChangedRound(state="over"))
    assert (closed.state, closed.raters) == ("over", [])
    assert coach.thank_raters(engagement.pk, made.id, Thanks(words="I will ask first.")).thanks == "I will ask first."


def test_a_round_that_was_planned_anew_is_not_opened_unseen(engagement, coach, client, rater):
    coach.choose_behaviour(engagement.pk, OWNS)
    made = coach.plan_round(engagement.pk, planned(rater))
    seen = coach.get_round(engagement.pk, made.id)
    client.choose_behaviour(engagement.pk, NewBehaviour(text="Asks before she answers"))
    with pytest.raises(Changed):
        coach.change_round(engagement.pk, made.id, ChangedRound(state="open"), seen=seen)
    assert coach.get_round(engagement.pk, made.id).state == "planned"
    coach.discard_round(engagement.pk, made.id)
    assert coach.list_rounds(engagement.pk).items == []


def test_without_her_agreement_no_round_is_opened(engagement, coach, client, rater, mailoutbox):
    withdraw(client, engagement, "pulse")
    coach.choose_behaviour(engagement.pk, OWNS)
    made = coach.plan_round(engagement.pk, planned(rater))
    with pytest.raises(NotNow, match="not agreed to the pulse"):
        coach.change_round(engagement.pk, made.id, ChangedRound(state="open"))
    assert mailoutbox == []


def test_somebody_without_an_address_cannot_be_asked(engagement, coach):
    without_address = a_stakeholder(engagement, "Rater B")
    Alias.objects.filter(person=without_address.person).update(value="rater b")
    with pytest.raises(DoesNotFit, match="No address is known"):
        coach.plan_round(engagement.pk, planned(without_address))


def test_once_a_round_is_over_nobody_is_told_whom_it_asked(engagement, coach, rater):
    over = a_closed_round(engagement, {rater: Given({1: 2})}, date(2026, 2, 2))
    shown = coach.get_round(engagement.pk, over.pk)
    assert (shown.state, shown.raters) == ("over", [])


def test_one_behaviour_at_a_time_is_listening_and_one_nobody_was_asked_about_goes_whole(engagement, client):
    one = client.choose_behaviour(engagement.pk, OWNS)
    other = client.choose_behaviour(engagement.pk, NewBehaviour(text="Asks first", listening=True))
    assert client.change_behaviour(engagement.pk, one.id, ChangedBehaviour(listening=True)).listening
    assert not client.get_behaviour(engagement.pk, other.id).listening
    client.retire_behaviour(engagement.pk, other.id)
    with pytest.raises(NotFound):
        client.get_behaviour(engagement.pk, other.id)
    with pytest.raises(DoesNotFit, match="chosen already"):
        client.choose_behaviour(engagement.pk, OWNS)


@pytest.fixture
def told(engagement):
    """A coaching meeting with its transcript."""
    said = (
        ("coach", "What did you notice when they asked you first?"),
        ("client", "I had not thought of it."),
    )
    return a_transcript(engagement, *(said * 4))


def test_a_coachs_label_stands_beside_the_models_until_she_takes_it_back(engagement, coach, told):
    found = coach.get_mirror(engagement.pk, told.pk)
    first = found.turns[0]
    assert (first.role, first.label, first.own) == ("coach", "question", False)
    assert found.open_questions.value is not None or found.open_questions.why_not
    said = coach.change_label(
        engagement.pk, told.pk, first.utterance, ChangedTurn(said="reflection simple"), seen=found
    )
    assert (said.turns[0].label, said.turns[0].subtype, said.turns[0].own) == ("reflection", "simple", True)
    assert said.turns[0].probability is None
    again = coach.change_label(engagement.pk, told.pk, first.utterance, ChangedTurn(said=None))
    assert again == found


def test_a_turn_of_the_clients_is_given_no_label_of_the_coachs(engagement, coach, told):
    hers = coach.get_mirror(engagement.pk, told.pk).turns[1]
    with pytest.raises(DoesNotFit):
        coach.change_label(engagement.pk, told.pk, hers.utterance, ChangedTurn(said="question open"))


def test_the_mirror_is_for_its_coach_alone(engagement, client, told):
    with pytest.raises(NotAllowed):
        client.get_mirror(engagement.pk, told.pk)
    with pytest.raises(NotFound):
        waylight(a_coach().user).get_mirror(engagement.pk, told.pk)


def test_a_story_is_written_version_by_version_and_its_client_sees_no_draft(engagement, coach, client):
    story = coach.begin_story(engagement.pk, NewStory(title="How it grew"))
    page = NewStoryVersion(length="page", text="It has grown.")
    first = coach.write_story(engagement.pk, story.id, page)
    assert coach.write_story(engagement.pk, story.id, page) == first  # the same words are no new version
    second = coach.write_story(engagement.pk, story.id, NewStoryVersion(length="page", text="It has grown slowly."))
    assert [one.number for one in coach.list_story_versions(engagement.pk, story.id).items] == [1, 2]
    assert coach.get_story_version(engagement.pk, story.id, second.id).text == "It has grown slowly."
    assert client.list_stories(engagement.pk).items == []
    with pytest.raises(NotFound):
        client.get_story(engagement.pk, story.id)


def test_a_story_is_named_told_in_a_language_removed_and_put_back(engagement, coach):
    story = coach.begin_story(engagement.pk, NewStory())
    named = coach.change_story(engagement.pk, story.id, ChangedStory(title="Listening", language="de"))
    assert (named.title, named.language) == ("Listening", "de")
    with pytest.raises(DoesNotFit, match="no language"):
        coach.change_story(engagement.pk, story.id, ChangedStory(language="tlh"))
    coach.remove_story(engagement.pk, story.id)
    assert coach.list_stories(engagement.pk).items == []
    coach.change_story(engagement.pk, story.id, ChangedStory(removed=False))
    assert [one.id for one in coach.list_stories(engagement.pk).items] == [story.id]
    with pytest.raises(DoesNotFit, match="no words"):
        coach.write_story(engagement.pk, story.id, NewStoryVersion(length="post", text="  "))
