"""Papers of an engagement: agreements that coach and client say yes to, questions and forms that the client answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.access.parts import Part
from waylight.language import number
from waylight.record.saying_yes import NotAsked, SaidYes
from waylight.record.scope import OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText, salted
from waylight.record.template import Kind, fitting
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

LONGEST_ANSWER = 50_000


class Paper(Removable, WithSeal, OfEngagement):
    """Words for one engagement, and what the client answers to them."""

    kind = models.CharField(max_length=9, choices=Kind)
    title = SealedText()
    text = SealedText()
    answer = SealedText(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Scoped[Paper]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["agreement", "questions", "form"]), name="paper_kind_known")
        ]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.kind, self.title, self.text, self.answer, self.removed_at is None)


class PaperYes(SaidYes):
    """A yes to the words of an agreement."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="yeses")

    objects: ClassVar[Scoped[PaperYes]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "yeses to papers"  # not for readers
        constraints = [
            models.UniqueConstraint(fields=["paper", "part"], name="paper_yes_once"),
            models.CheckConstraint(condition=Q(part__in=["client", "coach"]), name="paper_yes_part_known"),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "paper__engagement")


def shown_to(user: Asking, engagement: Engagement) -> models.QuerySet[Paper]:
    """The papers of an engagement that somebody may see: those that were removed, its coach alone."""
    mine = Paper.objects.visible_to(user).filter(engagement=engagement)
    return mine if engagement.coach.user_id == user.pk else mine.filter(removed_at=None)


def lay_before(engagement: Engagement, *, kind: str, title: str, text: str, by: User) -> Paper:
    """Copy words into an engagement. Raises ValueError for no title, no words, or too many."""
    return Paper.objects.create(engagement=engagement, by=by, **fitting(kind, title, text))


@transaction.atomic
def revise(paper: Paper, *, title: str, text: str, seen: str | None = None) -> None:
    """Write a paper again: whoever said yes is asked anew, and an answer stays.

    Raises ValueError as ``lay_before`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    given = fitting(paper.kind, title, text)
    now = as_it_is(paper, seen)
    now.title, now.text = given["title"], given["text"]
    now.save(update_fields=["title", "text"])


@transaction.atomic
def answer(paper: Paper, text: str, *, seen: str | None = None) -> None:
    """Write the client's answer; none takes it back.

    Raises ValueError for a very long one, or to an agreement, and ChangedMeanwhile.
    """
    if paper.kind == Kind.AGREEMENT:
        raise ValueError(gettext("This is to be agreed to, not to be answered."))
    if len(text) > LONGEST_ANSWER:
        most = number(LONGEST_ANSWER)
        raise ValueError(gettext("More than {most} letters; put the rest into your journal.").format(most=most))
    now = as_it_is(paper, seen)
    now.answer = text.strip()
    now.answered_at = timezone.now() if now.answer else None
    now.save(update_fields=["answer", "answered_at"])


def remove(paper: Paper) -> None:
    """Show a paper no more; ``put_back`` takes that back."""
    Paper.objects.filter(pk=paper.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(paper: Paper) -> None:
    """Show a paper again that was removed."""
    Paper.objects.filter(pk=paper.pk).update(removed_at=None)


@transaction.atomic
def say_yes(paper: Paper, *, by: User, seen: str | None = None) -> PaperYes:
    """Say yes to an agreement as it reads now. Raises NotAsked, and ChangedMeanwhile if it reads otherwise."""
    part = part_of(paper.engagement, by)
    if paper.kind != Kind.AGREEMENT:
        raise NotAsked(gettext("This is to be answered, not to be agreed to."))
    now = as_it_is(paper, seen)
    said, _ = PaperYes.objects.update_or_create(
        paper=now, part=part.value, defaults={"words": words_of(now), "by": by, "at": timezone.now()}
    )
    return said


def take_yes_back(paper: Paper, *, by: User) -> None:
    """Say yes no more. Raises NotAsked."""
    PaperYes.objects.filter(paper=paper, part=part_of(paper.engagement, by).value).delete()


def part_of(engagement: Engagement, user: User) -> Part:
    """Whether somebody is coach or client. Raises NotAsked for anybody else."""
    if user.pk == engagement.coach.user_id:
        return Part.COACH
    if user.pk == engagement.client.user_id:
        return Part.CLIENT
    raise NotAsked(gettext("Only coach and client say yes to an agreement."))


def words_of(paper: Paper) -> str:
    """The salted name of what a paper says; it is read with its engagement."""
    return salted(paper.engagement.salt, f"paper {paper.title}\x1f{paper.text}")


def standing(papers: Iterable[Paper]) -> dict[int, dict[Part, datetime]]:
    """For each paper, who says yes to its words as they are, and since when. Papers come with coach and client."""
    mine = {one.pk: one for one in papers}
    found: dict[int, dict[Part, datetime]] = {pk: {} for pk in mine}
    for yes in PaperYes.objects.filter(paper__in=mine):
        paper = mine[yes.paper_id]
        theirs = yes.part != Part.COACH or yes.by_id == paper.engagement.coach.user_id
        if theirs and yes.words == words_of(paper):
            found[paper.pk][Part(yes.part)] = yes.at
    return found
