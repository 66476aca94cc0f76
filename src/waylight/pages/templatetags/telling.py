"""How a story's Markdown reads: the same parts, by the same code, as on the page that is published."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def as_read(markdown: str) -> SafeString:
    """The text as its readers meet it, under the heading of the page; what is no part of a story stands escaped."""
    from waylight.lenses.story.forms.reading import read
    from waylight.lenses.story.forms.web import body

    return mark_safe(body(read("", markdown).blocks))  # noqa: S308 - the words are escaped where the parts are made
