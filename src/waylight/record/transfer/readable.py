"""A practice as pages that open in any browser: the words of each engagement, row by row."""

# not for readers

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from waylight.record.engagement import Engagement
from waylight.record.people import Practice
from waylight.record.sealing import SealedBytes, sealed_fields
from waylight.record.transfer.tables import as_json, rows_of, tables, way_to_practice, written_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.3rem .6rem;border-bottom:1px solid #ddd;"
    "overflow-wrap:anywhere;white-space:pre-wrap}"
)
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title><style>{}</style></head><body><h1>{}</h1>
{}
</body></html>
"""
HIDDEN = {"seal", "key", "salt"}
TECHNICAL = {"StagedChunk", "ImportFile", "Import"}


def pages(practice: Practice) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page; rows without words, such as contacts, are in the JSON lines alone."""
    engagements = list(rows_of(practice, Engagement).select_related("client", "coach__user"))
    links = format_html_join(
        "\n",
        '<li><a href="engagement-{}.html">{}</a>, since {}</li>',
        ((number, str(one), one.begins) for number, one in enumerate(engagements, start=1)),
    )
    yield "index.html", _page(practice.name, format_html("<ul>\n{}\n</ul>", links))
    for number, one in enumerate(engagements, start=1):
        yield f"engagement-{number}.html", _page(str(one), _parts(practice, one))


def _page(title: str, body: str) -> str:
    return format_html(PAGE, title, mark_safe(STYLE), title, body)  # noqa: S308 - a constant


def _parts(practice: Practice, engagement: Engagement) -> str:
    parts = [_table(model, rows) for model, rows in _wordy(practice, engagement)]
    return format_html_join("\n", "{}", ((part,) for part in parts if part))


def _wordy(practice: Practice, engagement: Engagement) -> Iterator[tuple[type[models.Model], list[Any]]]:
    for model in tables():
        if model.__name__ in TECHNICAL or not any(sealed_fields(model)) or _without_words(model):
            continue
        if model is Engagement:
            yield model, [engagement]
            continue
        way = way_to_practice(model)
        if "engagement" in way:
            mine = {way.rpartition("__practice")[0]: engagement}
            yield model, list(rows_of(practice, model).filter(**mine))


def _without_words(model: type[models.Model]) -> bool:
    return model.__name__ == "Interaction" or all(isinstance(field, SealedBytes) for field in sealed_fields(model))


def _table(model: type[models.Model], rows: list[Any]) -> str:
    if not rows:
        return ""
    fields = [
        field
        for field in written_fields(model)
        if field.name not in HIDDEN and not field.is_relation and not isinstance(field, SealedBytes)
    ]
    head = format_html_join("", "<th>{}</th>", ((field.verbose_name,) for field in fields))
    lines = format_html_join(
        "\n",
        "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((_shown(as_json(field, row)),) for field in fields)),) for row in rows),
    )
    title = str(model._meta.verbose_name_plural).capitalize()
    return format_html("<h2>{}</h2>\n<table><tr>{}</tr>\n{}</table>", title, head, lines)


def _shown(value: Any) -> str:
    return "" if value in (None, "", [], {}) else str(value)
