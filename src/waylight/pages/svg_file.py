"""A drawing as a file that stands alone: its style is inside it, with the light colours of the design tokens."""

from __future__ import annotations

import re

from django.http import HttpResponse

from waylight.pages.style_text import style_text

TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
LAYER = re.compile(r"@layer \w+ \{(.*)\}\s*$", re.S)


def svg_file(drawing: str, style: str, name: str) -> HttpResponse:
    """Answer with ``drawing`` (one SVG element) and the style sheet ``style`` (a static file) as a file to keep."""
    tokens = dict(TOKEN.findall(_text("base/tokens.css").partition("@media")[0]))
    sheet = re.sub(r"var\((--[\w-]+)\)", lambda used: tokens[used[1]], _unlayered(_text(style)))
    sheet += f" svg {{ background: {tokens['--paper']}; }}"
    sheet += f" svg text {{ font-family: {tokens['--sans']}; }}"  # not for readers
    content = drawing.replace("<title", f"<style>{sheet}</style><title", 1)
    response = HttpResponse(content, content_type="image/svg+xml; charset=utf-8")  # not for readers
    response["Content-Disposition"] = f'attachment; filename="{name}"'  # not for readers
    return response


def _unlayered(sheet: str) -> str:
    """The rules of a sheet's one layer: programs that draw SVG know no layers."""
    found = LAYER.search(sheet)
    return found[1] if found else sheet


def _text(static: str) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", style_text(static), flags=re.S)
