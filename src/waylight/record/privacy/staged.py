"""Takes erased names out of what was read of files and is kept for undoing, and keeps rows and record in step.

A row in the record is known by a key made of what its row in the file says. Where a name goes from the one, the key of
the other follows, so that bringing or replaying the file adds nothing twice and finds no name.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from waylight.intake.rows import EntryRow, InteractionRow, Mailbox, MailRow, OccurrenceRow, Row
from waylight.record.bringing.calendar import invited_key
from waylight.record.bringing.interactions import mail_key, table_key
from waylight.record.bringing.journal import entry_key
from waylight.record.imports import Import, ImportFile, StagedChunk
from waylight.record.insight import Reflection
from waylight.record.interaction import Interaction
from waylight.record.packing import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waylight.record.engagement import Engagement
    from waylight.record.privacy.forgetting import Forgetting

AT_ONCE = 300
NAMED = {"person": {"name", "organisation_id"}, "stakeholder": {"role", "stands", "wanted"}}


def forget_in_files(engagement: Engagement, forgetting: Forgetting) -> None:
    """Take erased names out of everything that was read of the engagement's files, and of what came of them."""
    for file in ImportFile.objects.filter(brought__engagement=engagement).iterator(chunk_size=50):
        before, after = _Keys(engagement), _Keys(engagement)
        for chunk in file.chunks.order_by("number").iterator(chunk_size=1) if file.kind else ():
            _chunk(chunk, file.kind, forgetting, before, after, engagement)
        file.name = forgetting.label(file.name)[:300]
        file.people = forgetting.people(file.people)
        file.problems = [{**one, "reason": forgetting.label(one["reason"])} for one in file.problems]
        file.save(update_fields=["name", "people", "problems"])
    for brought in Import.objects.filter(engagement=engagement):
        brought.choices = forgetting.chosen(brought.choices)
        brought.result = _result(brought.result, forgetting)
        brought.save(update_fields=["choices", "result"])


def _chunk(
    chunk: StagedChunk, kind: str, forgetting: Forgetting, before: _Keys, after: _Keys, engagement: Engagement
) -> None:
    rows = list(unpacked(bytes(chunk.rows_gz), kind))
    left = [forgetting.row(row) for row in rows]
    renamed = {
        old: new
        for row, now in zip(rows, left, strict=True)
        if now is not None
        for old, new in zip(before.of(row), after.of(now), strict=True)
        if old != new
    }
    if left != rows:
        chunk.rows_gz = packed([row for row in left if row is not None])
        chunk.save(update_fields=["rows_gz"])
    for model in (Interaction, Reflection):
        _rename(model, engagement, renamed)


class _Keys:
    """The keys under which the rows of one file stand in the record, in order."""

    def __init__(self, engagement: Engagement) -> None:
        self._engagement = engagement
        self._equal: Counter[str] = Counter()

    def of(self, row: Row) -> list[str]:
        match row:
            case MailRow():
                return [mail_key(row.message_id, _said(box)) for box in (*row.to, *row.cc)]
            case OccurrenceRow() if row.organiser and row.person:
                return [invited_key(row, _said(row.organiser), _said(row.person))]
            case InteractionRow():
                return [table_key(row, self._equal)]
            case EntryRow():
                return [entry_key(row, self._engagement)]
            case _:
                return []


def _said(box: Mailbox) -> str:
    return box.address or box.name


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    every = iter(keys)
    while batch := list(islice(every, AT_ONCE)):
        yield batch


def _rename(model: type[Interaction] | type[Reflection], engagement: Engagement, keys: dict[str, str]) -> None:
    """Give rows the keys that their rows in the files have now, but for those whose key is taken."""
    mine: Any = model._default_manager.filter(engagement=engagement)
    words = "title" if model is Interaction else "text"
    for batch in _batches(keys):
        taken = set(mine.filter(key__in=[keys[key] for key in batch]).values_list("key", flat=True))
        silent = []
        for row in mine.filter(key__in=batch):
            if keys[row.key] in taken:
                continue
            said = getattr(row, words)  # read before the key changes: words may be sealed under the key
            row.key = keys[row.key]
            if said:
                row.save(update_fields=["key", words])
            else:
                silent.append(row)
        model._default_manager.bulk_update(silent, ["key"], batch_size=AT_ONCE)


def _result(result: dict[str, Any], forgetting: Forgetting) -> dict[str, Any]:
    """What came of an import, without the names in its sentences and in what it changed."""
    files = {
        pk: {**one, "left_out": [forgetting.label(sentence) for sentence in one.get("left_out", [])]}
        for pk, one in result.get("files", {}).items()
    }
    touched = [_touched(entry, forgetting) for entry in result.get("touched", [])]
    return {**result, **({"files": files} if files else {}), **({"touched": touched} if touched else {})}


def _touched(entry: dict[str, Any], forgetting: Forgetting) -> dict[str, Any]:
    """An undo puts nothing back that names somebody: of a change that did, only the rest is kept."""
    both = [entry.get(when) or {} for when in ("before", "after")]
    names = [str(value) for fields in both for name, value in fields.items() if name in NAMED.get(entry["model"], ())]
    if not any(forgetting.label(name) != name for name in names):
        return entry
    dropped = NAMED[entry["model"]]
    kept = {when: {k: v for k, v in entry[when].items() if k not in dropped} for when in ("before", "after")}
    return {**entry, **kept}
