"""What a log still lacks for each credential: hours, paid hours, recent hours and clients."""

from __future__ import annotations

from waylight.lenses.hours.credentials import Line, lacking, totals


def line(key: str = "a", *, number: int = 1, paid: int = 0, free: int = 0, recent: int = 0) -> Line:
    return Line(key, number, paid, free, recent)


def still(*lines: Line) -> dict[str, tuple[int, int, int, int]]:
    """Hours, paid and recent hours, and clients, by credential."""
    return {
        one.credential.name: (one.minutes // 60, one.paid // 60, one.recent // 60, one.clients)
        for one in lacking(totals(lines))
    }


def test_an_empty_log_lacks_all_that_is_asked_for():
    assert still() == {"ACC": (100, 75, 25, 8), "PCC": (500, 450, 50, 25), "MCC": (2500, 2250, 0, 35)}


def test_pro_bono_hours_count_but_not_as_paid():
    lines = [line(str(n), paid=9 * 60, free=6 * 60, recent=60) for n in range(8)]
    assert still(*lines)["ACC"] == (0, 3, 17, 0)


def test_everybody_in_a_group_is_a_client_and_its_hours_count_once():
    found = totals([line("group", number=12, paid=600)])
    assert (found.clients, found.minutes) == (12, 600)


def test_a_group_of_sixteen_does_not_count_and_one_of_fifteen_does():
    assert totals([line("large", number=16, paid=600)]).minutes == 0
    assert totals([line("small", number=15, paid=600)]).clients == 15


def test_who_was_never_met_is_no_client_yet():
    assert totals([line("new")]).clients == 0


def test_a_log_that_holds_enough_lacks_nothing():
    lines = [line(str(n), paid=13 * 60, recent=13 * 60) for n in range(8)]
    assert [one.nothing for one in lacking(totals(lines))] == [True, False, False]
