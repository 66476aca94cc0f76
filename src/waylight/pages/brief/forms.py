"""The brief as text, Markdown, HTML and JSON: the same lines as the page, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from django.template.loader import render_to_string
from django.utils.translation import gettext, pgettext

from waylight.pages.templatetags.words import rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from waylight.pages.brief.brief import Brief
    from waylight.pages.brief.lines import Line, ReachLine

MARKS = {"kept": "[x]", "part": "[~]", "open": "[ ]"}


def sections(brief: Brief) -> list[tuple[str, list[str]]]:
    """The brief as headings and lines of plain words; an empty section says that it is empty."""
    people = [f"{brief.people.text} {brief.people.more}"] if brief.people else []
    return [
        (gettext("What was chosen last time, and what came of it"), _commitments(brief)),
        (pgettext("a heading of the brief", "Reached out"), _reach(brief.reached_out, brief.more_out)),
        (pgettext("a heading of the brief", "Was reached"), _reach(brief.reached_in, brief.more_in)),
        (gettext("Heard from others, and what it changed"), _and_more(map(_heard, brief.heard), brief.more_heard)),
        (
            gettext("In the client's own words"),
            _and_more(map(_quoted, brief.reflections), brief.more_reflections),
        ),
        (gettext("Questions carried over"), _questions(brief)),
        (gettext("Confidence"), _confidence(brief)),
        (gettext("People, four weeks"), people),
        (gettext("Gone quiet"), [f"{line.name} ({line.text}), {line.more}" for line in brief.quiet]),
        (gettext("Not known"), brief.unknown),
    ]


def _commitments(brief: Brief) -> list[str]:
    nothing, said = gettext("nothing seen"), gettext("said, not yet kept: “{text}”")
    kept = [f"{MARKS[line.mark]} {line.text} ({line.became}; {line.seen or nothing})" for line in brief.commitments]
    return kept + [f"[?] {said.format(text=line.text)}" for line in brief.proposed_commitments]


def _reach(lines: list[ReachLine], more: int) -> list[str]:
    said = [f"{line.name}{f' ({line.place})' if line.place else ''}: {line.tag or line.times}" for line in lines]
    return _and_more(said, more)


def _and_more(lines: Iterable[str], more: int) -> list[str]:
    return [*lines, *([gettext("and {number} more").format(number=more)] if more else [])]


def _quoted(line: Line) -> str:
    quoted = gettext("“{text}”").format(text=line.text)
    return f"{quoted} ({line.words})"


def _heard(line: Line) -> str:
    heard = f"{line.name}: {line.text}" if line.name else line.text
    return f"{heard} – {line.more} ({line.words})" if line.more else f"{heard} ({line.words})"


def _questions(brief: Brief) -> list[str]:
    carried = _and_more(map(_quoted, brief.questions), brief.more_questions)
    return carried + [gettext("left open: “{text}”").format(text=line.text) for line in brief.proposed_questions]


def _confidence(brief: Brief) -> list[str]:
    rating = brief.confidence
    if rating is None:
        return []
    words = gettext("“{text}”").format(text=rating.words) if rating.words else ""
    earlier = f"; {rating.earlier}" if rating.earlier else ""
    rated = gettext("{value} of 10 on {day}").format(value=rate(rating.value), day=rating.on)
    return [" ".join(filter(None, (f"{rated}{earlier}", words)))]


def as_text(brief: Brief) -> str:
    """Plain text for a terminal or a mail to oneself."""
    parts = [_eyebrow(brief), brief.title, "", brief.lede]
    for heading, lines in sections(brief):
        parts += ["", heading.upper(), *[f"  {line}" for line in lines or [gettext("nothing known")]]]
    return "\n".join(parts) + "\n"


def as_markdown(brief: Brief) -> str:
    """Markdown, for notes."""
    parts = [f"# {brief.title}", "", f"*{_eyebrow(brief)}*", "", brief.lede]
    for heading, lines in sections(brief):
        parts += ["", f"## {heading}", "", *[f"- {line}" for line in lines or [gettext("nothing known")]]]
    return "\n".join(parts) + "\n"


def as_html(brief: Brief) -> str:
    """One HTML file that stands alone: no style sheet, no script, nothing fetched."""
    return render_to_string(
        "brief/alone.html", {"brief": brief, "eyebrow": _eyebrow(brief), "sections": sections(brief)}
    )


def as_json(brief: Brief) -> str:
    """Every line with the address of its evidence."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=2).decode() + "\n"


def _eyebrow(brief: Brief) -> str:
    said = gettext("Meeting {number} with {name} · {when}")
    return said.format(number=brief.number, name=brief.client, when=brief.when)


FORMS: dict[str, tuple[str, Callable[[Brief], str]]] = {
    "txt": ("text/plain", as_text),
    "md": ("text/markdown", as_markdown),
    "html": ("text/html", as_html),
    "json": ("application/json", as_json),
}
