"""How somebody sees an initiative is kept in words, as private as the entry it stands in, and can be put back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import a_stakeholder
from tests.record.brought import a_reading, an_entry, bring
from waylight.record import entries_removed, insight, perspective
from waylight.record.bringing.whole import undo
from waylight.record.initiative import Perspective, launch
from waylight.record.privacy.words import silence_client
from waylight.record.search import search
from waylight.record.unseen import ChangedMeanwhile

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def heard(engagement):
    """Notes that Mei thinks it too fast; ``heard(reflection=…)`` in an entry."""
    bench, mei = launch(engagement, name="Open Bench", since=DAY), a_stakeholder(engagement, "Mei Okafor").person

    def hear(**given):
        words = {"on": DAY, "stance": "differs", "text": "It is too fast.", "changed": "one site", **given}
        return perspective.hear(bench, mei, **words)

    return hear


def test_a_view_without_words_or_stance_is_refused(heard):
    with pytest.raises(ValueError, match="no words"):
        heard(text="  ")
    with pytest.raises(ValueError, match="differs or agrees"):
        heard(stance="")
    assert not Perspective.objects.exists()


def test_the_same_view_is_noted_once_and_again_after_it_was_removed(heard):
    view = heard()
    with pytest.raises(ValueError, match="noted already"):
        heard(stance="agrees")
    perspective.remove(view)
    heard()
    assert Perspective.objects.count() == 2


def test_a_view_from_a_private_entry_is_read_by_the_client_alone_until_she_shares_it(engagement, heard):
    entry = insight.reflect(engagement, on=DAY, text="Mine.", private=True)
    view = heard(reflection=entry)
    coach, client = engagement.coach.user, engagement.client.user
    assert [list(Perspective.objects.visible_to(user)) for user in (coach, client)] == [[], [view]]
    assert search(engagement, coach, "too fast") == []
    insight.share(entry, private=False)
    assert list(Perspective.objects.visible_to(coach)) == [view]


def test_a_view_moves_with_its_entry_and_goes_with_it(engagement, heard):
    entry = insight.reflect(engagement, on=DAY, text="Mine.", private=False)
    heard(reflection=entry)
    insight.rewrite(entry, on=date(2026, 3, 5), text="Mine.", private=False)
    assert Perspective.objects.get().on == date(2026, 3, 5)
    entries_removed.remove(entry)
    assert not Perspective.objects.visible_to(engagement.client.user).exists()


def test_the_second_to_write_it_again_overwrites_nothing(heard):
    view = heard()
    seen = view.mark
    perspective.rewrite(view, on=DAY, stance="agrees", text="Slower now.", changed="", seen=seen)
    with pytest.raises(ChangedMeanwhile):
        perspective.rewrite(view, on=DAY, stance="differs", text="No.", changed="", seen=seen)
    kept = Perspective.objects.get()
    assert (kept.stance, kept.text, kept.changed) == ("agrees", "Slower now.", "")


def test_what_was_removed_is_found_by_nobody_and_can_be_put_back(engagement, heard):
    view, coach = heard(), engagement.coach.user
    assert [hit.row for hit in search(engagement, coach, "too fast")] == [view]
    perspective.forget(view)
    perspective.remove(view)
    assert search(engagement, coach, "too fast") == []
    perspective.put_back(view)
    assert [hit.row for hit in search(engagement, coach, "too fast")] == [view]
    perspective.remove(view)
    perspective.forget(view)
    assert not Perspective.objects.exists()


@pytest.mark.parametrize(("private", "left"), [(False, 1), (True, 0)])
def test_when_a_journals_import_is_undone_views_from_shared_entries_stay_and_private_ones_go(
    engagement, heard, private, left
):
    brought = bring(engagement, a_reading("journal.md", an_entry("2026-03-01", "Words.", private=private)))
    heard(reflection=insight.Reflection.objects.get())
    undo(brought)
    assert Perspective.objects.count() == left
    assert not Perspective.objects.exclude(reflection=None).exists()


def test_when_the_client_is_erased_the_words_go_and_private_views_go_whole(engagement, heard):
    heard(reflection=insight.reflect(engagement, on=DAY, text="Mine.", private=True))
    heard(reflection=insight.reflect(engagement, on=DAY, text="Ours.", private=False))
    silence_client(engagement)
    left = Perspective.objects.get()
    assert (left.text, left.changed, left.reflection) == ("words removed", "", None)
