"""What a practice keeps no longer goes as was said before, stays gone, and is not shown as if nothing had happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.factories import a_stakeholder, an_engagement
from tests.record.brought import (
    INES,
    MAREN,
    MEI,
    TOMAS,
    a_line,
    a_mail,
    a_reading,
    a_turn,
    an_entry,
    an_occurrence,
    at,
    bring,
)
from tests.record.raw_text import where_it_says
from waylight.intake.rows import Heard
from waylight.pages.brief.brief import prepare
from waylight.pages.path.path import compose as path_of
from waylight.record.bringing.whole import undo
from waylight.record.insight import Insight, Reflection
from waylight.record.interaction import Interaction
from waylight.record.meeting import Utterance, plan
from waylight.record.people import Alias, Person, Stakeholder
from waylight.record.privacy.letting_go import let_go, what_will_go
from waylight.record.privacy.retention import keep, let_go_before, months_before, periods

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 10)  # six months before it is 10 March
EARLY, LATE = at("2026-03-02T08:00"), at("2026-03-12T08:00")


def early_and_late() -> list:
    """Each kind of file, with something from before 10 March and something from after."""
    return [
        a_reading("inbox.mbox", a_mail(1, MEI, INES, at=EARLY), a_mail(2, at=LATE), a_mail(3, at=LATE)),
        a_reading(
            "calendar.ics",
            *an_occurrence("c", "2026-03-03T10:00", TOMAS),
            *an_occurrence("d", "2026-03-13T10:00", TOMAS),
            *an_occurrence("e", "2026-03-04T16:00", INES, organiser=MAREN),
        ),
        a_reading("2026-03-05.vtt", a_turn(1, "Maren Voss", "Early?"), a_turn(2, "Ines Calder", "Early.")),
        a_reading("2026-03-15.vtt", a_turn(1, "Maren Voss", "Late?"), a_turn(2, "Ines Calder", "Late.")),
        a_reading("journal.md", an_entry("2026-03-01", "First.", heard=(Heard("Tomás", "Wait", ""),))),
    ]


def said(going) -> dict[str, tuple[int, int]]:
    return {str(one.kind): (one.rows, one.staged) for one in going}


def everything_kept(engagement) -> dict[str, int]:
    models = (Interaction, Utterance, Reflection, Insight, Alias, Stakeholder)
    return {model.__name__: model.objects.count() for model in models}


def test_a_practice_that_says_nothing_keeps_everything(engagement):
    bring(engagement, *early_and_late())
    before = everything_kept(engagement)
    assert what_will_go(engagement.practice, date(2099, 1, 1)) == []
    assert let_go(engagement.practice, date(2099, 1, 1)) == []
    assert everything_kept(engagement) == before


def test_what_goes_is_what_was_said_before_and_no_more(engagement):
    bring(engagement, *early_and_late())
    keep(engagement.practice, {"mail": 6, "calendar": 6, "transcript": 6})
    going = what_will_go(engagement.practice, ON)
    assert said(going) == {"mail": (1, 1), "calendar": (1, 4), "transcript": (2, 2)}
    assert let_go(engagement.practice, ON) == going
    assert what_will_go(engagement.practice, ON) == []
    assert all(one.at >= at("2026-03-10T00:00") for one in Interaction.objects.all())
    assert [turn.text for turn in Utterance.objects.order_by("pk")] == ["Late?", "Late."]
    assert let_go_before(engagement) == {kind: date(2026, 3, 10) for kind in ("mail", "calendar", "transcript")}


def test_a_preview_changes_nothing(engagement):
    bring(engagement, *early_and_late())
    keep(engagement.practice, {"mail": 1, "transcript": 1})
    before = everything_kept(engagement)
    what_will_go(engagement.practice, ON)
    assert everything_kept(engagement) == before


def test_who_stood_only_in_what_went_is_forgotten_and_who_was_named_is_not(engagement):
    bring(engagement, *early_and_late())
    a_stakeholder(engagement, "Luca Brandt")
    keep(engagement.practice, {"mail": 6})
    let_go(engagement.practice, ON)
    assert where_it_says("mei@norvia.example", "Mei Okafor") == set()
    assert Person.objects.filter(name="Luca Brandt").exists()
    assert Person.objects.filter(name="Tomás Ferrão").exists()


def test_what_went_stays_gone_when_another_import_is_undone(engagement):
    first = bring(engagement, *early_and_late())
    bring(engagement, *early_and_late(), a_reading("more.mbox", a_mail(9, at=LATE)))
    keep(engagement.practice, {"mail": 6, "calendar": 6, "transcript": 6})
    let_go(engagement.practice, ON)
    undo(first)
    assert all(one.at >= at("2026-03-10T00:00") for one in Interaction.objects.all())
    assert [turn.text for turn in Utterance.objects.order_by("pk")] == ["Late?", "Late."]


def test_a_journal_goes_so_long_after_the_engagement_ended_and_not_before(engagement):
    bring(engagement, *early_and_late())
    keep(engagement.practice, {"journal": 6})
    assert what_will_go(engagement.practice, date(2099, 1, 1)) == []
    engagement.ends = date(2026, 4, 1)
    engagement.save()
    assert what_will_go(engagement.practice, date(2026, 10, 1)) == []
    assert said(let_go(engagement.practice, date(2026, 10, 2))) == {"journal": (1, 1)}
    assert not Reflection.objects.exists()
    assert not Insight.objects.exists()
    assert where_it_says("First.") == set()


def test_the_day_before_which_all_is_gone_never_moves_back(engagement):
    bring(engagement, *early_and_late())
    keep(engagement.practice, {"mail": 6})
    let_go(engagement.practice, ON)
    bring(engagement, a_reading("old.mbox", a_mail(70, at=at("2025-01-02T08:00"))))
    keep(engagement.practice, {"mail": 12})
    assert len(let_go(engagement.practice, ON)) == 1
    assert let_go_before(engagement) == {"mail": date(2026, 3, 10)}


def test_another_practice_keeps_what_is_its_own(engagement):
    other = an_engagement("Rosa Lind")
    bring(other, *early_and_late())
    keep(engagement.practice, {"mail": 1})
    let_go(engagement.practice, ON)
    assert Interaction.objects.filter(engagement=other).count() == 5


def test_calls_and_messages_of_a_table_go_with_the_mail_and_its_meetings_with_the_calendar(engagement):
    rows = [a_line(1, "ines@norvia.example", "mei@norvia.example"), a_line(2, "ines@norvia.example", "x@y.example")]
    bring(engagement, a_reading("log.csv", rows[0], replace(rows[1], kind="meeting")))
    keep(engagement.practice, {"mail": 1})
    assert said(let_go(engagement.practice, ON)) == {"mail": (1, 1)}
    assert Interaction.objects.get().kind == "meeting"


def test_the_brief_says_that_mail_was_let_go_and_not_that_none_was_brought(engagement):
    mails = [a_mail(n, at=EARLY + timedelta(days=n)) for n in range(60) if (EARLY + timedelta(days=n)).weekday() < 5]
    bring(engagement, a_reading("inbox.mbox", *mails))
    plan(engagement, at=at("2026-03-04T16:00"))
    meeting = plan(engagement, at=at("2026-04-10T16:00"))
    keep(engagement.practice, {"mail": 6})
    let_go(engagement.practice, date(2026, 9, 20))
    unknown = prepare(engagement, engagement.coach.user, meeting, datetime.now(EARLY.tzinfo)).unknown
    assert "Mail from before 20 March 2026 was let go, as this practice keeps it for six months." in unknown
    assert not any("has not been brought in" in sentence and "March" in sentence for sentence in unknown)


def test_everything_of_a_kind_gone_is_not_called_never_brought(engagement):
    bring(engagement, a_reading("inbox.mbox", a_mail(1, at=EARLY)))
    meeting = plan(engagement, at=at("2026-03-04T16:00"))
    keep(engagement.practice, {"mail": 1})
    let_go(engagement.practice, ON)
    unknown = prepare(engagement, engagement.coach.user, meeting, LATE).unknown
    assert any(sentence.startswith("Mail from before") for sentence in unknown)
    assert "Mail: none has been brought in." not in unknown


def test_a_contact_after_what_went_is_not_called_the_first(engagement):
    weekly = [a_mail(n, INES, MEI, at=LATE + timedelta(weeks=n)) for n in range(12)]
    bring(engagement, a_reading("inbox.mbox", a_mail(90, at=EARLY), *weekly, a_mail(91, at=at("2026-06-03T08:00"))))
    plan(engagement, at=at("2026-06-02T10:00"))
    meeting = plan(engagement, at=at("2026-06-10T10:00"))

    def tags():
        lines = prepare(engagement, engagement.coach.user, meeting, meeting.at).reached_out
        return {line.name: line.tag for line in lines}

    assert tags()["Tomás Ferrão"] == "after 13 weeks"
    keep(engagement.practice, {"mail": 6})
    let_go(engagement.practice, ON)
    assert tags()["Tomás Ferrão"] == "first time in what is kept"


def test_a_week_of_which_mail_was_let_go_shows_no_number_and_the_next_does(engagement):
    bring(engagement, *early_and_late(), a_reading("more.mbox", a_mail(9, at=LATE + timedelta(days=7))))
    keep(engagement.practice, {"mail": 6})
    let_go(engagement.practice, ON)
    path = path_of(engagement, engagement.client.user, LATE + timedelta(days=30))
    out = next(one for one in path.series if one.key == "reach_out")
    shown = {value.week.monday: value.figure for value in out.values}
    assert shown[date(2026, 3, 9)].value is None
    assert "was let go" in shown[date(2026, 3, 9)].why_not
    assert shown[date(2026, 3, 16)].value is not None


def test_periods_are_said_changed_and_taken_back(engagement):
    keep(engagement.practice, {"mail": 6, "journal": 24})
    keep(engagement.practice, {"mail": None})
    assert periods(engagement.practice) == {"journal": 24}
    with pytest.raises(ValueError, match="a month at least"):
        keep(engagement.practice, {"mail": 0})
    with pytest.raises(ValueError, match="is not one of"):
        keep(engagement.practice, {"stamps": 3})


@pytest.mark.parametrize(
    ("months", "before"),
    [(1, date(2026, 2, 28)), (3, date(2025, 12, 31)), (13, date(2025, 2, 28)), (6, date(2025, 9, 30))],
)
def test_months_are_counted_by_the_calendar(months, before):
    assert months_before(date(2026, 3, 31), months) == before
