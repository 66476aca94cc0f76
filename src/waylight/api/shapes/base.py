"""What every shape stands on: answers that may grow, questions that may not be misspelled, and words without a NUL."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints

NO_NUL = r"^[^\x00]*$"  # PostgreSQL keeps none in text
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)  # beyond, a zone's midnight may lie outside what has a date

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


class Given(BaseModel):
    """What a program says. A field that there is not is refused: what was meant by it would be lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Page(Shape, Generic[T]):
    """Some of a list, in the order in which things came into the record. ``next`` asks for what follows."""

    items: list[T]
    next: Annotated[str | None, Field(description="Give it as `cursor` to go on; null at the end.")] = None


def _in_range(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"A day lies between {FIRST_DAY} and {LAST_DAY}.")
    return day


def _time_in_range(at: datetime) -> datetime:
    _in_range(at.date())
    return at


Day = Annotated[date, AfterValidator(_in_range)]
Instant = Annotated[AwareDatetime, AfterValidator(_time_in_range)]
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
