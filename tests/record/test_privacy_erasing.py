"""Who is erased is nowhere any more and does not come back, and everybody else's figures stay what they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import a_coach, a_stakeholder, a_user, an_engagement, an_interaction, weekly_contact
from tests.record.brought import (
    INES,
    MAREN,
    MEI,
    TOMAS,
    a_contact,
    a_line,
    a_mail,
    a_reading,
    a_turn,
    an_entry,
    an_occurrence,
    bring,
)
from tests.record.raw_text import where_it_says
from waylight.intake.rows import Heard, Mailbox, Place, Problem
from waylight.pages.brief.brief import prepare
from waylight.pages.map.map import compose as map_of
from waylight.pages.path.path import compose as path_of
from waylight.record.bringing.whole import bring_in_at_once, undo
from waylight.record.imports import Import, receive
from waylight.record.initiative import Initiative, Participation, Perspective
from waylight.record.insight import Confidence, Insight, Reflection, commit, reflect
from waylight.record.interaction import Interaction
from waylight.record.meeting import Meeting, Note, Utterance, note, plan
from waylight.record.people import Alias, Organisation, Person, Stakeholder, join, place
from waylight.record.privacy.erased import SOMEONE, ErasedName
from waylight.record.privacy.erasing import CannotErase, confirmed, erase_person
from waylight.record.privacy.preview import preview
from waylight.record.pulse import Answer, Invitation, Pulse

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 11, 15, tzinfo=UTC)
HERS = ("Mei Okafor", "mei@norvia.example", "okafor", "I would wait", "Plant director")


def mei() -> Person:
    return Person.objects.get(aliases__value="mei@norvia.example")


def erase(person: Person, why: str = "asked"):
    return erase_person(person, by=a_user(), why=why)


def files_that_name_mei() -> list:
    """One file of every kind; the same every time."""
    mails = [a_mail(n, *((MEI, INES) if n % 3 else (INES, MEI, TOMAS))) for n in range(9)]
    return [
        a_reading("Mei Okafor.mbox", *mails, Problem(Place("x", 3), "“mei@norvia.example” stands there twice.")),
        a_reading(
            "calendar.ics",
            *an_occurrence("c", "2026-03-03T16:00", INES, organiser=MAREN),
            *an_occurrence("d", "2026-03-04T10:00", MEI, TOMAS, calendar="mei@norvia.example"),
            *an_occurrence("e", "2026-03-05T10:00", INES, organiser=MEI),
        ),
        a_reading(
            "contacts.vcf",
            a_contact("Mei Okafor", "mei@norvia.example", organisation="Okafor Works", level="manager", side="peer"),
            a_contact("Tomás Ferrão", "tomas@norvia.example", level="overlord"),
        ),
        a_reading("2026-03-06.vtt", a_turn(1, "Ines Calder", "What now?"), a_turn(2, "Mei Okafor", "I would wait.")),
        a_reading("journal.md", an_entry("2026-03-07", "It helped.", heard=(Heard("Mei", "Wait", "the order"),))),
        a_reading("log.csv", *(a_line(n, "ines@norvia.example", "mei@norvia.example") for n in (30, 31, 31))),
    ]


def figures(engagement) -> dict[str, object]:
    """What the pages show, but for names."""
    user = engagement.client.user
    brief = prepare(engagement, user, None, NOW)
    shown, path = map_of(engagement, user, NOW), path_of(engagement, user, NOW)
    return {
        "brief": [(line.times, line.tag, line.place) for line in (*brief.reached_out, *brief.reached_in)],
        "people": brief.people.text if brief.people else None,
        "quiet": [line.more for line in brief.quiet],
        "map": [(row.person, row.level, row.side, row.named, row.tie) for row in shown.rows],
        "breadth": shown.breadth and shown.breadth.figure,
        "path": [[value.figure for value in one.values] for one in path.series],
    }


def ties(engagement) -> list:
    """Who is tied how closely, whatever numbers people and rows have."""
    rows = map_of(engagement, engagement.client.user, NOW).rows
    return sorted((row.name, row.level, row.tie.out.value, row.tie.into.value) for row in rows)


def test_what_names_her_is_nowhere_any_more(engagement):
    bring(engagement, *files_that_name_mei())
    place(engagement, mei(), level="manager", side="peer", role="Plant director", named=True)
    assert len(where_it_says(*HERS)) > 10
    erase(mei())
    assert where_it_says(*HERS) == set()


def test_the_figures_of_the_client_and_of_others_stay(engagement):
    bring(engagement, *files_that_name_mei())
    weekly_contact(engagement, "Luca Brandt", weeks=12)
    place(engagement, mei(), level="manager", side="peer", named=True)
    a_stakeholder(engagement, "Luca Brandt", level="board", side="upward")
    before, rows = figures(engagement), Interaction.objects.count()
    erase(mei())
    assert figures(engagement) == before
    assert Interaction.objects.count() == rows


def test_bringing_the_same_files_again_adds_nothing_and_brings_no_name_back(engagement):
    bring(engagement, *files_that_name_mei())
    erase(mei())
    people, rows, entries = Person.objects.count(), Interaction.objects.count(), Reflection.objects.count()
    bring(engagement, *files_that_name_mei())
    assert where_it_says(*HERS) == set()
    assert (Person.objects.count(), Interaction.objects.count()) == (people, rows)
    assert Reflection.objects.count() == entries
    assert Utterance.objects.count() == 2


def test_of_longer_files_with_the_same_rows_only_the_rest_comes_in(engagement):
    mails = [a_mail(n, *((MEI, INES) if n % 3 else (INES, MEI, TOMAS))) for n in range(9)]
    lines = [a_line(n, "ines@norvia.example", "mei@norvia.example") for n in (30, 31, 31)]
    entry = an_entry("2026-03-07", "It helped.", heard=(Heard("Mei", "Wait", "the order"),))
    invited = an_occurrence("e", "2026-03-05T10:00", INES, organiser=MEI)
    bring(
        engagement,
        a_reading("a.mbox", *mails),
        a_reading("a.csv", *lines),
        a_reading("a.md", entry),
        a_reading("a.ics", *invited),
    )
    erase(mei())
    rows = Interaction.objects.count()
    more = an_occurrence("f", "2026-03-06T10:00", MEI)
    bring(
        engagement,
        a_reading("b.mbox", *mails, a_mail(50, MEI, INES)),
        a_reading("b.csv", *lines, a_line(51, "mei@norvia.example", "ines@norvia.example")),
        a_reading("b.md", entry, an_entry("2026-03-09", "Again.", heard=(Heard("Mei Okafor", "Go", ""),))),
        a_reading("b.ics", *invited, *more),
    )
    assert Interaction.objects.count() == rows + 3
    assert [one.heard_from.name for one in Insight.objects.all()] == [SOMEONE, SOMEONE]
    assert where_it_says(*HERS) == set()


def test_undoing_another_import_brings_no_name_back(engagement):
    first = bring(engagement, *files_that_name_mei())
    second = bring(engagement, *files_that_name_mei(), a_reading("more.mbox", a_mail(90, MEI, INES)))
    erase(mei())
    before = ties(engagement)
    undo(first)
    assert where_it_says(*HERS) == set()
    assert ties(engagement) == before
    undo(second)
    bring_in_at_once(second)
    bring_in_at_once(first)
    assert where_it_says(*HERS) == set()
    assert ties(engagement) == before


def test_a_file_that_comes_when_nothing_of_her_is_left_still_brings_no_name_back(engagement):
    brought = bring(engagement, *files_that_name_mei())
    erase(mei())
    undo(brought)
    bring(engagement, *files_that_name_mei())
    assert where_it_says(*HERS) == set()


def test_a_page_left_open_since_before_brings_no_name_back(engagement):
    bring(engagement, *files_that_name_mei())
    waiting = receive(engagement, engagement.coach.user, [a_reading("more.mbox", a_mail(90, MEI, INES))])
    erase(mei())
    bring_in_at_once(waiting, {"same": [["mei@norvia.example", "mei okafor"]], "is_client": ["ines@norvia.example"]})
    assert where_it_says(*HERS) == set()


def test_her_name_under_an_address_nobody_has_is_taken_for_hers_and_a_namesakes_is_not(engagement):
    namesake = Mailbox("Mei Okafor", "mei.okafor@supplier.example")
    bring(engagement, *files_that_name_mei(), a_reading("other.mbox", a_mail(80, namesake, INES)))
    erase(mei())
    bring(engagement, a_reading("new.mbox", a_mail(91, Mailbox("Mei Okafor", "mei@home.example"), INES)))
    assert where_it_says("mei@home.example") == set()
    assert Alias.objects.get(value="mei.okafor@supplier.example").person.name == "Mei Okafor"


def test_what_the_client_heard_stays_her_own_words_without_a_name(engagement):
    bring(engagement, *files_that_name_mei())
    initiative = Initiative.objects.create(engagement=engagement, name="Rollout")
    view = {"engagement": engagement, "initiative": initiative, "on": date(2026, 3, 1), "stance": "differs"}
    Perspective.objects.create(**view, person=mei(), text="Too fast.")
    Participation.objects.create(initiative=initiative, person=mei(), part="leads", since=date(2026, 3, 1))
    erase(mei())
    heard = Insight.objects.get()
    assert (heard.text, heard.heard_from.name) == ("Wait", SOMEONE)
    assert (Perspective.objects.get().text, Participation.objects.get().person.name) == ("Too fast.", SOMEONE)


def test_her_answers_keep_their_number_and_lose_their_words(engagement):
    stake = a_stakeholder(engagement, "Mei Okafor")
    pulse = Pulse.objects.create(engagement=engagement, opens=date(2026, 3, 1), closes=date(2026, 3, 9))
    Answer.objects.create(
        invitation=Invitation.objects.create(pulse=pulse, stakeholder=stake, answered=True),
        question=1,
        value=2,
        text="She listens.",
    )
    Pulse.objects.update(opened_at=datetime(2026, 3, 1, tzinfo=UTC))
    open_one = Pulse.objects.create(engagement=engagement, opens=date(2026, 6, 1), closes=date(2026, 6, 9))
    Invitation.objects.create(pulse=open_one, stakeholder=stake)
    erase(stake.person)
    answer = Answer.objects.get()
    assert (answer.value, answer.text) == (2, "")
    assert Invitation.objects.get(pulse=open_one).withdrawn_at is not None


def test_words_of_others_that_name_her_are_listed_and_left_alone(engagement):
    bring(engagement, *files_that_name_mei())
    meeting = plan(engagement, at=NOW)
    note(meeting, author=engagement.coach.user, text="Mei Okafor may block it.", private=True)
    reflect(engagement, on=date(2026, 3, 8), text="I asked Mei.", private=True)
    commit(engagement, on=date(2026, 3, 8), text="Ask Mei Okafor again")
    found = preview(mei(), engagement, engagement.coach.user).mentions
    seen = {(one.kind, one.said) for one in found}
    assert seen == {
        ("note on a meeting", "Mei Okafor may block it."),
        ("journal entry", ""),
        ("commitment", "Ask Mei Okafor again"),
    }
    erase(mei())
    assert {where for where, _ in where_it_says("Mei Okafor")} == {"record.Note.text", "record.Commitment.text"}


def test_a_file_in_which_others_words_name_her_is_listed(engagement):
    said = a_turn(2, "Ines Calder", "Mei Okafor said no.")
    bring(engagement, *files_that_name_mei(), a_reading("2026-04-01.vtt", a_turn(1, "Maren Voss", "And?"), said))
    files = {one.name: (one.rewritten, one.naming) for one in preview(mei(), engagement, a_user()).files}
    assert files["2026-04-01.vtt"] == (0, 1)
    assert files["2026-03-06.vtt"] == (1, 0)
    assert "Mei Okafor.mbox" in files


def test_names_that_were_joined_are_forgotten_with_her(engagement):
    stake = a_stakeholder(engagement, "Mei Okafor")
    an_interaction(engagement, "M Okafor-Lind", None)
    join([Alias.objects.get(value="m.okafor-lind@norvia.example")], into=stake.person)
    erase(stake.person)
    assert where_it_says("okafor") == set()


def test_an_organisation_goes_with_the_last_person_in_it(engagement):
    bring(engagement, *files_that_name_mei())
    assert Organisation.objects.filter(name="Okafor Works").exists()
    erase(mei())
    assert not Organisation.objects.exists()


def test_an_erased_client_leaves_the_coach_her_dates_and_figures(engagement):
    bring(engagement, *files_that_name_mei())
    meeting = plan(engagement, at=NOW)
    reflect(engagement, on=date(2026, 3, 8), text="Tired today.", private=True, confidence=3)
    reflect(engagement, on=date(2026, 3, 9), text="Better.", private=False, confidence=6, words="calm")
    note(meeting, author=engagement.client.user, text="For us both.", private=False)
    note(meeting, author=engagement.coach.user, text="My own thought.", private=True)
    reach = [(row.person, row.tie) for row in map_of(engagement, engagement.coach.user, NOW).rows]
    email = engagement.client.user.email
    erase(engagement.client)
    words = ("Ines", "calder", "ines@norvia.example", email, "Tired today", "Better.", "calm", "For us both")
    assert where_it_says(*words, "What now?", "It helped.") == set()
    engagement.refresh_from_db()
    assert [(row.person, row.tie) for row in map_of(engagement, engagement.coach.user, NOW).rows] == reach
    assert [rating.value for rating in Confidence.objects.all()] == [6]
    assert Note.objects.get().text == "My own thought."
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    bring(engagement, *files_that_name_mei())
    assert where_it_says("Ines", "It helped.") == set()


def test_an_account_is_closed_unless_it_is_used_elsewhere(engagement):
    other = an_engagement("Ines Calder")
    account = engagement.client.user
    other.client.user = account
    other.client.save()
    erase(engagement.client)
    account.refresh_from_db()
    assert account.is_active
    erase(other.client)
    account.refresh_from_db()
    assert (account.is_active, account.has_usable_password()) == (False, False)


def test_the_same_name_in_another_engagement_has_another_hash(engagement):
    other = an_engagement("Rosa Lind")
    for one in (engagement, other):
        erase(a_stakeholder(one, "Mei Okafor").person)
    hashes = [{name.keyed for name in ErasedName.objects.filter(engagement=one)} for one in (engagement, other)]
    assert hashes[0]
    assert not hashes[0] & hashes[1]


def test_nobody_is_erased_twice_or_without_a_reason_and_no_coach_is(engagement):
    person = a_stakeholder(engagement, "Mei Okafor").person
    with pytest.raises(CannotErase, match="Say why"):
        erase(person, why="")
    erase(person)
    with pytest.raises(CannotErase, match="already"):
        erase(person)
    coach = Person.objects.get(user=engagement.coach.user)
    with pytest.raises(CannotErase, match="works in this practice"):
        erase(coach)
    assert Person.objects.get(pk=coach.pk).name == "Maren Voss"


def test_a_name_is_confirmed_in_any_capitals_and_no_other_name(engagement):
    person = a_stakeholder(engagement, "Mei Okafor").person
    assert confirmed(person, " mei  OKAFOR ")
    assert not confirmed(person, "Mei")
    assert not confirmed(person, "")


LETTERS = st.text("abcdefghijklmnoprstuvzéüñ", min_size=4, max_size=9)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=LETTERS, last=LETTERS, domain=LETTERS, way=st.sampled_from(["{0}.{1}@{2}.example", "{1}@{2}.example"]))
def test_any_name_and_address_are_gone_for_good(first, last, domain, way):
    with transaction.atomic():  # what one example leaves is not looked through again with the next
        erased_for_good(first, last, domain, way)
        transaction.set_rollback(True)


def erased_for_good(first: str, last: str, domain: str, way: str) -> None:
    """Bring somebody in, erase her, undo and bring again: her name and address are nowhere."""
    address = way.format(f"q{first}", f"x{last}", domain)
    name = f"Q{first} X{last}"
    box = Mailbox(name, address)
    engagement = an_engagement(coach=a_coach())
    named = [replace(mail, sender=box, to=(INES,)) for mail in (a_mail(1), a_mail(2))]
    files = [
        a_reading(f"{name} – all.mbox", *named, a_mail(3, INES, box, TOMAS)),
        a_reading("contacts.vcf", a_contact(name, address, organisation=f"{last}x & Co", level="board")),
        a_reading("2026-03-06.vtt", a_turn(1, name, "Quite my own words.")),
        a_reading("log.csv", a_line(1, address, "ines@norvia.example")),
    ]
    brought: Import = bring(engagement, *files)
    bring(engagement, a_reading("other.mbox", a_mail(1, box, INES), a_mail(3, INES, box, TOMAS)))
    person = Stakeholder.objects.get(engagement=engagement, level="board").person
    erase(person)
    undo(brought)
    bring(engagement, *files)
    assert where_it_says(name, address, "Quite my own words.", f"{last}x & Co") == set()
