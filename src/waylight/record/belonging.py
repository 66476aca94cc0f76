"""What belongs to an initiative: threads and series of meetings that were chosen, and words found in kept subjects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction
from django.db.models import Min, Q
from django.utils.translation import gettext

from waylight.access import predicates
from waylight.record.initiative import Initiative
from waylight.record.interaction import Interaction
from waylight.record.scope import Scoped, WithSeal
from waylight.record.sealing import SealedText
from waylight.record.search import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waylight.access.predicates import Asking
    from waylight.record.engagement import Engagement

TAG = re.compile(r"#\S+|\[.+\]")  # is looked for as it stands, also inside a word
LONGEST = 120


class Belonging(WithSeal):
    """One reason why contacts belong to an initiative: a thread (or a series of meetings), or a word in subjects."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="belongings")
    thread = models.CharField(max_length=64, blank=True)  # as Interaction has it; "" where it is a word
    word = SealedText(blank=True, of="initiative__engagement")

    objects: ClassVar[Scoped[Belonging]] = Scoped.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "thread"], condition=~Q(thread=""), name="belonging_once_per_thread"
            ),
            models.CheckConstraint(
                condition=(Q(thread="") & ~Q(word="")) | (~Q(thread="") & Q(word="")),
                name="belonging_by_thread_or_word",
            ),
        ]

    @classmethod
    def seen_by(cls, user: Asking) -> Q:
        """Coach and client of the engagement."""
        return predicates.takes_part(user, "initiative__engagement")


def choose_threads(initiative: Initiative, threads: Iterable[str]) -> int:
    """Say that threads or series belong to an initiative; returns how many did not before.

    Raises ValueError for one that is not in the engagement's record.
    """
    wanted = set(threads) - {""}
    there = Interaction.objects.filter(engagement=initiative.engagement_id, thread__in=wanted)
    if wanted - set(there.values_list("thread", flat=True)):
        raise ValueError(
            gettext("A thread that was chosen is not in the record any more. Nothing was changed; choose again.")
        )
    before = set(Belonging.objects.filter(initiative=initiative).values_list("thread", flat=True))
    new = [Belonging(initiative=initiative, thread=thread) for thread in sorted(wanted - before)]
    Belonging.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def look_for(initiative: Initiative, word: str) -> Belonging:
    """Say that what has a word or a tag in its subject belongs to an initiative; said twice, it is one.

    Raises ValueError for no word, or one that is too long.
    """
    word = " ".join(word.split())
    if not folded(word) or not any(c.isalnum() for c in word):
        raise ValueError(gettext("Type a word that stands in the subjects, or a tag such as #bench."))
    if len(word) > LONGEST:
        said = gettext("A word of more than {count} characters is not looked for; type a shorter one.")
        raise ValueError(said.format(count=LONGEST))
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    for known in words_of(initiative):
        if folded(known.word) == folded(word):
            return known
    return Belonging.objects.create(initiative=initiative, word=word)


def part_with(belonging: Belonging) -> None:
    """Say that what this found does not belong to the initiative any more; its contacts stay in the record."""
    belonging.delete()


def words_of(initiative: Initiative) -> list[Belonging]:
    """The words and tags that are looked for."""
    mine = Belonging.objects.filter(initiative=initiative, thread="")
    return list(mine.select_related("initiative__engagement").order_by("pk"))


def threads_of(initiative: Initiative, user: Asking) -> set[str]:
    """The threads and series that belong to an initiative: those chosen, and those found by a word.

    Words are looked for in what ``user`` may see, in the subject that a thread began with.
    """
    return threads_of_all([initiative], user)[initiative.pk]


def threads_of_all(initiatives: Sequence[Initiative], user: Asking) -> dict[int, set[str]]:
    """The same for initiatives of one engagement, by their numbers; subjects are opened once for all of them."""
    found: dict[int, set[str]] = {one.pk: set() for one in initiatives}
    words: dict[int, list[str]] = {}
    every = Belonging.objects.filter(initiative__in=initiatives).select_related("initiative__engagement")
    for one in every:
        if one.thread:
            found[one.initiative_id].add(one.thread)
        else:
            words.setdefault(one.initiative_id, []).append(one.word)
    if words:
        titles = titles_of(initiatives[0].engagement, user)
        for pk, looked_for in words.items():
            found[pk] |= {
                thread for thread, title in titles.items() if any(stands_in(word, title) for word in looked_for)
            }
    return found


def titles_of(engagement: Engagement, user: Asking) -> dict[str, str]:
    """The subject that each thread or series began with, as far as subjects were kept."""
    mine = Interaction.objects.visible_to(user).filter(engagement=engagement).exclude(thread="").exclude(title="")
    first = mine.order_by().values("thread").annotate(first=Min("pk")).values("first")
    return {row.thread: row.title for row in Interaction.objects.filter(pk__in=first).defer("source", "line")}


def stands_in(word: str, title: str) -> bool:
    """Whether a word stands in a subject, in any capitals and accents; a tag also inside a word."""
    plain, wanted = folded(title), folded(word)
    if TAG.fullmatch(word):
        return wanted in plain
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain) is not None
