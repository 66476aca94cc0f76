"""An import as a whole: confirmed, brought in as one transaction, undone as one transaction."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_noop, override
from django_tasks import task

from waylight.intake.rows import Kind
from waylight.record.audit import Verb, note_that
from waylight.record.bringing.agreement import NotAgreed, insist
from waylight.record.bringing.calendar import bring_calendar
from waylight.record.bringing.came_in import came_in
from waylight.record.bringing.contacts import bring_contacts
from waylight.record.bringing.interactions import bring_mail, bring_table
from waylight.record.bringing.journal import bring_journal
from waylight.record.bringing.listed import bring_commitments, bring_insights, bring_meetings
from waylight.record.bringing.naming import Naming
from waylight.record.bringing.outcome import Bringing, Outcome
from waylight.record.bringing.people_met import full_names, note_stakeholders, say_who_is_who
from waylight.record.bringing.touched import Touched
from waylight.record.bringing.transcript import bring_transcript
from waylight.record.bringing.undoing import let_go_of_names, take_out
from waylight.record.engagement import Engagement
from waylight.record.imports import Import, ImportFile, quiet_for, report, seen_before
from waylight.record.moving import forget_moves
from waylight.record.privacy.forgetting import Forgetting
from waylight.record.webhooks.by_files import tell_of_import, telling_of_meetings
from waylight.record.webhooks.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

logger = logging.getLogger(__name__)

# Contacts first, because they say who is who; transcripts after the calendar, because it knows the meetings.
ORDER: dict[str, Callable[..., Outcome]] = {
    Kind.CONTACTS: bring_contacts,
    Kind.CALENDAR: bring_calendar,
    Kind.MAIL: bring_mail,
    Kind.INTERACTIONS: bring_table,
    Kind.MEETINGS: bring_meetings,
    Kind.TRANSCRIPT: bring_transcript,
    Kind.JOURNAL: bring_journal,
    Kind.COMMITMENTS: bring_commitments,
    Kind.INSIGHTS: bring_insights,
}
# Short files whose meaning depends on what else is in the record; they are always replayed when an import is undone.
ALWAYS_AGAIN = {Kind.CONTACTS, Kind.CALENDAR}
QUIET_S = 60  # seconds without progress after which an import may have lost its worker
CONFIRMABLE = [Import.State.READ, Import.State.FAILED, Import.State.UNDONE]


class NotNow(Exception):
    """The import is not in a state in which this can be done; the message says which."""


class NotBroughtIn(Exception):
    """Bringing in failed, and nothing of it is in the record. Holds no content of any file."""


def confirm(brought: Import, choices: dict[str, Any] | None = None) -> None:
    """Bring an import in with what the user chose, in the background.

    ``choices``: ``files`` (file id -> ``leave_out``, ``day``, ``meeting``, ``meeting_key``, ``meeting_kind``),
    ``is_client`` and ``is_coach`` (addresses or spellings), ``same`` (lists of aliases' values that are one person).
    An import that failed or was undone can be confirmed again. Raises NotNow otherwise, and NotAgreed without the
    client's agreement to all that is not left out.
    """
    _begin(brought, choices)
    language = get_language() or settings.LANGUAGE_CODE
    transaction.on_commit(lambda: bring_in_later.enqueue(brought.pk, language))


def bring_in_at_once(brought: Import, choices: dict[str, Any] | None = None) -> None:
    """Bring an import in with what the user chose, here and now. Raises NotNow, NotAgreed, or whatever went wrong."""
    _begin(brought, choices)
    bring_in(brought.pk)
    brought.refresh_from_db()


def _begin(brought: Import, choices: dict[str, Any] | None) -> None:
    # A page may have been open since before somebody was erased.
    brought.choices = Forgetting.of(brought.engagement).chosen(choices or {})
    insist(brought.engagement, _wanted(brought))
    with transaction.atomic():
        changed = Import.objects.filter(pk=brought.pk, state__in=CONFIRMABLE).update(
            state=Import.State.COMING, failure="", result={}
        )
        if not changed:
            raise NotNow(gettext("These files were already confirmed."))
        brought.save(update_fields=["choices"])
    report(brought, 0)


def stop_waiting(brought: Import) -> None:
    """Give up on an import that nothing moves any more, because the worker that had it ended. Raises NotNow.

    Should that worker live after all, the import is simply in, because what it brings in and the state are one.
    """
    if quiet_for(brought) < QUIET_S:
        raise NotNow(gettext("These files are still coming in; wait a little."))
    changed = Import.objects.filter(pk=brought.pk, state=Import.State.COMING).update(
        state=Import.State.FAILED,
        failure=gettext_noop("Bringing these files in stopped halfway, and was given up. Try again."),
    )
    if not changed:
        raise NotNow(gettext("These files are not on their way any more."))


@task()
def bring_in_later(import_id: int, language: str = settings.LANGUAGE_CODE) -> None:
    """Bring an import in, in the background worker. What is raised, and so logged, holds no content.

    Sentences about what is left out are kept, and said in ``language``: that of the page where it was confirmed.
    """
    try:
        with override(language):
            bring_in(import_id)
    except Exception as failure:
        raise NotBroughtIn(f"import {import_id}: {type(failure).__name__}") from None
    for number in Import.objects.filter(pk=import_id, state=Import.State.IN).values_list("engagement", flat=True):
        came_in.send_robust(bring_in_later, engagement=number)


def bring_in(import_id: int) -> None:
    """Bring a confirmed import in: wholly, or not at all. What failed is said on the import itself."""
    try:
        with transaction.atomic():
            brought = Import.objects.select_for_update().get(pk=import_id)
            if brought.state != Import.State.COMING:
                return
            _one_at_a_time(brought)
            insist(brought.engagement, _wanted(brought))  # it may have been withdrawn since this was confirmed
            with telling_of_meetings(brought.engagement):
                outcomes, touched = _bring(brought)
            brought.result = {"files": {pk: asdict(one) for pk, one in outcomes.items()}, "touched": touched.entries}
            brought.state, brought.brought_in_at = Import.State.IN, _after_all_others(brought)
            brought.save(update_fields=["result", "state", "brought_in_at"])
            tell_of_import(brought, Event.IMPORT_DONE)
            note_that(brought.by, Verb.BROUGHT_IN, f"import {brought.pk}", brought.engagement)
    except NotAgreed as reason:
        Import.objects.filter(pk=import_id).update(state=Import.State.FAILED, failure=str(reason))
        raise
    except Exception as failure:
        # The log names the kind of failure, never its words: they may hold content.
        logger.error("import %s was not brought in: %s", import_id, type(failure).__name__)
        Import.objects.filter(pk=import_id).update(
            state=Import.State.FAILED,
            failure=gettext_noop(
                "Something went wrong while these files were brought in. The record is as it was before; "
                "try again, or leave out the file that was being read."
            ),
        )
        raise


def _one_at_a_time(brought: Import) -> None:
    """Two imports of one engagement would both make the same names; the second waits for the first."""
    Engagement.objects.select_for_update().get(pk=brought.engagement_id)


def _after_all_others(brought: Import) -> datetime:
    """Now; or just after the engagement's latest import, if the clock was set back since. Order decides replays."""
    others = Import.objects.filter(engagement=brought.engagement).exclude(pk=brought.pk)
    latest: datetime | None = others.aggregate(latest=Max("brought_in_at"))["latest"]
    now = timezone.now()
    return max(now, latest + timedelta(microseconds=1)) if latest else now


def _bring(brought: Import) -> tuple[dict[str, Outcome], Touched]:
    """Bring all of an import's files in; returns what came of each, by id, and what was changed."""
    files = _wanted(brought)
    naming, touched = Naming(brought.engagement, names=full_names(files)), Touched()
    return _in_order(brought, files, naming, touched), touched


def _wanted(brought: Import) -> list[ImportFile]:
    """The files that were recognised and that the user did not leave out."""
    return [file for file in brought.files.all() if file.kind and not _chosen(brought, file).get("leave_out")]


def _in_order(
    brought: Import,
    files: list[ImportFile],
    naming: Naming,
    touched: Touched,
    unsettled: frozenset[str] = frozenset(),
    again: set[int] | None = None,
) -> dict[str, Outcome]:
    if every := _wanted(brought):
        say_who_is_who(brought.choices, naming, every[0], touched)
    outcomes: dict[str, Outcome] = {}
    done = 0
    for file in sorted(files, key=lambda file: list(ORDER).index(Kind(file.kind))):
        if seen_before(file):
            outcomes[str(file.pk)] = Outcome(already_there=file.rows)
        else:
            chosen, say = _chosen(brought, file), _reporter(brought, done)
            to = Bringing(brought.engagement, naming, file, chosen, say, touched, unsettled, again)
            outcomes[str(file.pk)] = ORDER[file.kind](file.staged(), to)
        done += file.rows
    naming.name_the_unnamed(touched)
    note_stakeholders(brought.engagement)
    return outcomes


def _chosen(brought: Import, file: ImportFile) -> dict[str, Any]:
    """What the user chose for a file, by its id or (where a program chose) its name."""
    chosen: dict[str, dict[str, Any]] = brought.choices.get("files", {})
    return chosen.get(str(file.pk)) or chosen.get(file.name) or {}


def _reporter(brought: Import, before: int) -> Callable[[int], None]:
    """Report progress at most twice a second: a page asks no more often."""
    last = 0.0

    def say(n: int) -> None:
        nonlocal last
        if time.monotonic() - last > 0.5:
            last = time.monotonic()
            report(brought, before + n)

    return say


@transaction.atomic
def undo(brought: Import) -> None:
    """Take an import out as a whole; what another import also holds stays. Raises NotNow unless it is in.

    Rows that both held are there again because the other imports are replayed from their staged rows, in the order
    in which they came in.
    """
    _one_at_a_time(brought)
    changed = Import.objects.filter(pk=brought.pk, state=Import.State.IN).update(state=Import.State.UNDONE)
    if not changed:
        raise NotNow(gettext("Only files that are in the record can be undone."))
    brought.refresh_from_db()
    files = list(brought.files.all())
    forget_moves(brought.engagement)
    with telling_of_meetings(brought.engagement):
        unsettled, again = frozenset(take_out(brought)), set[int]()
        others = Import.objects.filter(engagement=brought.engagement, state=Import.State.IN)
        for other in others.order_by("brought_in_at", "pk"):
            _again(other, files, unsettled, again)
    let_go_of_names(brought)
    tell_of_import(brought, Event.IMPORT_UNDONE)
    note_that(brought.by, Verb.UNDID, f"import {brought.pk}", brought.engagement)  # nobody else may


def _again(other: Import, leaving: list[ImportFile], unsettled: frozenset[str], again: set[int]) -> None:
    """Replay the files of an import that may hold what an undone one took with it, and keep the sum of both times."""
    before = {pk: Outcome(**outcome) for pk, outcome in other.result.get("files", {}).items()}
    always = {*ALWAYS_AGAIN, Kind.JOURNAL} if unsettled else ALWAYS_AGAIN
    files = [
        file
        for file in other.files.all()
        if (one := before.get(str(file.pk))) and (file.kind in always or one.already_there)
    ]
    naming = Naming(other.engagement, names=full_names(_wanted(other)), leaving=[file.pk for file in leaving])
    touched = Touched()
    outcomes = _in_order(other, files, naming, touched, unsettled, again)
    merged = {**before, **{pk: before[pk].with_again(outcome) for pk, outcome in outcomes.items()}}
    other.result = {
        "files": {pk: asdict(outcome) for pk, outcome in merged.items()},
        "touched": [*other.result.get("touched", []), *touched.entries],
    }
    other.save(update_fields=["result"])
