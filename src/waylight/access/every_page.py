"""That every page has a line in the table of rules, and every line a page: what the start asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

from waylight.access.rules import RULES, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.urls import URLPattern, URLResolver


def names(patterns: Iterable[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    """The name of every page below some addresses; "?" and the route for one that has no name.

    Where one line holds for all of a namespace, nothing in it is looked at, so that it need not be loaded.
    """
    from django.urls import URLResolver

    for pattern in patterns:
        if isinstance(pattern, URLResolver) and f"{pattern.namespace}:*" in RULES:
            continue
        if isinstance(pattern, URLResolver):
            inside = f"{above}{pattern.namespace}:" if pattern.namespace else above
            yield from names(pattern.url_patterns, inside)
        else:
            yield f"{above}{pattern.name or f'? {pattern.pattern}'}"


def every_page_has_a_rule(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Raise ImproperlyConfigured, naming them, if there are pages without a line or lines without a page."""
    known = set(names(patterns))
    lawless = sorted(name for name in known if rule_of(name) is None)
    idle = sorted(name for name in RULES if not name.endswith(":*") and name not in known)
    if lawless or idle:
        raise ImproperlyConfigured(
            f"access/rules.py does not say who may use {', '.join(lawless) or 'nothing'}; "  # not for readers
            f"it names pages that are not there: {', '.join(idle) or 'none'}."  # not for readers
        )
