"""Fields whose content is sealed in the database with the key of the engagement (or the coach) it belongs to.

What is stored is a version, the key's id, a nonce, and the content as AES-256-GCM made it. Associated data is the
place: table, column, whose it is, and what makes the row this row. So a value that was moved to another row, column or
engagement does not open. A value is opened when it is read from its row and sealed when its row is saved; a query
cannot look into it, and asking for that is an error. Empty content is stored as nothing, so ``text=""`` can be asked.
"""

from __future__ import annotations

import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext

from waylight.access.keyring import NONCE_BYTES, cipher
from waylight.access.master_key import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

VERSION = b"\x01"
KEY_ID = slice(1, 17)
NONCE = slice(17, 17 + NONCE_BYTES)
BODY = slice(17 + NONCE_BYTES, None)

T = TypeVar("T")


class Changed(CannotOpen):
    """A sealed value was changed, or was moved here from elsewhere."""


class Sealed:
    """A value as it is stored. It cannot be read; only its row opens it."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __str__(self) -> str:
        raise TypeError("A sealed value is read through its row, not by values() or values_list().")  # not for readers


def seal(plain: bytes, key: UUID, owner: str, place: str) -> bytes:
    """Seal ``plain`` at a place with an owner's key. Raises CannotOpen if the key is not to be had."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + key.bytes + nonce + cipher(key, owner).encrypt(nonce, plain, f"{owner}\x1f{place}".encode())


def unseal(raw: bytes, owner: str, place: str) -> bytes:
    """What was sealed at that place. Raises CannotOpen: its subclass Changed if it was not sealed here."""
    if raw[:1] != VERSION or len(raw) < BODY.start:
        said = gettext("What is stored here is not sealed as Waylight seals it ({place}).")
        raise Changed(said.format(place=place.split(chr(31))[0]))
    key = UUID(bytes=raw[KEY_ID])
    try:
        return cipher(key, owner).decrypt(raw[NONCE], raw[BODY], f"{owner}\x1f{place}".encode())
    except InvalidTag:
        said = gettext(
            "Something stored was changed or moved by other means than Waylight ({place}). A backup from before that "
            "may hold it as it was."
        )
        raise Changed(said.format(place=place.split(chr(31))[0])) from None


def salted(salt: bytes, name: str) -> str:
    """A name made of words as it may stand in the database: without the salt nobody finds it again by guessing."""
    return hmac.digest(salt, name.encode(), "sha256").hex()[:40]


class _Opening(DeferredAttribute):
    """Opens a field's value the first time it is read from a row."""

    field: SealedField[Any]

    def __get__(self, row: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        value = super().__get__(row, cls)
        if isinstance(value, Sealed):
            value = row.__dict__[self.field.attname] = self.field.opened(value, row)
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


if TYPE_CHECKING:

    class _Base(models.Field[T, T], Generic[T]):
        """Django's field, typed by what is read and written."""

else:

    class _Base(models.Field, Generic[T]):
        """Django's field."""


class SealedField(_Base[T]):
    """Content that is sealed.

    ``of`` is the path to the engagement (or coach) with whose key it is sealed, "" for a field of the engagement
    itself; queries that read the field select what lies on the path. ``row`` are the fields that make the row this row.
    """

    descriptor_class = _Opening
    empty_strings_allowed = False

    def __init__(self, *args: Any, of: str = "engagement", row: tuple[str, ...] = ("seal",), **more: Any) -> None:
        self.of, self.row = of, tuple(row)
        super().__init__(*args, **more)

    def encoded(self, value: T) -> bytes:
        """The value as bytes; nothing for an empty one."""
        raise NotImplementedError

    def decoded(self, plain: bytes) -> T:
        """The value again."""
        raise NotImplementedError

    def opened(self, value: Sealed, row: models.Model) -> T:
        """The content of a value that stands in ``row``. Raises CannotOpen."""
        if not value.raw:
            return self.decoded(b"")
        return self.decoded(unseal(value.raw, owner_of(self, row), self._place(row)))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        """The value as it goes into the database; one that was not read since it came from there goes back as it is."""
        del add
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Sealed):
            return value
        plain = self.encoded(value)
        if not plain:
            return Sealed(b"")
        key = _owner(self, model_instance).key_id
        return Sealed(seal(plain, key, owner_of(self, model_instance), self._place(model_instance)))

    def _place(self, row: models.Model) -> str:
        made = [getattr(row, name) for name in self.row]
        if None in made:
            names = ", ".join(self.row)
            raise ValueError(
                f"{row._meta.label}: {names} must be known before {self.name} is sealed."  # not for readers
            )
        return "\x1f".join([f"{row._meta.label_lower}.{self.name}", *map(str, made)])

    def from_db_value(self, value: Any, expression: object, connection: BaseDatabaseWrapper) -> Sealed | None:
        """What the database gives, unopened."""
        return None if value is None else Sealed(bytes(value))

    def get_prep_value(self, value: Any) -> Any:
        """Only what is sealed already, or nothing at all, can be handed to a query."""
        if isinstance(value, Sealed):
            return value.raw
        if not value:
            return b""
        raise TypeError(
            f"{self.model._meta.label}.{self.name} is sealed: set it on its row and save that."  # not for readers
        )

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Bytes, as the database's driver takes them."""
        raw = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(raw)  # type: ignore[attr-defined]

    def value_to_string(self, obj: models.Model) -> str:
        """Not to be had: what Django writes out of rows (``dumpdata``) would hold the words. Copy the database."""
        raise TypeError(
            f"{self.model._meta.label}.{self.name} is sealed: copy the database instead of its rows."  # not for readers
        )

    def get_internal_type(self) -> str:
        """Stored as bytes."""
        return "BinaryField"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """With the path and the row's fields, for migrations."""
        name, path, args, more = super().deconstruct()
        return name, path, list(args), {**more, "of": self.of, "row": self.row}


class SealedText(SealedField[str]):
    """Sealed words."""

    def encoded(self, value: str) -> bytes:
        """UTF-8."""
        return value.encode()

    def decoded(self, plain: bytes) -> str:
        """UTF-8."""
        return plain.decode()

    def get_default(self) -> str:
        """No words."""
        return ""


class SealedBytes(SealedField[bytes]):
    """Sealed bytes."""

    def encoded(self, value: bytes) -> bytes:
        """As they are."""
        return value

    def decoded(self, plain: bytes) -> bytes:
        """As they are."""
        return plain


class SealedJSON(SealedField[Any]):
    """Sealed lists and mappings of plain things; ``default`` makes an empty one."""

    def encoded(self, value: Any) -> bytes:
        """JSON in UTF-8."""
        return json.dumps(value, ensure_ascii=False).encode() if value else b""

    def decoded(self, plain: bytes) -> Any:
        """JSON in UTF-8."""
        return json.loads(plain) if plain else self.get_default()


def owner_of(field: SealedField[Any], row: models.Model) -> str:
    """Who owns the key of a row's field, as keys are bound to it: *engagement 12*."""
    *path, last = field.of.split("__") if field.of else ("",)
    if not last:
        return f"{row._meta.model_name} {row.pk}"
    for step in path:
        row = getattr(row, step)
    end = cast("models.ForeignKey[Any, Any]", row._meta.get_field(last))
    return f"{end.related_model._meta.model_name} {getattr(row, end.attname)}"


def _owner(field: SealedField[Any], row: models.Model) -> Any:
    for step in field.of.split("__") if field.of else ():
        row = getattr(row, step)
    return row


def sealed_fields(model: type[models.Model]) -> Iterator[SealedField[Any]]:
    """The fields of a model whose content is sealed."""
    return (field for field in model._meta.concrete_fields if isinstance(field, SealedField))
