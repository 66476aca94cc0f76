"""The client's own page of a day: what stands there, and writing on it in one go."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from waylight.api.engagements import ONE
from waylight.api.finding import engagement_of
from waylight.api.operations import operation
from waylight.api.problem import Problem, refusing
from waylight.api.reflections import get_reflection
from waylight.api.shapes.base import Wrong
from waylight.api.shapes.said import Reflection
from waylight.api.shapes.today import NewToday, Today, TodayQuestion
from waylight.pages.brief.commitments import today as now
from waylight.pages.today.choices import Line, lines
from waylight.pages.today.forms import TodayForm, unused_name
from waylight.record.between.day import keep, mark_of_page
from waylight.record.between.question import CoachQuestion, question_for
from waylight.record.insight import Reflection as Entry

router = Router()
IT = f"{ONE}/today"
NOT_FIT = "Not all of it fits together; each place says why. Nothing was changed."
APART = {"became", "answers", "private", "seen"}  # said otherwise by the page's form


@operation(router, "GET", IT, like="today", answers=Today)
def get_today(request: HttpRequest, engagement: int) -> Today:
    """What the client's page shows today, to her alone: the question, what is open, and the entries of the day."""
    found = engagement_of(request, engagement)
    on, asked = found.local_day(now()), question_for(found)
    entries = Entry.objects.visible_to(request.user).filter(engagement=found, on=on).order_by("pk")
    return Today(
        on=on,
        question=TodayQuestion(id=asked.pk, text=asked.text, by_coach=isinstance(asked, CoachQuestion))
        if asked
        else None,
        commitments=[line.commitment.pk for line in lines(found, request.user, {})],
        reflections=list(entries.values_list("pk", flat=True)),
        mark=mark_of_page(found, on, asked),
    )


@operation(router, "POST", IT, like="today", answers=Reflection)
def write_today(request: HttpRequest, engagement: int, given: NewToday) -> Reflection:
    """Write as the client on her page of the day, in one go: an entry of her journal, with all that belongs to it.

    Removing the entry takes all of it back.
    """
    found = engagement_of(request, engagement)
    typed = _as_form(given)
    form, shown = TodayForm(typed), lines(found, request.user, typed)
    form.offer(found, request.user)
    _refuse(form, given, shown)
    with refusing():
        day, key = form.day(shown), typed["once"]
        entry = keep(found, day, on=found.local_day(now()), key=key, seen=given.seen)
    return get_reflection(request, engagement, entry.pk)


def _as_form(given: NewToday) -> dict[str, str]:
    """What was said as the page's form sends it, so that it is checked by the same functions."""
    typed = {name: str(said) for name, said in given.model_dump(exclude=APART).items() if said is not None}
    typed |= {name: "on" for name, said in (("answers", given.answers), ("shared", not given.private)) if said}
    for one in given.became:
        typed |= {f"became_{one.commitment}": one.state, f"why_{one.commitment}": one.why}
    return {"once": unused_name(), **typed}


def _refuse(form: TodayForm, given: NewToday, shown: list[Line]) -> None:
    """Raise Problem 422 for what does not fit the form, or is said of what the client did not choose to do."""
    wrong = [Wrong(where=name, why=str(why)) for name, found in form.errors.items() for why in found]
    there, told = {line.commitment.pk for line in shown}, set[int]()
    for one in given.became:
        if one.commitment not in there:
            wrong.append(Wrong(where="became", why=f"There is no commitment of the number {one.commitment}."))
        elif one.commitment in told:
            wrong.append(Wrong(where="became", why=f"Of commitment {one.commitment} two things are said."))
        told.add(one.commitment)
    if wrong:
        raise Problem(422, NOT_FIT, errors=tuple(wrong))
