"""What every shape stands on: answers that may grow, questions that may not be misspelled, and words without a NUL."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, cast, get_args, get_origin

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

NO_NUL = r"^[^\x00]*$"  # PostgreSQL keeps none in text
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)  # beyond, a zone's midnight may lie outside what has a date

WRITTEN = re.compile(r"\d{4}-\d\d-\d\d")

NUMBERS = frozenset({int, float})
PLAIN = frozenset({bool, NoneType}) | NUMBERS

T = TypeVar("T")


class Shape(BaseModel):
    """An answer. A later server may say more than a client knows; it is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    _etag: str = PrivateAttr("")

    @property
    def etag(self) -> str:
        """The mark of what it says, as a client was told it with the answer; "" for a part of one."""
        return self._etag

    def __eq__(self, other: object) -> bool:
        """Whether both say the same, wherever they were read."""
        return type(self) is type(other) and self.__dict__ == other.__dict__


class InAddress(BaseModel):
    """What a program says in an address, after “?”, where all is text. What there is not is refused, as in a body."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(BaseModel):
    """What a program says. A field that there is not is refused: what was meant by it would be lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _of_its_kind(cls, said: object, field: ValidationInfo) -> object:
        """Refuse 0 for false and "60" for 60, as the document does: who sends them may mean something else."""
        kinds = _kinds(cast("Any", cls.model_fields[field.field_name or ""].annotation))
        if kinds <= PLAIN and type(said) not in kinds and not (type(said) in NUMBERS and kinds & NUMBERS):
            raise ValueError("This is true, false, a number or null, as the document says, without quotation marks.")
        return said


@cache
def _kinds(annotation: object) -> frozenset[object]:
    """The types that one of a type may have: both of ``int | None``, that of ``Annotated[int, …]``."""
    within = get_args(annotation)
    if not within:
        return frozenset({annotation})
    if get_origin(annotation) is Annotated:
        return _kinds(within[0])
    if get_origin(annotation) in {Union, UnionType}:
        return frozenset[object]().union(*map(_kinds, within))
    return frozenset({get_origin(annotation)})


class Page(Shape, Generic[T]):
    """Some of a list, in the order in which things came into the record. ``next`` asks for what follows."""

    items: list[T]
    next: Annotated[str | None, Field(description="Give it as `cursor` to go on; null at the end.")] = None


def _as_written(said: object) -> object:
    """A number is no day: it would be read as seconds since 1970, and nobody meant that."""
    if isinstance(said, date) or (isinstance(said, str) and WRITTEN.match(said)):
        return said
    raise ValueError("A day is written as 2026-03-12, and a time as 2026-03-12T16:00Z.")


def _in_range(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"A day lies between {FIRST_DAY} and {LAST_DAY}.")
    return day


def _time_in_range(at: datetime) -> datetime:
    _in_range(at.date())
    return at


Day = Annotated[date, BeforeValidator(_as_written), AfterValidator(_in_range)]
Instant = Annotated[AwareDatetime, BeforeValidator(_as_written), AfterValidator(_time_in_range)]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=100_000, pattern=NO_NUL)]
ShortText = Annotated[str, StringConstraints(max_length=2_000, pattern=NO_NUL)]


class Wrong(Shape):
    """One thing that does not fit: where, and why."""

    where: str
    why: str


class ProblemDetails(Shape):
    """Why something was not done, as RFC 9457 has it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Wrong] = []


class Who(Shape):
    """A person, by number and name."""

    id: int
    name: str
