"""The drawing as SVG. It is joined here and not by a template: that would look up thousands of shapes one by one.

Words and addresses are escaped; numbers, paths and the names of classes are made by this package.
"""

# Its sentences are marked; what is not is HTML:
# not for readers

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from waylight.pages.templatetags.words import level, side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waylight.pages.map.drawing import Arrow, Dot, Drawing, Side
    from waylight.pages.map.empty_places import EmptyPlace
    from waylight.pages.map.labels import Label


def svg(drawing: Drawing, title: str, about: str) -> SafeString:
    """The drawing as one SVG element; ``title`` and ``about`` say in words what it shows."""
    return mark_safe("\n".join(_lines(drawing, title, about)))  # noqa: S308 - escaped where it is joined


def _lines(drawing: Drawing, title: str, about: str) -> Iterator[str]:
    half, full = f"-{drawing.half:.1f}", f"{drawing.full:.1f}"
    yield (
        f'<svg class="map-drawing" viewBox="{half} {half} {full} {full}" role="group" '
        'aria-labelledby="map-title map-about" xmlns="http://www.w3.org/2000/svg">'
    )
    yield f'<title id="map-title">{escape(title)}</title><desc id="map-about">{escape(about)}</desc>'
    yield from _frame(drawing)
    yield "\n".join(['<g aria-hidden="true">', *(_arrow(a, dot) for dot in drawing.dots for a in dot.arrows)]) + "</g>"
    yield from ["", *map(_dot, drawing.dots)]
    yield from map(_empty, drawing.empty)
    yield (
        '<g class="client" aria-hidden="true"><circle class="halo" r="25"/><circle r="18"/>'
        f'<text text-anchor="middle" y="4">{escape(drawing.client)}</text></g>'
    )
    yield "</svg>\n"


def _frame(drawing: Drawing) -> Iterator[str]:
    """What stays where it is from week to week: rings, sectors, and their names."""
    unplaced = f'<circle class="unplaced" r="{drawing.unplaced:.1f}"/>' if drawing.unplaced else ""
    yield '<g class="frame" aria-hidden="true">'
    yield "".join(f'<circle r="{ring.radius:.1f}"/>' for ring in drawing.rings) + unplaced
    yield "".join(
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>' for x1, y1, x2, y2 in drawing.borders
    )
    yield "".join(map(_ring_name, drawing.ring_names))
    yield "".join(_side(n, one) for n, one in enumerate(drawing.sides, start=1))
    yield "</g>"


def _ring_name(name: Label) -> str:
    at = f'x="{name.x:.1f}" y="{name.y:.1f}"'
    return f'<text class="level" text-anchor="{name.anchor}" {at}>{escape(name.text)}</text>'


def _side(number: int, one: Side) -> str:
    return (
        f'<path class="arc" id="side-{number}" d="{one.path}"/><text class="side" text-anchor="middle">'
        f'<textPath href="#side-{number}" startOffset="50%">{escape(one.name)}</textPath></text>'
    )


def _arrow(arrow: Arrow, dot: Dot) -> str:
    return (
        f'<g class="arrow {arrow.way} {arrow.fate}" data-person="{dot.row.person}" '
        f'data-evidence="{escape(arrow.evidence)}"><path class="reach" d="{arrow.path}"/>'
        f'<path class="line" d="{arrow.path}" stroke-width="{arrow.width}"/>'
        f'<path class="head" d="{arrow.head}"/></g>'
    )


def _dot(dot: Dot) -> str:
    is_so = (("quiet", dot.quiet), ("lost", not dot.placed), (dot.fate, dot.fate), ("found", dot.found))
    classes = " ".join(["who", *(name for name, so in is_so if so)])
    words, at = escape(dot.words), f'cx="{dot.x:.1f}" cy="{dot.y:.1f}"'
    ring = f'<circle class="ring" {at} r="11"/>' if dot.fate or dot.found else ""
    cross = f'<path class="cross" d="M{dot.x:.1f},{dot.y:.1f} m-4,-4 l8,8 m0,-8 l-8,8"/>' if dot.fate == "gone" else ""
    return (
        f'<a class="{classes}" href="{escape(dot.row.contact)}" data-person="{dot.row.person}" aria-label="{words}">'
        f'<title>{words}</title>{ring}<circle {at} r="7"/>{cross}{_name(dot.label)}'
        f'<text class="number" x="{dot.x:.1f}" y="{dot.y:.1f}" dy="-10" text-anchor="middle">{dot.number}</text></a>'
    )


def _name(label: Label | None) -> str:
    if label is None:
        return ""
    at = f'x="{label.x:.1f}" y="{label.y:.1f}"'
    return f'<text class="name" {at} text-anchor="{label.anchor}">{escape(label.text)}</text>'


def _empty(place: EmptyPlace) -> str:
    named = {"level": escape(level(place.level)), "side": escape(side(place.side))}
    nobody = gettext("Nobody is known at %(level)s, %(side)s: name somebody") % named
    at, middle = f'cx="{place.x:.1f}" cy="{place.y:.1f}"', f"{place.x:.1f},{place.y:.1f}"
    return (
        f'<a class="empty-place" data-page href="{escape(place.address)}" aria-label="{nobody}">'
        f'<title>{nobody}</title><circle class="reach" {at} r="12"/><circle {at} r="6"/>'
        f'<path d="M{middle} m-3,0 h6 m-3,-3 v6"/></a>'
    )
