"""By a program, templates are written, changed by who wrote them, removed and put back, and used by the practice."""

from __future__ import annotations

import pytest

from tests.api.conftest import waylight
from tests.factories import a_coach
from waylight.api.shapes.papers import ChangedTemplate, NewTemplate
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.template import Template

LOOKING_BACK = NewTemplate(kind="form", title="Looking back", text="What grew?")


@pytest.fixture
def colleague(engagement):
    return waylight(a_coach("Ada Bright", practice=engagement.practice).user)


def test_a_template_is_written_changed_removed_and_put_back(coach):
    made = coach.write_template(LOOKING_BACK)
    assert (made.kind, made.title, made.text, made.shared, made.mine) == (
        "form",
        "Looking back",
        "What grew?",
        True,
        True,
    )
    again = coach.change_template(made.id, ChangedTemplate(title="At the end"), seen=made)
    assert (again.title, again.text) == ("At the end", "What grew?")
    coach.remove_template(made.id)
    assert coach.list_templates().items == []
    assert [one.title for one in coach.list_templates(removed=True).items] == ["At the end"]
    with pytest.raises(NotNow, match="Put it back"):
        coach.change_template(made.id, ChangedTemplate(title="Other"))
    assert coach.change_template(made.id, ChangedTemplate(removed=False)) == again
    assert coach.list_templates().items == [again]


def test_the_practice_uses_what_is_shared_and_who_wrote_it_alone_changes_it(coach, colleague):
    shared = coach.write_template(LOOKING_BACK)
    own = coach.write_template(NewTemplate(kind="questions", title="Mine", text="What now?", shared=False))
    assert [(one.id, one.mine, one.coach) for one in colleague.list_templates().items] == [
        (shared.id, False, shared.coach)
    ]
    with pytest.raises(NotFound):
        colleague.get_template(own.id)
    with pytest.raises(NotAllowed, match="Only who wrote"):
        colleague.change_template(shared.id, ChangedTemplate(title="Other"))
    with pytest.raises(NotAllowed, match="Only who wrote"):
        colleague.remove_template(shared.id)
    coach.remove_template(shared.id)
    assert colleague.list_templates(removed=True).items == []
    with pytest.raises(NotFound):
        waylight(a_coach("Of Elsewhere").user).get_template(shared.id)


def test_a_template_that_was_changed_meanwhile_is_not_overwritten(coach):
    made = coach.write_template(LOOKING_BACK)
    seen = coach.get_template(made.id)
    coach.change_template(made.id, ChangedTemplate(text="What else?"))
    with pytest.raises(Changed):
        coach.change_template(made.id, ChangedTemplate(text="Other"), seen=seen)
    assert coach.get_template(made.id).text == "What else?"


def test_a_template_needs_a_title_and_words(coach, client):
    with pytest.raises(DoesNotFit, match="a title and words"):
        coach.write_template(NewTemplate(kind="form", title=" ", text="What grew?"))
    made = coach.write_template(LOOKING_BACK)
    with pytest.raises(DoesNotFit, match="a title and words"):
        coach.change_template(made.id, ChangedTemplate(text=" "))
    with pytest.raises(NotAllowed):
        client.write_template(LOOKING_BACK)
    assert Template.objects.count() == 1


def test_those_that_come_with_it_are_said_in_the_language_of_who_asks(engagement, coach):
    english = {one.name: one.title for one in coach.list_shipped_templates().items}
    assert english["half-way"] == "Half way"
    engagement.coach.user.language = "de"
    engagement.coach.user.save()
    german = {one.name: one.title for one in coach.list_shipped_templates().items}
    assert german.keys() == english.keys()
    assert german["half-way"] != "Half way"


def test_a_token_for_some_engagements_does_not_reach_templates(engagement):
    limited = waylight(engagement.coach.user, engagements=[engagement.pk])
    for ask in (limited.list_templates, lambda: limited.write_template(LOOKING_BACK)):
        with pytest.raises(NotAllowed, match="limited to some engagements"):
            ask()
    assert not Template.objects.exists()
