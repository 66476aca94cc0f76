"""A coach writes a story from the record; the client reads, changes, agrees and withdraws. No script is needed."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.utils.translation import get_language

from tests.factories import a_stakeholder, a_transcript
from tests.pages.test_two_at_once import seen
from waylight.access.models import User
from waylight.pages.story import requesting
from waylight.pages.story.material import material, named, put_in
from waylight.record import goal, insight
from waylight.record.audit import AuditEvent
from waylight.record.learning import learn
from waylight.record.story import CopySent, Publication, Story, StoryRequest, StoryVersion
from waylight.record.story.publishing import standing
from waylight.record.story.text import begin_story, write

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
QUOTE = "I gave up owning it and it grew by itself."
TEXT = f"Ines let go, and Mei Okafor took it on.\n\n> {QUOTE}"


def words(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def base(engagement):
    return f"/engagements/{engagement.pk}/stories/"


@pytest.fixture
def story(engagement):
    """A story of an engagement with Mei in it and an insight, of which nothing is written yet."""
    a_stakeholder(engagement, "Mei Okafor")
    entry = insight.reflect(engagement, on=date(2026, 3, 1), text="Words.", private=False)
    insight.hear(entry, text=QUOTE, person=None, changed="I asked first.")
    return begin_story(engagement, title="Letting go")


@pytest.fixture
def page(base, story):
    return f"{base}{story.pk}/page/"


def keep(browser, page, text, **more):
    """Send the page's form as it was last shown."""
    return browser.post(page, {"text": text, "seen": seen(words(browser.get(page))), **more}, follow=True)


def ask(browser, page, use="web", place="my site"):
    return browser.post(f"{page}agreement/", {"use": use, "place": place}, follow=True)


def test_without_a_story_the_page_says_what_one_is_and_begins_it(base, as_coach, as_client, engagement):
    assert "No story yet." in words(as_coach.get(base))
    assert "You have not been asked for anything." in words(as_client.get(base))
    answer = as_coach.post(base, {"title": "Letting go"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{base}{Story.objects.get().pk}/page/"
    assert "Nothing is written yet." in words(answer)
    assert Story.objects.get().engagement == engagement
    assert "This field is required." in words(as_coach.post(base, {"title": ""}))


def test_each_section_of_the_material_says_so_where_there_are_no_rows(base, as_coach, engagement):
    story = begin_story(engagement)
    shown = words(as_coach.get(f"{base}{story.pk}/page/"))
    for said in ("No goal is written down", "No insight is written down", "Nothing can be said to have grown yet."):
        assert said in shown


def test_a_piece_is_put_under_its_heading_and_what_was_typed_is_kept_with_it(engagement, story, page, as_coach):
    offered = [one.name for offer in material(engagement, engagement.coach.user, NOW) for one in offer.pieces]
    first, second = [name for name in offered if name.startswith("noticed-")]
    keep(as_coach, page, "I typed this.", put=first)
    assert story.text("page") == f"I typed this.\n\n## What she noticed\n\n> {QUOTE}"
    keep(as_coach, page, story.text("page") + "\n\n## After\n\nMore.", put=second)
    assert story.text("page") == (
        f"I typed this.\n\n## What she noticed\n\n> {QUOTE}\n\n> I asked first.\n\n## After\n\nMore."
    )


def test_every_piece_leads_to_its_rows(engagement, story, as_coach):
    aim = goal.set_goal(
        engagement, text="Let others own it", levels=["", "", "two", "", ""], weight=1, since=NOW.date()
    )
    goal.rate(aim, on=NOW.date(), level=-1, by=engagement.coach.user)
    meeting = a_transcript(engagement, ("client", "I will ask Mei."))
    learn(engagement.coach, on=NOW.date(), text="I told too much.", meeting=meeting)
    insight.carry(engagement, on=date(2026, 3, 1), text="What do I hold on to?")
    insight.settle(insight.commit(engagement, on=date(2026, 3, 1), text="Call"), state="dropped", on=NOW.date())
    for n in range(6):
        insight.reflect(engagement, on=date(2026, 3, n + 1), text="x", private=False, confidence=3 + n)
    offers = material(engagement, engagement.coach.user, NOW)
    sources = {one.piece.source for offer in offers for one in offer.pieces}
    assert sources == {"goal", "confidence", "question", "insight", "learning", "commitment", "path"}
    for offer in offers:
        for address in [way.address for one in offer.pieces for way in one.ways]:
            page, _, anchor = address.partition("#")
            answer = as_coach.get(page)
            assert answer.status_code == 200, address
            assert not anchor or f'id="{anchor}"' in words(answer)


def test_a_piece_that_is_no_longer_there_is_said_and_the_text_is_kept(story, page, as_coach):
    assert "not in the record any more" in words(keep(as_coach, page, "Mine.", put="noticed-insight-999-0"))
    assert story.text("page") == "Mine."


def test_what_could_give_somebody_away_is_marked_with_its_reason_and_words_instead(page, as_coach):
    shown = words(keep(as_coach, page, TEXT))
    assert re.search(r'<mark><a href="#leak-1">Ines</a></mark>', shown)
    assert 'value="the client"' in shown
    assert 'value="a peer"' in shown
    assert "The record knows a person of this name." in shown


def test_one_press_replaces_one_thing_in_every_text_of_the_story(engagement, story, page, as_coach):
    write(story, "slide", "Mei Okafor did it.", by=engagement.coach.user)
    keep(as_coach, page, TEXT)
    leaks = re.findall(r'name="about-(\d+)" value="([^"]+)"', words(as_coach.get(page)))
    mei = next(n for n, about in leaks if about == f"person {engagement.stakeholder_set.get().person_id}")
    keep(
        as_coach,
        page,
        TEXT,
        replace=mei,
        **{f"about-{n}": about for n, about in leaks},
        **{f"words-{mei}": "a plant's director"},
    )
    assert story.text("page") == f"Ines let go, and a plant's director took it on.\n\n> {QUOTE}"
    assert story.text("slide") == "A plant's director did it."
    story.refresh_from_db()
    assert "a plant's director" in story.replacements.values()
    keep(as_coach, page, "Mei Okafor again.", replace="all")
    assert story.text("page") == "A plant's director again."


def test_everything_is_replaced_at_once_and_then_nothing_is_left(story, page, as_coach):
    shown = words(keep(as_coach, page, TEXT, replace="all"))
    assert story.text("page") == f"The client let go, and a peer took it on.\n\n> {QUOTE}"
    assert "Nothing was found that could give somebody away." in shown


def test_nobody_overwrites_what_they_did_not_see_and_nothing_typed_is_lost(engagement, story, page, as_coach):
    mark = seen(words(as_coach.get(page)))
    write(story, "page", "Somebody else's.", by=engagement.coach.user)
    answer = as_coach.post(page, {"text": "Mine.", "seen": mark})
    assert answer.status_code == 409
    shown = words(answer)
    assert "Somebody else's." in shown
    assert "Mine.</textarea>" in shown
    assert story.text("page") == "Somebody else's."


def test_a_text_too_long_is_said_and_stays_in_the_form(story, page, as_coach):
    answer = as_coach.post(page, {"text": "x" * 60_001, "seen": ""})
    assert "has at most 60000 characters; this one has 60001, and is not kept yet." in words(answer)
    assert "x" * 60_001 in words(answer)
    assert story.text("page") == ""


def test_an_end_of_line_counts_once_as_a_browser_counts_it(story, page, as_coach):
    longest = ("y" * 99 + "\n") * 599 + "y" * 100
    keep(as_coach, page, longest.replace("\n", "\r\n"))
    assert story.text("page") == longest


def test_what_did_not_work_out_is_missed_while_the_text_says_nothing_of_it(engagement, story, page, as_coach):
    for what in ("Call", "Write"):
        chosen = insight.commit(engagement, on=date(2026, 3, 1), text=what)
        insight.settle(chosen, state="dropped", on=NOW.date())
    said = "The record has two things for"
    assert said not in words(as_coach.get(page))
    assert said in words(keep(as_coach, page, "It grew."))
    [dropped, _] = next(offer for offer in material(engagement, engagement.coach.user, NOW)[6:]).pieces
    assert said not in words(keep(as_coach, page, "It grew.", put=dropped.name))


def test_versions_are_listed_compared_and_gone_back_to(story, page, as_coach):
    for text in ("It began.", "It began and grew.", "Something else."):
        keep(as_coach, page, text)
    shown = words(as_coach.get(f"{page}versions/?from=1&to=2"))
    assert "It <del>began.</del><ins>began and grew.</ins>" in shown
    first = StoryVersion.objects.get(number=1)
    as_coach.post(f"{page.rsplit('/', 3)[0]}/versions/{first.pk}/back/")
    assert (story.text("page"), story.versions.count()) == ("It began.", 4)


def test_lengths_are_separate_texts_and_another_name_is_not_found(base, story, as_coach):
    keep(as_coach, f"{base}{story.pk}/slide/", "Short.")
    assert (story.text("slide"), story.text("page")) == ("Short.", "")
    assert as_coach.get(f"{base}{story.pk}/novel/").status_code == 404


def test_she_is_asked_by_a_mail_that_says_nothing_of_what(engagement, page, as_coach):
    keep(as_coach, page, TEXT)
    assert "Asked. It stands on her own page" in words(ask(as_coach, page))
    (letter,) = mail.outbox
    assert letter.to == [engagement.client.user.email]
    assert "Ines" not in letter.body + letter.subject
    assert "owning" not in letter.body
    assert f"/stories/asked/{StoryRequest.objects.get().pk}/" in letter.body


def test_the_mail_that_asks_her_is_in_the_language_that_she_chose(engagement, page, as_coach, monkeypatch):
    User.objects.filter(pk=engagement.client.user_id).update(language="es")
    written = []
    real = requesting.compose
    monkeypatch.setattr(requesting, "compose", lambda *given: written.append(get_language()) or real(*given))
    keep(as_coach, page, TEXT)
    ask(as_coach, page)
    assert written == ["es"]


def test_the_client_reads_the_very_text_with_its_leaks_and_agrees_to_each_quote(base, page, as_coach, as_client):
    keep(as_coach, page, TEXT)
    ask(as_coach, page)
    asked = StoryRequest.objects.get()
    where = f"{base}asked/{asked.pk}/"
    shown = words(as_client.get(where))
    assert "<mark>Ines</mark> let go, and <mark>Mei Okafor</mark> took it on." in shown
    assert "The record knows a person of this name." in shown
    assert f"<q>{QUOTE}</q>" in shown
    asked.refresh_from_db()
    assert asked.opened_at is not None
    assert not standing().exists()
    as_coach.post(f"{base}versions/{asked.version_id}/publish/", {"use": "web"})
    assert not Publication.objects.exists()
    answer = words(as_client.post(where, {"do": "agree"}, follow=True))
    assert "cannot be published while a quote" in answer
    as_client.post(where, {"do": "agree", "quote": [asked.quotes.get().pk]})
    refused = as_coach.post(f"{base}versions/{asked.version_id}/publish/", {"use": "talk"}, follow=True)
    assert "has not agreed that this version is used in a talk" in words(refused)
    as_coach.post(f"{base}versions/{asked.version_id}/publish/", {"use": "web"})
    assert standing().get().version == asked.version


def test_what_she_changes_is_the_next_version_that_both_see(base, story, page, as_coach, as_client):
    keep(as_coach, page, TEXT)
    ask(as_coach, page)
    where = f"{base}asked/{StoryRequest.objects.get().pk}/"
    form = {"do": "propose", "text": "She let go.", "seen": seen(words(as_client.get(where)))}
    assert "Your text is version 2." in words(as_client.post(where, form, follow=True))
    assert story.text("page") == "She let go."
    assert "proposed by the client" in words(as_client.get(f"{page}versions/"))
    assert "proposed by the client" in words(as_coach.get(f"{page}versions/"))
    assert as_client.post(where, {**form, "text": "Again."}).status_code == 409


def test_saying_no_keeps_her_words_for_the_coach(base, page, as_coach, as_client):
    keep(as_coach, page, TEXT)
    ask(as_coach, page)
    as_client.post(f"{base}asked/{StoryRequest.objects.get().pk}/", {"do": "decline", "remark": "Not yet."})
    assert "Not yet." in words(as_coach.get(f"{page}agreement/"))


def test_withdrawing_takes_it_down_and_lists_where_copies_went(base, page, as_coach, as_client):
    keep(as_coach, page, "She let go.")
    ask(as_coach, page)
    asked = StoryRequest.objects.get()
    as_client.post(f"{base}asked/{asked.pk}/", {"do": "agree"})
    as_coach.post(f"{base}versions/{asked.version_id}/publish/", {"use": "web"})
    copies = f"{base}published/{Publication.objects.get().pk}/copies/"
    assert "nothing was noted" in words(as_coach.post(copies, {"to": "", "on": "soon"}, follow=True))
    as_coach.post(copies, {"to": "The supervision group", "on": "2026-06-02"})
    shown = words(as_client.post(f"{base}asked/{asked.pk}/withdraw/", follow=True))
    assert "The supervision group" in shown
    assert "not told so yet" in shown
    assert not standing().exists()
    as_coach.post(f"{base}copies/{CopySent.objects.get().pk}/told/")
    assert "and told so on" in words(as_client.get(base))


def test_the_client_sees_no_draft_and_nothing_of_the_coachs_own_journal(engagement, base, page, as_coach, as_client):
    keep(as_coach, page, "My draft.")
    assert "My draft." not in words(as_client.get(base))
    assert as_client.get(page).status_code == 403
    assert as_client.get(f"{page}versions/").status_code == 404


def test_a_story_is_removed_and_put_back(base, story, as_coach):
    as_coach.post(f"{base}{story.pk}/remove/")
    assert as_coach.get(f"{base}{story.pk}/page/").status_code == 404
    as_coach.post(f"{base}{story.pk}/back/")
    assert as_coach.get(f"{base}{story.pk}/page/").status_code == 200


def test_the_audit_log_says_in_words_what_was_done(engagement, base, page, as_coach, as_client):
    from waylight.pages.audit.words import told

    keep(as_coach, page, "She let go.")
    ask(as_coach, page)
    asked = StoryRequest.objects.get()
    as_client.get(f"{base}asked/{asked.pk}/")
    as_client.post(f"{base}asked/{asked.pk}/", {"do": "agree"})
    as_coach.post(f"{base}versions/{asked.version_id}/publish/", {"use": "web"})
    as_client.post(f"{base}asked/{asked.pk}/withdraw/")
    said = " / ".join(one.did for one in told(list(AuditEvent.objects.filter(engagement_id=engagement.pk))))
    for did in ("wrote a story", "asked the client to agree to a story", "opened a story as the client is asked for it",
                "agreed to a story", "published a story", "withdrew the agreement to a story"):  # fmt: skip
        assert did in said
    assert "She let go" not in said


def test_a_heading_is_written_once_however_often_pieces_come(engagement, story):
    offers, text = material(engagement, engagement.coach.user, NOW), ""
    for name in [one.name for offer in offers for one in offer.pieces] * 2:
        text = put_in(text, *named(offers, name))
    assert text.count("## What she noticed") == 1
    assert text.count(QUOTE) == 2


def test_words_that_she_keeps_to_herself_are_asked_for_and_no_page_says_so_while_the_coach_writes(
    engagement, page, as_coach
):
    entry = insight.reflect(engagement, on=date(2026, 3, 2), text="Mine.", private=True)
    insight.hear(entry, text="he never once asked me what I would do", person=None)
    shown = words(keep(as_coach, page, "Of him: he never once asked me what I would do."))
    assert "What it quotes" not in shown
    ask(as_coach, page)
    assert [one.words for one in StoryRequest.objects.get().quotes.all()] == ["he never once asked me what I would do"]


def test_a_text_is_shown_as_it_reads_to_coach_and_client(base, page, as_coach, as_client):
    keep(as_coach, page, "## What she saw\n\nIt *grew*, <b>slowly</b>.")
    ask(as_coach, page)
    for browser, address in (
        *((as_coach, address) for address in (page, f"{page}agreement/")),
        (as_client, f"{base}asked/{StoryRequest.objects.get().pk}/"),
    ):
        shown = browser.get(address).content.decode().partition('<div class="reading" lang="en" dir="ltr">')[2]
        assert "<h2>What she saw</h2>" in shown, address
        assert "<em>grew</em>" in shown
        assert "&lt;b&gt;slowly" in shown
