"""The map as shapes: dots, arrows, rings and names, from the figures that the table shows."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from waylight.pages.map.compare import Both
from waylight.pages.map.labels import CHARACTER, Box, Label, around, hung, labels
from waylight.pages.map.seats import DOT, MOST, OUTERMOST, TOP, UNPLACED, Ring, Seat, at, outside, rings, seats
from waylight.pages.map.told import Told
from waylight.pages.templatetags.words import level, side

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from waylight.pages.map.compare import Compared, Way
    from waylight.pages.map.empty_places import EmptyPlace
    from waylight.pages.map.map import Map, Row
    from waylight.pages.voice import Voice
    from waylight.record.engagement import Engagement

HALF = 346.0  # half the width and the height of the drawing
CLIENT = 27.0  # where arrows begin and end at the client
BEND = 0.16  # how far an arrow leaves the straight line, as a share of its length
ARC = 270.0  # radius on which the sides' names stand
CAP = 9.0  # height of a capital letter
THINNEST, WIDEST, PER_WEEK = 1.2, 7.0, 2.2  # of a line: at its least, at its most, and for each time a week


@dataclass(frozen=True, slots=True)
class Arrow:
    """A bent line with a head; ``way`` is ``out`` (she reached out) or ``in`` (she was reached).

    ``fate`` is ``new`` or ``gone`` beside other weeks, and "" where it was there in both or none are compared.
    """

    way: str
    path: str
    head: str
    width: float
    evidence: str
    fate: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A person on the map."""

    x: float
    y: float
    row: Row
    number: int  # of the row in the table, from 1
    arrows: tuple[Arrow, ...]
    label: Label | None
    placed: bool
    words: str  # what the arrows say
    fate: str = ""  # as of an arrow
    found: bool = False  # the reader looks for them

    @property
    def quiet(self) -> bool:
        """Whether the client named them and there was no contact in these weeks."""
        return not self.row.tie.contacts


@dataclass(frozen=True, slots=True)
class Side:
    """The name of a side, written along an arc outside its sector; ``boxes`` are what it takes up."""

    name: str
    path: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on the map, in the drawing's own units."""

    half: float
    rings: list[Ring]
    ring_names: list[Label]
    unplaced: float  # radius of the ring of those whose place is not known; 0 when nobody stands on it
    borders: list[tuple[float, float, float, float]]
    sides: list[Side]
    dots: list[Dot]
    empty: list[EmptyPlace]
    client: str  # a short first name, or initials

    @property
    def full(self) -> float:
        """The width and the height of the drawing."""
        return 2 * self.half

    @property
    def left_out(self) -> bool:
        """Whether a name found no room."""
        return any(dot.label is None for dot in self.dots)


def draw(
    shown: Map,
    engagement: Engagement,
    voice: Voice,
    *,
    beside: Compared | None = None,
    found: Collection[int] = (),
    empty: Sequence[EmptyPlace] = (),
) -> Drawing:
    """Lay the map out. Every shape comes from a row of ``shown``; at most sixty people are drawn.

    ``beside`` adds what has gone since other weeks, and says what is new. ``found`` are people looked for, ``empty``
    places at which nobody is known.
    """
    practice = engagement.practice
    rows = [one.row for one in beside.people] if beside else shown.rows
    numbered = {row.person: (n, row) for n, row in enumerate(rows, start=1)}
    taken = _taken(shown, rows, engagement)
    circles = rings(practice.levels)
    names = [_ring_name(ring, taken) for ring in circles]
    sides = _sides(practice.sides)
    occupied = [*(label.box for label in names), *(box for side in sides for box in side.boxes), around(0, 0, CLIENT)]
    hung_up = labels([(_first(numbered[s.person][1].name), s.x, s.y) for s in taken], occupied, HALF)
    told = Told(voice)
    dots = [
        replace(_dot(seat, *numbered[seat.person], label, told, beside), found=seat.person in found)
        for seat, label in zip(taken, hung_up, strict=True)
    ]
    return Drawing(
        half=HALF,
        rings=circles,
        ring_names=names,
        unplaced=0 if all(seat.placed for seat in taken) else UNPLACED,
        borders=_borders(len(practice.sides)),
        sides=sides,
        dots=dots,
        empty=list(empty),
        client=_in_the_middle(engagement.client.name),
    )


def _taken(shown: Map, rows: Sequence[Row], engagement: Engagement) -> list[Seat]:
    """Seats of those who are shown in these weeks; who has a place keeps it in all weeks."""
    placed, lost = seats(shown.everyone, shown.places, engagement.practice.levels, engagement.practice.sides)
    on_it = {row.person for row in rows}
    here = [seat for seat in placed if seat.person in on_it]
    without = set(lost)
    strongest = [row.person for row in rows if row.person in without]
    return [*here, *outside(strongest, MOST - len(here))]


def _first(name: str) -> str:
    """What somebody is called on the map: the first name, after a title such as *Dr.* both words."""
    words = name.split()
    if not words or "@" in name:
        return name.partition("@")[0][:16]
    short = " ".join(words[:2]) if words[0].endswith(".") else words[0]
    return short[:16]


def _in_the_middle(name: str) -> str:
    first = _first(name)
    return first if len(first) <= 5 else "".join(word[0] for word in name.split()[:3]).upper()


def _sides(sides: Sequence[str]) -> list[Side]:
    width = 360 / len(sides)
    return [_side(side(name), TOP + width * n, width) for n, name in enumerate(sides)]


def _side(name: str, begin: float, width: float) -> Side:
    """Along an arc; in the lower half it runs the other way, so that nothing stands on its head."""
    width = min(width, 359.9)
    middle = begin + width / 2
    upright = at(1, middle)[1] <= 0
    radius = ARC if upright else ARC + CAP
    ends = (at(radius, begin), at(radius, begin + width))
    start, end = ends if upright else reversed(ends)
    path = f"M{_point(start)} A{radius:.1f},{radius:.1f} 0 {int(width > 180)} {int(upright)} {_point(end)}"
    step = math.degrees(CHARACTER / ARC)
    letters = [at(ARC + CAP / 2, middle + (n - (len(name) - 1) / 2) * step) for n in range(len(name))]
    return Side(name, path, tuple(around(x, y, CAP * 0.75) for x, y in letters))


def _ring_name(ring: Ring, taken: Sequence[Seat]) -> Label:
    """A level's name on its ring, right of the top or left of it, wherever nobody stands."""
    right, left = (hung(level(ring.level), x, -ring.radius - 4, anchor) for x, anchor in ((4, "start"), (-4, "end")))
    dots = [around(seat.x, seat.y) for seat in taken]
    return left if any(right.box.meets(dot) for dot in dots) else right


def _borders(sides: int) -> list[tuple[float, float, float, float]]:
    angles = [TOP + 360 / sides * n for n in range(sides)] if sides > 1 else []
    return [(*at(44, angle), *at(OUTERMOST + 14, angle)) for angle in angles]


def _dot(seat: Seat, number: int, row: Row, label: Label | None, told: Told, beside: Compared | None) -> Dot:
    one = beside.of(row.person) if beside else None
    both = one or Both(row, None)
    fate = ("new" if both.is_new else "gone" if both.is_gone else "") if one else ""
    words = (
        told.in_words(both.now) if both.now else gettext("{name}: not on the map in these weeks").format(name=row.name)
    )
    if one and one.words:
        said = gettext("{words}; beside the other weeks: {changed}")
        words = said.format(words=words, changed=one.words)
    return Dot(seat.x, seat.y, row, number, _arrows(seat, both, compared=bool(one)), label, seat.placed, words, fate)


def _arrows(seat: Seat, both: Both, *, compared: bool) -> tuple[Arrow, ...]:
    """The arrows of these weeks, and where weeks are compared those that have gone since."""
    found = []
    ways: tuple[tuple[str, Way], ...] = (("out", "out"), ("in", "into"))
    for name, way in ways:
        gone = compared and both.ended(way)
        row = both.then if gone else both.now
        rate = getattr(row.tie, way).value if row else None
        if row and rate:
            fate = ("gone" if gone else "new" if both.began(way) else "") if compared else ""
            found.append(_arrow(name, seat, rate, getattr(row, way), fate))
    return tuple(found)


def _arrow(way: str, seat: Seat, rate: float, evidence: str, fate: str = "") -> Arrow:
    """A line from the client's edge to the person's, or back, bent to the right of the way it goes."""
    length = math.hypot(seat.x, seat.y)
    towards = (seat.x / length, seat.y / length)
    width = min(THINNEST + PER_WEEK * rate, WIDEST)
    near = (towards[0] * CLIENT, towards[1] * CLIENT)
    far = (seat.x - towards[0] * (DOT + 1), seat.y - towards[1] * (DOT + 1))
    begin, end = (near, far) if way == "out" else (far, near)
    along = (end[0] - begin[0], end[1] - begin[1])
    middle = ((begin[0] + end[0]) / 2 - along[1] * BEND, (begin[1] + end[1]) / 2 + along[0] * BEND)
    head = _head(middle, end, 6 + width)
    return Arrow(way, _curve(begin, middle, end), head, round(width, 2), evidence, fate)


def _curve(begin: tuple[float, float], middle: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{_point(begin)} Q{_point(middle)} {_point(end)}"


def _head(middle: tuple[float, float], end: tuple[float, float], size: float) -> str:
    """A triangle whose tip is the end of the line, turned as the line arrives."""
    angle = math.atan2(end[1] - middle[1], end[0] - middle[0])
    corners = [
        (end[0] - size * math.cos(angle + turn), end[1] - size * math.sin(angle + turn)) for turn in (0.42, -0.42)
    ]
    return f"M{_point(end)} L{_point(corners[0])} L{_point(corners[1])} Z"


def _point(at: tuple[float, float]) -> str:
    return f"{at[0]:.1f},{at[1]:.1f}"
