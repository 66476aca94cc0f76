"""Was there a moment? The client is asked before she is told; what is told has its odds, its rows, and its limits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import a_stakeholder, an_interaction, weekly_contact
from tests.pages.test_two_at_once import seen
from waylight.pages.path.path import compose
from waylight.pages.path.told import tell
from waylight.record import insight, landmark, moment, perspective
from waylight.record.belonging import look_for
from waylight.record.initiative import launch
from waylight.record.landmark import Landmark
from waylight.record.meeting import Meeting, Utterance, plan
from waylight.record.moment import OwnAnswer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 6, tzinfo=UTC)
FIRST = date(2026, 1, 5)


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def path(engagement):
    return f"/engagements/{engagement.pk}/path/"


def rate(engagement, values, *, private=False):
    for n, value in enumerate(values):
        on = FIRST + timedelta(weeks=n)
        insight.reflect(engagement, on=on, text="A week.", private=private, confidence=value)


GREW = [4, 4, 4.5, 4, 4, 4.5, 4.5, 5, 5, 5.5, 5.5, 6, 6, 6.5, 7, 7, 7, 7.5, 7.5, 7, 7.5, 7.5, 7.5, 7]
JUMPED = [4, 4.5, 4, 4, 4.5, 4, 4, 4.5, 4, 4, 4.5, 4, 7.5, 7.5, 7, 7.5, 7, 7.5, 7.5, 7, 7.5, 7, 7.5, 7.5]
STAYED = [5, 5.5, 5, 5, 4.5, 5, 5.5, 5, 5, 5, 4.5, 5, 5, 5.5, 5, 4.5, 5, 5, 5, 5.5, 5, 5, 4.5, 5]


def sentence(page: str) -> str:
    return re.search(r'<p class="lede">(.*?)</p>', page, re.S)[1]


def test_the_client_is_asked_before_she_sees_what_is_measured(engagement, path, as_client):
    rate(engagement, GREW)
    page = words(as_client.get(path))
    assert "Was there a moment when this came to you?" in page
    assert "The rows say" not in page
    assert 'class="span' not in page
    page = words(as_client.post(f"{path}answers/", {"text": "No. It grew."}, follow=True))
    assert "No. It grew." in page
    assert "The rows say" in page


def test_nor_is_it_in_the_drawing_that_she_takes_away(engagement, path, as_client):
    rate(engagement, GREW)
    file = path.replace("path/", "path.svg")
    assert 'class="span' not in words(as_client.get(file))
    moment.say(engagement, by=engagement.client.user, text="It grew.")
    assert 'class="span' in words(as_client.get(file))


def test_she_may_look_without_answering(engagement, path, as_client):
    rate(engagement, GREW)
    page = words(as_client.get(f"{path}?look=1"))
    assert "The rows say" in page
    assert "You have not answered yourself yet." in page


def test_the_coach_sees_her_answer_only_if_she_shares_it(engagement, path, as_coach, as_client):
    rate(engagement, GREW)
    as_client.post(f"{path}answers/", {"text": "It came by itself."})
    assert "It came by itself." not in words(as_coach.get(path))
    as_client.post(f"{path}answers/{OwnAnswer.objects.get().pk}/share/")
    assert "It came by itself." in words(as_coach.get(path))
    as_client.post(f"{path}answers/{OwnAnswer.objects.get().pk}/share/")
    assert "It came by itself." not in words(as_coach.get(path))


def test_an_empty_answer_is_refused_in_words_and_nothing_is_kept(engagement, path, as_client):
    rate(engagement, GREW)
    page = words(as_client.post(f"{path}answers/", {"text": "  "}))
    assert "This field is required." in page
    assert not OwnAnswer.objects.exists()


@pytest.mark.parametrize(
    ("values", "says"),
    [(GREW, "It grew, over about"), (JUMPED, "There was a moment when it rose, about"), (STAYED, "Nothing grew,")],
)
def test_what_the_rows_say_is_said_in_one_sentence_with_its_probability(engagement, path, as_coach, values, says):
    rate(engagement, values)
    said = sentence(words(as_coach.get(path)))
    assert said.startswith(says)
    assert "%" in said


def test_what_fell_is_not_said_to_have_grown(engagement, path, as_coach):
    rate(engagement, GREW[::-1])
    said = sentence(words(as_coach.get(path)))
    assert said.startswith("It fell")
    assert "grew" not in said


def test_the_four_odds_stand_beside_it(engagement, path, as_coach):
    rate(engagement, GREW)
    assert re.findall(r"<dt>([^<]+)</dt>", words(as_coach.get(path))) == [
        "Over time", "A moment", "Both", "No change",
    ]  # fmt: skip


def test_with_too_little_it_says_so_and_shows_no_number(engagement, path, as_coach):
    rate(engagement, [4, 5, 4])
    page = words(as_coach.get(path))
    assert "too early" in sentence(page)
    assert "%" not in sentence(page)
    assert "<dt>" not in page
    assert 'class="span' not in page


def test_a_series_that_changed_is_shaded_and_one_that_stayed_is_not(engagement, path, as_coach):
    rate(engagement, GREW)
    assert words(as_coach.get(path)).count('class="span sure-90"') == 1
    insight.Confidence.objects.all().delete()
    rate(engagement, STAYED)
    assert 'class="span' not in words(as_coach.get(path))


def test_each_answer_leads_to_the_rows_it_rests_on(engagement, path, as_coach):
    rate(engagement, GREW)
    alone = words(as_coach.get(path)).partition('id="alone"')[2]
    link = re.search(r'href="([^"]+evidence/confidence/[^"]+)"', alone)[1].replace("&amp;", "&")
    assert words(as_coach.get(link)).count("A week.") == 0  # ratings, not entries
    assert len(re.findall(r'<td class="n">', words(as_coach.get(link)))) == len(GREW)


def test_a_private_rating_is_in_her_answer_and_not_in_the_coachs(engagement):
    rate(engagement, GREW, private=True)
    weekly_contact(engagement, "Priya Raman", weeks=10)
    hers, coachs = (
        tell(compose(engagement, user, NOW), engagement, user).alone
        for user in (engagement.client.user, engagement.coach.user)
    )
    assert hers["confidence"].says == "gradual"
    assert coachs["confidence"].why_not.startswith("No value")


def stages(engagement):
    return {one.key: one for one in compose(engagement, engagement.client.user, NOW).stages}


def test_a_week_in_which_nothing_was_written_is_not_one_without_insights(engagement):
    person = a_stakeholder(engagement, "Mei Okafor").person
    for weeks in (0, 1, 3):
        entry = insight.reflect(engagement, on=FIRST + timedelta(weeks=weeks), text="Heard.", private=False)
        insight.hear(entry, text="It is theirs too.", person=person) if weeks != 1 else None
    assert stages(engagement)["insights"].points.values == (1, 0, None, 1)


def test_views_of_others_that_she_noted_are_listening_and_lead_to_them(engagement, as_coach):
    mei = a_stakeholder(engagement, "Mei Okafor").person
    view = perspective.hear(
        launch(engagement, name="Bench", since=FIRST), mei, on=FIRST, stance="differs", text="Slow."
    )
    assert [one.figure.value for one in stages(engagement)["listening"].values] == [1]
    page = words(as_coach.get(stages(engagement)["listening"].values[0].evidence))
    assert "Slow." in page
    perspective.remove(view)
    assert "Slow." not in words(as_coach.get(f"/engagements/{engagement.pk}/evidence/listening/"))


def test_threads_on_an_initiative_that_she_began_are_sharing(engagement, as_coach):
    look_for(launch(engagement, name="Open Bench", since=FIRST), "#bench")
    an_interaction(engagement, None, "Mei Okafor", at="2026-01-05T10:00", title="#bench first results")
    an_interaction(engagement, None, "Mei Okafor", at="2026-01-06T10:00", title="lunch")
    an_interaction(engagement, "Mei Okafor", None, at="2026-01-07T10:00", title="#bench a question")
    sharing = stages(engagement)["sharing"]
    assert [one.figure.value for one in sharing.values] == [1]
    assert words(as_coach.get(sharing.values[0].evidence)).count("first results") == 1
    assert "a question" not in words(as_coach.get(sharing.values[0].evidence))


def said_in(engagement, kind, hers, others):
    from tests.factories import client_alias, coach_alias

    meeting = plan(engagement, at=datetime(2026, 1, 7, 10, tzinfo=UTC), kind=kind)
    for turn, (alias, many) in enumerate(((client_alias(engagement), hers), (coach_alias(engagement), others)), 1):
        Utterance.objects.create(meeting=meeting, turn=turn, speaker=alias, text="word " * many)


def test_meetings_of_her_own_show_the_room_for_others_and_coaching_meetings_do_not(engagement, as_coach):
    said_in(engagement, Meeting.Kind.COACHING, 100, 100)
    rate(engagement, [4])
    assert "own_meetings" not in stages(engagement)
    said_in(engagement, Meeting.Kind.STAKEHOLDER, 100, 300)
    room = stages(engagement)["own_meetings"]
    assert [one.figure.value for one in room.values] == [0.75]
    assert "75 %" in words(as_coach.get(room.values[0].evidence))


def weeks_of_contact(engagement, *, away):
    """Four people a week, nobody while she is away, and mail that comes in throughout."""
    for n in range(24):
        for day, name in enumerate(("Mei Okafor", "Luca Brandt", "Priya Raman", "Olav Berg")):
            at = datetime(2026, 1, 5, 10, tzinfo=UTC) + timedelta(weeks=n, days=day)
            if n not in away:
                an_interaction(engagement, None, name, at=at)
            an_interaction(engagement, "Ada Lund", None, at=at, thread="one long thread", reply=True)


def told(engagement):
    user = engagement.client.user
    return tell(compose(engagement, user, NOW), engagement, user).alone


def test_days_away_are_no_fall(engagement):
    weeks_of_contact(engagement, away=range(17, 24))
    before = told(engagement)["reach_out"]
    landmark.set_down(engagement, on=date(2026, 5, 4), until=date(2026, 6, 21), text="Holiday", away=True)
    after = told(engagement)["reach_out"]
    assert before.kinds.nothing < 0.05
    assert after.kinds.nothing > 0.3
    assert before.values - after.values == 46  # up to the last mail


def test_days_away_are_missing_ratings(engagement):
    rate(engagement, STAYED)
    landmark.set_down(engagement, on=FIRST, until=FIRST + timedelta(days=20), text="Leave", away=True)
    assert told(engagement)["confidence"].values == len(STAYED) - 3


def test_she_sets_a_note_down_changes_it_and_takes_it_up(engagement, path, as_client, as_coach):
    rate(engagement, GREW)
    note = {"text": "New role", "on": "2026-02-02", "until": "", "away": ""}
    assert "New role" in words(as_client.post(f"{path}notes/", note, follow=True))
    assert "New role" in words(as_coach.get(path))
    one = f"{path}notes/{Landmark.objects.get().pk}/"
    mark = seen(words(as_client.get(one)))
    as_client.post(one, {**note, "text": "A new role", "seen": mark})
    stale = as_client.post(one, {**note, "text": "Another role", "seen": mark})
    assert stale.status_code == 409
    assert "A new role, 2 February 2026" in words(stale)
    as_client.post(f"{one}remove/")
    assert not Landmark.objects.visible_to(engagement.client.user).exists()
    assert "A new role" not in words(as_coach.get(path))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " "}, "This field is required."),
        ({"on": "soon"}, "Enter a valid date."),
        ({"until": "2026-01-01"}, "The last day lies before the first one."),
        ({"text": "x" * 300}, "at most 200 characters"),
    ],
)
def test_what_is_wrong_with_a_note_is_said_beside_it(engagement, path, as_client, given, said):
    rate(engagement, [4, 5])
    page = words(as_client.post(f"{path}notes/", {"text": "Holiday", "on": "2026-02-02", **given}))
    assert said in page
    assert not Landmark.objects.exists()


def test_a_note_stands_with_the_rows_of_its_days(engagement, path, as_coach):
    rate(engagement, GREW)
    landmark.set_down(engagement, on=date(2026, 2, 3), text="Ill", away=True)
    week = "start=2026-02-02T00:00Z&end=2026-02-09T00:00Z"
    assert "Ill." in words(as_coach.get(f"/engagements/{engagement.pk}/evidence/confidence/?{week}"))
    assert "Ill." in words(as_coach.get(f"/engagements/{engagement.pk}/evidence/notes/?{week}"))
    later = "start=2026-03-02T00:00Z&end=2026-03-09T00:00Z"
    assert "Ill." not in words(as_coach.get(f"/engagements/{engagement.pk}/evidence/confidence/?{later}"))
