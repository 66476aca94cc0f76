"""On the map nobody stands on anybody else, nobody moves, and names do not lie on one another."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from waylight.pages.map.labels import around, labels
from waylight.pages.map.seats import APART, DOT, MOST, OUTERMOST, Seat, outside, rings, seats

LEVELS = ["board", "c-suite", "senior leader", "manager", "individual contributor"]
SIDES = ["own team", "peer", "upward", "elsewhere", "industry"]

PLACES = st.dictionaries(
    st.integers(1, 300), st.tuples(st.sampled_from([*LEVELS, ""]), st.sampled_from([*SIDES, ""])), max_size=120
)


def all_seats(places) -> list[Seat]:
    """Everyone's seat: those with a place, and as many of the others as there is room for."""
    placed, lost = seats(sorted(places), places, LEVELS, SIDES)
    return [*placed, *outside(lost, MOST - len(placed))]


def test_the_highest_level_is_the_outermost_ring():
    assert [ring.level for ring in rings(LEVELS)] == LEVELS
    assert [ring.radius for ring in rings(LEVELS)] == sorted((r.radius for r in rings(LEVELS)), reverse=True)


def test_a_person_stands_on_the_ring_of_their_level_in_the_sector_of_their_side():
    (seat,) = all_seats({7: ("board", "peer")})
    assert math.isclose(math.hypot(seat.x, seat.y), OUTERMOST)
    degrees = math.degrees(math.atan2(seat.y, seat.x)) + 90
    assert 72 < degrees < 144  # the second of five sectors, clockwise from the top


def test_whose_place_is_not_known_stands_outside_all_rings():
    (seat,) = all_seats({7: ("board", "")})
    assert not seat.placed
    assert math.hypot(seat.x, seat.y) > OUTERMOST + DOT


def test_a_practice_with_one_level_and_one_side_has_a_map_too():
    placed, lost = seats([1, 2, 3], dict.fromkeys([1, 2, 3], ("all", "one")), ["all"], ["one"])
    assert (len(placed), lost) == (3, [])


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_no_two_people_overlap_and_there_are_at_most_sixty(places):
    found = all_seats(places)
    assert len(found) <= MOST
    assert len({seat.person for seat in found}) == len(found)
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= APART * 0.9


@settings(max_examples=40, deadline=None)
@given(PLACES)
def test_the_same_people_give_the_same_seats(places):
    people = sorted(places)
    assert seats(people, places, LEVELS, SIDES) == seats(people, dict(reversed(places.items())), LEVELS, SIDES)


@settings(max_examples=40, deadline=None)
@given(PLACES, st.text("abcdefgh", min_size=1, max_size=16))
def test_no_name_lies_on_a_dot_or_another_name(places, name):
    dots = [(name, seat.x, seat.y) for seat in all_seats(places)]
    found = labels(dots, [], 346)
    shown = [(n, label) for n, label in enumerate(found) if label]
    for n, label in shown:
        assert not any(label.box.meets(other.box) for m, other in shown if m != n)
        assert not any(label.box.meets(around(x, y)) for m, (_, x, y) in enumerate(dots) if m != n)
