"""Brings a practice in from the file that ``writing`` made, wholly or not at all."""

# not for readers

from __future__ import annotations

import json
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Max

from waylight.access import keyring
from waylight.access.models import User
from waylight.record.engagement import Engagement
from waylight.record.imports import Import, ImportFile
from waylight.record.keys import Key, named
from waylight.record.people import Member, Practice
from waylight.record.sealing import sealed_fields
from waylight.record.transfer.tables import from_json, name_of, references, tables, written_fields
from waylight.record.transfer.writing import AT_ONCE, BY_FILE, FORM, USER, renamed_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OWNERS = (Engagement, Member)  # whose rows name the key that their words are sealed with


class NotReadable(ValueError):
    """A file that cannot be brought in; the sentence says which part, which line and why. Nothing was changed."""


class HereAlready(NotReadable):
    """The practice is in this installation; bringing it in twice would be two."""


def read_practice(path: Path) -> Practice:
    """Bring a practice in with all its engagements, sealed with new keys; returns it.

    Accounts are known by their addresses; new ones have no password until one is set by mail. Raises NotReadable, of
    which HereAlready is one, and OSError.
    """
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise NotReadable(f"{path.name}: this is no ZIP archive, or only a part of one.") from None
    made: list[UUID] = []
    with archive:
        try:
            with transaction.atomic():
                return _Bringing(archive, path.name, made).all()
        except BaseException:
            for key in made:
                keyring.destroy(key)
            raise


class _Bringing:
    """One file on its way in: the lines it has, and the numbers that their rows get here."""

    def __init__(self, archive: zipfile.ZipFile, name: str, made: list[UUID]) -> None:
        self.archive, self.name, self.made = archive, name, made
        self.lines = self._manifest()
        self.first = {model: self._next(model) for model in tables() if model is not Key}
        self.users: list[User] = []
        self.keys: set[UUID] = set()
        self.rows: dict[type[models.Model], dict[int, models.Model]] = {}

    def all(self) -> Practice:
        """Bring everything in."""
        self.users = [self._user(line, row) for line, row in self._read("users.jsonl", "users")]
        on_the_way = {model: _leads_to_words(model) for model in tables()}
        for model in tables():
            part = f"rows/{name_of(model)}.jsonl"
            made = (self._row(model, part, line, row) for line, row in self._read(part, name_of(model)))
            while batch := list(islice(made, AT_ONCE)):
                self._keep(model, batch)
                if on_the_way[model]:
                    self.rows.setdefault(model, {}).update({row.pk: row for row in batch})
        self._go_on_counting()
        try:
            connection.check_constraints()
        except IntegrityError as reason:
            raise NotReadable(f"{self.name}: a row names another that is not in the file ({reason}).") from None
        practices = list(self.rows.get(Practice, {}).values())
        if len(practices) != 1:
            raise NotReadable(f"{self.name}: rows/practice.jsonl: there is not one practice but {len(practices)}.")
        return practices[0]  # type: ignore[return-value]

    def _manifest(self) -> Mapping[str, int]:
        try:
            manifest = json.loads(self.archive.read("manifest.json"))
            form, lines = manifest["form"], manifest["lines"]
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile):
            raise NotReadable(f"{self.name}: manifest.json is missing or damaged; this is no practice.") from None
        if form != FORM:
            raise NotReadable(f"{self.name}: it is of form {form}, and this Waylight reads form {FORM}.")
        return dict(lines)

    def _read(self, part: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each line with its number. Raises NotReadable for one that is no JSON, and where lines are missing."""
        if name not in self.lines and part not in self.archive.namelist():
            return  # written before there was such a thing
        number = 0
        try:
            with self.archive.open(part) as stream:
                for number, line in enumerate(stream, start=1):
                    yield number, self._parsed(part, number, line)
        except KeyError:
            raise NotReadable(f"{self.name}: {part} is missing.") from None
        except zipfile.BadZipFile:
            raise NotReadable(f"{self.name}: {part} is damaged after line {number}.") from None
        if number != self.lines.get(name, 0):
            raise NotReadable(f"{self.name}: {part} has {number} lines where the manifest says {self.lines.get(name)}.")

    def _parsed(self, part: str, number: int, line: bytes) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except ValueError:
            raise self._why(part, number, "it is no JSON") from None
        if not isinstance(row, dict):
            raise self._why(part, number, "it is no object")
        return row

    def _why(self, part: str, line: int, reason: str) -> NotReadable:
        return NotReadable(f"{self.name}: {part}:{line}: {reason}.")

    def _user(self, line: int, row: dict[str, Any]) -> User:
        if set(row) != set(USER) or not all(isinstance(row[name], str) for name in USER) or "@" not in row["email"]:
            raise self._why("users.jsonl", line, "an account has an address and a name")
        known = User.objects.filter(email__iexact=row["email"]).first()
        return known or User.objects.create_user(row["email"], name=row["name"], language=row.get("language", ""))

    def _row(self, model: type[models.Model], part: str, line: int, given: dict[str, Any]) -> models.Model:
        fields = {field.name: field for field in written_fields(model)}
        if strange := sorted(set(given) - set(fields)):
            raise self._why(part, line, f"it has “{strange[0]}”, which this Waylight does not know")
        row = model()
        if model is not Key:
            row.pk = self.first[model] + line
        named_rows = {field.name for field in references(model)}
        for name, field in fields.items():
            if name not in given:
                continue  # added since the file was written: as it is for a new row
            try:
                if name in named_rows:
                    self._refer(row, field, given[name])
                else:
                    setattr(row, field.attname, from_json(field, given[name]))
            except (ValueError, TypeError, ValidationError, LookupError) as reason:
                raise self._why(part, line, f"“{name}”: {_sentence(reason)}") from None
        if isinstance(row, Import):
            for name in BY_FILE:
                setattr(row, name, renamed_files(getattr(row, name), self._file))
        return row

    def _refer(self, row: models.Model, field: models.Field[Any, Any], line: Any) -> None:
        """Name another row, by its line. Where its words' keys lie behind it, the row itself is put there."""
        model: Any = field.related_model
        if line is None:
            setattr(row, field.attname, from_json(field, None))
        elif model is Key:
            if (key := UUID(line)) not in self.keys:
                raise LookupError("its key is not in key.jsonl")
            setattr(row, field.attname, key)
        elif model is User:
            if not isinstance(line, int) or not 1 <= line <= len(self.users):
                raise LookupError(f"there is no line {line} in users.jsonl")
            setattr(row, field.attname, self.users[line - 1].pk)
        else:
            if not isinstance(line, int) or not 1 <= line <= self.lines.get(name_of(model), 0):
                raise LookupError(f"there is no line {line} in {name_of(model)}.jsonl")
            number = self.first[model] + line
            setattr(row, field.attname, number)
            if (known := self.rows.get(model, {}).get(number)) is not None:
                setattr(row, field.name, known)

    def _file(self, line: str) -> str:
        return str(self.first[ImportFile] + int(line))

    def _keep(self, model: type[models.Model], rows: list[models.Model]) -> None:
        if model is Key:  # before any is made: one that is here already is not touched
            self.keys |= {row.pk for row in rows}
            if Key.objects.filter(pk__in=self.keys).exists():
                raise HereAlready(f"{self.name}: this practice is here already; nothing was changed.")
        if model in OWNERS:
            for row in rows:
                self._make_key(row)
        own_times = [field.attname for field in model._meta.concrete_fields if _sets_itself(field)]
        before = [{name: getattr(row, name) for name in own_times} for row in rows]
        try:
            with transaction.atomic():
                model._base_manager.bulk_create(rows)
        except IntegrityError as reason:
            raise NotReadable(f"{self.name}: {name_of(model)}: {reason}. Nothing was changed.") from None
        if own_times:  # which making a row has set to now
            for row, at in zip(rows, before, strict=True):
                vars(row).update(at)
            model._base_manager.bulk_update(rows, own_times, batch_size=500)

    def _make_key(self, row: models.Model) -> None:
        if (key := row.key_id) is not None:  # type: ignore[attr-defined]
            keyring.make(key, named(row))  # type: ignore[arg-type]
            self.made.append(key)

    def _next(self, model: type[models.Model]) -> int:
        return model._base_manager.aggregate(most=Max("pk"))["most"] or 0

    def _go_on_counting(self) -> None:
        """Numbers given next follow those that were given here; PostgreSQL counts apart from the rows."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)


def _leads_to_words(model: type[models.Model]) -> bool:
    """Say whether rows of a model are needed to seal the words of others, or are the practice itself."""
    if model is Practice:
        return True
    for other in tables():
        for field in sealed_fields(other):
            step: Any = other
            for name in filter(None, field.of.split("__")):
                step = step._meta.get_field(name).related_model
                if step is model:
                    return True
    return False


def _sets_itself(field: models.Field[Any, Any]) -> bool:
    return bool(getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False))


def _sentence(reason: Exception) -> str:
    return " ".join(reason.messages) if isinstance(reason, ValidationError) else str(reason).strip("'\"")
