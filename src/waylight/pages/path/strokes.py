"""A strip of the path as elements of SVG: what lies under it, its lines, and the values that can be pointed at.

A page has hundreds of these, and some are the same in each strip: so they are joined here, not by a template's loops.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from waylight.pages.path.along import WIDE
from waylight.pages.templatetags.words import coordinate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from waylight.pages.path.along import Noted
    from waylight.pages.path.drawing import Mark, Strip

# not for readers
HIGH, BASE = 60.0, 54.0  # of one drawing; the base line leaves room for the marks of meetings

AWAY = '<rect class="away" x="{}" y="0" width="{}" height="{}"/>'
LANDMARK = '<line class="landmark" x1="{0}" x2="{0}" y1="0" y2="{1}"/>'
ALONG = '<line class="base" x1="0" x2="{0}" y1="{1}" y2="{1}"/>'
MEETING = '<line class="meeting" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
SPAN = '<rect class="span sure-{}" x="{}" y="0" width="{}" height="{}"/>'
BAND = '<polygon class="band" points="{}"/>'
BETWEEN = '<polyline class="between" points="{}"/>'
LINE = '<polyline points="{}"/>'
DOT = '<circle cx="{}" cy="{}" r="2.5"/>'
MARK = '<rect class="mark" x="{}" y="0" width="{}" height="{}" data-evidence="{}"><title>{}</title></rect>'


@dataclass(frozen=True, slots=True)
class Ground:
    """What is the same in each strip: the notes, and the base line with the meetings at it."""

    notes: SafeString
    base: SafeString


def ground(notes: Sequence[Noted], meetings: Sequence[float]) -> Ground:
    """What each strip of a drawing has."""
    base, high = coordinate(BASE), coordinate(HIGH)
    return Ground(
        format_html_join("", "{}", ((_note(one),) for one in notes)),
        format_html(
            "{}\n{}",
            format_html(ALONG, coordinate(WIDE), base),
            format_html_join("", MEETING, ((coordinate(x), base, high) for x in meetings)),
        ),
    )


def _note(one: Noted) -> SafeString:
    if one.landmark.away:
        return format_html(AWAY, coordinate(one.x), coordinate(one.width), coordinate(BASE))
    return format_html(LANDMARK, coordinate(one.x), coordinate(BASE))


def strokes(strip: Strip) -> SafeString:
    """A strip without its marks."""
    base = coordinate(BASE)
    spans = ((one.sure, coordinate(one.x), coordinate(one.width), base) for one in strip.spans)
    return format_html(
        "{}{}{}\n{}\n{}{}{}",
        strip.ground.notes,
        format_html_join("", SPAN, spans),
        _each(BAND, strip.bands),
        strip.ground.base,
        _each(BETWEEN, strip.between),
        _each(LINE, strip.lines),
        format_html_join("", DOT, ((coordinate(x), coordinate(y)) for x, y in strip.alone)),
    )


def _each(element: str, points: Sequence[str]) -> SafeString:
    return format_html_join("", element, ((one,) for one in points))


def marked(marks: Sequence[Mark]) -> SafeString:
    """The values that can be pointed at, each with its words and the address of its rows."""
    high = coordinate(HIGH)
    every = ((coordinate(one.left), coordinate(one.width), high, one.evidence, one.words) for one in marks)
    return format_html_join("", MARK, every)
