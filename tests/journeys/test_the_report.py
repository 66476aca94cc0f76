"""The report is kept as PDF from the browser's print, or as a file: the answer and every figure are in either."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

SCALE = "?deviation=1.2&reliability=0.8&source=a+study"
REPORT = f"/engagements/1/report/{SCALE}"
WIDE = 0.5  # points by which a letter may reach over the edge of the sheet's text


def plain(text: str) -> str:
    """Text without white space, hyphens and ligatures, which a sheet has elsewhere than a page."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture
def report(open_at):
    page = open_at(1280)
    page.goto(REPORT, timeout=60_000)  # the first look weighs every series
    return page


def printed(page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def said(page) -> list[str]:
    """Every piece of text of the report that is shown on paper."""
    page.emulate_media(media="print")
    return page.locator("main").evaluate(
        """main => [...main.querySelectorAll('h1, h2, h3, p, li, dt, dd, blockquote, svg text')]
            .filter(one => one.checkVisibility() && one.getClientRects().length)
            .map(one => one.textContent)"""
    )


def cut_off(page) -> list[str]:
    """What is written in the drawing and reaches over its edge, where it is not seen."""
    return page.locator(".drawing").evaluate(
        """drawing => {
            const edge = drawing.querySelector('svg').getBoundingClientRect()
            const over = box => box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1
            return [...drawing.querySelectorAll('svg text')]
                .filter(one => over(one.getBoundingClientRect()))
                .map(one => one.textContent)
        }"""
    )


def test_everything_on_the_page_is_in_the_pdf(report):
    on_paper = plain(" ".join(sheet.extract_text() for sheet in printed(report).pages))
    pieces = [one for one in map(plain, said(report)) if one]
    assert len(pieces) > 40
    assert [one for one in pieces if one not in on_paper] == []


def test_the_answer_and_its_odds_are_in_the_pdf(report):
    on_paper = plain(" ".join(sheet.extract_text() for sheet in printed(report).pages))
    assert plain(report.locator(".lede").first.inner_text()) in on_paper
    for said_there in ("Over time:", "A moment:", "Confidence went from", "What cannot be known from this"):
        assert plain(said_there) in on_paper


def test_nothing_is_cut_at_the_edge_of_a_sheet(report):
    for sheet in printed(report).pages:
        reach: list[float] = []
        sheet.extract_text(
            visitor_text=lambda text, cm, tm, font, size, to=reach: (
                to.append(tm[4] * cm[0] + cm[4]) if text.strip() else 0
            )
        )
        assert reach
        assert min(reach) >= 0
        assert max(reach) <= float(sheet.mediabox.width) - WIDE
    report.emulate_media(media="print")
    assert cut_off(report) == []
    wide = report.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]


def test_the_file_opens_without_a_server_and_says_the_same(report, open_at, tmp_path):
    with report.expect_download() as kept:
        report.get_by_role("link", name="file that stands alone").click()
    file = tmp_path / "report.html"
    kept.value.save_as(file)
    alone = open_at(390, as_="")
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("file:")] == []
    assert alone.locator(".lede").first.inner_text() == report.locator(".lede").first.inner_text()
    assert "a study" in alone.locator("main").inner_text()
    wide = alone.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]
