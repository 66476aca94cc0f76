"""Templates of agreements, questions and forms: a coach writes them, and shares them with her practice or not.

One that is used in an engagement is copied there (``paper.py``), so that neither changes the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from waylight.access import predicates
from waylight.language import number
from waylight.record.keys import own_key
from waylight.record.people import Member, Practice
from waylight.record.scope import Removable, Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.unseen import as_it_is, mark_of

if TYPE_CHECKING:
    from waylight.access.predicates import Asking

LONGEST_TITLE, LONGEST = 200, 20_000


class Kind(models.TextChoices):
    """What a paper is for: to be agreed to, or to be answered."""

    AGREEMENT = "agreement", gettext_lazy("an agreement, to say yes to")
    QUESTIONS = "questions", gettext_lazy("questions, to think about and answer")
    FORM = "form", gettext_lazy("a form, to fill in")


class Template(Removable, WithSeal):
    """Words to be used again, sealed with the key of who wrote them."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="templates")
    coach = models.ForeignKey(Member, models.CASCADE, related_name="templates")
    kind = models.CharField(max_length=9, choices=Kind)
    title = SealedText(of="coach")
    text = SealedText(of="coach")
    shared = models.BooleanField(default=True)

    objects: ClassVar[Scoped[Template]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["agreement", "questions", "form"]), name="template_kind_known")
        ]

    @property
    def mark(self) -> str:
        """What it says now, as forms carry it."""
        return mark_of(self.kind, self.title, self.text, self.shared, self.removed_at is None)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Who wrote it; if it is shared and not removed, the other coaches of the practice."""
        if not user.is_authenticated:
            return predicates.NOTHING
        theirs = Member.objects.filter(user=user.pk, role=Member.Role.COACH).values("practice")
        return Q(coach__user=user.pk) | Q(shared=True, removed_at=None, practice__in=theirs)


def offered_to(user: Asking) -> models.QuerySet[Template]:
    """The templates that somebody may use now."""
    return Template.objects.visible_to(user).filter(removed_at=None).select_related("coach__user")


def write(coach: Member, *, kind: str, title: str, text: str, shared: bool = True) -> Template:
    """Write a template. Raises ValueError for no title, no words, or too many."""
    given = fitting(kind, title, text)
    own_key(coach)
    return Template.objects.create(practice=coach.practice, coach=coach, shared=shared, **given)


@transaction.atomic
def revise(
    template: Template, *, kind: str, title: str, text: str, shared: bool = True, seen: str | None = None
) -> None:
    """Write a template again; papers made of it stay as they are.

    Raises ValueError as ``write`` does, and ChangedMeanwhile if it is not any more what ``seen`` is the mark of.
    """
    given = fitting(kind, title, text)
    now = as_it_is(template, seen)
    now.kind, now.title, now.text, now.shared = given["kind"], given["title"], given["text"], shared
    now.save(update_fields=["kind", "title", "text", "shared"])


def remove(template: Template) -> None:
    """Offer a template no more; ``put_back`` takes that back."""
    Template.objects.filter(pk=template.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(template: Template) -> None:
    """Offer a template again that was removed."""
    Template.objects.filter(pk=template.pk).update(removed_at=None)


def pass_on(leaving: Member) -> None:
    """Leave the shared templates of a coach who leaves to another of the practice, under that one's key."""
    others = Member.objects.filter(practice=leaving.practice_id, role=Member.Role.COACH).exclude(pk=leaving.pk)
    if (heir := others.order_by("pk").first()) is None:
        return
    for one in Template.objects.filter(coach=leaving, shared=True, removed_at=None).select_related("coach"):
        own_key(heir)
        title, text = one.title, one.text  # opened with the key of before
        one.coach = heir
        one.title, one.text = title, text
        one.save(update_fields=["coach", "title", "text"])


def fitting(kind: str, title: str, text: str) -> dict[str, str]:
    """What was given, trimmed. Raises ValueError with a sentence for what cannot be."""
    if kind not in Kind.values:
        labels = "; ".join(map(str, Kind.labels))
        raise ValueError(gettext("Choose one of: {labels}.").format(labels=labels))
    if not title.strip() or not text.strip():
        raise ValueError(gettext("It needs a title and words."))
    if len(title) > LONGEST_TITLE or len(text) > LONGEST:
        words = gettext("A title has at most {title} letters, and a text {text}.")
        raise ValueError(words.format(title=number(LONGEST_TITLE), text=number(LONGEST)))
    return {"kind": kind, "title": title.strip(), "text": text.strip()}
