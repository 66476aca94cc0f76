"""A story's texts, one of each length, and their versions: each change makes one, and none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy

from waylight.access import predicates
from waylight.language import number
from waylight.record.learning import learn
from waylight.record.scope import OfEngagement, Removable, Scoped, WithSeal
from waylight.record.sealing import SealedJSON, SealedText
from waylight.record.story.languages import LANGUAGES, USUAL, likely_language
from waylight.record.unseen import ChangedMeanwhile, mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waylight.access.models import User
    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement
    from waylight.record.people import Member

LONGEST: Final = 60_000  # characters: ten times what a page of a magazine holds


class Length(models.TextChoices):
    """How long a text of a story is; each is written for itself."""

    POST = "post", pgettext_lazy("a text of a story", "a post")
    PAGE = "page", pgettext_lazy("a text of a story", "a page")
    SLIDE = "slide", pgettext_lazy("a text of a story", "a slide")


class Story(Removable, WithSeal, OfEngagement):
    """A client's path told without naming her; ``replacements`` says for whom or what which words stand, all over it.

    ``title`` is what its coach finds it by; it is no part of any text. ``language`` is that of every text.
    """

    title = SealedText(blank=True)
    replacements: SealedJSON = SealedJSON(default=dict)
    language = models.CharField(max_length=20, default=USUAL)  # one of LANGUAGES
    made_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Scoped[Story]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name_plural = "stories"

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Its coach; its client from when a version was shown to her. A draft is the coach's own."""
        shown = StoryVersion.objects.exclude(shown_at=None)
        return predicates.coaches(user, "engagement") | (
            predicates.is_client(user, "engagement") & Q(removed_at=None, pk__in=shown.values("story"))
        )

    def latest(self, length: str) -> StoryVersion | None:
        """The newest version of one length; None where nothing was written."""
        return self.versions.filter(length=length).select_related(TO_ENGAGEMENT).order_by("number").last()

    def text(self, length: str) -> str:
        """What the newest version of a length says; "" where nothing was written."""
        newest = self.latest(length)
        return newest.text if newest else ""


TO_ENGAGEMENT = "story__engagement"  # what a query selects to read a version's text


class StoryVersion(WithSeal):
    """What a text of a story said from a moment on, in Markdown. It is never changed: who changes it writes another."""

    class How(models.TextChoices):
        WRITTEN = "written", pgettext_lazy("how a version was made", "written")
        REPLACED = "replaced", pgettext_lazy("how a version was made", "names replaced")
        WENT_BACK = (
            "went back",  # not for readers
            pgettext_lazy("how a version was made", "went back to an earlier one"),
        )
        PROPOSED = "proposed", pgettext_lazy("how a version was made", "proposed by the client")

    story = models.ForeignKey(Story, models.CASCADE, related_name="versions")
    length = models.CharField(max_length=5, choices=Length)
    number = models.PositiveIntegerField()  # from 1 in each length
    text = SealedText(of=TO_ENGAGEMENT, blank=True)
    how = models.CharField(max_length=9, choices=How, default=How.WRITTEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)  # to the client, by asking her or because it is hers

    objects: ClassVar[Scoped[StoryVersion]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["story", "length", "number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "length", "number"], name="story_version_numbered_once"),
            models.CheckConstraint(condition=Q(length__in=["post", "page", "slide"]), name="story_length_known"),
        ]

    def __str__(self) -> str:
        return gettext("version {number}").format(number=self.number)

    @property
    def mark(self) -> str:
        """What it says, as forms carry it."""
        return mark_of(self.text)

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """The coach; the client what was shown to her."""
        hers = Q(shown_at__isnull=False, story__removed_at=None)
        return predicates.coaches(user, TO_ENGAGEMENT) | (predicates.is_client(user, TO_ENGAGEMENT) & hers)


def begin_story(engagement: Engagement, *, title: str = "") -> Story:
    """Begin a story about an engagement; nothing is written in it yet."""
    language = likely_language(engagement)
    return Story.objects.create(engagement=engagement, title=title.strip()[:200], language=language)


def call_it(story: Story, title: str) -> None:
    """Give a story the name that its coach finds it by."""
    story.title = title.strip()[:200]
    story.save(update_fields=["title"])


def tell_in(story: Story, language: str) -> None:
    """Say in which language the texts of a story are: how they are read aloud and set, no word of them.

    Raises ValueError for one that is not in the list.
    """
    if language not in LANGUAGES:
        raise ValueError(f"“{language}” is no language that a story can be told in.")  # not for readers
    story.language = language
    story.save(update_fields=["language"])


@transaction.atomic
def write(
    story: Story, length: str, text: str, *, by: User, how: str = StoryVersion.How.WRITTEN, seen: str | None = None
) -> StoryVersion | None:
    """Write a text of a story: a new version, or None where it says what it said before.

    Raises ValueError for a length that there is not or a text that is too long, and ChangedMeanwhile if the newest
    version is not any more what ``seen`` is the mark of (``mark_of("")`` where there was none).
    """
    words = _fit(length, text)
    Story.objects.select_for_update().only("pk").get(pk=story.pk)
    newest = story.latest(length)
    before = newest.text if newest else ""
    if seen is not None and seen != mark_of(before):
        raise ChangedMeanwhile
    if words == before:
        return None
    number = newest.number + 1 if newest else 1
    shown = timezone.now() if how == StoryVersion.How.PROPOSED else None
    return StoryVersion.objects.create(
        story=story, length=length, number=number, text=words, how=how, by=by, shown_at=shown
    )


def go_back(version: StoryVersion, *, by: User) -> StoryVersion | None:
    """Let a text say again what it said in an earlier version; what came after stays among the versions."""
    return write(version.story, version.length, version.text, by=by, how=StoryVersion.How.WENT_BACK)


@transaction.atomic
def choose_words(story: Story, words: Mapping[str, str]) -> None:
    """Keep which words stand for whom or what (by what a leak is ``about``); empty words take a choice back."""
    now = Story.objects.select_for_update().select_related("engagement").get(pk=story.pk)
    kept = {**now.replacements, **{about: " ".join(said.split()) for about, said in words.items()}}
    now.replacements = {about: said for about, said in kept.items() if said}
    now.save(update_fields=["replacements"])
    story.replacements = now.replacements


def remove(story: Story) -> None:
    """Show a story no more; ``put_back`` takes that back. Raises ValueError while something of it is published."""
    from waylight.record.story.publishing import standing

    if standing().filter(version__story=story).exists():
        raise ValueError(gettext("It is published. Take that back first; then it can be removed."))
    Story.objects.filter(pk=story.pk, removed_at=None).update(removed_at=timezone.now())


def put_back(story: Story) -> None:
    """Show a story again that was removed."""
    Story.objects.filter(pk=story.pk).update(removed_at=None)


@transaction.atomic
def leave_no_drafts(engagement: Engagement, coach: Member) -> None:
    """Move what a coach wrote and never showed her client into her own journal: the newest text of each length.

    What the client was shown stays with the engagement, which passes to another coach.
    """
    day = engagement.local_day(timezone.now())
    for story in Story.objects.filter(engagement=engagement).select_related("engagement"):
        for length in Length.values:
            newest = story.latest(length)
            if newest and newest.shown_at is None and newest.text:
                learn(coach, on=day, text=newest.text)
        story.versions.filter(shown_at=None).delete()
        if not story.versions.exists():
            story.delete()


def _fit(length: str, text: str) -> str:
    if length not in Length.values:
        labels = ", ".join(map(str, Length.labels))
        raise ValueError(f"A text of a story is {labels}; not “{length}”.")  # not for readers
    words = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if len(words) > LONGEST:
        said = gettext("A text of a story has at most {most} characters; this one has {many}.")
        raise ValueError(said.format(most=number(LONGEST), many=number(len(words))))
    return words
