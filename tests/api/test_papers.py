"""By a program, a paper is laid before the client, agreed to by both in its words, or answered by her."""

from __future__ import annotations

import pytest

from tests.api.conftest import waylight
from waylight.api.shapes.papers import ChangedPaper, ChangedPaperAnswer, ChangedYesToPaper, NewPaper, NewTemplate
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.paper import Paper, lay_before

YES = ChangedYesToPaper(yes=True, title="How we work", text="We meet.")


@pytest.fixture
def agreement(engagement):
    return lay_before(engagement, kind="agreement", title="How we work", text="We meet.", by=engagement.coach.user).pk


@pytest.fixture
def questions(engagement):
    return lay_before(engagement, kind="questions", title="Half way", text="What grew?", by=engagement.coach.user).pk


def test_a_paper_is_a_copy_of_a_template(engagement, coach, client):
    template = coach.write_template(NewTemplate(kind="form", title="Looking back", text="What grew?"))
    laid = coach.lay_paper(engagement.pk, NewPaper(template=template.id))
    assert (laid.kind, laid.title, laid.text, laid.client, laid.coach) == (
        "form",
        "Looking back",
        "What grew?",
        None,
        None,
    )
    coach.change_paper(engagement.pk, laid.id, ChangedPaper(text="What grew, and who saw it?"), seen=laid)
    assert client.get_paper(engagement.pk, laid.id).text == "What grew, and who saw it?"
    assert coach.get_template(template.id).text == "What grew?"


def test_one_that_comes_with_it_is_copied_in_the_language_of_its_coach(engagement, coach):
    assert coach.lay_paper(engagement.pk, NewPaper(shipped="half-way")).title == "Half way"
    engagement.coach.user.language = "de"
    engagement.coach.user.save()
    [german] = [one.title for one in coach.list_shipped_templates().items if one.name == "half-way"]
    assert coach.lay_paper(engagement.pk, NewPaper(shipped="half-way")).title == german != "Half way"


@pytest.mark.parametrize("given", [{}, {"shipped": "nothing"}, {"template": 999_999}])
def test_a_template_that_is_not_there_is_said(engagement, coach, given):
    with pytest.raises(DoesNotFit, match="Name a template that is there"):
        coach.lay_paper(engagement.pk, NewPaper(**given))
    assert not Paper.objects.exists()


def test_one_template_is_named_and_not_two(engagement, coach):
    template = coach.write_template(NewTemplate(kind="form", title="Looking back", text="What grew?"))
    with pytest.raises(DoesNotFit, match="Name a template"):
        coach.lay_paper(engagement.pk, NewPaper(template=template.id, shipped="half-way"))


def test_a_token_for_some_engagements_lays_what_comes_with_waylight(engagement, coach):
    template = coach.write_template(NewTemplate(kind="form", title="Looking back", text="What grew?"))
    limited = waylight(engagement.coach.user, engagements=[engagement.pk])
    with pytest.raises(NotAllowed, match="limited to some engagements"):
        limited.lay_paper(engagement.pk, NewPaper(template=template.id))
    assert limited.lay_paper(engagement.pk, NewPaper(shipped="half-way")).kind == "questions"


def test_both_say_yes_to_the_words_that_were_read_and_other_words_ask_both_anew(engagement, coach, client, agreement):
    with pytest.raises(NotNow, match="not the words"):
        client.change_paper_yes(engagement.pk, agreement, ChangedYesToPaper(yes=True, title="How we work", text="No."))
    hers = client.change_paper_yes(engagement.pk, agreement, YES)
    assert (hers.client is not None, hers.coach) == (True, None)
    both = coach.change_paper_yes(engagement.pk, agreement, YES)
    assert (both.client, both.coach is not None) == (hers.client, True)
    shown = client.list_papers(engagement.pk).items[0]
    assert (shown.client, shown.coach) == (both.client, both.coach)
    coach.change_paper(engagement.pk, agreement, ChangedPaper(text="We walk."))
    anew = coach.get_paper_yes(engagement.pk, agreement)
    assert (anew.text, anew.client, anew.coach) == ("We walk.", None, None)


def test_a_yes_is_taken_back(engagement, client, agreement):
    client.change_paper_yes(engagement.pk, agreement, YES)
    assert client.change_paper_yes(engagement.pk, agreement, ChangedYesToPaper(yes=False)).client is None


def test_questions_are_answered_and_agreements_agreed_to(engagement, client, agreement, questions):
    with pytest.raises(NotNow, match="to be answered"):
        client.change_paper_yes(engagement.pk, questions, ChangedYesToPaper(yes=True))
    with pytest.raises(DoesNotFit, match="to be agreed to"):
        client.answer_paper(engagement.pk, agreement, ChangedPaperAnswer(answer="Yes."))


def test_the_client_alone_answers_and_her_coach_reads_it(engagement, coach, client, questions):
    seen = client.get_paper_answer(engagement.pk, questions)
    assert (seen.text, seen.answer, seen.answered_at) == ("What grew?", "", None)
    kept = client.answer_paper(engagement.pk, questions, ChangedPaperAnswer(answer="Trust."), seen=seen)
    assert kept.answered_at is not None
    assert coach.get_paper(engagement.pk, questions).answer == "Trust."
    with pytest.raises(Changed):
        client.answer_paper(engagement.pk, questions, ChangedPaperAnswer(answer="Other."), seen=seen)
    with pytest.raises(NotAllowed):
        coach.answer_paper(engagement.pk, questions, ChangedPaperAnswer(answer="Mine."))
    assert client.answer_paper(engagement.pk, questions, ChangedPaperAnswer(answer="")).answered_at is None


def test_a_paper_is_removed_and_put_back_and_the_coach_alone_sees_it_meanwhile(engagement, coach, client, questions):
    coach.remove_paper(engagement.pk, questions)
    assert coach.list_papers(engagement.pk).items == []
    assert client.list_papers(engagement.pk, removed=True).items == []
    with pytest.raises(NotFound):
        client.answer_paper(engagement.pk, questions, ChangedPaperAnswer(answer="Trust."))
    assert [one.removed for one in coach.list_papers(engagement.pk, removed=True).items] == [True]
    with pytest.raises(NotNow, match="Put it back"):
        coach.change_paper(engagement.pk, questions, ChangedPaper(title="Other"))
    assert not coach.change_paper(engagement.pk, questions, ChangedPaper(removed=False)).removed
    assert client.list_papers(engagement.pk).items[0].id == questions


def test_what_is_asked_needs_words_and_its_coach(engagement, coach, client, questions):
    with pytest.raises(DoesNotFit, match="a title and words"):
        coach.change_paper(engagement.pk, questions, ChangedPaper(text=" "))
    with pytest.raises(NotAllowed):
        client.change_paper(engagement.pk, questions, ChangedPaper(text="Other."))
    with pytest.raises(NotAllowed):
        client.lay_paper(engagement.pk, NewPaper(shipped="half-way"))
