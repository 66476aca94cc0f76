"""Bringing files: sent, looked at, confirmed, watched and undone, as on the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest, QueryDict
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of, one_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, as_it_stands
from waylight.api.shapes import imports as shapes
from waylight.api.shapes.base import InAddress, Line, Page, Wrong
from waylight.api.shapes.imports import Choices, Import, Preview
from waylight.pages.files.arriving import ReadFile
from waylight.pages.files.choices import chosen
from waylight.pages.files.preview import FilePreview, opened
from waylight.pages.files.result import result_of
from waylight.record import imports as record
from waylight.record.bringing import whole
from waylight.record.bringing.agreement import NotAgreed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

router = Router()
LIST, IT = f"{ONE}/imports", f"{ONE}/imports/{{int:number}}"
FILES = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


class Reading(InAddress):
    """How files are to be read: all as one kind, in a zone for times that name none, with subjects kept."""

    kind: Literal[
        "",
        "transcript",
        "calendar",
        "mail",
        "interactions",
        "contacts",
        "journal",
        "meetings",
        "commitments",
        "insights",
    ] = ""
    zone: Line = ""
    keep_subjects: Literal["", "1"] = ""


def _imports(request: HttpRequest, engagement: int) -> QuerySet[record.Import]:
    mine = record.Import.objects.visible_to(request.user).filter(engagement=engagement_of(request, engagement))
    return mine.select_related("engagement__client", "engagement__coach__user").prefetch_related("files")


def _shown(one: record.Import) -> Import:
    total = sum(file.rows for file in one.files.all())
    return Import(
        id=one.pk,
        at=one.at,
        brought_in_at=one.brought_in_at,
        state=one.state,  # type: ignore[arg-type]
        failure=one.failure,
        done=total if one.state == record.Import.State.IN else min(record.done(one), total),
        total=total,
        new=result_of(one).new if one.state == record.Import.State.IN else 0,
        files=[
            shapes.ImportFile(id=file.pk, **{name: getattr(file, name) for name in FIELDS}) for file in one.files.all()
        ],
    )


FIELDS = ("name", "kind", "rows", "problem_count", "remark_count", "first_at", "last_at")


@operation(router, "GET", LIST, like="files", answers=Page[Import], scope=Scope.IMPORT)
def list_imports(request: HttpRequest, engagement: int, asked: Query[Asked]) -> Page[Import]:
    """The imports that the token's owner made."""
    return page(_imports(request, engagement), asked, _shown)


@operation(router, "GET", IT, like="import", answers=Import, scope=Scope.IMPORT)
def get_import(request: HttpRequest, engagement: int, number: int) -> Import:
    """One import: what was read, how far it has come, or what came in."""
    return _shown(one_of(_imports(request, engagement), number))


@operation(
    router,
    "POST",
    LIST,
    like="files",
    answers=Import,
    status=201,
    scope=Scope.IMPORT,
    takes_files=True,
    more=FILES,
)
def bring_files(request: HttpRequest, engagement: int, reading: Query[Reading]) -> Import:
    """Send files. They are read while they arrive; nothing is in the record before the import is confirmed."""
    del reading  # who reads the files looked at the address, before this began
    found = engagement_of(request, engagement)
    readings = [one.reading for one in request.FILES.getlist("files") if isinstance(one, ReadFile)]
    if not readings:
        raise Problem(422, "No file came. Send at least one, as “files”.")
    brought = record.receive(found, request.user, readings)  # type: ignore[arg-type]
    return get_import(request, engagement, brought.pk)


@operation(router, "GET", f"{IT}/preview", like="import", answers=Preview, scope=Scope.IMPORT)
def preview_import(request: HttpRequest, engagement: int, number: int) -> Preview:
    """What was recognised, who is who, what is new, and what could not be read."""
    seen = opened(one_of(_imports(request, engagement), number))
    return Preview(
        lede=seen.lede,
        files=[_file(one) for one in seen.files],
        problem_count=seen.problem_count,
        questions=[
            shapes.WhoIsIt(
                name=one.name,
                of=one.of,
                answers=[shapes.Name(value=a.value, shown=a.shown, chosen=a.chosen) for a in one.answers],
            )
            for one in seen.questions
        ],
        same=[
            shapes.SamePerson(names=one.names, values=one.values, reason=one.reason, chosen=one.ticked)
            for one in seen.same
        ],
        not_agreed=seen.not_agreed,
    )


def _file(one: FilePreview) -> shapes.FilePreview:
    of = one.transcript
    offered = of.offered if of else []
    return shapes.FilePreview(
        id=one.file.pk,
        name=one.file.name,
        what=one.what,
        holds=one.holds,
        news=one.news,
        aside=one.aside,
        leave_out=one.leave_out,
        problems=[*one.problems, *one.more_problems],
        remarks=[*one.remarks, *one.more_remarks],
        day=of.day if of else "",
        meeting=of.meeting if of else "",
        offered=[shapes.Offered(value=o.value, shown=o.shown, day=o.day) for o in offered],
    )


@operation(router, "POST", f"{IT}/confirm", like="import-confirm", answers=Import, scope=Scope.IMPORT)
def confirm_import(request: HttpRequest, engagement: int, number: int, given: Choices) -> Import:
    """Bring in what was read, with what is chosen; it comes in wholly or not at all."""
    brought = one_of(_imports(request, engagement), number)
    choices, wrong = chosen(brought, _as_form(brought, given))
    if wrong:
        raise Problem(
            422,
            "Something is missing before these files can come in.",
            errors=tuple(Wrong(where=where, why=why) for where, why in wrong.items()),
        )
    return _done(request, engagement, number, lambda one: whole.confirm(one, choices))


def _as_form(brought: record.Import, given: Choices) -> QueryDict:
    """The choices as the page's form sends them, so that they are checked by the same function."""
    suggested: dict[str, Any] = opened(brought).choices
    form = QueryDict(mutable=True)
    for pk, one in suggested.get("files", {}).items():
        meeting = f"meeting:{one['meeting']}" if one.get("meeting") else ""
        form[f"day-{pk}"] = one.get("day", "")
        form[f"meeting-{pk}"] = f"key:{one['meeting_key']}" if one.get("meeting_key") else meeting
    for chosen_file in given.files:
        pk = str(chosen_file.file)
        form[f"kind-{pk}"], form[f"day-{pk}"] = chosen_file.kind, chosen_file.day
        form[f"meeting-{pk}"] = chosen_file.meeting
        form.setlist(f"leave_out-{pk}", ["on"] * chosen_file.leave_out)
    for name, said in (("is_client", given.is_client), ("is_coach", given.is_coach)):
        form.setlist(name, suggested.get(name, []) if said is None else said)
    form.setlist("same", [json.dumps(one) for one in (suggested.get("same", []) if given.same is None else given.same)])
    form.setlist("despite_problems", ["on"] * given.despite_problems)
    return form


def _done(request: HttpRequest, engagement: int, number: int, do: Callable[[record.Import], None]) -> Import:
    """Do something with an import, and say how it stands then. Raises Problem 409 for what cannot be done now."""
    try:
        do(one_of(_imports(request, engagement), number))
    except (whole.NotNow, NotAgreed) as reason:
        raise Problem(409, str(reason)) from None
    return get_import(request, engagement, number)


@operation(router, "POST", f"{IT}/undo", like="import-undo", answers=Import, scope=Scope.IMPORT)
def undo_import(request: HttpRequest, engagement: int, number: int) -> Import:
    """Take an import out of the record; it can be confirmed again."""
    return _done(request, engagement, number, whole.undo)


@operation(router, "POST", f"{IT}/stop", like="import-stop", answers=Import, scope=Scope.IMPORT)
def stop_import(request: HttpRequest, engagement: int, number: int) -> Import:
    """Give up on an import that lost its worker, so that it can be tried again."""
    return _done(request, engagement, number, whole.stop_waiting)


@operation(router, "DELETE", IT, like="import-discard", answers=None, status=204, scope=Scope.IMPORT)
def discard_import(request: HttpRequest, engagement: int, number: int) -> None:
    """Throw away what was read and is not in the record."""
    with as_it_stands():
        record.discard(one_of(_imports(request, engagement), number))
