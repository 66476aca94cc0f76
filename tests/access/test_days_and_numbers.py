"""Days and numbers are written as each language writes them, whoever asked for the same ones before."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import translation

from waylight import language

DAY = date(2026, 6, 11)


def written(in_language: str) -> tuple[str, str, str, str]:
    with translation.override(in_language):
        return language.day(DAY), language.day_and_year(DAY), language.full_day(DAY), language.number(1234.56, 1)


def test_each_language_writes_its_own_though_another_asked_before():
    english = ("11 June", "11 June 2026", "Thursday 11 June 2026", "1,234.6")
    german = ("11. Juni", "11. Juni 2026", "Donnerstag, 11. Juni 2026", "1.234,6")
    assert [written(one) for one in ("en-gb", "de", "en-gb", "de")] == [english, german, english, german]


def test_the_day_of_a_time_is_that_of_its_own_zone():
    late = datetime(2026, 6, 11, 23, tzinfo=UTC)
    in_berlin = late.astimezone(ZoneInfo("Europe/Berlin"))
    assert late == in_berlin
    with translation.override("en-gb"):
        assert (language.day(late), language.day(in_berlin)) == ("11 June", "12 June")


def test_a_number_has_as_many_digits_as_are_asked_for():
    with translation.override("en-gb"):
        assert [language.number(0.25, digits) for digits in (0, 1, 2)] == ["0", "0.2", "0.25"]
        assert (language.number(2), language.number(2.0, 1)) == ("2", "2.0")
