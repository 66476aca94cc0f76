"""Which rows belong to a practice, and how a value of each kind stands in a line of JSON."""

# not for readers

from __future__ import annotations

import base64
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from waylight.access.models import User
from waylight.record.keys import Key
from waylight.record.people import Practice
from waylight.record.sealing import SealedBytes, SealedField, SealedJSON, sealed_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

Model = type[models.Model]
LEFT_OUT = {
    "Kept": "sums of weeks, which are made anew",
    "Changes": "counts for the sums of weeks",
    "AuditEvent": "a chain that belongs to one installation; it is in the file to be read",
    "AccountInvitation": "its link opens the installation that sent it",
    "PrivacyLink": "its link opens the installation that sent it",
    "KeptAnswer": "answers of the path, which are made anew",
    "Wish": "its mails lead to the installation that she asked for them",
    "TodayLetter": "its link opens the installation that sent it",
    "Feed": "it is an account's, and its address opens the installation that made it",
    "Reminding": "it is an account's; each says anew how to be reminded",
    "Webhook": "its address expects what this installation signs; each sets up anew whom to tell",
    "Delivery": "what was told by this installation",
    "Assistant": "whether an assistant may read is said anew where it would",
    "Reminder": "reminders are made anew where somebody wants them",
}
UNKNOWN = object()


class NoWay(LookupError):
    """A model of the record that does not say whose practice it belongs to."""


def tables() -> list[Model]:
    """Every model whose rows are moved: keys, then those that others' words are sealed through, then the rest."""
    rest = [one for one in apps.get_app_config("record").get_models() if one.__name__ not in {*LEFT_OUT, "Key"}]
    ordered: list[Model] = [Key]
    while rest:
        ready = [one for one in rest if not _sealed_through(one) & set(rest)]
        ordered += sorted(ready, key=lambda one: one.__name__)
        rest = [one for one in rest if one not in ready]
    return ordered


def _sealed_through(model: Model) -> set[Model]:
    """Return the models that lie on the way from a row to whom its words are sealed for."""
    found: set[Model] = set()
    for field in sealed_fields(model):
        step = model
        for name in filter(None, field.of.split("__")):
            step = _related(step._meta.get_field(name))
            found.add(step)
    return found


def _related(field: Any) -> Model:
    related: Model = field.related_model
    return related


def rows_of(practice: Practice, model: Model) -> models.QuerySet[Any]:
    """Return a model's rows in a practice by number, with what leads to the keys of their words."""
    paths = [field.of for field in sealed_fields(model) if field.of]
    return model._base_manager.filter(_whose(model, practice)).select_related(*paths).order_by("pk")


def _whose(model: Model, practice: Practice) -> Q:
    if model is Practice:
        return Q(pk=practice.pk)
    if model is Key:
        return Q(engagement__practice=practice) | Q(member__practice=practice)
    return Q(**{way_to_practice(model): practice})


def way_to_practice(model: Model) -> str:
    """Return the shortest way along keys that are always there, as ``meeting__engagement__practice``. Raises NoWay."""
    ways: list[tuple[str, Model]] = [("", model)]
    seen = {model}
    for way, at in ways:
        for field in references(at):
            to = _related(field)
            if field.null or to in seen:
                continue
            if to is Practice:
                return f"{way}{field.name}"
            seen.add(to)
            ways.append((f"{way}{field.name}__", to))
    raise NoWay(f"{model.__name__} leads to no practice; say in LEFT_OUT why it is not moved.")


def references(model: Model) -> list[models.ForeignKey[Any, Any]]:
    """Return the fields of a model that name a row of another."""
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def name_of(model: Model) -> str:
    """Return the name of a model's file without its ending, as ``learning_note``."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in model.__name__).lstrip("_")


def written_fields(model: Model) -> Iterator[models.Field[Any, Any]]:
    """Yield the fields that stand in a line; a row's own number is its line, unless it is no number."""
    for field in model._meta.concrete_fields:
        if not (field.primary_key and isinstance(field, models.AutoField)):
            yield field


def as_json(field: models.Field[Any, Any], row: models.Model) -> Any:
    """Return the value of a field that names no other row. Raises CannotOpen where its key is gone."""
    value = getattr(row, field.attname)
    if isinstance(field, SealedBytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_json(field: models.Field[Any, Any], value: Any) -> Any:
    """Return the value again. Raises ValueError, with a reason, for one that the field cannot hold."""
    if value is None:
        if field.null:
            return None
        raise ValueError("it may not be null")
    if isinstance(field, SealedBytes):
        return base64.b64decode(_text(value), validate=True)
    if isinstance(field, SealedJSON):
        return value
    if isinstance(field, SealedField):
        return _text(value)
    if isinstance(field, models.CharField | models.TextField) and len(_text(value)) > (field.max_length or len(value)):
        raise ValueError(f"it has more than {field.max_length} characters")
    return field.to_python(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("it is no text")
    return value


def schema_of(model: Model) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a model's lines."""
    fields = {field.name: _schema(field) for field in written_fields(model)}
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _schema(field: models.Field[Any, Any]) -> dict[str, Any]:
    if isinstance(field, models.ForeignKey):
        to = _related(field)
        kind: dict[str, Any] = {"type": "string", "format": "uuid"} if to is Key else {"type": "integer", "minimum": 1}
        kind["description"] = f"a line of {name_of(to) if to is not User else 'users'}"
    else:
        kind = dict(_KINDS.get(_plain_kind(field), {}))
    if field.null and "type" in kind:
        kind["type"] = [kind["type"], "null"]
    return kind


_KINDS: dict[str, dict[str, Any]] = {
    "DateTimeField": {"type": "string", "format": "date-time"},
    "DateField": {"type": "string", "format": "date"},
    "TimeField": {"type": "string", "format": "time"},
    "UUIDField": {"type": "string", "format": "uuid"},
    "BooleanField": {"type": "boolean"},
    "FloatField": {"type": "number"},
    "SealedText": {"type": "string"},
    "SealedBytes": {"type": "string", "contentEncoding": "base64"},
    "CharField": {"type": "string"},
    "TextField": {"type": "string"},
    "EmailField": {"type": "string"},
    "IntegerField": {"type": "integer"},
}


def _plain_kind(field: models.Field[Any, Any]) -> str:
    name = type(field).__name__
    return "IntegerField" if isinstance(field, models.IntegerField) else name
