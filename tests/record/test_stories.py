"""Nothing of a story is published that its client did not agree to word by word, and what she withdraws goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import a_coach, a_user, agree, an_admin, an_engagement
from waylight.record import consent
from waylight.record.audit import AuditEvent
from waylight.record.handing_over import hand_over
from waylight.record.learning import LearningNote
from waylight.record.privacy.held import held_by_account
from waylight.record.story import CopySent, Publication, Quoted, Story, StoryRequest, StoryVersion, asking, publishing
from waylight.record.story import text as texts
from waylight.record.unseen import ChangedMeanwhile, mark_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = AT + timedelta(days=1)
TEXT = "She began by listening.\n\n> I gave up owning it."
USES = StoryRequest.Use.values


@pytest.fixture
def coach(engagement):
    return engagement.coach.user


@pytest.fixture
def client_user(engagement):
    return engagement.client.user


@pytest.fixture
def version(engagement, coach):
    """A page of a story, just written."""
    return texts.write(texts.begin_story(engagement, title="Letting go"), "page", TEXT, by=coach)


def asked_for(version, use="web", **given):
    coach = version.story.engagement.coach.user
    quotes = [asking.Quote("I gave up owning it.")]
    return asking.ask(version, use, by=coach, at=AT, **{"quotes": quotes, **given})


def agreed_to(version, use="web"):
    asked = asked_for(version, use)
    everything = list(asked.quotes.values_list("pk", flat=True))
    asking.agree(asked, quotes=everything, by=version.story.engagement.client.user, at=AT)
    return asked


def refused(version, use="web") -> str:
    """Why a version may not be published, in words."""
    assert not publishing.may_be_published(version, use)
    with pytest.raises(publishing.NotAgreed) as why:
        publishing.publish(version, use, by=version.story.engagement.coach.user, at=AT)
    return str(why.value)


def test_each_save_that_changes_makes_a_version_and_one_that_does_not_makes_none(version, coach):
    story = version.story
    assert texts.write(story, "page", TEXT + "\n\n", by=coach) is None
    assert texts.write(story, "page", "Another.", by=coach).number == 2
    assert texts.write(story, "slide", "Short.", by=coach).number == 1
    assert [one.text for one in story.versions.filter(length="page")] == [TEXT, "Another."]
    assert story.text("page"), story.text("post") == ("Another.", "")


def test_going_back_is_a_new_version_and_loses_none(version, coach):
    texts.write(version.story, "page", "Worse.", by=coach)
    assert texts.go_back(version, by=coach).number == 3
    assert version.story.text("page") == TEXT
    assert version.story.versions.count() == 3


def test_nobody_overwrites_what_they_did_not_see(version, coach):
    with pytest.raises(ChangedMeanwhile):
        texts.write(version.story, "page", "Mine.", by=coach, seen=mark_of(""))
    assert texts.write(version.story, "page", "Mine.", by=coach, seen=version.mark)


@pytest.mark.parametrize(("length", "text"), [("novel", "x"), ("page", "x" * (texts.LONGEST + 1))])
def test_a_length_that_there_is_not_and_a_text_too_long_are_refused_in_words(version, coach, length, text):
    with pytest.raises(ValueError, match="A text of a story"):
        texts.write(version.story, length, text, by=coach)


def test_a_choice_of_words_is_kept_for_the_whole_story_and_taken_back_by_none(version):
    texts.choose_words(version.story, {"person 3": "a peer", "Norvia": "her company"})
    texts.choose_words(version.story, {"Norvia": "  "})
    assert Story.objects.get().replacements == {"person 3": "a peer"}


def test_a_draft_is_the_coachs_own_until_the_client_is_asked(version, client_user, coach):
    assert not StoryVersion.objects.visible_to(client_user).exists()
    assert not Story.objects.visible_to(client_user).exists()
    asked_for(version)
    texts.write(version.story, "page", "A next draft.", by=coach)
    assert [one.text for one in StoryVersion.objects.visible_to(client_user)] == [TEXT]
    assert StoryVersion.objects.visible_to(coach).count() == 2
    assert not StoryVersion.objects.visible_to(a_user()).exists()


@pytest.mark.parametrize("use", USES)
def test_nothing_is_published_before_she_agrees_to_this_version_for_this_use(version, coach, use):
    assert "has not agreed that this version" in refused(version, use)
    asked_for(version, use)
    assert "has not agreed that this version" in refused(version, use)
    agreed_to(version, use)
    assert publishing.publish(version, use, by=coach, at=AT).version == version
    for other in set(USES) - {use}:
        assert refused(version, other)


def test_a_changed_text_is_asked_for_again(version, coach):
    agreed_to(version)
    changed = texts.write(version.story, "page", TEXT + " It grew.", by=coach)
    assert refused(changed)
    assert publishing.may_be_published(version, "web")


def test_each_quote_is_agreed_to_by_itself(version, client_user, coach):
    asked = asked_for(version, quotes=[asking.Quote("one"), asking.Quote("two")])
    asking.agree(asked, quotes=[asked.quotes.first().pk], by=client_user, at=AT)
    assert refused(version) == "The client has not agreed to one passage that quotes her."
    asking.agree(asked, quotes=[one.pk for one in asked.quotes.all()], by=client_user, at=AT)
    published = publishing.publish(version, "web", by=coach, at=AT)
    asking.withdraw_quote(asked.quotes.last(), by=client_user, at=LATER)
    assert refused(version)
    assert publishing.published_at(published.slug) is None


def test_a_quote_of_another_request_is_not_agreed_to_with_this_one(version, client_user):
    other = Quoted.objects.create(request=asked_for(version, "talk"), words="elsewhere")
    asked = asked_for(version)
    asking.agree(asked, quotes=[other.pk], by=client_user, at=AT)
    other.refresh_from_db()
    assert other.agreed_at is None


def test_only_the_client_answers_and_withdraws(version, coach):
    asked = asked_for(version)
    for act in (
        lambda: asking.agree(asked, quotes=[], by=coach, at=AT),
        lambda: asking.decline(asked, by=coach, at=AT),
        lambda: asking.propose(asked, "x", by=coach, at=AT),
        lambda: asking.withdraw_agreement(asked, by=coach, at=AT),
    ):
        with pytest.raises(consent.OnlyTheClient):
            act()


def test_what_was_answered_or_taken_back_is_not_answered_again(version, client_user):
    asked = asked_for(version)
    asking.take_back_asking(asked, at=AT)
    with pytest.raises(ValueError, match="meanwhile"):
        asking.agree(asked, quotes=[], by=client_user, at=AT)
    with pytest.raises(ValueError, match="meanwhile"):
        asking.decline(asked, by=client_user, at=AT)
    assert refused(version)


def test_what_she_strikes_becomes_a_version_that_both_see_and_is_asked_for_again(version, client_user, coach):
    asked = asked_for(version)
    made = asking.propose(asked, "She began by listening.", by=client_user, at=AT, seen=version.mark)
    assert (made.number, made.how) == (2, StoryVersion.How.PROPOSED)
    assert set(StoryVersion.objects.visible_to(client_user)) == set(StoryVersion.objects.visible_to(coach))
    asked.refresh_from_db()
    assert not asked.waits
    assert refused(made)
    assert refused(version)
    assert asking.propose(asked, "She began by listening.", by=client_user, at=AT) is None


def test_withdrawing_takes_the_page_down_and_says_where_copies_went(version, client_user, coach):
    asked = agreed_to(version)
    published = publishing.publish(version, "web", by=coach, at=AT)
    publishing.copy_sent(published, to="The supervision group", on=date(2026, 6, 2), by=coach)
    assert publishing.published_at(published.slug) == published
    asking.withdraw_agreement(asked, by=client_user, at=LATER)
    asking.withdraw_agreement(asked, by=client_user, at=LATER)
    assert publishing.published_at(published.slug) is None
    assert not publishing.standing().exists()
    assert Publication.objects.get().withdrawn_by == client_user
    assert [one.to for one in CopySent.objects.visible_to(client_user)] == ["The supervision group"]
    assert refused(version)
    with pytest.raises(publishing.NotAgreed):
        publishing.copy_sent(published, to="One more", on=date(2026, 6, 3), by=coach)
    copy = CopySent.objects.get()
    publishing.called_back(copy, date(2026, 6, 4))
    copy.refresh_from_db()
    assert copy.called_back_on == date(2026, 6, 4)


def test_agreeing_to_stories_at_all_is_needed_and_withdrawing_that_takes_everything_down(version, client_user, coach):
    engagement = version.story.engagement
    agreed_to(version)
    asked_for(version, "talk")
    published = publishing.publish(version, "web", by=coach, at=AT)
    standing = consent.Consent.objects.get(engagement=engagement, use="story")
    consent.withdraw(standing, by=client_user, at=LATER)
    assert publishing.published_at(published.slug) is None
    agree(engagement, "story", LATER)
    assert publishing.published_at(published.slug) is None  # what was withdrawn does not come back by itself
    assert refused(version)
    assert not any(one.waits or one.stands for one in StoryRequest.objects.all())


def test_she_is_not_asked_without_an_account_or_an_agreement_or_a_text(version):
    empty = texts.write(version.story, "page", "", by=version.story.engagement.coach.user)
    with pytest.raises(asking.CannotAsk, match="no text"):
        asked_for(empty)
    consent.withdraw(consent.Consent.objects.get(use="story"), by=version.story.engagement.client.user, at=LATER)
    with pytest.raises(asking.CannotAsk, match="consent page"):
        asked_for(version)
    alone = an_engagement("Ada Lind", consents=False)
    alone.client.user = None
    alone.client.save()
    with pytest.raises(asking.CannotAsk, match="no account"):
        asked_for(texts.write(texts.begin_story(alone), "page", "x", by=alone.coach.user))


def test_asking_twice_is_one_request_and_asking_for_a_newer_version_lets_the_older_lapse(version, coach):
    first = asked_for(version)
    assert asked_for(version) == first
    newer = asked_for(texts.write(version.story, "page", "Newer.", by=coach))
    first.refresh_from_db()
    assert (first.waits, newer.waits) == (False, True)


def test_a_newer_version_takes_the_address_of_the_one_before(version, coach):
    agreed_to(version)
    first = publishing.publish(version, "web", by=coach, at=AT)
    assert publishing.publish(version, "web", by=coach, at=LATER) == first
    newer = texts.write(version.story, "page", "Newer.", by=coach)
    agreed_to(newer)
    second = publishing.publish(newer, "web", by=coach, at=LATER)
    assert second.slug == first.slug
    assert publishing.published_at(first.slug) == second
    assert list(publishing.standing()) == [second]


def test_a_file_for_supervision_has_no_page_on_the_web(version, coach):
    agreed_to(version, "supervision")
    assert publishing.published_at(publishing.publish(version, "supervision", by=coach, at=AT).slug) is None


def test_a_published_story_is_taken_back_before_it_is_removed(version, coach, client_user):
    agreed_to(version)
    published = publishing.publish(version, "web", by=coach, at=AT)
    with pytest.raises(ValueError, match="published"):
        texts.remove(version.story)
    publishing.withdraw(published, by=coach, at=LATER)
    texts.remove(version.story)
    assert not Story.objects.visible_to(client_user).exists()
    texts.put_back(version.story)
    assert Story.objects.visible_to(client_user).exists()
    assert publishing.may_be_published(version, "web")


def test_the_audit_log_shows_all_of_it_and_no_word_of_it(version, client_user, coach):
    asked = agreed_to(version)
    published = publishing.publish(version, "web", by=coach, at=AT)
    publishing.copy_sent(published, to="The group", on=AT.date(), by=coach)
    asking.propose(asked, "Less.", by=client_user, at=AT)
    asking.withdraw_agreement(asked, by=client_user, at=LATER)
    asking.decline(asked_for(version, "talk"), by=client_user, at=AT, remark="Not in a talk.")
    noted = list(AuditEvent.objects.filter(what__startswith="story-").values_list("verb", flat=True))
    assert noted == [
        *("asked to agree", "agreed", "published", "sent a copy", "struck", "withdrew"),
        *("asked to agree", "declined"),
    ]


def test_the_database_refuses_two_requests_at_once_and_two_pages_at_one_address(version, coach):
    asked = agreed_to(version)
    published = publishing.publish(version, "web", by=coach, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryRequest.objects.create(version=version, use="web")
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(request=asked, version=version, use="web", slug=published.slug, since=AT)


def test_another_coach_gets_what_the_client_was_shown_and_no_draft(version, coach):
    engagement = version.story.engagement
    asked_for(version)
    texts.write(version.story, "page", "My own draft.", by=coach)
    texts.write(texts.begin_story(engagement), "post", "A draft alone.", by=coach)
    ada = a_coach("Ada Brook", practice=engagement.practice)
    hand_over(engagement, to=ada, by=an_admin(engagement.practice).user)
    assert [one.text for one in StoryVersion.objects.visible_to(ada.user)] == [TEXT]
    assert {one.text for one in LearningNote.objects.all()} == {"My own draft.", "A draft alone."}
    assert Story.objects.count() == 1


def test_everybody_is_handed_what_is_theirs_of_a_story(version, client_user, coach):
    asked_for(version)
    texts.write(version.story, "page", "A next draft.", by=coach)

    def held(user, key):
        return [row["text"] for one in held_by_account(user) if one.key == key for row in one.rows()]

    assert held(client_user, "stories") == [TEXT]
    assert held(coach, "own_stories") == [TEXT, "A next draft."]


def test_without_an_agreement_to_stories_at_all_nothing_stands_whatever_else_was_agreed(version, coach):
    agreed_to(version)
    published = publishing.publish(version, "web", by=coach, at=AT)
    consent.Consent.objects.filter(use="story").update(withdrawn_at=LATER)  # by whatever other way
    assert "does not agree any more" in refused(version)
    assert publishing.published_at(published.slug) is None
