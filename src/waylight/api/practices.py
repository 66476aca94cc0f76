"""The practices that one looks after: what each is called, its words, and what new engagements begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja import Query, Router

from waylight.access.tokens import Scope
from waylight.api.finding import practice_of, practices_of
from waylight.api.operations import operation
from waylight.api.paging import Asked, page
from waylight.api.problem import Problem, refusing
from waylight.api.shapes.base import Page
from waylight.api.shapes.practice import ChangedPractice, Practice, PracticeWord
from waylight.record import practice as record

if TYPE_CHECKING:
    from waylight.api.shapes.practice import PracticeWordAnew
    from waylight.record.people import Practice as Row

router = Router()
LIST, ONE = "/practices", "/practices/{int:practice}"


def _shown(one: Row) -> Practice:
    return Practice(
        id=one.pk,
        name=one.name,
        zone=one.zone,
        language=one.language,
        levels=_words(one, "level", one.levels),
        sides=_words(one, "side", one.sides),
    )


def _words(one: Row, kind: record.Kind, words: list[str]) -> list[PracticeWord]:
    people = record.standing(one, kind)
    return [PracticeWord(word=word, people=people.get(word, 0)) for word in words]


@operation(router, "GET", LIST, like="members", answers=Page[Practice])
def list_practices(request: HttpRequest, asked: Query[Asked]) -> Page[Practice]:
    """The practices that the token's owner looks after.

    A token that is limited to some engagements opens none of what is under a practice.
    """
    return page(practices_of(request), asked, _shown)


@operation(router, "GET", ONE, like="practice-settings", answers=Practice)
def get_practice(request: HttpRequest, practice: int) -> Practice:
    """One practice."""
    return _shown(practice_of(request, practice))


@operation(router, "PATCH", ONE, like="practice-settings", answers=Practice, scope=Scope.PRACTICE)
def change_practice(request: HttpRequest, practice: int, given: ChangedPractice) -> Practice:
    """Name a practice and its words anew, and what new engagements and rounds begin with; what has begun keeps its own.

    Who stands at a word that is called otherwise goes along.
    """
    one = practice_of(request, practice)
    levels, sides = _anew(one.levels, given.levels), _anew(one.sides, given.sides)
    left = [*record.left_without(one, "level", levels), *record.left_without(one, "side", sides)]
    if left and not given.leave_without:
        words = ", ".join(f"{word} ({people})" for word, people in left)
        raise Problem(409, f"People stand at words that are missing: {words}. Say leave_without to leave them so.")
    with refusing():
        record.begin_with(one, zone=given.zone or one.zone, language=given.language or one.language)
        record.revise_practice(one, name=given.name or one.name, levels=levels, sides=sides)
    return get_practice(request, practice)


def _anew(now: list[str], given: list[PracticeWordAnew] | None) -> list[record.Word]:
    if given is None:
        return [record.Word(word, word) for word in now]
    return [record.Word(one.before, one.now) for one in given if one.now.strip()]
