"""``waylight retention`` says what would go, lets it go when asked to, and names nobody."""

from __future__ import annotations

import pytest

from tests.record.brought import MEI, a_mail, a_reading, at, bring
from waylight.cli import main
from waylight.record.interaction import Interaction
from waylight.record.privacy.retention import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_mail(engagement):
    """An engagement with a mail from a year ago, of which six months are kept."""
    bring(engagement, a_reading("inbox.mbox", a_mail(1, at=at("2020-03-02T08:00")), a_mail(2, MEI)))
    keep(engagement.practice, {"mail": 6})
    return engagement


def test_a_preview_says_what_would_go_and_changes_nothing(old_mail, capsys):
    assert main(["retention", "--preview", "--on", "2020-10-01"]) == 0
    said = capsys.readouterr().out
    assert f"engagement {old_mail.pk}: mail and messages from before 2020-04-01: 1 in the record and 1 as read" in said
    assert "would go" in said
    assert Interaction.objects.count() == 2


def test_without_preview_it_goes_and_a_second_time_nothing_is_due(old_mail, capsys):
    assert main(["retention"]) == 0
    assert "went" in capsys.readouterr().out
    assert not Interaction.objects.filter(at__year=2020).exists()
    main(["retention"])
    assert "nothing is due" in capsys.readouterr().out


def test_it_names_nobody(old_mail, capsys):
    main(["retention", "--preview"])
    said = capsys.readouterr().out
    assert "Ines" not in said
    assert "norvia" not in said


def test_a_practice_without_a_period_keeps_everything_and_says_so(engagement, capsys):
    assert main(["retention"]) == 0
    assert "everything is kept" in capsys.readouterr().out


def test_a_practice_that_is_not_there_and_a_day_that_is_none_are_refused_in_words(old_mail, capsys):
    assert main(["retention", "--practice", "Nobody's"]) == 2
    assert "There is no practice “Nobody's”" in capsys.readouterr().err
    assert main(["retention", "--on", "2026-01-01"]) == 2
    with pytest.raises(SystemExit):
        main(["retention", "--preview", "--on", "soon"])
    assert "is not a day" in capsys.readouterr().err
