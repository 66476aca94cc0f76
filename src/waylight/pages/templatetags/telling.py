"""How a story reads, and in which language: the same parts, by the same code, as on the page that is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from waylight.record.story.languages import name_of

if TYPE_CHECKING:
    from waylight.record.story import StoryVersion

register = template.Library()
register.filter("language_name", name_of)


@register.filter
def as_read(version: StoryVersion) -> SafeString:
    """A version as its readers meet it, under the heading of the page; what is no part of a story stands escaped."""
    from waylight.pages.story.reading import read_version

    return mark_safe(read_version(version).whole)  # noqa: S308 - the words are escaped where the parts are made


@register.filter
def spoken(language: str) -> SafeString:
    """The attributes that say in which language, and in which direction, the words of an element run."""
    from waylight.lenses.story.forms.web import direction

    return format_html('lang="{}" dir="{}"', language, direction(language))
