"""What the result of an import says: what came in of each file, what was set aside and why, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from waylight.language import number
from waylight.pages.files import words
from waylight.record.bringing.outcome import Outcome

if TYPE_CHECKING:
    from waylight.record.imports import Import, ImportFile


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file, in sentences."""

    file: ImportFile
    came: str
    aside: list[str]
    left_out: list[str]
    unread: int
    remarks: int


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an import."""

    files: list[FileResult]
    new: int

    @property
    def lede(self) -> str:
        """The sum in one sentence."""
        if not self.new:
            return gettext("Nothing in these files was new; the record is as it was.")
        said = ngettext(
            "{count} thing is in the record that were not there before.",
            "{count} things are in the record that were not there before.",
            self.new,
        )
        return said.format(count=number(self.new))


def result_of(brought: Import) -> Result:
    """Put an import's outcome into words."""
    outcomes = {pk: Outcome(**outcome) for pk, outcome in brought.result.get("files", {}).items()}
    files = [_file(file, outcomes.get(str(file.pk))) for file in brought.files.all()]
    return Result(files, sum(outcome.new for outcome in outcomes.values()))


def _file(file: ImportFile, outcome: Outcome | None) -> FileResult:
    if outcome is None:
        chosen = gettext("Left out, as you chose.")
        came = chosen if file.kind else gettext("Nothing of it could be read, so nothing came in.")
        return FileResult(file, came, [], [], file.problem_count, file.remark_count)
    return FileResult(
        file=file,
        came=words.came_of(file, outcome),
        aside=words.set_aside(outcome),
        left_out=outcome.left_out,
        unread=file.problem_count,
        remarks=file.remark_count,
    )
