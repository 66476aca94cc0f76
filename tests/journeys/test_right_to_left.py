"""A page can be read from right to left: it turns round as a whole, and nothing falls off its edge."""

from __future__ import annotations

import re
from pathlib import Path

STYLES = [
    path
    for room in ("pages/static", "lenses/story/forms")
    for path in (Path(__file__).parents[2] / "src/waylight" / room).rglob("*.css")
]
# A side that is named left or right stays there when the page turns; start and end turn with it.
ONE_SIDED = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin)-(?:left|right)[\w-]*|left|right)\s*:"
    r"|(?:text-align|float|clear):\s*(?:left|right)"
)
FOUR_SIDES = re.compile(r"(?<![\w-])(?:margin|padding):([^;}]+)[;}]")
A_VALUE = re.compile(r"[\w-]*\((?:[^()]|\([^()]*\))*\)|[^\s()]+")
OFF_THE_EDGE = """() => [...document.querySelectorAll('main h1, main h2, main p, main a, main button, main td, .bar a')]
  .filter(one => one.checkVisibility({checkOpacity: true}) && !one.closest('.skip, .sr, [hidden], svg'))
  .filter(one => { const at = one.getBoundingClientRect(); return at.width && at.left < -1 && !scrolls(one) })
  .map(one => one.outerHTML.slice(0, 120))"""
SCROLLS = """window.scrolls = one => { for (let up = one; up; up = up.parentElement)
  if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return true; return false }"""


def test_no_style_names_a_side_that_would_not_turn():
    assert {path.name: found for path in STYLES if (found := one_sided(path.read_text()))} == {}
    assert one_sided("a { padding: 0 var(--a, 1px) 0 2px; margin-left: 1px }")  # so it can be seen to fail


def one_sided(style: str) -> list[str]:
    """What in a style stays on its side: names of sides, and four values of which left and right differ."""
    values = {said: A_VALUE.findall(said) for said in FOUR_SIDES.findall(style)}
    return [
        *ONE_SIDED.findall(style),
        *(said for said, each in values.items() if len(each) == 4 and each[1] != each[3]),
    ]


def test_no_page_falls_off_a_phone_when_it_runs_from_right_to_left(open_at, sample_pages):
    page, found = open_at(390), {}
    for address in sample_pages:
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        page.evaluate(SCROLLS)
        wide = page.evaluate("document.documentElement.scrollWidth") > 390
        if (off := page.evaluate(OFF_THE_EDGE)) or wide:
            found[address] = {"wide": wide, "off the edge": off}
    assert found == {}
