"""Templates are written, shared, removed and copied; an agreement is agreed to in its words; a form is answered."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.factories import a_coach, an_admin, an_engagement
from tests.pages.test_every_page_is_sound import Page
from waylight.access.parts import Part
from waylight.pages.papers.shipped import SHIPPED
from waylight.record.goal import set_goal
from waylight.record.joining import remove
from waylight.record.paper import Paper, lay_before, revise, standing
from waylight.record.saying_yes import say_yes
from waylight.record.template import Template, write

pytestmark = pytest.mark.django_db

GIVEN = {"kind": "agreement", "title": "How we work", "text": "We meet and speak.", "shared": "on"}


def signed_in(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def page(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    shown = answer.content.decode()
    assert Page(shown).unsound() == []
    return shown


@pytest.fixture
def papers(engagement) -> str:
    return f"/engagements/{engagement.pk}/papers/"


@pytest.fixture
def agreement(engagement):
    return lay_before(engagement, kind="agreement", title="How we work", text="We meet.", by=engagement.coach.user)


@pytest.fixture
def questions(engagement):
    return lay_before(engagement, kind="questions", title="Half way", text="What grew?", by=engagement.coach.user)


def test_a_template_is_written_changed_removed_and_put_back(as_coach):
    assert "None is written yet" in page(as_coach, "/templates/")
    as_coach.post("/templates/", GIVEN)
    one = Template.objects.select_related("coach").get()
    assert (one.title, one.text, one.shared) == ("How we work", "We meet and speak.", True)
    as_coach.post(f"/templates/{one.pk}/", {**GIVEN, "title": "Together", "seen": one.mark})
    assert "Together" in page(as_coach, "/templates/")
    as_coach.post(f"/templates/{one.pk}/offered/")
    assert "Put back the template Together" in page(as_coach, "/templates/")
    as_coach.post(f"/templates/{one.pk}/offered/")
    assert "Remove the template Together" in page(as_coach, "/templates/")


def test_what_is_missing_is_said_and_what_was_typed_stays(as_coach):
    shown = as_coach.post("/templates/", {**GIVEN, "title": " "}).content.decode()
    assert "This field is required" in shown
    assert "We meet and speak." in shown
    assert Page(shown).unsound() == []
    assert not Template.objects.exists()


def test_a_template_changed_elsewhere_is_not_overwritten(engagement, as_coach):
    one = write(engagement.coach, kind="form", title="First", text="Words.")
    answer = as_coach.post(f"/templates/{one.pk}/", {**GIVEN, "seen": "of before"})
    assert answer.status_code == 409
    assert "How we work" in answer.content.decode()
    assert Template.objects.select_related("coach").get().title == "First"


def test_a_shared_template_is_used_by_the_practice_and_changed_by_its_writer_alone(engagement, as_coach):
    shared = write(engagement.coach, kind="form", title="For all", text="Words.")
    own = write(engagement.coach, kind="form", title="Mine alone", text="Words.", shared=False)
    other = a_coach("Ada Bright", practice=engagement.practice)
    browser = signed_in(other.user)
    shown = page(browser, "/templates/")
    assert "For all" in shown
    assert "Mine alone" not in shown
    assert "who alone changes it" in page(browser, f"/templates/{shared.pk}/")
    browser.post(f"/templates/{shared.pk}/", {**GIVEN, "seen": shared.mark})
    assert Template.objects.select_related("coach").get(pk=shared.pk).title == "For all"
    assert browser.post(f"/templates/{shared.pk}/offered/").status_code == 404
    assert browser.get(f"/templates/{own.pk}/").status_code == 404
    assert signed_in(a_coach("Of Elsewhere").user).get(f"/templates/{shared.pk}/").status_code == 404
    theirs = an_engagement("Henrik Aas", coach=other)
    browser.post(f"/engagements/{theirs.pk}/papers/", {"template": shared.pk})
    assert Paper.objects.select_related("engagement").get().title == "For all"


def test_shared_templates_stay_when_their_writer_leaves(practice_of_two):
    leaving, staying = practice_of_two
    write(leaving, kind="form", title="For all", text="Words to keep.")
    write(leaving, kind="form", title="Mine alone", text="Words.", shared=False)
    remove(leaving, by=an_admin(leaving.practice).user)
    one = Template.objects.select_related("coach").get()
    assert (one.coach, one.title, one.text) == (staying, "For all", "Words to keep.")


@pytest.fixture
def practice_of_two():
    first = a_coach()
    return first, a_coach("Ada Bright", practice=first.practice)


def test_those_that_come_with_it_can_be_used_and_written_on(engagement, as_coach, papers):
    shown = page(as_coach, "/templates/?from=half-way")
    assert "From “Half way”" in shown
    assert len(SHIPPED) >= 5
    for one in SHIPPED:
        answer = as_coach.post(papers, {"template": one.slug}, follow=True)
        assert one.title in answer.content.decode()
    assert Paper.objects.count() == len(SHIPPED)


def test_a_paper_is_a_copy(engagement, as_coach, papers):
    template = write(engagement.coach, kind="form", title="Looking back", text="What grew?")
    as_coach.post(papers, {"template": template.pk})
    as_coach.post(f"/templates/{template.pk}/", {**GIVEN, "seen": template.mark})
    assert "Looking back" in page(as_coach, papers)


@pytest.mark.parametrize("chosen", ["", "999999", "nothing", "9" * 40])
def test_a_template_that_is_not_there_is_said(as_coach, papers, chosen):
    assert (
        "Choose a template that is there" in as_coach.post(papers, {"template": chosen}, follow=True).content.decode()
    )
    assert not Paper.objects.exists()


def test_both_say_yes_and_other_words_ask_both_anew(agreement, as_coach, as_client, papers):
    for browser in (as_coach, as_client):
        browser.post(f"{papers}{agreement.pk}/yes/", {"seen": agreement.mark})
    assert set(standing([agreement])[agreement.pk]) == {Part.CLIENT, Part.COACH}
    assert "take back my yes" in page(as_client, f"{papers}{agreement.pk}/")
    as_coach.post(f"{papers}{agreement.pk}/", {"title": "How we work", "text": "We walk.", "seen": agreement.mark})
    agreement.refresh_from_db()
    assert standing([agreement])[agreement.pk] == {}
    assert "not yet" in page(as_client, f"{papers}{agreement.pk}/")


def test_a_yes_to_words_that_changed_is_not_taken_and_one_that_was_said_is_taken_back(agreement, as_client, papers):
    before = agreement.mark
    as_client.post(f"{papers}{agreement.pk}/yes/", {"seen": before})
    as_client.post(f"{papers}{agreement.pk}/yes/", {"back": "1"})
    assert standing([agreement])[agreement.pk] == {}
    revise(agreement, title="How we work", text="We walk.")
    answer = as_client.post(f"{papers}{agreement.pk}/yes/", {"seen": before}, follow=True)
    assert "Read them again" in answer.content.decode()


def test_the_client_answers_and_the_coach_reads_it(questions, as_coach, as_client, papers):
    here = f"{papers}{questions.pk}/"
    assert "Not answered yet" in page(as_coach, here)
    as_client.post(f"{here}answer/", {"answer": "My listening.", "seen": questions.mark})
    assert "My listening." in page(as_coach, here)
    assert "Answered on" in page(as_coach, papers)
    assert as_coach.post(f"{here}answer/", {"answer": "Not hers."}).status_code == 403
    questions.refresh_from_db()
    as_client.post(f"{here}answer/", {"answer": "", "seen": questions.mark})
    assert "Not answered yet" in page(as_coach, here)


def test_an_answer_is_not_written_over_one_that_was_not_seen(questions, as_client, papers):
    first = questions.mark
    as_client.post(f"{papers}{questions.pk}/answer/", {"answer": "On the telephone.", "seen": first})
    late = as_client.post(f"{papers}{questions.pk}/answer/", {"answer": "At the desk.", "seen": first})
    assert late.status_code == 409
    assert "On the telephone." in late.content.decode()
    assert "At the desk." in late.content.decode()
    questions.refresh_from_db()
    assert questions.answer == "On the telephone."


def test_a_removed_paper_is_the_coachs_to_put_back(agreement, as_coach, as_client, papers):
    as_coach.post(f"{papers}{agreement.pk}/shown/")
    assert "Nothing was laid before you." in page(as_client, papers)
    assert as_client.get(f"{papers}{agreement.pk}/").status_code == 404
    assert "Put back How we work" in page(as_coach, papers)
    as_coach.post(f"{papers}{agreement.pk}/shown/")
    assert "How we work" in page(as_client, papers)


def test_what_the_client_agreed_to_waits_for_her_coach(agreement, as_coach, as_client, papers):
    as_client.post(f"{papers}{agreement.pk}/yes/", {"seen": agreement.mark})
    assert f"{papers}{agreement.pk}/" in page(as_coach, "/dashboard/")
    as_coach.post(f"{papers}{agreement.pk}/yes/", {"seen": agreement.mark})
    assert f"{papers}{agreement.pk}/" not in page(as_coach, "/dashboard/")


def test_an_agreement_is_agreed_to_and_not_answered(agreement, as_client, papers):
    as_client.post(f"{papers}{agreement.pk}/answer/", {"answer": "Yes.", "seen": agreement.mark})
    kept = Paper.objects.select_related("engagement").get()
    assert (kept.answer, kept.answered_at) == ("", None)


def test_what_waits_for_the_client_stands_on_her_home_page_alone(engagement, agreement, questions, as_coach, as_client):
    home = f"/engagements/{engagement.pk}/"
    shown = page(as_client, home)
    for one in (agreement, questions):
        assert f'href="{home}papers/{one.pk}/"' in shown
    assert "Waits for your word" not in page(as_coach, home)
    as_client.post(f"{home}papers/{agreement.pk}/yes/", {"seen": agreement.mark})
    as_client.post(f"{home}papers/{questions.pk}/answer/", {"answer": "My listening.", "seen": questions.mark})
    assert "Waits for your word" not in page(as_client, home)


def test_a_goal_that_the_coach_says_yes_to_waits_for_the_client(engagement, as_client):
    goal = set_goal(engagement, text="Be heard", levels=["", "", "Twice", "", ""], weight=1, since=date(2026, 3, 1))
    home = f"/engagements/{engagement.pk}/"
    assert "Waits for your word" not in page(as_client, home)
    say_yes(goal, part=Part.COACH, by=engagement.coach.user)
    assert f'href="{home}goals/#goal-{goal.pk}"' in page(as_client, home)
    say_yes(goal, part=Part.CLIENT, by=engagement.client.user)
    assert "Waits for your word" not in page(as_client, home)


def test_a_form_is_filled_in_where_it_stands(engagement, as_client, papers):
    one = lay_before(engagement, kind="form", title="Looking back", text="What grew:", by=engagement.coach.user)
    assert ">\nWhat grew:</textarea>" in page(as_client, f"{papers}{one.pk}/")
