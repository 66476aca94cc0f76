"""By a program, who looks after a practice names it and its words anew; what has begun keeps its own."""

from __future__ import annotations

import pytest

from tests.api.conftest import waylight
from tests.factories import a_coach, a_stakeholder, an_admin
from waylight.api.shapes.practice import ChangedPractice, PracticeWordAnew
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound, NotNow
from waylight.record.people import Stakeholder


@pytest.fixture
def admin(engagement):
    """What the practice's admin calls with."""
    return waylight(an_admin(engagement.practice).user)


def words(*said: tuple[str, str]) -> list[PracticeWordAnew]:
    return [PracticeWordAnew(before=before, now=now) for before, now in said]


def test_a_practice_is_named_anew_and_begins_engagements_with_another_zone(engagement, admin):
    [before] = admin.list_practices().items
    changed = admin.change_practice(before.id, ChangedPractice(name="Voss & Adler", zone="Europe/Lisbon"), seen=before)
    assert (changed.name, changed.zone) == ("Voss & Adler", "Europe/Lisbon")
    assert (changed.language, changed.levels, changed.sides) == (before.language, before.levels, before.sides)
    assert admin.get_practice(before.id) == changed
    engagement.refresh_from_db()
    assert engagement.practice.name == "Voss & Adler"


def test_who_stands_at_a_word_goes_along_when_it_is_called_otherwise(engagement, admin):
    a_stakeholder(engagement, "Mei Okafor", level="manager")
    now = admin.get_practice(engagement.practice_id)
    anew = words(*((one.word, "lead" if one.word == "manager" else one.word) for one in now.levels))
    changed = admin.change_practice(now.id, ChangedPractice(levels=anew))
    assert [(one.word, one.people) for one in changed.levels if one.people] == [("lead", 1)]
    assert changed.sides == now.sides
    assert Stakeholder.objects.get(engagement=engagement).level == "lead"


def test_nobody_is_left_without_a_place_unless_it_is_said(engagement, admin):
    a_stakeholder(engagement, "Mei Okafor", level="manager")
    number, fewer = engagement.practice_id, ChangedPractice(levels=words(("board", "board")), name="Other")
    with pytest.raises(NotNow, match=r"manager \(1\)"):
        admin.change_practice(number, fewer)
    assert admin.get_practice(number).name != "Other"
    changed = admin.change_practice(number, fewer.model_copy(update={"leave_without": True}))
    assert [one.word for one in changed.levels] == ["board"]
    assert Stakeholder.objects.get(engagement=engagement).level == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"zone": "Europe/Nowhere"}, "no time zone"),
        ({"name": "  "}, "needs a name"),
        ({"sides": words(("", "peer"), ("", "Peer "))}, "there twice"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(engagement, admin, wrong, said):
    before = admin.get_practice(engagement.practice_id)
    with pytest.raises(DoesNotFit, match=said):
        admin.change_practice(before.id, ChangedPractice(**{"language": "de", **wrong}))
    assert admin.get_practice(before.id) == before


def test_nothing_unseen_is_overwritten(engagement, admin):
    seen = admin.get_practice(engagement.practice_id)
    admin.change_practice(seen.id, ChangedPractice(language="fr"))
    with pytest.raises(Changed):
        admin.change_practice(seen.id, ChangedPractice(language="de"), seen=seen)
    assert admin.get_practice(seen.id).language == "fr"


def test_only_who_looks_after_it_with_a_token_for_all_of_it(engagement, coach):
    for refused in (coach.list_practices, lambda: coach.get_practice(engagement.practice_id)):
        with pytest.raises(NotAllowed, match="admin"):
            refused()
    user = an_admin(engagement.practice).user
    with pytest.raises(NotAllowed, match="some engagements"):
        waylight(user, engagements=[engagement.pk]).list_practices()
    with pytest.raises(NotAllowed, match="scope “practice”"):
        waylight(user, "read", "write").change_practice(engagement.practice_id, ChangedPractice(language="fr"))
    with pytest.raises(NotFound):
        waylight(user).get_practice(a_coach().practice_id)
