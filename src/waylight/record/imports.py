"""Imports: files that somebody brought, what was read of them, and whether it is in the record.

An import is *read* while its files arrive: rows and problems are staged, nothing else changes. It is then *brought in*
as one transaction, can be *undone* as a whole, and knows its files by their hash.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy

from waylight.access import predicates
from waylight.record.packing import Packing, Reading, unpacked
from waylight.record.privacy.forgetting import Forgetting
from waylight.record.scope import OfEngagement, Scoped, WithSeal
from waylight.record.sealing import SealedBytes, SealedJSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.intake.rows import Row
    from waylight.record.engagement import Engagement

__all__ = [
    "Import",
    "ImportFile",
    "Packing",
    "Reading",
    "StagedChunk",
    "discard",
    "progress",
    "receive",
    "report",
    "seen_before",
]


class Import(OfEngagement):
    """Some files brought together by one person."""

    class State(models.TextChoices):
        READ = "read", pgettext_lazy("an import", "waiting for you to confirm")
        COMING = "coming", pgettext_lazy("an import", "being brought in")
        IN = "in", pgettext_lazy("an import", "brought in")
        FAILED = "failed", pgettext_lazy("an import", "not brought in")
        UNDONE = "undone", pgettext_lazy("an import", "undone")

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    brought_in_at = models.DateTimeField(null=True, blank=True)  # None until it was; kept when it is undone
    state = models.CharField(max_length=8, choices=State, default=State.READ)
    choices = SealedJSON(default=dict, row=("id",))  # what the user chose in the preview, by file
    result = SealedJSON(default=dict, row=("id",))  # how many of what came in
    failure = models.TextField(blank=True)  # in English, or as it was said to who brought it

    objects: ClassVar[Scoped[Import]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["read", "coming", "in", "failed", "undone"]), name="import_state_known"
            )
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Who brought the files: a preview can hold private entries."""
        return predicates.brought_it(user)

    @property
    def why_failed(self) -> str:
        """Why it was not brought in, in the reader's language; "" if it was."""
        return gettext(self.failure) if self.failure else ""


class ImportFile(WithSeal):
    """One file of an import, of one kind. A file inside an archive is a file of its own here."""

    brought = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=14, blank=True)  # "" when it was not recognised
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    problems = SealedJSON(default=list, of="brought__engagement")  # [{"line", "reason", "lost"}], the first of each
    problem_count = models.PositiveIntegerField(default=0)  # of those that lost something
    remark_count = models.PositiveIntegerField(default=0)  # of those that lost nothing
    people = SealedJSON(default=dict, of="brought__engagement")  # address or spelling -> [name shown, how often]
    first_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["sha256"])]

    def __str__(self) -> str:
        return self.name

    def said(self, *, lost: bool) -> list[dict[str, Any]]:
        """What was said of the file while it was read: the problems that lost something, or the remarks that did not.

        What was kept before remarks were told apart counts as lost.
        """
        return [one for one in self.problems if one.get("lost", True) is lost]

    def staged(self) -> Iterator[Row]:
        """The rows that were read from this file, in order."""
        for chunk in self.chunks.order_by("number").iterator(chunk_size=4):
            yield from unpacked(chunk.rows_gz, self.kind)


class StagedChunk(models.Model):
    """Some rows of a file as they were read, kept so that an import can be replayed when another is undone."""

    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    rows_gz = SealedBytes(of="file__brought__engagement", row=("file_id", "number"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="staged_chunk_once")]


@transaction.atomic
def receive(engagement: Engagement, by: User, readings: Iterable[Reading]) -> Import:
    """Stage what was read of some files. The record itself does not change until ``confirm``.

    Names of people who were erased go before anything is kept.
    """
    brought = Import.objects.create(engagement=engagement, by=by)
    forgetting = Forgetting.of(engagement)
    for reading in readings:
        for member in map(forgetting.member, reading.members) if forgetting else reading.members:
            file = ImportFile.objects.create(
                brought=brought,
                name=member.name[:300],
                kind=member.kind,
                sha256=reading.sha256,
                rows=member.rows,
                problems=member.problems,
                problem_count=member.problem_count,
                remark_count=member.remark_count,
                people=member.people,
                first_at=member.first_at,
                last_at=member.last_at,
            )
            StagedChunk.objects.bulk_create(
                StagedChunk(file=file, number=n, rows_gz=chunk) for n, chunk in enumerate(member.chunks)
            )
    return brought


@transaction.atomic
def discard(brought: Import) -> None:
    """Throw an import away that was never brought in, or was undone. Raises ValueError otherwise."""
    now = Import.objects.select_for_update().filter(pk=brought.pk)
    if now.filter(state__in=[Import.State.IN, Import.State.COMING]).exists():
        raise ValueError(gettext("These files are in the record, or on their way into it; undo that first."))
    now.delete()


def seen_before(file: ImportFile) -> Import | None:
    """The import of the same engagement with which this very file came into the record before, if any.

    Of an import that is itself in the record, only those that came in earlier count. A file that was left out, or of
    which nothing came in, was not seen. A renamed file is the same file; a member of an archive is known by its path.
    """
    same = ImportFile.objects.filter(
        sha256=file.sha256,
        kind=file.kind,
        brought__engagement=file.brought.engagement_id,
        brought__state=Import.State.IN,
    ).exclude(brought=file.brought_id)
    if file.brought.state == Import.State.IN and file.brought.brought_in_at:
        same = same.filter(brought__brought_in_at__lt=file.brought.brought_in_at)
    for other in same.select_related("brought").order_by("brought__brought_in_at"):
        outcome = other.brought.result.get("files", {}).get(str(other.pk), {})
        if _inside(other.name) == _inside(file.name) and (outcome.get("new") or outcome.get("already_there")):
            return other.brought
    return None


def _inside(name: str) -> str:
    """A member's path inside its archive, "" for a file that stands alone."""
    return name.partition("/")[2]


def progress(brought: Import) -> tuple[int, int]:
    """How many rows have been brought in so far, of how many."""
    total = sum(brought.files.values_list("rows", flat=True))
    return min(done(brought), total), total


def done(brought: Import) -> int:
    """How many rows have been brought in so far. Kept beside the database, whose transaction is still open."""
    rows, _ = cache.get(f"import-{brought.pk}", (0, 0.0))
    return int(rows)


def quiet_for(brought: Import) -> float:
    """Seconds since the last progress was reported; infinite when none is known.

    A report from the future is one from before the clock was set back, which a worker at work would have renewed.
    """
    _, when = cache.get(f"import-{brought.pk}", (0, 0.0))
    quiet = time.time() - float(when) if when else math.inf
    return quiet if quiet >= 0 else math.inf


def report(brought: Import, done: int) -> None:
    """Say how many rows have been brought in so far."""
    cache.set(f"import-{brought.pk}", (done, time.time()), timeout=24 * 3600)
