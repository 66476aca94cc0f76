"""Days as other tools write them: in figures of either order, in words of four languages, never guessed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waylight.intake.exported.days import DAY_FIRST, MONTH_FIRST, NoDay, clock, order_of, when

DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_day_is_read_in_the_order_it_was_written_in(day: date) -> None:
    assert when(f"{day:%d/%m/%Y}", DAY_FIRST).day == day
    assert when(f"{day:%m/%d/%Y}", MONTH_FIRST).day == day
    assert when(f"{day:%d.%m.%Y}", DAY_FIRST).day == day
    for order in (DAY_FIRST, MONTH_FIRST):
        assert when(day.isoformat(), order).day == day


@given(st.lists(DAYS, min_size=1))
def test_the_order_is_never_taken_from_days_that_show_none(days: list[date]) -> None:
    for order, form in ((DAY_FIRST, "%d/%m/%Y"), (MONTH_FIRST, "%m/%d/%Y")):
        found = order_of(f"{day:{form}}" for day in days)
        assert found in (order, None, "")
        if found == "":
            assert all(day.day == day.month for day in days)
        if found is None:
            assert all(day.day <= 12 for day in days)


@given(st.text(max_size=40), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_whatever_is_written_there_is_a_day_or_a_sentence(text: str, order: str) -> None:
    with suppress(NoDay):
        assert 1970 <= when(text, order).day.year <= 2099  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        *("3 March 2026", "March 3, 2026", "3rd Mar 2026", "Tue, 3 March 2026", "3. März 2026", "3 mars 2026"),
        *("3 de marzo de 2026", "mardi 3 mars 2026", "Dienstag, 3. März 2026", "2026-03-03", "3.3.2026", "2026/3/3"),
    ],
)
def test_months_may_be_words_in_four_languages(text: str) -> None:
    assert when(text, "").day == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", time(14, 30)),
        ("2:30 pm", time(14, 30)),
        ("12 am", time(0)),
        ("12:05 PM", time(12, 5)),
        ("14h30", time(14, 30)),
        ("14.30 Uhr", time(14, 30)),
        ("9", time(9)),
    ],
)
def test_times_of_day(text: str, expected: time) -> None:
    assert clock(text) == expected
    assert when(f"3.4.2026 {text}", DAY_FIRST).clock == expected


@pytest.mark.parametrize("text", ["", "soon", "31/02/2026", "2026-13-01", "1/1/1926", "25:00", "3 Smarch 2026"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(NoDay):
        when(text, DAY_FIRST)


@pytest.mark.parametrize("text", ["", "soon", "24:00", "9:75", "13 pm", "1:2:3:4"])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(NoDay):
        clock(text)


def test_a_time_keeps_the_zone_that_stands_beside_it() -> None:
    found = when("2026-03-03T10:00:00Z", "").clock
    assert found is not None
    assert found.tzinfo is not None
