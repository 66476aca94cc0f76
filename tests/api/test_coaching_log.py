"""By a program, a coach keeps her log of coaching hours as on its page: what counts, what is left off, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.api.conftest import waylight
from tests.factories import a_coach
from waylight.api.shapes.coaching_log import ChangedPastCoaching, NewPastCoaching
from waylight.client import Changed, DoesNotFit, NotAllowed, NotFound
from waylight.pages.coaching_log.log import log_of
from waylight.record.coaching_log import PastCoaching
from waylight.record.meeting import plan

BEGINS = date(2024, 1, 8)
TOM = NewPastCoaching(name=" Tom Weir ", begins=BEGINS, paid_minutes=600, may_name=True)


def test_hours_are_noted_written_again_removed_put_back_and_gone(coach):
    made = coach.note_past_coaching(TOM)
    assert (made.name, made.form, made.number, made.ends, made.contact) == ("Tom Weir", "one", 1, None, "")
    assert coach.list_past_coaching().items == [made]
    ended = coach.change_past_coaching(made.id, ChangedPastCoaching(ends=date(2024, 6, 28), pro_bono_minutes=60))
    assert (ended.ends, ended.paid_minutes, ended.pro_bono_minutes) == (date(2024, 6, 28), 600, 60)
    goes_on = coach.change_past_coaching(made.id, ChangedPastCoaching(ends=None))
    assert (goes_on.ends, goes_on.pro_bono_minutes) == (None, 60)
    with pytest.raises(NotFound):
        coach.forget_past_coaching(made.id)  # what counts does not go for good
    coach.remove_past_coaching(made.id)
    assert coach.list_past_coaching().items == []
    assert coach.list_removed_past_coaching().items == [goes_on]
    assert coach.put_past_coaching_back(made.id) == goes_on
    coach.remove_past_coaching(made.id)
    coach.forget_past_coaching(made.id)
    assert not PastCoaching.objects.exists()


def test_the_log_is_that_of_the_page_with_the_rows_behind_its_sums(engagement, coach):
    plan(engagement, at=datetime.now(UTC) - timedelta(days=9), minutes=90)
    past = coach.note_past_coaching(TOM)
    hidden = coach.note_past_coaching(NewPastCoaching(name="Lena Brandt", begins=BEGINS, pro_bono_minutes=60))
    page, log = log_of(engagement.coach, datetime.now(UTC)), coach.get_coaching_log()
    lines = {(one.engagement, one.past): one for one in log.lines}
    assert set(lines) == {(engagement.pk, None), (None, past.id), (None, hidden.id)}
    assert lines[None, hidden.id].left_off == "does not agree to be named"
    counted = [one for one in log.lines if not one.left_off]
    assert log.paid_minutes == sum(one.paid_minutes for one in counted) == page.totals.paid == 690
    assert (log.pro_bono_minutes, log.clients, log.recent_minutes) == (0, 2, page.totals.recent)
    assert [(one.name, one.minutes, one.clients) for one in log.lacking] == [
        (one.credential.name, one.minutes, one.clients) for one in page.lacking
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "  "}, "Say with whom"),
        ({"ends": date(2023, 1, 1)}, "before the first"),
        ({"form": "group", "number": 1}, "between two and"),
        ({"paid_minutes": 0}, "Give the hours"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(coach, wrong, said):
    with pytest.raises(DoesNotFit, match=said):
        coach.note_past_coaching(TOM.model_copy(update=wrong))
    made = coach.note_past_coaching(TOM)
    with pytest.raises(DoesNotFit, match=said):
        coach.change_past_coaching(made.id, ChangedPastCoaching(**{"may_name": False, **wrong}))
    assert coach.list_past_coaching().items == [made]


def test_hours_are_not_overwritten_unseen(coach):
    seen = coach.get_past_coaching(coach.note_past_coaching(TOM).id)
    coach.change_past_coaching(seen.id, ChangedPastCoaching(contact="tom@weir.example"), seen=seen)
    with pytest.raises(Changed):
        coach.change_past_coaching(seen.id, ChangedPastCoaching(paid_minutes=1), seen=seen)
    with pytest.raises(Changed):
        coach.remove_past_coaching(seen.id, seen=seen)
    assert coach.get_past_coaching(seen.id).paid_minutes == 600


def test_it_is_hers_alone_and_of_no_engagement(engagement, coach, client):
    past = coach.note_past_coaching(TOM)
    stranger, limited = waylight(a_coach("Ida Berg").user), waylight(engagement.coach.user, engagements=[engagement.pk])
    assert stranger.get_coaching_log().lines == stranger.list_past_coaching().items == []
    with pytest.raises(NotFound):
        stranger.change_past_coaching(past.id, ChangedPastCoaching(name="Other"))
    for who in (client, limited):
        for ask in (who.get_coaching_log, lambda who=who: who.remove_past_coaching(past.id)):
            with pytest.raises(NotAllowed):
                ask()
    assert coach.list_past_coaching().items == [past]
