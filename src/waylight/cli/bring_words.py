"""The preview and the result of ``waylight import`` as text: the same sentences as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waylight.pages.files.result import result_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waylight.pages.files.preview import FilePreview, Preview
    from waylight.record.imports import Import


def preview_lines(shown: Preview) -> Iterable[str]:
    """The preview as text."""
    for one in shown.files:
        yield from _file(one)
    for question in shown.questions:
        chosen = [answer.shown for answer in question.answers if answer.chosen]
        option = "--client" if question.name == "is_client" else "--coach"
        offered = "; ".join(answer.value for answer in question.answers[:5])
        yield f"{question.label} {', '.join(chosen) or f'None, as far as it shows. Say so with {option}: {offered}'}"
    for one_person in shown.same:
        verb = "are taken as one person" if one_person.ticked else "may be one person, and stay apart"
        yield f"{' and '.join(one_person.names)} {verb}: {one_person.reason}."


def _file(one: FilePreview) -> Iterable[str]:
    yield f"{one.file.name}: {one.what or 'not recognised, and left out'}"
    if one.what:
        yield f"  {one.holds}. {one.news}"
    if one.aside:
        yield f"  {one.aside}"
    yield from (f"  not read: {problem}" for problem in one.problems)
    if one.more_problems:
        yield f"  and {one.file.problem_count - len(one.problems):,} more that could not be read"
    yield from (f"  read, with a remark: {remark}" for remark in one.remarks)
    if one.more_remarks:
        yield f"  and {one.file.remark_count - len(one.remarks):,} more remarks"


def outcome(brought: Import) -> Iterable[str]:
    """What came of an import, as text, and how to undo it."""
    result = result_of(brought)
    yield result.lede
    for one in result.files:
        yield f"{one.file.name}: {one.came}"
        if one.aside:
            yield f"  set aside: {', '.join(one.aside)}"
        yield from (f"  {sentence}" for sentence in one.left_out)
    undo = f"waylight import {brought.engagement_id} --undo {brought.pk}"
    yield f"This was import {brought.pk}; {undo} takes it out again."
