"""By a program, a client is asked for a story, reads it, answers, and withdraws; nothing is published without her."""

from __future__ import annotations

from datetime import date

import pytest

from tests.api.conftest import raw, waylight
from tests.factories import a_coach
from waylight.api.shapes.story import (
    AgreedStory,
    ChangedStoryCopy,
    DeclinedStory,
    NewStory,
    NewStoryCopy,
    NewStoryPublication,
    NewStoryRequest,
    NewStoryVersion,
    ProposedStory,
)
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record import insight

HERS = "I gave up owning it."
TEXT = f"A leader at Norvia let go.\n\n> {HERS}\n\nIt has grown."


@pytest.fixture
def version(engagement, coach):
    """A page of a story that quotes an insight of the client's."""
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="We talked.", private=False)
    insight.hear(entry, text=HERS, person=None)
    story = coach.begin_story(engagement.pk, NewStory(title="How it grew"))
    return story.id, coach.write_story(engagement.pk, story.id, NewStoryVersion(length="page", text=TEXT)).id


@pytest.fixture
def asked(engagement, coach, version):
    """What she is asked: whether it may stand on the web."""
    return coach.ask_for_story(engagement.pk, NewStoryRequest(version=version[1], use="web", place="My page"))


def agree(client, engagement, asked, *quotes: int):
    return client.agree_to_story(engagement.pk, asked.id, AgreedStory(text=TEXT, quotes=list(quotes)))


def publish(coach, engagement, version):
    return coach.publish_story(engagement.pk, NewStoryPublication(version=version[1], use="web"))


def test_she_is_asked_with_the_text_its_quotes_and_what_could_give_her_away_and_a_mail_says_so(
    engagement, coach, client, version, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        asked = coach.ask_for_story(engagement.pk, NewStoryRequest(version=version[1], use="web", place="My page"))
    [mail] = mailoutbox
    assert mail.to == [engagement.client.user.email]
    assert HERS not in mail.body
    [shown] = client.list_story_requests(engagement.pk).items
    assert (shown.id, shown.text, shown.use, shown.place, shown.state) == (asked.id, TEXT, "web", "My page", "waits")
    assert [(one.words, one.agreed) for one in shown.quotes] == [(HERS, False)]
    assert "Norvia" in [one.shown for one in shown.leaks]
    assert shown.opened_at is None  # a list is no reading
    assert coach.get_story_request(engagement.pk, asked.id).opened_at is None
    assert client.get_story_request(engagement.pk, asked.id).opened_at is not None


def test_the_same_is_asked_once_and_a_text_that_is_newer_by_now_is_not_asked_for_unseen(
    engagement, coach, version, asked
):
    again = coach.ask_for_story(engagement.pk, NewStoryRequest(version=version[1], use="web"))
    assert again.id == asked.id
    coach.write_story(engagement.pk, version[0], NewStoryVersion(length="page", text="Shorter."))
    with pytest.raises(NotNow, match="newer version"):
        coach.ask_for_story(engagement.pk, NewStoryRequest(version=version[1], use="talk"))


def test_she_agrees_to_what_she_read_to_the_letter_and_to_its_quotes_one_by_one(engagement, coach, client, asked):
    with pytest.raises(NotNow, match="not the text"):
        client.agree_to_story(engagement.pk, asked.id, AgreedStory(text="Another."))
    with pytest.raises(NotAllowed):
        agree(coach, engagement, asked)
    given = agree(client, engagement, asked)
    assert (given.state, given.quotes[0].agreed) == ("agreed", False)
    assert agree(client, engagement, asked, given.quotes[0].id).quotes[0].agreed
    with pytest.raises(NotNow, match="answered"):
        coach.take_back_story_request(engagement.pk, asked.id)


def test_only_what_she_agreed_to_is_published_and_what_she_withdraws_is_taken_down(
    engagement, coach, client, version, asked
):
    with pytest.raises(NotNow, match="has not agreed"):
        publish(coach, engagement, version)
    agree(client, engagement, asked)
    with pytest.raises(NotNow, match="one passage"):
        publish(coach, engagement, version)
    agree(client, engagement, asked, asked.quotes[0].id)
    made = publish(coach, engagement, version)
    assert raw().get(made.address).status_code == 200
    with pytest.raises(NotAllowed):
        coach.withdraw_story_agreement(engagement.pk, asked.id)
    client.withdraw_story_quote(engagement.pk, asked.id, asked.quotes[0].id)
    taken_down = coach.get_story_publication(engagement.pk, made.id)
    assert (taken_down.withdrawn_at is not None, taken_down.address) == (True, "")
    assert raw().get(made.address).status_code == 410
    client.withdraw_story_agreement(engagement.pk, asked.id)
    assert coach.get_story_request(engagement.pk, asked.id).state == "withdrawn"


def test_she_says_no_with_a_word_on_why(engagement, coach, client, asked):
    client.decline_story(engagement.pk, asked.id, DeclinedStory(remark="Too near."))
    now = coach.get_story_request(engagement.pk, asked.id)
    assert (now.state, now.remark) == ("declined", "Too near.")
    with pytest.raises(NotNow, match="meanwhile"):
        agree(client, engagement, asked)


def test_her_own_text_is_the_next_version_and_is_not_written_over_one_that_she_has_not_seen(
    engagement, coach, client, version, asked
):
    shorter = ProposedStory(text="It has grown.", instead_of=version[1])
    made = client.propose_story(engagement.pk, asked.id, shorter)
    assert (made.how, made.number) == ("proposed", 2)
    assert coach.get_story_request(engagement.pk, asked.id).state == "lapsed"
    with pytest.raises(Changed):
        client.propose_story(engagement.pk, asked.id, shorter)
    back = coach.go_back_to_story_version(engagement.pk, version[0], version[1])
    assert (back.how, back.text) == ("went back", TEXT)


def test_what_she_did_not_answer_is_asked_no_more(engagement, coach, client, asked):
    coach.take_back_story_request(engagement.pk, asked.id)
    assert client.get_story_request(engagement.pk, asked.id).state == "lapsed"
    with pytest.raises(NotNow):
        agree(client, engagement, asked)


def test_copies_are_noted_and_called_back(engagement, coach, client, version, asked):
    agree(client, engagement, asked, asked.quotes[0].id)
    made = publish(coach, engagement, version)
    sent = coach.note_story_copy(engagement.pk, made.id, NewStoryCopy(to="The group", on=date(2026, 3, 9)))
    with pytest.raises(DoesNotFit, match="to whom"):
        coach.note_story_copy(engagement.pk, made.id, NewStoryCopy(to=" "))
    coach.unpublish_story(engagement.pk, made.id)
    with pytest.raises(NotNow, match="no more"):
        coach.note_story_copy(engagement.pk, made.id, NewStoryCopy(to="Another"))
    assert client.list_story_copies(engagement.pk, made.id).items == [sent]
    told = coach.change_story_copy(engagement.pk, made.id, sent.id, ChangedStoryCopy(called_back=True))
    assert told.called_back_on is not None
    assert coach.change_story_copy(engagement.pk, made.id, sent.id, ChangedStoryCopy(called_back=True)) == told
    assert coach.change_story_copy(engagement.pk, made.id, sent.id, ChangedStoryCopy(called_back=False)) == sent


def test_nobody_else_is_told_what_a_client_is_asked(engagement, asked):
    with pytest.raises(NotFound):
        waylight(a_coach().user).list_story_requests(engagement.pk)
