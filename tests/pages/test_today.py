"""The client's page of the day: one form, one press, nothing lost; her coach sees what she shares and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import a_coach, a_stakeholder, an_engagement
from waylight.record import insight
from waylight.record.audit import AuditEvent
from waylight.record.between.mood import Mood
from waylight.record.between.question import CoachQuestion, ask
from waylight.record.insight import Commitment, Confidence, Insight, Reflection
from waylight.record.people import Stakeholder

pytestmark = pytest.mark.django_db


def address(engagement, name: str = "today", *more) -> str:
    return reverse(name, args=[engagement.pk, *more])


def as_shown(browser, engagement) -> dict[str, str]:
    """The hidden fields of the form as the page gives them out."""
    page = browser.get(address(engagement)).content.decode()
    return {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)[1] for name in ("once", "seen")}


def send(browser, engagement, **typed):
    return browser.post(address(engagement), {**as_shown(browser, engagement), **typed})


def test_the_store_is_asked_nothing_twice(engagement, as_client):
    ask(engagement, by=engagement.coach.user, text="What did you let go?", now=datetime.now(UTC))
    a_stakeholder(engagement, "Mei Okafor")
    as_client.get(address(engagement))
    with CaptureQueriesContext(connection) as queries:
        as_client.get(address(engagement))
    twice = {sql: times for sql, times in Counter(one["sql"] for one in queries).items() if times > 1}
    of_people = [one["sql"] for one in queries if 'FROM "record_stakeholder"' in one["sql"]]
    assert (twice, len(of_people)) == ({}, 1)


def test_one_press_keeps_everything_and_says_so(engagement, as_client):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    answer = send(
        as_client,
        engagement,
        text="They began without me.",
        mood="7",
        mood_words="light",
        confidence="6",
        helper=str(mei.pk),
        heard="start where they are",
        next="Ask Wen",
        due="2026-03-09",
        question="What do I hold on to?",
        **{f"became_{chosen.pk}": "dropped", f"why_{chosen.pk}": "Not mine to do"},
    )
    entry = Reflection.objects.get()
    assert answer.url == f"{address(engagement)}?saved={entry.pk}#saved"
    assert entry.private
    assert Insight.objects.get().heard_from == mei
    page = as_client.get(answer.url).content.decode()
    for words in (
        "Saved, for you alone",
        "mood 7",
        "Mei Okafor: start where",
        "Dropped: Call Tomás",
        "Not mine",
        "Ask Wen",
    ):
        assert words in page, words


def test_it_can_all_be_taken_back(engagement, as_client):
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    send(as_client, engagement, mood="0", **{f"became_{chosen.pk}": "kept"})
    as_client.post(address(engagement, "undo-today", Reflection.objects.get().pk))
    hers = [model.objects.visible_to(engagement.client.user).count() for model in (Reflection, Mood)]
    assert (hers, Commitment.objects.get().state) == ([0, 0], "open")


def test_somebody_new_who_helped_is_added_in_place(engagement, as_client):
    send(as_client, engagement, new_helper="Nadia Rahim", heard="listen first")
    assert Stakeholder.objects.get(person__name="Nadia Rahim").named
    assert Insight.objects.get().heard_from.name == "Nadia Rahim"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"mood_words": "light"}, "Choose a number for your mood"),
        ({"new_helper": "Nadia"}, "Say what you saw or heard"),
        ({"due": "2026-03-09"}, "Say what you will do by then"),
        ({"heard": "listen", "new_helper": "Ines Calder"}, "takes part in the coaching"),
        ({"text": "a", "mood": "11"}, "not one of the available choices"),
        ({"text": "a", "due": "tomorrow", "next": "b"}, "Enter a valid date"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(engagement, as_client, typed, sentence):
    answer = send(as_client, engagement, shared="on", question="A question of mine", **typed)
    page = answer.content.decode()
    assert sentence in page
    assert "A question of mine" in page
    for value in set(typed.values()) - {"11"}:
        assert value in page
    assert Reflection.objects.count() == 0


def test_an_empty_form_says_that_one_part_is_enough(engagement, as_client):
    assert "One part is enough" in send(as_client, engagement).content.decode()


def test_words_about_a_choice_of_which_nothing_is_said_are_kept_in_the_form(engagement, as_client):
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    page = send(as_client, engagement, **{f"why_{chosen.pk}": "no time"}).content.decode()
    assert "Say what became of “Call Tomás”" in page
    assert 'value="no time"' in page


def test_sent_twice_it_is_kept_once(engagement, as_client):
    form = {**as_shown(as_client, engagement), "text": "They began without me."}
    first, second = (as_client.post(address(engagement), form) for _ in range(2))
    assert first.url == second.url
    assert Reflection.objects.count() == 1


def test_what_was_written_on_another_device_is_told_and_nothing_is_lost(engagement, as_client):
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    form = {**as_shown(as_client, engagement), "text": "On the phone", f"became_{chosen.pk}": "dropped"}
    form[f"why_{chosen.pk}"] = "Not mine"
    send(as_client, engagement, text="On the laptop", **{f"became_{chosen.pk}": "kept"})
    answer = as_client.post(address(engagement), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in (
        "changed after you opened this page",
        "On the laptop",
        "On the phone",
        "it is kept",
        'value="Not mine"',
    ):
        assert words in page, words
    assert Reflection.objects.count() == 1
    form["seen"] = re.search(r'name="seen" value="([^"]*)"', page)[1]
    assert as_client.post(address(engagement), form).status_code == 302
    assert Reflection.objects.count() == 2


def test_words_about_a_choice_that_is_gone_can_be_copied(engagement, as_client):
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    form = {
        **as_shown(as_client, engagement),
        "text": "a",
        f"became_{chosen.pk}": "kept",
        f"why_{chosen.pk}": "At last",
    }
    chosen.delete()
    page = as_client.post(address(engagement), form).content.decode()
    assert "Typed about something that is no longer there" in page
    assert "At last" in page


def test_her_coach_sees_at_once_what_is_shared_and_never_what_is_private(engagement, as_client, as_coach):
    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    settled = {f"became_{chosen.pk}": "dropped", f"why_{chosen.pk}": "a kestrel"}
    typed = {"text": "a heron", "mood": "2", "mood_words": "a wren", "heard": "an owl", "next": "a swift"}
    send(as_client, engagement, **typed, **settled)
    entry = Reflection.objects.get()
    said = ("a heron", "a wren", "an owl", "a swift", "a kestrel", "mood 2")

    def seen() -> list[str]:
        pages = [as_coach.get(f"/engagements/{engagement.pk}/{part}").content.decode() for part in PAGES_OF_COACH]
        return [words for words in said if any(words in page for page in pages)]

    assert seen() == []
    as_client.post(address(engagement, "share-reflection", entry.pk), {"back": "today"})
    assert seen() == list(said)
    as_client.post(address(engagement, "share-reflection", entry.pk))
    assert seen() == []
    whats = AuditEvent.objects.filter(user_id=engagement.client.user_id).values_list("what", flat=True)
    assert list(whats).count(f"share-reflection {entry.pk}") == 2


PAGES_OF_COACH = ("", "journal/", "brief/", "brief.json", "between/", "path/", "search/?q=heron", "search/?q=wren")


def test_nothing_she_writes_stands_in_the_log(engagement, as_client, caplog):
    send(as_client, engagement, text="the heron waits", mood="3")
    assert "heron" not in caplog.text
    assert not AuditEvent.objects.filter(what__contains="heron").exists()


def test_the_coach_asks_and_she_answers_and_shares_it(engagement, as_client, as_coach):
    assert "Nothing is asked" in as_coach.get(address(engagement, "between")).content.decode()
    as_coach.post(address(engagement, "between"), {"text": "Did something come to you?"})
    page = as_client.get(address(engagement)).content.decode()
    assert "Did something come to you?" in page
    assert "Maren Voss asks you" in page
    send(as_client, engagement, text="Yes: they carry it.", answers="on", shared="on")
    page = as_coach.get(address(engagement, "between")).content.decode()
    assert "Shared answer of" in page
    assert (
        "Maren Voss asked: “Did something come to you?”"
        in as_client.get(address(engagement, "journal")).content.decode()
    )


def test_an_answer_kept_private_looks_to_the_coach_like_none(engagement, as_client, as_coach):
    as_coach.post(address(engagement, "between"), {"text": "Did something come to you?"})
    before = as_coach.get(address(engagement, "between")).content
    send(as_client, engagement, text="Yes.", answers="on")

    def plain(page: bytes) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"|<p class="message".*?</p>', "", page.decode())

    assert plain(as_coach.get(address(engagement, "between")).content) == plain(before)


def test_a_question_is_withdrawn_and_asked_again(engagement, as_client, as_coach):
    asked = ask(engagement, text="What came?", by=engagement.coach.user, now=datetime.now(UTC))
    as_coach.post(address(engagement, "withdraw-question", asked.pk))
    assert "What came?" not in as_client.get(address(engagement)).content.decode()
    assert "What came?" in as_coach.get(address(engagement, "between")).content.decode()
    as_coach.post(address(engagement, "ask-again", asked.pk))
    assert "What came?" in as_client.get(address(engagement)).content.decode()
    assert CoachQuestion.objects.count() == 1


def test_a_wrong_question_is_said(engagement, as_coach):
    page = as_coach.post(address(engagement, "between"), {"text": "x" * 301}).content.decode()
    assert "at most 300 characters" in page


def test_only_she_rewrites_an_insight(engagement, as_client, as_coach):
    entry = insight.reflect(engagement, on=engagement.begins, text="Words", private=False)
    said = insight.hear(entry, text="wait", person=None)
    where = address(engagement, "edit-insight", said.pk)
    form = {"text": "wait a day", "heard_from": "", "changed": "the order", "seen": said.mark}
    assert as_coach.post(where, form).status_code == 403
    assert as_client.post(where, form).status_code == 302
    assert Insight.objects.get().text == "wait a day"
    assert as_client.post(where, form).status_code == 409


def test_it_is_the_first_page_a_client_sees_and_no_coachs(engagement, as_client, as_coach):
    assert as_client.get("/first/").url == address(engagement)
    assert as_coach.get("/first/").url == "/"
    engagement.ends = engagement.begins
    engagement.save(update_fields=["ends"])
    assert as_client.get("/first/").url == address(engagement)


def test_who_is_coached_twice_chooses_while_both_go_on(engagement, as_client):
    other = an_engagement("Ines Calder", a_coach("Jo Lind"))
    other.client.user = engagement.client.user
    other.client.save()
    assert as_client.get("/first/").url == "/"
    engagement.ends = engagement.begins
    engagement.save(update_fields=["ends"])
    assert as_client.get("/first/").url == address(other)


def test_the_key_of_a_draft_is_another_for_every_account_and_engagement(engagement, as_client):
    def key(browser, where) -> str:
        return re.search(r'data-key="([^"]+)"', browser.get(address(where)).content.decode())[1]

    other = an_engagement("Henrik Aas")
    his = Client()
    his.force_login(other.client.user)
    assert key(as_client, engagement) == key(as_client, engagement) != key(his, other)


def test_words_and_numbers_go_along_when_she_takes_everything(engagement, as_client):
    from waylight.record.privacy.held import held_by_account

    chosen = insight.commit(engagement, on=engagement.begins, text="Call Tomás")
    send(
        as_client,
        engagement,
        mood="7",
        mood_words="light",
        **{f"became_{chosen.pk}": "changed", f"why_{chosen.pk}": "why"},
    )
    ask(engagement, text="What came?", by=engagement.coach.user, now=datetime.now(UTC) + timedelta(seconds=1))
    rows = {part.key: list(part.rows()) for part in held_by_account(engagement.client.user)}
    assert (rows["mood"][0]["value"], rows["mood"][0]["words"]) == (7, "light")
    assert rows["outcomes"][0]["why"] == "why"
    assert rows["coach_questions"][0]["text"] == "What came?"
    assert Confidence.objects.count() == 0
